/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/printer/bambu-alert.h"

#include "bambu/printer/bambu-printer.h"
#include "report-fixture.h"

#define SERIAL "01P00A000000001"

/* What remains is measured only of a spool that was read, and while the printer says so. */
#define TRAY(id, type, remain)                                                                     \
  "{'id':'" id "','state':11,'tray_type':'" type "','tag_uid':'B8AB79DB00000100','tray_uuid':"     \
  "'95558FE23FB14F3A9E4985B8B37839B1','tray_info_idx':'GFA00','tray_color':'00AE42FF',"            \
  "'remain':" remain "}"
#define AIR(humidity, level, temp)                                                                 \
  "{'id':'0','info':'1003','humidity_raw':'" humidity "','humidity':'" level "','temp':'" temp "'"

static void
report_bits (BambuPrinter *printer, const char *units, const char *tray_bits)
{
  g_autofree char *fields =
      g_strdup_printf ("'ams':{'tray_exist_bits':'%s','ams_exist_bits':'1','ams':[%s]},"
                       "'home_flag':128",
                       tray_bits, units);
  g_autoptr (BambuFrame) frame = fixture_status (fields, TRUE);

  bambu_printer_apply (printer, frame);
}

static void
report (BambuPrinter *printer, const char *units)
{
  report_bits (printer, units, "f");
}

static BambuPrinter *
create_printer (int filament_percent, int humidity_percent, int celsius)
{
  BambuPrinter *printer = bambu_printer_new (SERIAL, "C12");
  g_autoptr (BambuLimits) limits = bambu_limits_new ();

  limits->filament_percent = filament_percent;
  limits->humidity_level = 2;
  limits->air = (BambuAirLimit) { humidity_percent, celsius };
  bambu_limits_set_material (limits, "PA", (BambuAirLimit) { 15, 60 });
  bambu_printer_set_limits (printer, limits);

  return printer;
}

static guint
count (BambuPrinter *printer)
{
  return g_list_model_get_n_items (bambu_printer_get_warnings (printer));
}

static void
assert_warning (BambuPrinter *printer,
                guint position,
                BambuAlertKind kind,
                const char *code,
                int value,
                int limit)
{
  g_autoptr (BambuAlert) warning =
      g_list_model_get_item (bambu_printer_get_warnings (printer), position);

  g_assert_nonnull (warning);
  g_assert_cmpint (bambu_alert_get_kind (warning), ==, kind);
  g_assert_cmpstr (bambu_alert_get_code (warning), ==, code);
  g_assert_cmpint (bambu_alert_get_value (warning), ==, value);
  g_assert_cmpint (bambu_alert_get_limit (warning), ==, limit);
  g_assert_cmpint (bambu_alert_get_first_seen (warning), >, 0);
}

