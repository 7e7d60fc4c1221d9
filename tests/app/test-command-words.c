/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <printer/bambu-printer-error-private.h>
#include <printer/bambu-printer-private.h>
#include <words/culm-command-words.h>
#include <words/culm-obstacle-words.h>

#include "../bambu/report-fixture.h"

/* Two nozzles, and units with a spool each. */
#define H2D                                                                                        \
  "'device':{'extruder':{'state':2,'info':[{'id':0,'temp':20},{'id':1,'temp':20}]}},"              \
  "'ams':{'ams':[{'id':'0','info':'1003','tray':[{'id':'1','tray_type':'PLA'}]},"                  \
  "{'id':'128','info':'2104','tray':[{'id':'0','tray_type':'PA-CF'}]}]}"

static BambuPrinter *
new_printer (const char *serial, const char *fields)
{
  BambuPrinter *printer = bambu_printer_new (serial, NULL);
  g_autoptr (BambuFrame) frame = fixture_status (fields, TRUE);

  bambu_printer_set_name (printer, "X1");
  bambu_printer_apply (printer, frame);

  return printer;
}

/* Takes @error. */
static void
assert_failure (BambuPrinter *printer, GError *error, const char *text)
{
  g_autofree char *said = culm_command_words_failure (error, printer);

  g_assert_cmpstr (said, ==, text);
  g_error_free (error);
}

static void
test_failures (void)
{
  static const struct
  {
    BambuPrinterError code;
    const char *text;
  } CASES[] = {
    { BAMBU_PRINTER_ERROR_OFFLINE, "X1 is not connected. It may be off, or on another network." },
    { BAMBU_PRINTER_ERROR_VIEW_ONLY, "X1 accepts commands only from Bambu Lab’s apps." },
    { BAMBU_PRINTER_ERROR_NOT_CONFIRMED,
      "X1 did not confirm the command. Look whether it obeyed." },
    { BAMBU_PRINTER_ERROR_NOT_NOW, "Nothing was sent to X1." },
    { BAMBU_PRINTER_ERROR_NOT_ABLE, "Nothing was sent to X1." },
    { BAMBU_PRINTER_ERROR_PENDING, "X1 is busy with the last command." },
  };
  g_autoptr (BambuPrinter) printer = new_printer ("01P0000", "");

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    assert_failure (printer,
                    g_error_new_literal (BAMBU_PRINTER_ERROR, (int) CASES[i].code, "for the log"),
                    CASES[i].text);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *words;
    guint32 code;
    int number;
    const char *text;
  } CASES[] = {
    { "too hot", 0, 0, "X1 refused the command: too hot" },
    { "too hot", 0x05004001, 0, "X1 refused the command: too hot (0500-4001)" },
    { NULL, 0x05004001, 0, "X1 refused the command: 0500-4001" },
    { NULL, 0, -2, "X1 refused the command: errno -2" },
  };
  g_autoptr (BambuPrinter) printer = new_printer ("01P0000", "");

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    assert_failure (
        printer, bambu_printer_error_new_refused (CASES[i].words, CASES[i].code, CASES[i].number),
        CASES[i].text);
}

/* The same number says another thing to each command. */
static void
test_numbers (void)
{
  static const struct
  {
    BambuControl control;
    int number;
    const char *text;
  } CASES[] = {
    { BAMBU_CONTROL_CHAMBER, -2,
      "X1 does not heat its chamber. A filament that is loaded does not stand the heat." },
    { BAMBU_CONTROL_CHAMBER, -4, "X1 does not heat its chamber to so little. The heating is off." },
    { BAMBU_CONTROL_FILAMENT_CHANGE, -2,
      "X1 does not change filament. Its chamber is too hot for this filament." },
    { BAMBU_CONTROL_FILAMENT_CHANGE, -4,
      "X1 does not change filament. The AMS is too hot for this filament." },
    { BAMBU_CONTROL_FILAMENT_CHANGE, -3, "X1 refused the command: no" },
    { BAMBU_CONTROL_DRYER, -2, "X1 refused the command: no" },
  };
  g_autoptr (BambuPrinter) printer = new_printer ("01P0000", "");

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      GError *error = bambu_printer_error_new_refused ("no", 0, CASES[i].number);

      bambu_printer_error_set_asked (error, &(BambuAsked) { .control = CASES[i].control });
      assert_failure (printer, error, CASES[i].text);
    }
}

