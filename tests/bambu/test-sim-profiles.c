/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "printer/bambu-printer.h"
#include "simulator/sim-demo.h"
#include "simulator/sim-fault.h"
#include "simulator/sim-link.h"
#include "simulator/sim-printer.h"

#include <math.h>
#include <string.h>

#define DEADLINE_SECONDS 20

typedef struct
{
  const char *profile;
  guint extruders;
  const char *ams; /* id and kind of each unit */
  guint external;
  guint lights;
  gboolean chamber;
  BambuCameraKind camera;
  BambuRights rights;
  BambuStorageState storage;
  guint rack;
  const char *fans; /* kinds that must be there */
} Facts;

static const Facts facts[] = {
  { "P1S", 1, "0:ams", 1, 1, FALSE, BAMBU_CAMERA_KIND_JPEG, BAMBU_RIGHTS_UNKNOWN,
    BAMBU_STORAGE_STATE_OK, 0, "part aux chamber" },
  { "P1P", 1, "", 1, 1, FALSE, BAMBU_CAMERA_KIND_JPEG, BAMBU_RIGHTS_UNKNOWN, BAMBU_STORAGE_STATE_OK,
    0, "part" },
  { "A1", 1, "0:lite", 1, 1, FALSE, BAMBU_CAMERA_KIND_JPEG, BAMBU_RIGHTS_UNKNOWN,
    BAMBU_STORAGE_STATE_OK, 0, "part" },
  { "A1 mini", 1, "0:lite", 1, 1, FALSE, BAMBU_CAMERA_KIND_JPEG, BAMBU_RIGHTS_UNKNOWN,
    BAMBU_STORAGE_STATE_OK, 0, "part" },
  { "X1C", 1, "0:ams 1:2-pro 128:ht", 1, 2, TRUE, BAMBU_CAMERA_KIND_RTSPS, BAMBU_RIGHTS_FULL,
    BAMBU_STORAGE_STATE_OK, 0, "part aux chamber" },
  { "X1E", 1, "0:ams", 1, 2, TRUE, BAMBU_CAMERA_KIND_RTSPS, BAMBU_RIGHTS_FULL,
    BAMBU_STORAGE_STATE_OK, 0, "part aux chamber" },
  { "P2S", 1, "0:2-pro", 1, 2, TRUE, BAMBU_CAMERA_KIND_RTSPS, BAMBU_RIGHTS_FULL,
    BAMBU_STORAGE_STATE_OK, 0, "part aux second-aux" },
  { "H2S", 1, "0:2-pro", 1, 3, TRUE, BAMBU_CAMERA_KIND_RTSPS, BAMBU_RIGHTS_FULL,
    BAMBU_STORAGE_STATE_OK, 0, "part aux chamber" },
  { "H2D", 2, "0:2-pro 1:2-pro 128:ht", 2, 3, TRUE, BAMBU_CAMERA_KIND_RTSPS, BAMBU_RIGHTS_FULL,
    BAMBU_STORAGE_STATE_OK, 0, "part aux chamber" },
  { "H2D Pro", 2, "0:2-pro 1:2-pro 128:ht", 2, 3, TRUE, BAMBU_CAMERA_KIND_RTSPS, BAMBU_RIGHTS_FULL,
    BAMBU_STORAGE_STATE_OK, 0, "part aux chamber" },
  { "H2C", 2, "0:2-pro 1:ams", 2, 3, TRUE, BAMBU_CAMERA_KIND_RTSPS, BAMBU_RIGHTS_FULL,
    BAMBU_STORAGE_STATE_OK, 3, "part aux chamber" },
  { "X2D", 2, "0:2-pro", 2, 2, TRUE, BAMBU_CAMERA_KIND_RTSPS, BAMBU_RIGHTS_FULL,
    BAMBU_STORAGE_STATE_OK, 0, "part aux second-aux" },
  { "A2L", 1, "16:lite 0:2-pro", 1, 1, FALSE, BAMBU_CAMERA_KIND_JPEG, BAMBU_RIGHTS_FULL,
    BAMBU_STORAGE_STATE_OK, 0, "part" },
  { "Z9", 1, "0:2-pro", 1, 2, TRUE, BAMBU_CAMERA_KIND_RTSPS, BAMBU_RIGHTS_FULL,
    BAMBU_STORAGE_STATE_OK, 0, "part" },
};

