/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-printer-export.h"

#include <bambu/printer/bambu-printer-control.h>
#include <glib/gi18n.h>
#include <math.h>
#include <words/culm-command-words.h>
#include <words/culm-status.h>

#include "culm-bus-generated.h"
#include "culm-print-desk.h"

#define ERRORS "io.github.culm.Culm1.Error."
#define PATH_HEX_DIGITS 16

struct _CulmPrinterExport
{
  GDBusObjectSkeleton parent_instance;

  BambuPrinter *printer;
  CulmStatus *status;
  CulmBusPrinter *skeleton;
  guint update_source;
};

enum
{
  SIGNAL_PRINT_FILE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmPrinterExport, culm_printer_export, G_TYPE_DBUS_OBJECT_SKELETON)

/* A tenth of a degree goes to and fro with each report, and nobody acts on it. */
static double
whole (double celsius)
{
  return isnan (celsius) ? celsius : round (celsius);
}

static GVariant *
heater_to_variant (BambuHeater *heater)
{
  return g_variant_new ("(dd)", whole (bambu_heater_get_current (heater)),
                        whole (bambu_heater_get_target (heater)));
}

static GVariant *
nozzles_to_variant (BambuPrinter *printer)
{
  GListModel *extruders = bambu_printer_get_extruders (printer);
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(idd)"));

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);
      BambuHeater *heater = bambu_extruder_get_heater (extruder);

      g_variant_builder_add (&builder, "(idd)", bambu_extruder_get_id (extruder),
                             whole (bambu_heater_get_current (heater)),
                             whole (bambu_heater_get_target (heater)));
    }

  return g_variant_builder_end (&builder);
}

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) enum_class = g_type_class_ref (type);

  return g_enum_get_value (enum_class, value)->value_nick;
}

static const char *
get_light_mode (BambuPrinter *printer)
{
  GListModel *lights = bambu_printer_get_lights (printer);

  for (guint i = 0; i < g_list_model_get_n_items (lights); i++)
    {
      g_autoptr (BambuLight) light = g_list_model_get_item (lights, i);

      if (g_strcmp0 (bambu_light_get_node (light), "chamber_light") == 0)
        return bambu_light_get_mode (light); /* the printer holds it */
    }

  return "";
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
can_resume (CulmPrinterExport *self)
{
  return bambu_printer_can (self->printer, BAMBU_CONTROL_RESUME, NULL)
         && culm_status_get_situation (self->status) != CULM_SITUATION_PAUSED_BY_FAULT;
}

/* Each is compared with what it was; what differs is told together, before the next report. */
static void
update (CulmPrinterExport *self)
{
  CulmBusPrinter *skeleton = self->skeleton;
  BambuPrinter *printer = self->printer;
  BambuJob *job = bambu_printer_get_job (printer);
  int minutes = bambu_job_get_remaining_minutes (job);

  culm_bus_printer_set_serial (skeleton, bambu_printer_get_serial (printer));
  culm_bus_printer_set_name (skeleton, bambu_printer_get_name (printer));
  culm_bus_printer_set_model (skeleton, or_empty (bambu_printer_get_model_name (printer)));
  culm_bus_printer_set_demo (skeleton, bambu_printer_is_demo (printer));
  culm_bus_printer_set_connection (
      skeleton, get_nick (BAMBU_TYPE_CONNECTION, (int) bambu_printer_get_connection (printer)));
  culm_bus_printer_set_freshness (
      skeleton, get_nick (BAMBU_TYPE_FRESHNESS, (int) bambu_printer_get_freshness (printer)));
  culm_bus_printer_set_state (skeleton,
                              get_nick (BAMBU_TYPE_STATE, (int) bambu_printer_get_state (printer)));
  culm_bus_printer_set_summary (skeleton, culm_status_get_sentence (self->status));
  culm_bus_printer_set_needs_attention (skeleton, culm_status_needs_attention (self->status));
  culm_bus_printer_set_messages (skeleton, culm_status_get_alert_count (self->status));
  culm_bus_printer_set_stage (skeleton, or_empty (bambu_printer_get_stage_name (printer)));
  culm_bus_printer_set_job (skeleton, or_empty (bambu_job_get_name (job)));
  culm_bus_printer_set_progress (skeleton, bambu_job_get_percent (job));
  culm_bus_printer_set_remaining_seconds (
      skeleton, minutes >= 0 ? (int) MIN ((gint64) minutes * 60, G_MAXINT) : -1);
  culm_bus_printer_set_layer (skeleton, bambu_job_get_layer (job));
  culm_bus_printer_set_total_layers (skeleton, bambu_job_get_total_layers (job));
  culm_bus_printer_set_nozzles (skeleton, nozzles_to_variant (printer));
  culm_bus_printer_set_bed (skeleton, heater_to_variant (bambu_printer_get_bed (printer)));
  culm_bus_printer_set_chamber (skeleton, heater_to_variant (bambu_printer_get_chamber (printer)));
  culm_bus_printer_set_light (skeleton, get_light_mode (printer));
  culm_bus_printer_set_can_pause (skeleton, bambu_printer_can (printer, BAMBU_CONTROL_PAUSE, NULL));
  culm_bus_printer_set_can_resume (skeleton, can_resume (self));
  culm_bus_printer_set_can_set_light (skeleton,
                                      bambu_printer_can (printer, BAMBU_CONTROL_LIGHT, NULL));
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (skeleton));
}

