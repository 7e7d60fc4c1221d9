/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-printer.h"

#include "sim-ams.h"
#include "sim-capture.h"
#include "sim-json.h"
#include "sim-printer-private.h"
#include "sim-request.h"
#include "sim-upgrade.h"
#include "sim-versions.h"

#define TICK_MSEC 500
#define REBOOT_SECONDS 60

enum
{
  MESSAGE,
  DROPPED,
  RETURNED,
  FAULT,
  REQUEST,
  JOB,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimPrinter, sim_printer, G_TYPE_OBJECT)

void
sim_printer_advance (SimPrinter *self, double seconds)
{
  g_return_if_fail (SIM_IS_PRINTER (self));

  while (seconds > 0)
    {
      double step = MIN (seconds, MIN (self->period, 1));

      seconds -= step;
      self->clock += step;
      if (!self->playing)
        sim_machine_advance (self->machine, step);
      sim_upgrade_advance (self, step);
      sim_printer_say_late (self);
      if (self->away_until > 0 && self->clock >= self->away_until)
        {
          self->away_until = 0;
          g_signal_emit (self, signals[RETURNED], 0);
        }

      self->report_age += step;
      /* Steps do not add up exactly; what is over counts for the next report, so that the rate is
       * right. */
      if (self->report_age >= self->period - 1e-6)
        {
          self->report_age = MAX (self->report_age - self->period, 0);
          if (self->pushing)
            sim_printer_report_regularly (self);
        }
    }
}

static gboolean
on_tick (gpointer user_data)
{
  g_autoptr (SimPrinter) self = g_object_ref (user_data);
  gint64 now = g_get_monotonic_time ();
  double seconds = (double) (now - self->tick_time) / G_USEC_PER_SEC;

  self->tick_time = now;
  sim_printer_advance (self, seconds * self->speed);

  return G_SOURCE_CONTINUE;
}

static guint
get_tick_msec (SimPrinter *self)
{
  return (guint) CLAMP (self->period * 1000, 1, TICK_MSEC);
}

static gboolean
on_first_tick (gpointer user_data)
{
  SimPrinter *self = user_data;

  self->tick = g_timeout_add (get_tick_msec (self), on_tick, self);
  on_tick (self);

  return G_SOURCE_REMOVE;
}