static gboolean
on_deadline (gpointer user_data)
{
  g_error ("Nothing happened in %d s", DEADLINE_SECONDS);

  return G_SOURCE_REMOVE;
}

/* Runs the main context until @condition holds. */
static void
wait_until (gboolean (*condition) (BambuPrinter *printer), BambuPrinter *printer)
{
  guint deadline = g_timeout_add_seconds (DEADLINE_SECONDS, on_deadline, NULL);

  while (!condition (printer))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

static gboolean
knows_all (BambuPrinter *printer)
{
  return bambu_printer_has_report (printer) && bambu_printer_get_firmware (printer) != NULL;
}

static BambuPrinter *
connect_to (SimPrinter *simulated)
{
  g_autoptr (BambuLink) link = sim_link_new (simulated);
  BambuPrinter *printer = bambu_printer_new (sim_printer_get_serial (simulated), NULL);

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  wait_until (knows_all, printer);

  return printer;
}

static void
disconnect_from (BambuPrinter *printer)
{
  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
  g_assert_finalize_object (printer);
}

static const char *
nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  return g_enum_get_value (klass, value)->value_nick;
}

static char *
list_units (BambuPrinter *printer)
{
  GListModel *units = bambu_printer_get_ams_units (printer);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) unit = g_list_model_get_item (units, i);

      g_string_append_printf (list, "%s%d:%s", i > 0 ? " " : "", bambu_ams_get_id (unit),
                              nick (BAMBU_TYPE_AMS_KIND, bambu_ams_get_kind (unit)));
    }

  return g_string_free_and_steal (list);
}

static gboolean
has_fan (BambuPrinter *printer, const char *name)
{
  GListModel *fans = bambu_printer_get_fans (printer);

  for (guint i = 0; i < g_list_model_get_n_items (fans); i++)
    {
      g_autoptr (BambuFan) fan = g_list_model_get_item (fans, i);

      if (g_str_equal (nick (BAMBU_TYPE_FAN_KIND, bambu_fan_get_kind (fan)), name))
        return TRUE;
    }

  return FALSE;
}

/* Both lists say the same units, in whatever order. */
static void
assert_units (BambuPrinter *printer, const char *expected)
{
  g_autofree char *list = list_units (printer);
  g_auto (GStrv) units = g_strsplit (expected, " ", -1);

  g_assert_cmpuint (strlen (list), ==, strlen (expected));
  for (guint i = 0; units[i] != NULL; i++)
    g_assert_nonnull (strstr (list, units[i]));
}

