/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>
#include <words/culm-json.h>

#include "account/bambu-cloud.h"
#include "ctl-cloud.h"
#include "ctl-output.h"
#include "ctl-secret.h"
#include "ctl-serve-options.h"
#include "ctl-table.h"
#include "link/bambu-redact.h"
#include "serve/serve-mask.h"

/* @object: (transfer full) */
static void
print_json (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *line = culm_json_dup_line (node);

  json_object_unref (object);
  ctl_output_line (line);
}

static void
print_one (const CtlOptions *options, const char *name, const char *key, gboolean value)
{
  JsonObject *object;

  if (!options->json)
    {
      ctl_output_line (name);
      return;
    }

  object = json_object_new ();
  json_object_set_string_member (object, "name", name);
  json_object_set_boolean_member (object, key, value);
  print_json (object);
}

static gboolean
list (ServeTokens *tokens, const CtlOptions *options)
{
  g_autoptr (GPtrArray) customs = serve_tokens_list (tokens);
  g_autoptr (CtlTable) rows = ctl_table_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *array = json_array_new ();
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < customs->len; i++)
    {
      g_autofree char *name = serve_tokens_dup_name (customs->pdata[i]);
      const char *token = serve_tokens_lookup (tokens, customs->pdata[i]);
      g_autofree char *real = token ? serve_mask_token (token) : NULL;
      JsonObject *one;

      /* Somebody took it out meanwhile. */
      if (real == NULL)
        continue;

      one = json_object_new ();
      ctl_table_add (rows, name, real, NULL);
      json_object_set_string_member (one, "name", name);
      json_object_set_string_member (one, "real_token", real);
      json_array_add_object_element (array, one);
    }
  json_object_set_array_member (object, "tokens", array);
  json_object_set_int_member (object, "count", json_array_get_length (array));

  ctl_table_print (rows, text, 0);
  if (options->json)
    print_json (json_object_ref (object));
  else if (text->len > 0)
    ctl_output_line (g_strchomp (text->str));
  json_object_unref (object);

  return TRUE;
}

static void
set_missing (const CtlOptions *options, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               /* Translators: %s is a file */
               _ ("There is no such token in %s."), ctl_serve_options_get_tokens_file (options));
}

static gboolean
await_check (ServeTokens *tokens, const CtlOptions *options, GError **error)
{
  char *custom = ctl_secret_await (_ ("Token:"), error);
  g_autofree char *name = NULL;

  if (!custom)
    return FALSE;

  if (serve_tokens_lookup (tokens, custom))
    name = serve_tokens_dup_name (custom);
  bambu_secret_free (custom);
  if (name)
    print_one (options, name, "valid", TRUE);
  else
    set_missing (options, error);

  return name != NULL;
}

static void
explain_add (GError *error, const char *name)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    text = g_strdup_printf (_ ("“%s” is no name for a token: it has up to 40 letters, digits and "
                               "“-”, “_”, “.”."),
                            name);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    text = g_strdup_printf (_ ("“%s” has a token already."), name);
  if (text)
    g_set_str (&error->message, text);
}

/* The token is all of the output, for whoever wants it in a file. */
static gboolean
await_add (ServeTokens *tokens, const char *name, const CtlOptions *options, GError **error)
{
  g_autoptr (BambuAccount) account = ctl_cloud_await_account (options, error);
  g_autoptr (GError) local_error = NULL;
  JsonObject *object;
  char *custom;

  if (!account)
    return FALSE;

  custom = serve_tokens_add (tokens, name,
                             bambu_cloud_get_token (bambu_account_get_cloud (account))->access,
                             &local_error);
  if (!custom)
    {
      explain_add (local_error, name);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (options->json)
    {
      object = json_object_new ();
      json_object_set_string_member (object, "name", name);
      json_object_set_string_member (object, "custom_token", custom);
      print_json (object);
    }
  else
    {
      ctl_output_line (custom);
    }
  bambu_secret_free (custom);

  return TRUE;
}

static gboolean
drop (ServeTokens *tokens, const char *name, const CtlOptions *options, GError **error)
{
  g_autoptr (GPtrArray) found = serve_tokens_find (tokens, name);

  if (found->len == 0)
    {
      set_missing (options, error);
      return FALSE;
    }

  if (found->len > 1)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("More than one token is called “%s”. Take it out of the file by hand."),
                   name);
      return FALSE;
    }

  if (!serve_tokens_remove (tokens, found->pdata[0], error))
    return FALSE;

  print_one (options, name, "removed", TRUE);

  return TRUE;
}

static DexFuture *
serve_token_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  guint n_words = options->arguments ? g_strv_length (options->arguments) : 0;
  const char *what = n_words > 0 ? options->arguments[0] : "";
  const char *name = n_words > 1 ? options->arguments[1] : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ServeTokens) tokens = ctl_serve_options_load_tokens (options, &error);
  gboolean is_done = FALSE;

  if (!tokens)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!name && g_str_equal (what, "list"))
    is_done = list (tokens, options);
  else if (!name && g_str_equal (what, "check"))
    is_done = await_check (tokens, options, &error);
  else if (name && g_str_equal (what, "add"))
    is_done = await_add (tokens, name, options, &error);
  else if (name && g_str_equal (what, "remove"))
    is_done = drop (tokens, name, options, &error);
  else
    g_set_error (&error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("This is too little or too much for “%s”. See %s %s --help."), options->command,
                 g_get_prgname (), options->command);

  return is_done ? dex_future_new_for_int (CTL_EXIT_OK)
                 : dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
ctl_command_serve_token (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, serve_token_fiber, options, NULL);
}