static void
sim_printer_finalize (GObject *object)
{
  SimPrinter *self = SIM_PRINTER (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  sim_printer_forget_late (self);
  g_clear_pointer (&self->last, g_bytes_unref);
  g_clear_pointer (&self->held, g_bytes_unref);
  g_clear_pointer (&self->machine, sim_machine_free);
  g_clear_pointer (&self->state, json_object_unref);
  g_clear_pointer (&self->sent, json_object_unref);
  g_clear_pointer (&self->versions, json_object_unref);
  g_clear_pointer (&self->flow_profiles, json_array_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->fault_values, g_hash_table_unref);
  g_queue_clear (&self->sequence_ids);
  g_free (self->upgrade.version);
  g_free (self->upgrade.module);
  g_clear_pointer (&self->profile, sim_profile_free);
  g_free (self->serial);
  g_free (self->name);
  g_free (self->access_code);
  G_OBJECT_CLASS (sim_printer_parent_class)->finalize (object);
}

static void
sim_printer_class_init (SimPrinterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sim_printer_finalize;

  signals[MESSAGE] = g_signal_new ("message", SIM_TYPE_PRINTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[DROPPED] = g_signal_new ("dropped", SIM_TYPE_PRINTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[RETURNED] = g_signal_new ("returned", SIM_TYPE_PRINTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  signals[FAULT] = g_signal_new ("fault", SIM_TYPE_PRINTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[REQUEST] = g_signal_new ("request", SIM_TYPE_PRINTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[JOB] = g_signal_new ("job", SIM_TYPE_PRINTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static char *
make_access_code (void)
{
  static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
  char code[9] = { 0 };

  for (guint i = 0; i < sizeof code - 1; i++)
    code[i] = letters[g_random_int_range (0, sizeof letters - 1)];

  return g_strdup (code);
}

static void
sim_printer_init (SimPrinter *self)
{
  self->faults = g_ptr_array_new ();
  self->fault_values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_queue_init (&self->late);
  g_queue_init (&self->sequence_ids);
  self->access_code = make_access_code ();
  self->speed = 1;
  self->sequence = 2020;
  self->last_push_all = -SIM_THROTTLE_SECONDS;
  self->first_version = -1;
}

static char *
make_serial (const SimProfile *profile)
{
  static guint counter;

  return g_strdup_printf ("%s00A%09u", profile->prefix, ++counter);
}

/* Takes @profile, @serial and @state. */
static SimPrinter *
printer_new (SimProfile *profile, char *serial, JsonObject *state)
{
  SimPrinter *self = g_object_new (SIM_TYPE_PRINTER, NULL);

  self->profile = profile;
  self->serial = serial;
  self->state = state;
  self->period = profile->period;
  self->name = g_strdup_printf ("3DP-%.3s-%s", serial, serial + MAX (strlen (serial), 3) - 3);

  return self;
}

SimPrinter *
sim_printer_new (const char *profile_name, const char *serial, GError **error)
{
  SimProfile *profile;
  SimPrinter *self;
  char *own_serial;
  JsonObject *state;

  g_return_val_if_fail (profile_name != NULL, NULL);

  profile = sim_profile_load (profile_name, error);
  if (profile == NULL)
    return NULL;

  own_serial = serial != NULL ? g_strdup (serial) : make_serial (profile);
  state = sim_json_copy (json_object_get_object_member (profile->data, "print"));
  sim_ams_build (state, profile, own_serial);
  self = printer_new (profile, own_serial, state);
  self->machine = sim_machine_new (profile, state, g_str_hash (own_serial));
  sim_machine_advance (self->machine, 0);
  self->versions = sim_versions_make (profile, state, own_serial);

  return self;
}

SimPrinter *
sim_printer_new_from_report (GBytes *json, const char *serial, GError **error)
{
  g_autoptr (SimCapture) capture = NULL;
  SimPrinter *self;
  SimProfile *profile;
  char *own_serial;

  g_return_val_if_fail (json != NULL, NULL);

  capture = sim_capture_parse (json, error);
  if (capture == NULL)
    return NULL;

  profile = g_steal_pointer (&capture->profile);
  own_serial = g_strdup (serial != NULL ? serial : capture->serial);
  if (own_serial == NULL)
    own_serial = make_serial (profile);
  self = printer_new (profile, own_serial, g_steal_pointer (&capture->print));
  self->playing = TRUE;
  self->machine = sim_machine_new (profile, self->state, g_str_hash (own_serial));
  self->versions = capture->info != NULL ? g_steal_pointer (&capture->info)
                                         : sim_versions_make (profile, self->state, own_serial);

  return self;
}

const SimProfile *
sim_printer_get_profile (SimPrinter *self)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  return self->profile;
}

SimMachine *
sim_printer_get_machine (SimPrinter *self)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  return self->machine;
}

JsonObject *
sim_printer_get_state (SimPrinter *self)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  return self->state;
}

GBytes *
sim_printer_get_last_message (SimPrinter *self)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  return self->last;
}

const char *
sim_printer_get_serial (SimPrinter *self)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  return self->serial;
}

const char *
sim_printer_get_model_code (SimPrinter *self)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  return self->profile->code;
}

const char *
sim_printer_get_model_name (SimPrinter *self)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  return self->profile->name;
}

const char *
sim_printer_get_name (SimPrinter *self)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  return self->name;
}

const char *
sim_printer_get_version (SimPrinter *self)
{
  JsonArray *modules;
  const char *version = NULL;

  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  modules = sim_json_get_array (self->versions, "module");
  for (guint i = 0; modules != NULL && version == NULL && i < json_array_get_length (modules); i++)
    {
      JsonObject *module = json_array_get_object_element (modules, i);

      if (g_str_equal (sim_json_get_string (module, "name", ""), "ota"))
        version = sim_json_get_string (module, "sw_ver", NULL);
    }

  return version != NULL ? version : self->profile->firmware;
}

const char *
sim_printer_get_access_code (SimPrinter *self)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  return self->access_code;
}