static void
test_facts (gconstpointer data)
{
  const Facts *expected = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) simulated = sim_printer_new (expected->profile, NULL, &error);
  const SimProfile *profile;
  g_auto (GStrv) fans = g_strsplit (expected->fans, " ", -1);
  BambuPrinter *printer;

  g_assert_no_error (error);
  profile = sim_printer_get_profile (simulated);
  printer = connect_to (simulated);

  g_assert_cmpstr (bambu_printer_get_model_name (printer), ==, expected->profile);
  g_assert_cmpstr (bambu_printer_get_firmware (printer), ==, profile->firmware);
  g_assert_cmpstr (bambu_printer_get_product_name (printer), ==, profile->product);
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_IDLE);
  g_assert_cmpint (bambu_printer_get_freshness (printer), ==, BAMBU_FRESHNESS_LIVE);
  g_assert_cmpuint (g_list_model_get_n_items (bambu_printer_get_extruders (printer)), ==,
                    expected->extruders);
  assert_units (printer, expected->ams);
  g_assert_cmpuint (g_list_model_get_n_items (bambu_printer_get_external_trays (printer)), ==,
                    expected->external);
  g_assert_cmpuint (g_list_model_get_n_items (bambu_printer_get_lights (printer)), ==,
                    expected->lights);
  g_assert_cmpint (bambu_heater_is_fitted (bambu_printer_get_chamber (printer)), ==,
                   expected->chamber);
  g_assert_cmpfloat (bambu_heater_get_target (bambu_printer_get_bed (printer)), ==, 0);
  g_assert_cmpint (bambu_printer_get_camera_kind (printer), ==, expected->camera);
  g_assert_cmpint (bambu_printer_get_rights (printer), ==, expected->rights);
  g_assert_cmpint (bambu_printer_get_storage (printer), ==, expected->storage);
  g_assert_cmpuint (g_list_model_get_n_items (bambu_printer_get_nozzle_rack (printer)), ==,
                    expected->rack);
  g_assert_cmpuint (g_list_model_get_n_items (bambu_printer_get_alerts (printer)), ==, 0);
  g_assert_cmpint (bambu_printer_get_speed_level (printer), ==, 2);
  for (guint i = 0; fans[i] != NULL; i++)
    g_assert_true (has_fan (printer, fans[i]));

  disconnect_from (printer);
}

static void
test_job (gconstpointer data)
{
  const Facts *expected = data;
  g_autoptr (SimPrinter) simulated = sim_printer_new (expected->profile, NULL, NULL);
  BambuPrinter *printer;
  BambuJob *job;
  BambuTray *tray;

  sim_printer_start_job (simulated, "Vase", 40);
  printer = connect_to (simulated);
  job = bambu_printer_get_job (printer);

  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);
  g_assert_true (bambu_job_is_active (job));
  g_assert_cmpstr (bambu_job_get_name (job), ==, "Vase");
  g_assert_cmpint (bambu_job_get_percent (job), ==, 40);
  g_assert_cmpint (bambu_job_get_remaining_minutes (job), ==, 84);
  g_assert_cmpint (bambu_job_get_layer (job), ==, 96);
  g_assert_cmpint (bambu_job_get_total_layers (job), ==, 240);
  g_assert_cmpfloat (bambu_heater_get_target (bambu_printer_get_bed (printer)), >, 0);
  tray = bambu_printer_get_active_tray (printer);
  if (*expected->ams != '\0' && !g_str_equal (expected->profile, "A1")
      && !g_str_equal (expected->profile, "A1 mini"))
    {
      g_assert_nonnull (tray);
      g_assert_false (bambu_tray_is_external (tray));
      g_assert_true (bambu_tray_is_in_use (tray));
    }

  /* To its end, by deltas or full frames. */
  sim_printer_start_job (simulated, "Lid", 98);
  sim_printer_advance (simulated, 240);
  g_assert_cmpstr (bambu_job_get_name (job), ==, "Lid");
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_FINISH);
  g_assert_cmpint (bambu_job_get_percent (job), ==, 100);
  g_assert_cmpint (bambu_job_get_layer (job), ==, 240);
  g_assert_false (bambu_job_is_active (job));
  g_assert_cmpfloat (bambu_heater_get_target (bambu_printer_get_bed (printer)), ==, 0);

  disconnect_from (printer);
}

/* What a printer says may be wrong in many ways; who listens lives on, and still knows what it
 * knew. */
