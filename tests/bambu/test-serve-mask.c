/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "account/bambu-json.h"
#include "serve/serve-mask.h"

#define CUSTOM "custom-token-of-a-friend"
#define REAL "AQArealtokenrealtokenrealtokenrealtoken"

static const char *const secrets[] = { CUSTOM, REAL, NULL };

typedef struct
{
  const char *name;
  const char *answer;
  const char *masked;
} Row;

static const Row rows[] = {
  { "plain", "{\"a\":[1,2.5,true,null,\"text\"]}", "{\"a\":[1,2.5,true,null,\"text\"]}" },
  { "scalar", "\"192.168.1.5\"", "\"[IP_REDACTED]\"" },
  { "code", "{\"dev_access_code\":\"12345678\"}", "{\"dev_access_code\":\"********\"}" },
  { "code-names",
    "[{\"access_code\":\"1\"},{\"accesscode\":\"2\"},{\"Access_Code\":3},{\"access_code\":{\"a\":"
    "4}},{\"access_code\":[5]}]",
    "[{\"access_code\":\"********\"},{\"accesscode\":\"********\"},{\"Access_Code\":\"********\"},"
    "{\"access_code\":\"********\"},{\"access_code\":\"********\"}]" },
  { "code-in-lists", "[[{\"a\":[[{\"access_code\":\"12345678\"}],{\"dev_access_code\":1}]}]]",
    "[[{\"a\":[[{\"access_code\":\"********\"}],{\"dev_access_code\":\"********\"}]}]]" },
  { "code-none", "{\"dev_access_code\":null}", "{\"dev_access_code\":null}" },
  { "token", "{\"accessToken\":\"abcdefghijklmnopqrstuvwxyz\"}",
    "{\"accessToken\":\"abcdefghijklmnopqrst...\"}" },
  { "token-short", "{\"token\":\"abc\"}", "{\"token\":\"***\"}" },
  { "token-just", "{\"token\":\"abcdefghijklmnopqrst\"}", "{\"token\":\"***\"}" },
  { "token-in-list", "{\"tokens\":[[\"abcdefghij\"],{\"value\":\"abcdefghijk\"}]}",
    "{\"tokens\":[[\"***\"],{\"value\":\"***\"}]}" },
  { "token-number", "{\"token_count\":3}", "{\"token_count\":3}" },
  { "token-of-ours", "{\"token\":\"" REAL "\"}", "{\"token\":\"***REDACTED***\"}" },
  { "ours", "{\"a\":\"x " CUSTOM " y " REAL "\"}",
    "{\"a\":\"x ***REDACTED*** y ***REDACTED***\"}" },
  { "ours-as-name", "{\"" CUSTOM "\":1}", "{\"***REDACTED***\":1}" },
  { "link",
    "{\"url\":\"https://s3.example/a?sig=1\",\"b\":\"see HTTP://x/y, or ftp://10.0.0.1/z\"}",
    "{\"url\":\"[URL_REDACTED]\",\"b\":\"see [URL_REDACTED] or [URL_REDACTED]\"}" },
  { "link-escaped", "{\"url\":\"https:\\/\\/s3.example\\/a\"}", "{\"url\":\"[URL_REDACTED]\"}" },
  { "address", "{\"ip\":\"192.168.1.5\",\"b\":\"at 10.0.0.7:8883.\"}",
    "{\"ip\":\"[IP_REDACTED]\",\"b\":\"at [IP_REDACTED]:8883.\"}" },
  { "address-own", "{\"ip\":\"127.0.0.1\"}", "{\"ip\":\"127.0.0.1\"}" },
  { "address-as-name", "{\"192.168.1.5\":true}", "{\"[IP_REDACTED]\":true}" },
  { "firmware", "{\"a\":\"01.08.02.00\",\"b\":\"to 1.08.2.0\"}",
    "{\"a\":\"01.08.02.00\",\"b\":\"to 1.08.2.0\"}" },
  { "version",
    "{\"version\":\"1.2.3.4\",\"sw_ver\":\"1.2.3.4\",\"hw_ver\":\"2.2.3.4\",\"ver\":\"3."
    "2.3.4\",\"versions\":[\"1.9.9.9\"]}",
    "{\"version\":\"1.2.3.4\",\"sw_ver\":\"1.2.3.4\",\"hw_ver\":\"2.2.3.4\",\"ver\":\"3.2.3.4\","
    "\"versions\":[\"1.9.9.9\"]}" },
  { "version-link", "{\"version\":\"https://x/1.2.3.4\"}", "{\"version\":\"[URL_REDACTED]\"}" },
  { "over", "{\"over\":\"192.168.1.5\"}", "{\"over\":\"[IP_REDACTED]\"}" },
  { "json-in-text",
    "{\"content\":\"{\\\"access_code\\\":\\\"12345678\\\",\\\"sw_ver\\\":\\\"1.2.3.4\\\"}\"}",
    "{\"content\":\"{\\\"access_code\\\":\\\"********\\\",\\\"sw_ver\\\":\\\"1.2.3.4\\\"}\"}" },
  { "json-twice", "{\"c\":\"{\\\"access_code\\\":\\\"12345678\\\",\\\"access_code\\\":null}\"}",
    "{\"c\":\"{\\\"access_code\\\":null}\"}" },
  { "python-in-text", "{\"content\":\"{'access_code': '12345678'}\"}",
    "{\"content\":\"********\"}" },
  { "python-harmless", "{\"content\":\"{'printed_plates': [1]}\"}",
    "{\"content\":\"{'printed_plates': [1]}\"}" },
  { "json-in-text-in-text", "\"\\\"\\\\\\\"10.0.0.7\\\\\\\"\\\"\"",
    "\"\\\"\\\\\\\"[IP_REDACTED]\\\\\\\"\\\"\"" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (row->answer, strlen (row->answer));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = bambu_json_parse (bytes, &error);
  g_autoptr (JsonNode) masked = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  masked = serve_mask_json (node, secrets);
  text = json_to_string (masked, FALSE);
  g_assert_cmpstr (text, ==, row->masked);
}

static void
test_text (void)
{
  g_autofree char *masked = serve_mask_text (
      "API request failed (404): " CUSTOM " at https://10.0.0.1/x from 10.0.0.2", secrets);
  g_autofree char *plain = serve_mask_text ("10.0.0.2 " CUSTOM, NULL);

  g_assert_cmpstr (masked, ==,
                   "API request failed (404): ***REDACTED*** at [URL_REDACTED] from [IP_REDACTED]");
  g_assert_cmpstr (plain, ==, "[IP_REDACTED] " CUSTOM);
}

/* Texts in texts: each level quotes the one before. */
static void
test_nested_texts (void)
{
  g_autoptr (JsonNode) masked = NULL;
  g_autoptr (JsonNode) node =
      json_node_init_string (json_node_alloc (), "{\"access_code\":\"87654321\"}");
  g_autofree char *text = NULL;

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *inner = json_to_string (node, FALSE);

      json_node_set_string (node, inner);
    }

  masked = serve_mask_json (node, secrets);
  text = json_to_string (masked, FALSE);
  g_assert_null (strstr (text, "87654321"));
}

/* Deeper than what the reader of JSON lets through */
static void
test_depth (void)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), "10.0.0.7");
  g_autoptr (JsonNode) masked = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      JsonArray *array = json_array_new ();

      json_array_add_element (array, g_steal_pointer (&node));
      node = json_node_alloc ();
      json_node_init_array (node, array);
      json_array_unref (array);
    }

  masked = serve_mask_json (node, secrets);
  text = json_to_string (masked, FALSE);
  g_assert_nonnull (strstr (text, "null"));
  g_assert_null (strstr (text, "10.0.0.7"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/serve-mask/row/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/serve-mask/text", test_text);
  g_test_add_func ("/serve-mask/nested-texts", test_nested_texts);
  g_test_add_func ("/serve-mask/depth", test_depth);

  return g_test_run ();
}
