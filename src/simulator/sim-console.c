/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-console.h"

#include <string.h>

#include "sim-fault.h"
#include "sim-json.h"

struct _SimConsole
{
  GObject parent_instance;

  SimServer *server;
  SimAnnouncer *announcer;
  SimCloud *cloud; /* %NULL: there is none */
  GDataInputStream *input;
  GCancellable *cancellable;
};

enum
{
  QUIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimConsole, sim_console, G_TYPE_OBJECT)

void
sim_console_print (JsonObject *object)
{
  g_autoptr (GBytes) line = sim_json_to_bytes (object);

  g_print ("%.*s\n", (int) g_bytes_get_size (line), (const char *) g_bytes_get_data (line, NULL));
}

static void
on_event (SimConsole *self, JsonObject *event)
{
  sim_console_print (event);
}

static void
print_error_line (const char *command, const char *message)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "event", "error");
  json_object_set_string_member (object, "command", command);
  json_object_set_string_member (object, "message", message);
  sim_console_print (object);
}

static void
list_faults (void)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GEnumClass) places = g_type_class_ref (SIM_TYPE_FAULT_PLACE);
  JsonArray *list = json_array_new ();
  guint n_faults;
  const SimFault *faults = sim_fault_list (&n_faults);

  for (guint i = 0; i < n_faults; i++)
    {
      JsonObject *fault = json_object_new ();

      json_object_set_string_member (fault, "name", faults[i].name);
      json_object_set_string_member (fault, "place",
                                     g_enum_get_value (places, faults[i].place)->value_nick);
      json_object_set_string_member (fault, "description", faults[i].description);
      json_array_add_object_element (list, fault);
    }
  json_object_set_string_member (object, "event", "faults");
  json_object_set_array_member (object, "faults", list);
  sim_console_print (object);
}

static SimPrinter *
find_printer (SimConsole *self, const char *serial, GError **error)
{
  SimPrinter *printer = sim_server_find (self->server, serial);

  if (printer == NULL)
    g_set_error (error, SIM_ERROR, SIM_ERROR_UNKNOWN, "No printer “%s”", serial);

  return printer;
}

static gboolean
check_cloud (SimConsole *self, GError **error)
{
  if (self->cloud == NULL)
    g_set_error_literal (error, SIM_ERROR, SIM_ERROR_UNKNOWN, "There is no cloud");

  return self->cloud != NULL;
}

/* Of the cloud, of one printer, or of all. */
static gboolean
set_fault (SimConsole *self, const char *name, const char *serial, gboolean active, GError **error)
{
  GPtrArray *printers = sim_server_get_printers (self->server);

  if (sim_fault_is_of_cloud (name))
    return check_cloud (self, error)
           && sim_cloud_set_fault (self->cloud, name, serial, active, error);

  if (serial != NULL)
    {
      SimPrinter *printer = find_printer (self, serial, error);

      return printer != NULL && sim_printer_set_fault (printer, name, active, error);
    }

  for (guint i = 0; i < printers->len; i++)
    if (!sim_printer_set_fault (g_ptr_array_index (printers, i), name, active, error))
      return FALSE;

  return TRUE;
}

/* Verbs: what is left of the line after the first word, and after the second; both can be %NULL. */

static gboolean
do_fault (SimConsole *self, const char *first, const char *second, GError **error)
{
  if (!g_str_equal (first, "list"))
    return set_fault (self, first, second, TRUE, error);

  list_faults ();

  return TRUE;
}

static gboolean
do_clear (SimConsole *self, const char *first, const char *second, GError **error)
{
  return set_fault (self, first, second, FALSE, error);
}

static gboolean
do_state (SimConsole *self, const char *first, const char *second, GError **error)
{
  SimPrinter *printer = find_printer (self, first, error);

  return printer != NULL && sim_printer_patch (printer, second, error);
}

/* As from another client. */
static gboolean
do_request (SimConsole *self, const char *first, const char *second, GError **error)
{
  SimPrinter *printer = find_printer (self, first, error);
  g_autoptr (GBytes) payload = g_bytes_new (second, strlen (second));

  if (printer != NULL)
    sim_printer_receive (printer, payload);

  return printer != NULL;
}

static gboolean
do_job (SimConsole *self, const char *first, const char *second, GError **error)
{
  SimPrinter *printer = find_printer (self, first, error);

  if (printer != NULL)
    sim_printer_start_job (printer, second, 0);

  return printer != NULL;
}

/* UNIT SLOT SPOOL, or UNIT SLOT to take it out. */
static gboolean
do_spool (SimConsole *self, const char *first, const char *second, GError **error)
{
  SimPrinter *printer = find_printer (self, first, error);
  g_auto (GStrv) words = g_strsplit (second, " ", 3);

  if (printer == NULL)
    return FALSE;

  if (words[1] == NULL)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_INVALID, "Which unit, which slot?");
      return FALSE;
    }

  return sim_printer_change_spool (printer, (int) g_ascii_strtoll (words[0], NULL, 10),
                                   (int) g_ascii_strtoll (words[1], NULL, 10), words[2], error);
}