static void
test_fault (gconstpointer data)
{
  const SimFault *fault = data;
  static const char *const profiles[] = { "P1S", "H2D" };

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SimPrinter) simulated = sim_printer_new (profiles[i], NULL, &error);
      BambuPrinter *printer;
      g_autofree char *units = NULL;
      g_autofree char *name = NULL;

      sim_printer_start_job (simulated, "Gear", 50);
      printer = connect_to (simulated);
      units = list_units (printer);
      name = g_strdup (bambu_job_get_name (bambu_printer_get_job (printer)));

      sim_printer_set_fault (simulated, fault->name, TRUE, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_equal (fault->name, "reset")
                     || sim_printer_has_fault (simulated, fault->name));
      for (guint j = 0; j < 6; j++)
        sim_printer_advance (simulated, 2);

      if (fault->place == SIM_FAULT_EXTRA || fault->place == SIM_FAULT_TIMING
          || g_str_equal (fault->name, "strings-for-numbers")
          || g_str_equal (fault->name, "numbers-for-strings")
          || g_str_equal (fault->name, "null-blocks") || g_str_equal (fault->name, "no-command")
          || g_str_equal (fault->name, "ams-scalars"))
        {
          g_autofree char *now = list_units (printer);

          g_assert_cmpstr (now, ==, units);
          g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);
          g_assert_cmpint (bambu_job_get_percent (bambu_printer_get_job (printer)), ==, 50);
          g_assert_cmpstr (bambu_job_get_name (bambu_printer_get_job (printer)), ==, name);
        }
      g_assert_cmpstr (bambu_printer_get_serial (printer), ==, sim_printer_get_serial (simulated));

      /* And when it is over, all is as if it had not been. */
      sim_printer_set_fault (simulated, fault->name, FALSE, &error);
      g_assert_no_error (error);
      bambu_link_close (bambu_printer_get_link (printer));
      bambu_link_open (bambu_printer_get_link (printer));
      wait_until (knows_all, printer);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      sim_printer_advance (simulated, 4);
      g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);
      g_assert_cmpint (bambu_printer_get_freshness (printer), ==, BAMBU_FRESHNESS_LIVE);
      {
        g_autofree char *now = list_units (printer);

        g_assert_cmpstr (now, ==, units);
      }

      disconnect_from (printer);
    }
}

static gboolean
is_refused (BambuPrinter *printer)
{
  return bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_REFUSED;
}

static gboolean
is_untrusted (BambuPrinter *printer)
{
  return bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_UNTRUSTED;
}

static gboolean
is_open (BambuPrinter *printer)
{
  return bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN;
}

static gboolean
is_waiting (BambuPrinter *printer)
{
  return bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_WAITING;
}

static gboolean
is_connecting (BambuPrinter *printer)
{
  return bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_CONNECTING;
}

static gboolean
is_idle (BambuPrinter *printer)
{
  return bambu_printer_get_state (printer) == BAMBU_STATE_IDLE;
}

static void
test_connection_faults (void)
{
  g_autoptr (SimPrinter) simulated = sim_printer_new ("P1S", NULL, NULL);
  g_autoptr (BambuLink) link = sim_link_new (simulated);
  BambuPrinter *printer = bambu_printer_new (sim_printer_get_serial (simulated), NULL);

  sim_printer_set_fault (simulated, "wrong-code", TRUE, NULL);
  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  wait_until (is_refused, printer);
  g_assert_error (bambu_printer_get_link_error (printer), BAMBU_LINK_ERROR,
                  BAMBU_LINK_ERROR_REFUSED);

  sim_printer_set_fault (simulated, "wrong-code", FALSE, NULL);
  sim_printer_set_fault (simulated, "changed-certificate", TRUE, NULL);
  bambu_link_open (link);
  wait_until (is_untrusted, printer);
  g_assert_cmpint (bambu_printer_get_certificate (printer)->verdict, ==, BAMBU_VERDICT_CHANGED);

  sim_printer_set_fault (simulated, "changed-certificate", FALSE, NULL);
  bambu_link_open (link);
  wait_until (knows_all, printer);

  sim_printer_set_fault (simulated, "reset", TRUE, NULL);
  wait_until (is_waiting, printer);
  wait_until (is_open, printer);

  disconnect_from (printer);
}