static gboolean
on_update (gpointer user_data)
{
  CulmPrinterExport *self = user_data;

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* After the status, which sums up the same report. */
static void
queue_update (CulmPrinterExport *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 1, on_update, self, NULL);
}

static void
follow (CulmPrinterExport *self, gpointer part)
{
  g_signal_connect_object (part, "notify", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
}

static void
follow_items (
    CulmPrinterExport *self, guint position, guint removed, guint added, GListModel *model)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      follow (self, BAMBU_IS_EXTRUDER (item)
                        ? (gpointer) bambu_extruder_get_heater (BAMBU_EXTRUDER (item))
                        : (gpointer) item);
    }
  queue_update (self);
}

static void
follow_list (CulmPrinterExport *self, GListModel *model)
{
  g_signal_connect_object (model, "items-changed", G_CALLBACK (follow_items), self,
                           G_CONNECT_SWAPPED);
  follow_items (self, 0, 0, g_list_model_get_n_items (model), model);
}

/* ---- What is asked of it ---- */

static const char *
get_error_name (const GError *error)
{
  if (error->domain != BAMBU_PRINTER_ERROR)
    return ERRORS "Offline";

  switch ((BambuPrinterError) error->code)
    {
    case BAMBU_PRINTER_ERROR_VIEW_ONLY:
      return ERRORS "ViewOnly";
    case BAMBU_PRINTER_ERROR_REFUSED:
      return ERRORS "Refused";
    case BAMBU_PRINTER_ERROR_NOT_CONFIRMED:
      return ERRORS "NotConfirmed";
    case BAMBU_PRINTER_ERROR_NOT_NOW:
      return ERRORS "NotNow";
    case BAMBU_PRINTER_ERROR_NOT_ABLE:
      return ERRORS "NotAble";
    case BAMBU_PRINTER_ERROR_PENDING:
      return ERRORS "Pending";
    case BAMBU_PRINTER_ERROR_OFFLINE:
    default:
      return ERRORS "Offline";
    }
}

/* A call that waits for its printer; Culm does not end meanwhile where nothing else keeps it. */
typedef struct
{
  GDBusMethodInvocation *invocation;
  BambuPrinter *printer;
  GApplication *application;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  if (call->application != NULL)
    g_application_release (call->application);
  g_clear_object (&call->application);
  g_object_unref (call->printer);
  g_free (call);
}

static DexFuture *
on_settled (DexFuture *future, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    {
      g_dbus_method_invocation_return_value (call->invocation, NULL);
      return NULL;
    }

  text = error->domain == BAMBU_PRINTER_ERROR ? culm_command_words_failure (error, call->printer)
                                              : g_strdup (error->message);
  g_dbus_method_invocation_return_dbus_error (call->invocation, get_error_name (error), text);

  return NULL;
}