static void
test_codes (void)
{
  static const struct
  {
    const char *code;
    guint n_digits;
    guint64 number;
    const char *url;
  } cases[] = {
    { "0300_0100_0001_0007", 16, G_GUINT64_CONSTANT (0x0300010000010007),
      "https://wiki.bambulab.com/en/x1/troubleshooting/hmscode/0300_0100_0001_0007" },
    { "0700-8006", 8, 0x07008006,
      "https://e.bambulab.com/index.php?s=device_error&lang=en&e=07008006" },
    { "0300010000010007", 16, G_GUINT64_CONSTANT (0x0300010000010007),
      "https://wiki.bambulab.com/en/x1/troubleshooting/hmscode/0300_0100_0001_0007" },
    { "", 0, 0, NULL },
    { "0700", 0, 0, NULL },
    { "0700-800", 0, 0, NULL },
    { "0700-8006-1", 0, 0, NULL },
    { "0300_0100_0001_0007_0", 0, 0, NULL },
    { "A2", 0, 0, NULL },
    { "AMS A", 0, 0, NULL },
    { "0700-80g6", 0, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = bambu_alert_dup_url (cases[i].code);
      guint64 number;

      g_assert_cmpuint (bambu_alert_read_code (cases[i].code, &number), ==, cases[i].n_digits);
      if (cases[i].n_digits > 0)
        g_assert_cmphex (number, ==, cases[i].number);
      g_assert_cmpstr (url, ==, cases[i].url);
    }
}

static void
test_actions (void)
{
  static const struct
  {
    const char *code;
    BambuState state;
    BambuAlertActions actions;
  } cases[] = {
    { "0300-8003", BAMBU_STATE_PAUSE, BAMBU_ALERT_ACTION_RESUME | BAMBU_ALERT_ACTION_STOP },
    { "0300-8003", BAMBU_STATE_RUNNING, BAMBU_ALERT_ACTION_DISMISS },
    { "0300-400C", BAMBU_STATE_FAILED, BAMBU_ALERT_ACTION_DISMISS },
    { "0500-4004", BAMBU_STATE_IDLE, BAMBU_ALERT_ACTION_DISMISS },
    { "0C00-8001", BAMBU_STATE_PAUSE, BAMBU_ALERT_ACTION_IGNORE | BAMBU_ALERT_ACTION_STOP },
    { "0700-8011", BAMBU_STATE_PAUSE, BAMBU_ALERT_ACTION_RETRY | BAMBU_ALERT_ACTION_STOP },
    { "1800-8005", BAMBU_STATE_IDLE, BAMBU_ALERT_ACTION_RETRY },
    { "07FF-8007", BAMBU_STATE_IDLE, BAMBU_ALERT_ACTION_RETRY | BAMBU_ALERT_ACTION_DONE },
    { "07FF-8007", BAMBU_STATE_PAUSE,
      BAMBU_ALERT_ACTION_RETRY | BAMBU_ALERT_ACTION_DONE | BAMBU_ALERT_ACTION_STOP },
    { "0700-8007", BAMBU_STATE_IDLE, BAMBU_ALERT_ACTION_RETRY },
    /* HMS entries go by themselves; ours have nothing for the printer. */
    { "0300_0100_0001_0007", BAMBU_STATE_PAUSE, 0 },
    { "A2", BAMBU_STATE_PAUSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (bambu_alert_list_actions (cases[i].code, cases[i].state), ==,
                     cases[i].actions);
}

static void
test_text (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, NULL);
  g_autoptr (BambuFrame) frame = fixture_status ("'print_error':117473297", TRUE);
  g_autoptr (BambuFrame) again = fixture_status ("'print_error':117473297,'mc_percent':3", TRUE);
  g_autoptr (BambuAlert) alert = NULL;

  bambu_printer_apply (printer, frame);
  alert = g_list_model_get_item (bambu_printer_get_alerts (printer), 0);
  g_assert_null (bambu_alert_get_text (alert));
  g_assert_false (bambu_alert_is_internal (alert));

  bambu_alert_set_text (alert, "The spool is empty.");
  bambu_printer_apply (printer, again);
  g_assert_cmpstr (bambu_alert_get_text (alert), ==, "The spool is empty.");

  bambu_alert_set_text (alert, "");
  g_assert_true (bambu_alert_is_internal (alert));
}

static void
test_filament (void)
{
  g_autoptr (BambuPrinter) printer = create_printer (20, 0, 0);

  report (printer, AIR ("50", "3", "25") ",'tray':[" TRAY ("0", "PLA", "20") "," TRAY (
                       "1", "PLA", "19") "," TRAY ("2", "PLA", "-1") "]}");
  g_assert_cmpuint (count (printer), ==, 1);
  assert_warning (printer, 0, BAMBU_ALERT_KIND_FILAMENT_LOW, "A2", 19, 20);

  report (printer, AIR ("50", "3", "25") ",'tray':[" TRAY ("0", "PLA", "20") "," TRAY ("1", "PLA",
                                                                                       "100") "]}");
  g_assert_cmpuint (count (printer), ==, 0);
}

/* A remainder that the printer does not measure says nothing. */
static void
test_unmeasured (void)
{
  g_autoptr (BambuPrinter) printer = create_printer (20, 0, 0);

  report (printer, AIR ("50", "3", "25") ",'tray':[{'id':'0','state':11,'tray_type':'PLA','remain':"
                                         "5,'tag_uid':'0000000000000000'}]}");
  g_assert_cmpuint (count (printer), ==, 0);
}

static void
test_humidity (void)
{
  g_autoptr (BambuPrinter) printer = create_printer (0, 40, 0);
  g_autoptr (BambuAlert) warning = NULL;
  g_autoptr (BambuAlert) same = NULL;

  report (printer, AIR ("40", "3", "25") ",'tray':[" TRAY ("0", "PLA", "50") "]}");
  g_assert_cmpuint (count (printer), ==, 0);

  report (printer, AIR ("41", "3", "25") ",'tray':[" TRAY ("0", "PLA", "50") "]}");
  assert_warning (printer, 0, BAMBU_ALERT_KIND_HUMIDITY, "AMS 2 Pro A", 41, 40);
  warning = g_list_model_get_item (bambu_printer_get_warnings (printer), 0);

  /* It does not tremble. */
  report (printer, AIR ("39", "3", "25") ",'tray':[" TRAY ("0", "PLA", "50") "]}");
  assert_warning (printer, 0, BAMBU_ALERT_KIND_HUMIDITY, "AMS 2 Pro A", 39, 40);
  same = g_list_model_get_item (bambu_printer_get_warnings (printer), 0);
  g_assert_true (same == warning);

  report (printer, AIR ("38", "3", "25") ",'tray':[" TRAY ("0", "PLA", "50") "]}");
  g_assert_cmpuint (count (printer), ==, 0);

  /* A level is not drawn as percent. */
  report (printer, AIR ("0", "2", "25") ",'tray':[" TRAY ("0", "PLA", "50") "]}");
  assert_warning (printer, 0, BAMBU_ALERT_KIND_HUMIDITY, "AMS 2 Pro A", -2, -2);
}

static void
test_spared (void)
{
  g_autoptr (BambuPrinter) printer = create_printer (0, 40, 30);

  /* Nothing is in it */
  report_bits (printer, AIR ("90", "1", "50") ",'tray':[{'id':'0'},{'id':'1'}]}", "0");
  g_assert_cmpuint (count (printer), ==, 0);

  /* It dries */
  report (printer, "{'id':'0','info':'1023','humidity_raw':'90','temp':'60','dry_time':90,"
                   "'tray':[" TRAY ("0", "PLA", "50") "]}");
  g_assert_cmpuint (count (printer), ==, 0);

  report (printer, AIR ("90", "1", "50") ",'tray':[" TRAY ("0", "PLA", "50") "]}");
  g_assert_cmpuint (count (printer), ==, 2);
  assert_warning (printer, 1, BAMBU_ALERT_KIND_HEAT, "AMS 2 Pro A", 50, 30);

  bambu_printer_set_limits (printer, NULL);
  g_assert_cmpuint (count (printer), ==, 0);
}

static void
test_exceptions (void)
{
  g_autoptr (BambuPrinter) printer = create_printer (0, 40, 30);
  g_autoptr (BambuLimits) limits = bambu_limits_new ();

  /* The strictest of what is in it: humidity of the one, heat of the other */
  report (printer, AIR ("20", "4", "31") ",'tray':[" TRAY ("0", "PA-CF",
                                                           "50") "," TRAY ("1", "PLA", "50") "]}");
  g_assert_cmpuint (count (printer), ==, 2);
  assert_warning (printer, 0, BAMBU_ALERT_KIND_HUMIDITY, "AMS 2 Pro A", 20, 15);
  assert_warning (printer, 1, BAMBU_ALERT_KIND_HEAT, "AMS 2 Pro A", 31, 30);

  limits->air = (BambuAirLimit) { 10, 10 };
  bambu_limits_set_material (limits, "PA", (BambuAirLimit) { 5, 5 });
  bambu_limits_set_unit (limits, SERIAL, 0, (BambuAirLimit) { 25, 0 });
  bambu_limits_set_unit (limits, SERIAL, 1, (BambuAirLimit) { 1, 1 });
  bambu_printer_set_limits (printer, limits);
  g_assert_cmpuint (count (printer), ==, 0);

  g_assert_cmpint (
      bambu_limits_find_air (limits, "other", 0, (const char *[]) { "PAX", NULL }).humidity_percent,
      ==, 10);
  g_assert_cmpint (
      bambu_limits_find_air (limits, "other", 0, (const char *[]) { "PA-CF", NULL }).celsius, ==,
      5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/alert/codes", test_codes);
  g_test_add_func ("/alert/actions", test_actions);
  g_test_add_func ("/alert/text", test_text);
  g_test_add_func ("/alert/warnings/filament", test_filament);
  g_test_add_func ("/alert/warnings/unmeasured", test_unmeasured);
  g_test_add_func ("/alert/warnings/humidity", test_humidity);
  g_test_add_func ("/alert/warnings/spared", test_spared);
  g_test_add_func ("/alert/warnings/exceptions", test_exceptions);

  return g_test_run ();
}