/* Whatever a command is, its toast names it. */
static void
test_not_confirmed (void)
{
  static const struct
  {
    BambuAsked asked;
    const char *text;
  } CASES[] = {
    { { BAMBU_CONTROL_PAUSE, 0, NAN }, "pause" },
    { { BAMBU_CONTROL_RESUME, 0, NAN }, "resume" },
    { { BAMBU_CONTROL_STOP, 0, NAN }, "stop" },
    { { BAMBU_CONTROL_SPEED, 0, 3 }, "speed “Sport”" },
    { { BAMBU_CONTROL_SKIP, 0, NAN }, "skipping objects" },
    { { BAMBU_CONTROL_ERROR, 0, 50364419 }, "answer to a message" },
    { { BAMBU_CONTROL_NOZZLE, 0, 270 }, "right nozzle 270 °C" },
    { { BAMBU_CONTROL_BED, 0, 60 }, "bed 60 °C" },
    { { BAMBU_CONTROL_CHAMBER, 0, 0 }, "chamber heating off" },
    { { BAMBU_CONTROL_FAN, BAMBU_FAN_KIND_AUX, 30 }, "auxiliary fan 30 %" },
    { { BAMBU_CONTROL_AIR_DUCT, 0, 1 }, "air duct “Heating”" },
    { { BAMBU_CONTROL_LIGHT, BAMBU_LIGHT_PLACE_WORK, 1 }, "work light on" },
    { { BAMBU_CONTROL_HOME, 0, NAN }, "homing" },
    { { BAMBU_CONTROL_JOG, BAMBU_AXIS_Z, -10 }, "-10 mm along Z" },
    { { BAMBU_CONTROL_EXTRUDE, 0, -5 }, "retracting 5 mm" },
    { { BAMBU_CONTROL_EXTRUDER, 0, 1 }, "change to the left nozzle" },
    { { BAMBU_CONTROL_MOTORS, 0, NAN }, "motors off" },
    { { BAMBU_CONTROL_BUZZER, 0, 2 }, "buzzer" },
    { { BAMBU_CONTROL_FILAMENT_CHANGE, 0, BAMBU_TRAY_INDEX (0, 1) }, "loading A2" },
    { { BAMBU_CONTROL_AMS, 0, NAN }, "answer to a filament change" },
    { { BAMBU_CONTROL_TRAY, BAMBU_TRAY_INDEX (0, 1), NAN, (char *) "GFL99" }, "filament of A2" },
    { { BAMBU_CONTROL_K_PROFILE, BAMBU_TRAY_INDEX (0, 1), 4 }, "K profile of A2" },
    { { BAMBU_CONTROL_K_PROFILES, 0, NAN }, "list of K profiles" },
    { { BAMBU_CONTROL_TAG, BAMBU_TRAY_INDEX (0, 1), NAN }, "reading the tag of A2" },
    { { BAMBU_CONTROL_DRYER, 128, 65 }, "drying at 65 °C in AMS HT-A" },
    { { BAMBU_CONTROL_SETTING, BAMBU_SETTING_SOUND, 0 }, "“Prompt sounds”: Off" },
    { { BAMBU_CONTROL_CALIBRATION, 0, 2 }, "calibration" },
    { { BAMBU_CONTROL_NOZZLE_KIND, 0, 0.4, (char *) "hardened_steel" }, "kind of the nozzle" },
    { { BAMBU_CONTROL_ACCESS_CODE, 0, NAN }, "access code" },
    { { BAMBU_CONTROL_REBOOT, 0, NAN }, "restart" },
    { { BAMBU_CONTROL_UPGRADE, 0, NAN, (char *) "01.02.00.00" }, "update to 01.02.00.00" },
    { { BAMBU_CONTROL_GCODE, 0, NAN }, "G-code" },
    { { BAMBU_CONTROL_PRINT, 0, NAN, (char *) "Bracket v3" }, "start of “Bracket v3”" },
    /* Where one control says several things */
    { { BAMBU_CONTROL_NOZZLE, 1, 0 }, "left nozzle off" },
    { { BAMBU_CONTROL_BED, 0, 0 }, "bed off" },
    { { BAMBU_CONTROL_CHAMBER, 0, 50 }, "chamber 50 °C" },
    { { BAMBU_CONTROL_LIGHT, BAMBU_LIGHT_PLACE_CHAMBER, 0 }, "chamber light off" },
    { { BAMBU_CONTROL_EXTRUDE, 0, 5 }, "extruding 5 mm" },
    { { BAMBU_CONTROL_FILAMENT_CHANGE, 0, NAN }, "unloading" },
    { { BAMBU_CONTROL_DRYER, 0, 0 }, "end of drying in AMS 2 Pro A" },
    { { BAMBU_CONTROL_SETTING, BAMBU_SETTING_SPAGHETTI, 1, NULL, BAMBU_SENSITIVITY_HIGH },
      "“Spaghetti”: High" },
    { { BAMBU_CONTROL_SETTING, BAMBU_SETTING_SPAGHETTI, 0, NULL, BAMBU_SENSITIVITY_HIGH },
      "“Spaghetti”: Off" },
    /* What is there no more */
    { { BAMBU_CONTROL_NOZZLE, 7, 220 }, "nozzle 220 °C" },
    { { BAMBU_CONTROL_TAG, BAMBU_TRAY_INDEX (3, 1), NAN }, "reading the tag of –" },
    { { BAMBU_CONTROL_DRYER, 3, 55 }, "drying at 55 °C in –" },
  };
  g_autoptr (BambuPrinter) printer = new_printer ("0940000", H2D);

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      GError *error = g_error_new_literal (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_CONFIRMED,
                                           "for the log");
      g_autofree char *text = g_strconcat ("X1 did not confirm: ", CASES[i].text, NULL);

      if (i < BAMBU_N_CONTROLS)
        g_assert_cmpint (CASES[i].asked.control, ==, i);
      bambu_printer_error_set_asked (error, &CASES[i].asked);
      assert_failure (printer, error, text);
    }
}