/* Takes @future, which goes on whoever listens. */
static gboolean
answer (CulmPrinterExport *self, GDBusMethodInvocation *invocation, DexFuture *future)
{
  Call *call = g_new0 (Call, 1);

  call->invocation = invocation;
  call->printer = g_object_ref (self->printer);
  if (g_set_object (&call->application, g_application_get_default ()))
    g_application_hold (call->application);
  dex_future_disown (dex_future_finally (future, on_settled, call, call_free));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_pause (CulmPrinterExport *self, GDBusMethodInvocation *invocation)
{
  return answer (self, invocation, bambu_printer_pause (self->printer));
}

static gboolean
on_resume (CulmPrinterExport *self, GDBusMethodInvocation *invocation)
{
  if (culm_status_get_situation (self->status) != CULM_SITUATION_PAUSED_BY_FAULT)
    return answer (self, invocation, bambu_printer_resume (self->printer));

  g_dbus_method_invocation_return_dbus_error (
      invocation, ERRORS "NotNow",
      _ ("A fault has paused the print. Look at it in the window, and go on from there."));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_set_light (CulmPrinterExport *self, GDBusMethodInvocation *invocation, gboolean on)
{
  return answer (self, invocation,
                 bambu_printer_set_light (self->printer, BAMBU_LIGHT_PLACE_CHAMBER, on));
}

static gboolean
on_print_file (CulmPrinterExport *self,
               GDBusMethodInvocation *invocation,
               const char *uri,
               GVariant *options)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autofree char *path = g_file_get_path (file);
  const char *token = NULL;

  if (path == NULL || !culm_print_desk_is_printable (file))
    {
      g_dbus_method_invocation_return_dbus_error (
          invocation, ERRORS "InvalidFile",
          _ ("That is no file on this computer that can be printed."));
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  g_variant_lookup (options, "activation-token", "&s", &token);
  g_signal_emit (self, signals[SIGNAL_PRINT_FILE], 0, file, token);
  culm_bus_printer_complete_print_file (self->skeleton, invocation);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
culm_printer_export_dispose (GObject *object)
{
  CulmPrinterExport *self = CULM_PRINTER_EXPORT (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->skeleton);
  g_clear_object (&self->status);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_printer_export_parent_class)->dispose (object);
}

static void
culm_printer_export_class_init (CulmPrinterExportClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = culm_printer_export_dispose;

  signals[SIGNAL_PRINT_FILE] =
      g_signal_new ("print-file", CULM_TYPE_PRINTER_EXPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_STRING);
}

static void
culm_printer_export_init (CulmPrinterExport *self)
{
  self->skeleton = culm_bus_printer_skeleton_new ();
  g_signal_connect_object (self->skeleton, "handle-pause", G_CALLBACK (on_pause), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-resume", G_CALLBACK (on_resume), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-set-light", G_CALLBACK (on_set_light), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-print-file", G_CALLBACK (on_print_file), self,
                           G_CONNECT_SWAPPED);
}

CulmPrinterExport *
culm_printer_export_new (BambuPrinter *printer, const char *folder)
{
  CulmPrinterExport *self;
  g_autofree char *hash = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  /* Paths get into logs and reports of bugs more easily than properties. */
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bambu_printer_get_serial (printer), -1);
  path = g_strdup_printf ("%s/p%.*s", folder, PATH_HEX_DIGITS, hash);
  self = g_object_new (CULM_TYPE_PRINTER_EXPORT, "g-object-path", path, NULL);
  self->printer = g_object_ref (printer);
  self->status = culm_status_dup_for_printer (printer);

  follow (self, printer);
  follow (self, self->status);
  follow (self, bambu_printer_get_job (printer));
  follow (self, bambu_printer_get_bed (printer));
  follow (self, bambu_printer_get_chamber (printer));
  follow_list (self, bambu_printer_get_extruders (printer));
  follow_list (self, bambu_printer_get_lights (printer));
  update (self);
  g_dbus_object_skeleton_add_interface (G_DBUS_OBJECT_SKELETON (self),
                                        G_DBUS_INTERFACE_SKELETON (self->skeleton));

  return self;
}

BambuPrinter *
culm_printer_export_get_printer (CulmPrinterExport *self)
{
  g_return_val_if_fail (CULM_IS_PRINTER_EXPORT (self), NULL);

  return self->printer;
}