void
sim_printer_set_address (SimPrinter *self, const char *address)
{
  g_autoptr (GInetAddress) parsed = NULL;
  JsonObject *camera;
  JsonArray *infos;
  const guint8 *bytes;

  g_return_if_fail (SIM_IS_PRINTER (self));

  parsed = g_inet_address_new_from_string (address);
  infos = sim_json_get_array (sim_json_get_object (self->state, "net"), "info");
  if (self->playing || parsed == NULL || infos == NULL || json_array_get_length (infos) == 0)
    return;

  bytes = g_inet_address_to_bytes (parsed);
  sim_json_put_int (json_array_get_object_element (infos, 0), "ip",
                    (gint64) ((guint32) bytes[3] << 24 | (guint32) bytes[2] << 16
                              | (guint32) bytes[1] << 8 | bytes[0]));

  camera = sim_json_get_object (self->state, "ipcam");
  if (camera != NULL && g_strcmp0 (self->profile->camera, "rtsps") == 0)
    {
      g_autofree char *url = g_strdup_printf ("rtsps://%s:322/streaming/live/1", address);

      json_object_set_string_member (camera, "rtsp_url", url);
    }
}

void
sim_printer_set_period (SimPrinter *self, double seconds)
{
  g_return_if_fail (SIM_IS_PRINTER (self));
  g_return_if_fail (seconds > 0);

  self->period = seconds;
}

void
sim_printer_start (SimPrinter *self)
{
  g_return_if_fail (SIM_IS_PRINTER (self));

  if (self->tick != 0)
    return;

  /* Many printers that were made together must not all speak at once. */
  self->report_age = g_random_double_range (0, self->period);
  self->tick_time = g_get_monotonic_time ();
  self->tick = g_timeout_add ((guint) g_random_int_range (0, (int) get_tick_msec (self)) + 1,
                              on_first_tick, self);
}

void
sim_printer_stop (SimPrinter *self)
{
  g_return_if_fail (SIM_IS_PRINTER (self));

  g_clear_handle_id (&self->tick, g_source_remove);
}

void
sim_printer_set_speed (SimPrinter *self, double speed)
{
  g_return_if_fail (SIM_IS_PRINTER (self));
  g_return_if_fail (speed > 0);

  self->speed = speed;
}

void
sim_printer_receive (SimPrinter *self, GBytes *payload)
{
  g_return_if_fail (SIM_IS_PRINTER (self));
  g_return_if_fail (payload != NULL);

  g_signal_emit (self, signals[REQUEST], 0, payload);
  if (!sim_printer_is_away (self))
    sim_request_handle (self, payload);
}

void
sim_printer_leave (SimPrinter *self, double seconds)
{
  self->away_until = self->clock + seconds;
  self->pushing = FALSE;
  g_clear_pointer (&self->sent, json_object_unref);
  sim_printer_forget_late (self);
  g_signal_emit (self, signals[DROPPED], 0);
}

void
sim_printer_reboot (SimPrinter *self)
{
  if (!self->playing)
    sim_machine_power_cycle (self->machine);
  sim_printer_leave (self, REBOOT_SECONDS);
}

gboolean
sim_printer_is_away (SimPrinter *self)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), FALSE);

  return self->away_until > 0;
}

void
sim_printer_start_job (SimPrinter *self, const char *name, int percent)
{
  g_return_if_fail (SIM_IS_PRINTER (self));
  g_return_if_fail (name != NULL);

  sim_machine_start_job (self->machine, name, percent);
}

void
sim_printer_pause_job (SimPrinter *self, int stage)
{
  g_return_if_fail (SIM_IS_PRINTER (self));

  sim_machine_pause (self->machine, stage);
}

gboolean
sim_printer_change_spool (SimPrinter *self, int unit, int slot, const char *spool, GError **error)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), FALSE);

  if (self->playing || !sim_machine_change_spool (self->machine, self->serial, unit, slot, spool))
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_INVALID, "There is no slot %d in a unit %d", slot,
                   unit);
      return FALSE;
    }

  return TRUE;
}

gboolean
sim_printer_patch (SimPrinter *self, const char *json, GError **error)
{
  g_autoptr (JsonObject) patch = NULL;
  JsonObject *inner;

  g_return_val_if_fail (SIM_IS_PRINTER (self), FALSE);
  g_return_val_if_fail (json != NULL, FALSE);

  patch = sim_json_parse (json, -1, error);
  if (patch == NULL)
    return FALSE;

  inner = sim_json_get_object (patch, "print");
  sim_json_merge (self->state, inner != NULL ? inner : patch);
  if (self->sent != NULL)
    sim_printer_report (self, FALSE);

  return TRUE;
}

GBytes *
sim_printer_dup_report (SimPrinter *self)
{
  g_autoptr (JsonObject) message = NULL;

  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  message = json_object_new ();
  json_object_set_object_member (message, "print", json_object_ref (self->state));

  return sim_json_to_bytes (message);
}