/* Every obstacle has words: beside a control, and of a command. */
static void
test_obstacles (void)
{
  g_autoptr (BambuPrinter) printer = new_printer ("01P0000", "");
  g_autoptr (GEnumClass) klass = g_type_class_ref (BAMBU_TYPE_OBSTACLE);

  for (guint i = 1; i < klass->n_values; i++)
    {
      g_autoptr (GError) error = bambu_printer_error_new_obstacle (
          BAMBU_PRINTER_ERROR_NOT_NOW, (BambuObstacle) klass->values[i].value,
          BAMBU_DRY_OBSTACLE_POWER);
      g_autofree char *reason = culm_command_words_reason (error);

      g_test_message ("%s: %s", klass->values[i].value_nick, reason);
      g_assert_nonnull (reason);
      g_assert_cmpstr (reason, !=, "");
    }

  assert_failure (
      printer,
      bambu_printer_error_new_obstacle (BAMBU_PRINTER_ERROR_NOT_NOW, BAMBU_OBSTACLE_COLD, 170),
      "Nothing was sent to X1. Heat the nozzle to 170 °C first.");
  assert_failure (
      printer,
      bambu_printer_error_new_obstacle (BAMBU_PRINTER_ERROR_NOT_NOW, BAMBU_OBSTACLE_SOFT, 55),
      "Nothing was sent to X1. Something in the unit softens above 55 °C: take it out, or dry at "
      "less.");
  assert_failure (
      printer,
      bambu_printer_error_new_obstacle (BAMBU_PRINTER_ERROR_NOT_ABLE, BAMBU_OBSTACLE_TAGGED, 0),
      "Nothing was sent to X1. The spool’s tag says what it is.");
  assert_failure (printer,
                  bambu_printer_error_new_obstacle (
                      BAMBU_PRINTER_ERROR_NOT_NOW, BAMBU_OBSTACLE_DRYER,
                      BAMBU_DRY_OBSTACLE_BUSY | BAMBU_DRY_OBSTACLE_UNLOAD_BY_HAND),
                  "Nothing was sent to X1. The AMS is busy. Pull the filament out of the unit by "
                  "hand first.");
}

static void
test_dryer (void)
{
  g_autofree char *none = culm_obstacle_words_dryer (0);
  g_autofree char *some =
      culm_obstacle_words_dryer (BAMBU_DRY_OBSTACLE_BUSY | BAMBU_DRY_OBSTACLE_UNLOAD_BY_HAND);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (some, ==, "The AMS is busy. Pull the filament out of the unit by hand first.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-words/failures", test_failures);
  g_test_add_func ("/command-words/refusals", test_refusals);
  g_test_add_func ("/command-words/numbers", test_numbers);
  g_test_add_func ("/command-words/not-confirmed", test_not_confirmed);
  g_test_add_func ("/command-words/obstacles", test_obstacles);
  g_test_add_func ("/command-words/dryer", test_dryer);

  return g_test_run ();
}