/* It cannot be reached until it has started; then it knows nothing of its job. */
static void
test_reboot (void)
{
  static const char request[] = "{\"system\":{\"command\":\"reboot\",\"sequence_id\":\"1\"}}";
  g_autoptr (SimPrinter) simulated = sim_printer_new ("A1 mini", NULL, NULL);
  g_autoptr (GBytes) payload = g_bytes_new_static (request, sizeof request - 1);
  BambuPrinter *printer;

  sim_printer_start_job (simulated, "Vase", 40);
  printer = connect_to (simulated);
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);
  sim_printer_receive (simulated, payload);
  wait_until (is_waiting, printer);
  wait_until (is_connecting, printer);
  wait_until (is_waiting, printer);

  sim_printer_advance (simulated, 61);
  wait_until (is_open, printer);
  wait_until (is_idle, printer);

  disconnect_from (printer);
}

static void
test_patch (void)
{
  g_autoptr (SimPrinter) simulated = sim_printer_new ("P1S", NULL, NULL);
  g_autoptr (GError) error = NULL;
  BambuPrinter *printer = connect_to (simulated);

  g_assert_true (sim_printer_patch (simulated,
                                    "{\"subtask_name\":\"Cube\",\"ams\":{\"ams\":[{\"id\":"
                                    "\"0\",\"tray\":[{\"id\":\"1\"}]}],\"tray_exist_bits\":"
                                    "\"5\"}}",
                                    &error));
  g_assert_cmpstr (bambu_job_get_name (bambu_printer_get_job (printer)), ==, "Cube");
  {
    g_autoptr (BambuAms) unit = g_list_model_get_item (bambu_printer_get_ams_units (printer), 0);
    g_autoptr (BambuTray) first = g_list_model_get_item (G_LIST_MODEL (unit), 0);
    g_autoptr (BambuTray) second = g_list_model_get_item (G_LIST_MODEL (unit), 1);

    g_assert_cmpint (bambu_tray_get_state (first), ==, BAMBU_TRAY_STATE_KNOWN);
    g_assert_cmpint (bambu_tray_get_state (second), ==, BAMBU_TRAY_STATE_EMPTY);
  }

  g_assert_false (sim_printer_patch (simulated, "[1]", &error));
  g_assert_nonnull (error);

  disconnect_from (printer);
}

static void
test_drying (void)
{
  g_autoptr (SimPrinter) simulated = sim_printer_new ("X1C", NULL, NULL);
  BambuPrinter *printer = connect_to (simulated);
  g_autoptr (BambuAms) unit = g_list_model_get_item (bambu_printer_get_ams_units (printer), 1);

  g_assert_cmpint (bambu_ams_get_drying (unit), ==, BAMBU_DRYING_ACTIVE);
  g_assert_cmpint (bambu_ams_get_dry_minutes_left (unit), ==, 383);
  sim_printer_advance (simulated, 600);
  g_assert_cmpint (bambu_ams_get_dry_minutes_left (unit), ==, 373);

  sim_printer_patch (simulated, "{\"ams\":{\"ams\":[{\"id\":\"1\",\"dry_time\":2}]}}", NULL);
  g_assert_cmpint (bambu_ams_get_dry_minutes_left (unit), ==, 2);
  sim_printer_advance (simulated, 120);
  g_assert_cmpint (bambu_ams_get_dry_minutes_left (unit), ==, 0);
  g_assert_cmpint (bambu_ams_get_drying (unit), ==, BAMBU_DRYING_COOLING);
  sim_printer_advance (simulated, 20 * 60);
  g_assert_cmpint (bambu_ams_get_drying (unit), ==, BAMBU_DRYING_OFF);

  g_clear_object (&unit);
  disconnect_from (printer);
}

static BambuTray *
dup_tray (BambuPrinter *printer, guint unit, guint slot)
{
  g_autoptr (BambuAms) ams = g_list_model_get_item (bambu_printer_get_ams_units (printer), unit);

  return g_list_model_get_item (G_LIST_MODEL (ams), slot);
}