static gboolean
do_move (SimConsole *self, const char *first, const char *second, GError **error)
{
  return sim_server_move (self->server, first, second, error)
         && sim_announcer_add_printer (self->announcer, sim_server_find (self->server, first),
                                       second, error);
}

static gboolean
do_pin (SimConsole *self, const char *first, const char *second, GError **error)
{
  return check_cloud (self, error) && sim_cloud_show_pin (self->cloud, first, error);
}

static gboolean
do_stop_broker (SimConsole *self, const char *first, const char *second, GError **error)
{
  sim_server_set_brokers_running (self->server, FALSE);

  return TRUE;
}

static gboolean
do_start_broker (SimConsole *self, const char *first, const char *second, GError **error)
{
  sim_server_set_brokers_running (self->server, TRUE);

  return TRUE;
}

static gboolean
do_quit (SimConsole *self, const char *first, const char *second, GError **error)
{
  g_signal_emit (self, signals[QUIT], 0);

  return TRUE;
}

static const struct
{
  const char *verb;
  guint n_arguments; /* at least */
  gboolean (*handler) (SimConsole *self, const char *first, const char *second, GError **error);
} verbs[] = {
  { "fault", 1, do_fault },
  { "clear", 1, do_clear },
  { "state", 2, do_state },
  { "request", 2, do_request },
  { "job", 2, do_job },
  { "spool", 2, do_spool },
  { "move", 2, do_move },
  { "pin", 1, do_pin },
  { "stop-broker", 0, do_stop_broker },
  { "start-broker", 0, do_start_broker },
  { "quit", 0, do_quit },
};

static gboolean
handle_command (SimConsole *self, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  guint n_words = g_strv_length (words);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].verb, words[0]) && n_words > verbs[i].n_arguments)
      return verbs[i].handler (self, n_words > 1 ? words[1] : NULL, n_words > 2 ? words[2] : NULL,
                               error);

  g_set_error_literal (error, SIM_ERROR, SIM_ERROR_UNKNOWN, "Not a command");

  return FALSE;
}

static void read_command (SimConsole *self);

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SimConsole) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
      g_data_input_stream_read_line_finish_utf8 (self->input, result, NULL, &error);
  gboolean is_text = !g_error_matches (error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE);

  /* The end of the input is no reason to go: it may have been /dev/null from the start. */
  if (line == NULL && is_text)
    return;

  if (line == NULL)
    print_error_line ("", error->message);
  else if (*g_strstrip (line) != '\0' && !handle_command (self, line, &error))
    print_error_line (line, error->message);

  read_command (self);
}

static void
read_command (SimConsole *self)
{
  g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, self->cancellable, on_line,
                                       g_object_ref (self));
}

static void
sim_console_dispose (GObject *object)
{
  SimConsole *self = SIM_CONSOLE (object);

  g_clear_object (&self->server);
  g_clear_object (&self->announcer);
  g_clear_object (&self->cloud);
  G_OBJECT_CLASS (sim_console_parent_class)->dispose (object);
}

static void
sim_console_finalize (GObject *object)
{
  SimConsole *self = SIM_CONSOLE (object);

  g_clear_object (&self->input);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (sim_console_parent_class)->finalize (object);
}

static void
sim_console_class_init (SimConsoleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_console_dispose;
  object_class->finalize = sim_console_finalize;

  signals[QUIT] = g_signal_new ("quit", SIM_TYPE_CONSOLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
sim_console_init (SimConsole *self)
{
  self->cancellable = g_cancellable_new ();
}

SimConsole *
sim_console_new (SimServer *server, SimAnnouncer *announcer, SimCloud *cloud, GInputStream *input)
{
  SimConsole *self;

  g_return_val_if_fail (SIM_IS_SERVER (server), NULL);
  g_return_val_if_fail (SIM_IS_ANNOUNCER (announcer), NULL);
  g_return_val_if_fail (G_IS_INPUT_STREAM (input), NULL);

  self = g_object_new (SIM_TYPE_CONSOLE, NULL);
  self->server = g_object_ref (server);
  self->announcer = g_object_ref (announcer);
  self->input = g_data_input_stream_new (input);
  g_signal_connect_object (server, "event", G_CALLBACK (on_event), self, G_CONNECT_SWAPPED);
  if (g_set_object (&self->cloud, cloud))
    g_signal_connect_object (cloud, "event", G_CALLBACK (on_event), self, G_CONNECT_SWAPPED);

  return self;
}

void
sim_console_start (SimConsole *self)
{
  g_return_if_fail (SIM_IS_CONSOLE (self));

  read_command (self);
}

void
sim_console_stop (SimConsole *self)
{
  g_return_if_fail (SIM_IS_CONSOLE (self));

  g_cancellable_cancel (self->cancellable);
  if (self->server != NULL)
    g_signal_handlers_disconnect_by_func (self->server, on_event, self);
  if (self->cloud != NULL)
    g_signal_handlers_disconnect_by_func (self->cloud, on_event, self);
}
