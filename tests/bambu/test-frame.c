/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link/bambu-frame.h"

#include <string.h>

#include "report-fixture.h"

static void
test_kinds (void)
{
  static const struct
  {
    const char *json;
    BambuFrameKind kind;
    const char *section;
  } cases[] = {
    { "{'print':{'command':'push_status','msg':0}}", BAMBU_FRAME_FULL, "print" },
    { "{'print':{'command':'push_status','msg':'0'}}", BAMBU_FRAME_FULL, "print" },
    { "{'print':{'command':'push_status'}}", BAMBU_FRAME_FULL, "print" },
    { "{'t_utc':1,'print':{'command':'push_status'}}", BAMBU_FRAME_FULL, "print" },
    { "{'print':{'command':'push_status','msg':1}}", BAMBU_FRAME_DELTA, "print" },
    { "{'print':{'command':'push_status','msg':'1'}}", BAMBU_FRAME_DELTA, "print" },
    { "{'print':{'bed_temper':60}}", BAMBU_FRAME_DELTA, "print" },
    { "{'print':{'command':'pause'}}", BAMBU_FRAME_ACKNOWLEDGEMENT, "print" },
    { "{'print':{'command':7,'bed_temper':60}}", BAMBU_FRAME_ACKNOWLEDGEMENT, "print" },
    { "{'print':{'result':'success'}}", BAMBU_FRAME_ACKNOWLEDGEMENT, "print" },
    { "{'print':{'reason':''}}", BAMBU_FRAME_ACKNOWLEDGEMENT, "print" },
    { "{'print':{'err_code':84033543}}", BAMBU_FRAME_ACKNOWLEDGEMENT, "print" },
    { "{'pushing':{'command':'pushall'}}", BAMBU_FRAME_ACKNOWLEDGEMENT, "pushing" },
    { "{'info':{'command':'get_version','module':[]}}", BAMBU_FRAME_VERSION, "info" },
    { "{'info':{'command':'get_version'}}", BAMBU_FRAME_ACKNOWLEDGEMENT, "info" },
    { "{'system':{'command':'get_access_code','access_code':'x'}}", BAMBU_FRAME_ACCESS_CODE,
      "system" },
    { "{'system':{'command':'ledctrl'}}", BAMBU_FRAME_ACKNOWLEDGEMENT, "system" },
    { "{'event':{'event':'client.disconnected'}}", BAMBU_FRAME_PRESENCE, "event" },
    { "{'mc_print':{'command':'push_info'}}", BAMBU_FRAME_OTHER, "mc_print" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuFrame) frame = fixture_frame (cases[i].json);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (bambu_frame_get_kind (frame), ==, cases[i].kind);
      g_assert_cmpstr (bambu_frame_get_section_name (frame), ==, cases[i].section);
      g_assert_true (yyjson_is_obj (bambu_frame_get_section (frame)));
    }
}

static void
test_sequence_ids (void)
{
  g_autoptr (BambuFrame) text = fixture_frame ("{'print':{'sequence_id':'20017'}}");
  g_autoptr (BambuFrame) number = fixture_frame ("{'print':{'sequence_id':20017}}");
  g_autoptr (BambuFrame) none = fixture_frame ("{'print':{}}");
  g_autoptr (BambuFrame) odd = fixture_frame ("{'print':{'sequence_id':[1]}}");

  g_assert_cmpstr (bambu_frame_get_sequence_id (text), ==, "20017");
  g_assert_cmpstr (bambu_frame_get_sequence_id (number), ==, "20017");
  g_assert_null (bambu_frame_get_sequence_id (none));
  g_assert_null (bambu_frame_get_sequence_id (odd));
}

static char *
nest (guint depth)
{
  GString *text = g_string_new ("{\"print\":");

  for (guint i = 1; i < depth; i++)
    g_string_append (text, i % 2 ? "{\"a\":" : "[");
  g_string_append (text, "1");
  for (guint i = depth - 1; i > 0; i--)
    g_string_append (text, i % 2 ? "}" : "]");
  g_string_append (text, "}");

  return g_string_free (text, FALSE);
}

static void
assert_refused (const void *data, gsize size, BambuFrameError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bambu_frame_parse (data, size, &error));
  g_assert_error (error, BAMBU_FRAME_ERROR, (int) code);
}