static void
test_spool (void)
{
  g_autoptr (SimPrinter) simulated = sim_printer_new ("H2D", NULL, NULL);
  g_autoptr (GError) error = NULL;
  BambuPrinter *printer = connect_to (simulated);
  g_autoptr (BambuTray) tray = dup_tray (printer, 0, 3);

  g_assert_cmpint (bambu_tray_get_state (tray), ==, BAMBU_TRAY_STATE_EMPTY);
  sim_printer_change_spool (simulated, 0, 3, "pa-cf@60", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 5; i++)
    {
      sim_printer_advance (simulated, 1);
      g_assert_cmpint (bambu_tray_get_state (tray), ==, BAMBU_TRAY_STATE_READING);
    }
  sim_printer_advance (simulated, 2);
  g_assert_cmpint (bambu_tray_get_state (tray), ==, BAMBU_TRAY_STATE_KNOWN);
  g_assert_cmpstr (bambu_tray_get_material (tray), ==, "PA-CF");
  g_assert_true (bambu_tray_is_read_by_rfid (tray));

  sim_printer_change_spool (simulated, 0, 3, NULL, &error);
  g_assert_no_error (error);
  sim_printer_advance (simulated, 2);
  g_assert_cmpint (bambu_tray_get_state (tray), ==, BAMBU_TRAY_STATE_EMPTY);

  sim_printer_change_spool (simulated, 0, 3, "?", &error);
  g_assert_no_error (error);
  sim_printer_advance (simulated, 8);
  g_assert_cmpint (bambu_tray_get_state (tray), ==, BAMBU_TRAY_STATE_UNKNOWN);

  g_assert_false (sim_printer_change_spool (simulated, 7, 0, "?", &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_INVALID);

  g_clear_object (&tray);
  disconnect_from (printer);
}

static gboolean
all_known (gpointer data)
{
  GPtrArray *printers = data;

  for (guint i = 0; i < printers->len; i++)
    if (!knows_all (g_ptr_array_index (printers, i)))
      return FALSE;

  return TRUE;
}

static void
test_demo (void)
{
  GPtrArray *printers = sim_demo_create_printers ();
  static const BambuState states[] = { BAMBU_STATE_RUNNING, BAMBU_STATE_PAUSE, BAMBU_STATE_IDLE };

  g_assert_cmpuint (printers->len, ==, G_N_ELEMENTS (states));
  while (!all_known (printers))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < printers->len; i++)
    {
      BambuPrinter *printer = g_ptr_array_index (printers, i);

      g_assert_true (bambu_printer_is_demo (printer));
      g_assert_cmpint (bambu_printer_get_state (printer), ==, states[i]);
    }
  g_assert_cmpuint (
      g_list_model_get_n_items (bambu_printer_get_alerts (g_ptr_array_index (printers, 1))), >, 0);

  while (printers->len > 0)
    disconnect_from (g_ptr_array_steal_index (printers, printers->len - 1));
  g_ptr_array_unref (printers);
}

int
main (int argc, char *argv[])
{
  guint n_faults;
  const SimFault *faults = sim_fault_list (&n_faults);

  g_test_init (&argc, &argv, NULL);
  dex_init ();

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *path = g_strconcat ("/sim-profiles/facts/", facts[i].profile, NULL);
      g_autofree char *job = g_strconcat ("/sim-profiles/job/", facts[i].profile, NULL);

      g_test_add_data_func (path, &facts[i], test_facts);
      g_test_add_data_func (job, &facts[i], test_job);
    }
  for (guint i = 0; i < n_faults; i++)
    if (faults[i].place == SIM_FAULT_REPORT || faults[i].place == SIM_FAULT_EXTRA
        || faults[i].place == SIM_FAULT_TIMING)
      {
        g_autofree char *path = g_strconcat ("/sim-profiles/fault/", faults[i].name, NULL);

        g_test_add_data_func (path, &faults[i], test_fault);
      }
  g_test_add_func ("/sim-profiles/connection-faults", test_connection_faults);
  g_test_add_func ("/sim-profiles/reboot", test_reboot);
  g_test_add_func ("/sim-profiles/patch", test_patch);
  g_test_add_func ("/sim-profiles/drying", test_drying);
  g_test_add_func ("/sim-profiles/spool", test_spool);
  g_test_add_func ("/sim-profiles/demo", test_demo);

  return g_test_run ();
}
