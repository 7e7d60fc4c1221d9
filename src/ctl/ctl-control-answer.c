/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-control-answer.h"

#include <glib/gi18n.h>
#include <words/culm-command-words.h>
#include <words/culm-json.h>

#include "ctl-command-table.h"
#include "ctl-control.h"
#include "ctl-exit.h"
#include "ctl-failure.h"

/* What says more about a command itself, not about how it is given */
#define WORD_OPTIONS (CTL_OPTION_YES | CTL_OPTION_NOZZLE | CTL_OPTION_DRYING)

JsonObject *
ctl_control_answer_new (const char *command, BambuPrinter *printer, const GError *error)
{
  JsonObject *object = json_object_new ();
  gboolean is_printers = error && error->domain == BAMBU_PRINTER_ERROR;
  guint32 code = is_printers ? bambu_printer_error_get_code (error) : 0;
  g_autofree char *code_text =
      code ? g_strdup_printf ("%04X-%04X", code >> 16, code & 0xffff) : NULL;

  culm_json_add_string (object, "command", command);
  culm_json_add_string (object, "printer", bambu_printer_get_serial (printer));
  culm_json_add_string (object, "result", ctl_exit_get_result (error));
  culm_json_add_string (object, "reason", error ? error->message : NULL);
  culm_json_add_string (object, "code", code_text);

  return object;
}

char *
ctl_control_answer_dup_failure (BambuPrinter *printer, const GError *error)
{
  return error->domain == BAMBU_PRINTER_ERROR ? culm_command_words_failure (error, printer)
                                              : ctl_failure_of_printer (printer, error);
}

/* A command under way, and what it points into */
typedef struct
{
  BambuPrinter *printer;
  char *name;
  CtlOptions *options;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_object (&asked->printer);
  g_clear_pointer (&asked->options, ctl_options_free);
  g_free (asked->name);
  g_free (asked);
}

static DexFuture *
answer (const char *name, BambuPrinter *printer, const GError *error)
{
  JsonObject *object = ctl_control_answer_new (name, printer, error);
  g_autofree char *text = NULL;

  if (error && error->domain == G_OPTION_ERROR)
    {
      json_object_set_string_member (object, "result", "usage");
      text = g_strdup (error->message);
    }
  else if (error)
    text = ctl_control_answer_dup_failure (printer, error);

  json_object_set_int_member (object, "exit", error ? ctl_exit_from_error (error) : CTL_EXIT_OK);
  culm_json_add_string (object, "text", text);

  return dex_future_new_take_boxed (JSON_TYPE_OBJECT, object);
}

static DexFuture *
on_settled (DexFuture *future, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);

  return answer (asked->name, asked->printer, error);
}

/* @options: (out): what @wanted points into */
static const CtlControl *
judge (const char *name,
       const char *const *words,
       CtlOptions **options,
       CtlWanted *wanted,
       GError **error)
{
  const CtlControl *control = ctl_control_find (name);

  if (!control)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("There is no command “%s”."),
                   name);
      return NULL;
    }

  *options =
      ctl_options_parse_words (ctl_command_find (name)->options & WORD_OPTIONS, words, error);
  if (!*options
      || !ctl_control_check_words (
          control, (*options)->arguments ? g_strv_length ((*options)->arguments) : 0, error)
      || !ctl_control_parse (control, (*options)->arguments, *options, wanted, error)
      || !ctl_control_is_agreed (control, wanted, *options, error))
    return NULL;

  return control;
}

DexFuture *
ctl_control_answer_ask (BambuPrinter *printer, const char *name, const char *const *words)
{
  g_autoptr (CtlOptions) options = NULL;
  g_autoptr (GError) error = NULL;
  CtlWanted wanted;
  const CtlControl *control = judge (name, words, &options, &wanted, &error);
  Asked *asked;

  if (control && bambu_printer_get_link_state (printer) != BAMBU_LINK_STATE_OPEN)
    error = ctl_failure_dup_error (printer);
  if (error)
    return answer (name, printer, error);

  asked = g_new0 (Asked, 1);
  asked->printer = g_object_ref (printer);
  asked->name = g_strdup (name);
  asked->options = g_steal_pointer (&options);

  return dex_future_finally (control->ask (printer, &wanted), on_settled, asked, asked_free);
}