static void
test_garbage (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "not json",
    "null",
    "[]",
    "[{\"print\":{}}]",
    "{}",
    "{\"print\":",
    "{\"print\":{\"a\":1}",
    "{\"print\":{}} {\"print\":{}}",
    "{\"print\":[]}",
    "{\"print\":\"push_status\"}",
    "{\"print\":{\"a\":NaN}}",
    "{\"print\":{\"a\":1e999}}",
    "{\"unheard\":{}}",
    "{\"t_utc\":1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      assert_refused (texts[i], strlen (texts[i]), BAMBU_FRAME_ERROR_INVALID);
    }

  assert_refused (NULL, 0, BAMBU_FRAME_ERROR_INVALID);
}

static void
test_bounds (void)
{
  g_autofree char *deep = nest (BAMBU_FRAME_MAX_DEPTH);
  g_autofree char *too_deep = nest (BAMBU_FRAME_MAX_DEPTH + 1);
  g_autofree char *far_too_deep = nest (1000);
  g_autofree char *bottomless = g_strnfill (BAMBU_FRAME_MAX_BYTES, '[');
  g_autofree char *large = g_strnfill (2 * 1024 * 1024, ' ');
  g_autoptr (BambuFrame) frame = NULL;

  frame = bambu_frame_parse (deep, strlen (deep), NULL);
  g_assert_nonnull (frame);
  g_clear_pointer (&frame, bambu_frame_unref);

  assert_refused (too_deep, strlen (too_deep), BAMBU_FRAME_ERROR_TOO_DEEP);
  assert_refused (far_too_deep, strlen (far_too_deep), BAMBU_FRAME_ERROR_TOO_DEEP);
  assert_refused (bottomless, BAMBU_FRAME_MAX_BYTES, BAMBU_FRAME_ERROR_INVALID);

  /* As large as is allowed, and one byte more. */
  memcpy (large, "{\"print\":{}}", strlen ("{\"print\":{}}"));
  frame = bambu_frame_parse (large, BAMBU_FRAME_MAX_BYTES, NULL);
  g_assert_nonnull (frame);
  assert_refused (large, BAMBU_FRAME_MAX_BYTES + 1, BAMBU_FRAME_ERROR_TOO_LARGE);
  assert_refused (large, 2 * 1024 * 1024, BAMBU_FRAME_ERROR_TOO_LARGE);
}

/* A container that ends where the next begins must not count for the next. */
static void
test_breadth (void)
{
  GString *text = g_string_new ("{\"print\":{\"a\":[");
  g_autoptr (BambuFrame) frame = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "[],{},[[1]],");
  g_string_append (text, "0]}}");

  frame = bambu_frame_parse (text->str, text->len, NULL);
  g_assert_nonnull (frame);
  g_string_free (text, TRUE);
}

static void
test_invalid_utf8 (void)
{
  static const char latin1[] = "{\"print\":{\"subtask_name\":\"B\xfc"
                               "gel \xf0\x9f\"}}";
  static const char broken[] = "{\"print\":{\"subtask_name\":\"\xfc\"";
  g_autoptr (BambuFrame) frame = bambu_frame_parse (latin1, strlen (latin1), NULL);

  g_assert_nonnull (frame);
  g_assert_cmpstr (
      yyjson_get_str (yyjson_obj_get (bambu_frame_get_section (frame), "subtask_name")), ==,
      "B\xef\xbf\xbdgel \xef\xbf\xbd\xef\xbf\xbd");

  assert_refused (broken, strlen (broken), BAMBU_FRAME_ERROR_INVALID);
  assert_refused ("\xff\xfe\x00{", 4, BAMBU_FRAME_ERROR_INVALID);
}

/* The bytes need not end anywhere, nor stay. */
static void
test_borrows_nothing (void)
{
  char bytes[] = "{\"print\":{\"gcode_state\":\"IDLE\"}}and more";
  g_autoptr (BambuFrame) frame = bambu_frame_parse (bytes, strlen (bytes) - 8, NULL);

  memset (bytes, 'x', sizeof bytes);
  g_assert_cmpstr (yyjson_get_str (yyjson_obj_get (bambu_frame_get_section (frame), "gcode_state")),
                   ==, "IDLE");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame/kinds", test_kinds);
  g_test_add_func ("/frame/sequence-ids", test_sequence_ids);
  g_test_add_func ("/frame/garbage", test_garbage);
  g_test_add_func ("/frame/bounds", test_bounds);
  g_test_add_func ("/frame/breadth", test_breadth);
  g_test_add_func ("/frame/invalid-utf8", test_invalid_utf8);
  g_test_add_func ("/frame/borrows-nothing", test_borrows_nothing);

  return g_test_run ();
}
