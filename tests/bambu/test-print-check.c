/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/print/bambu-print-check.h"

#include "fake-link.h"
#include "project-fixture.h"
#include "report-fixture.h"

#define P1S "01P0000"
#define A1_MINI "0300000"
#define X1C "00M0000"
#define P2S "22E0000"
#define H2D "0940000"
#define UNKNOWN "ZZZ0000"

#define STORED "'sdcard':true"
#define NOZZLE(mm) "'nozzle_diameter':'" mm "'"
#define READY "'gcode_state':'IDLE'," STORED "," NOZZLE ("0.4")
#define NOZZLES(right, left)                                                                       \
  "'device':{'extruder':{'state':2,'info':[{'id':0,'hnow':0},{'id':1,'hnow':1}]},"                 \
  "'nozzle':{'info':[{'id':0,'type':'HS01','diameter':" right "},"                                 \
  "{'id':1,'type':'HS01','diameter':" left "}]}}"

typedef struct
{
  const char *name;
  ProjectFixture project;
  const char *serial;
  const char *report;
  const char *findings; /* all that is not plainly ok */
  BambuPrintWay way;
  gboolean is_confirmed;
} Case;

static const Case CASES[] = {
  { "ready", PROJECT_ONE_PLATE, P1S, READY, "plate-type=unknown(textured_plate/-) rights=unknown" },
  { "signed", PROJECT_ONE_PLATE, P1S, READY ",'fun':'20000000'",
    "plate-type=unknown(textured_plate/-) rights=blocked" },
  { "signed-through-the-cloud", PROJECT_ONE_PLATE, P1S, READY ",'fun':'20000000'",
    "plate-type=unknown(textured_plate/-) rights=warning", BAMBU_PRINT_WAY_CLOUD },
  { "obeys", PROJECT_ONE_PLATE, P1S, READY ",'fun':'0'", "plate-type=unknown(textured_plate/-)" },
  { "printing", PROJECT_ONE_PLATE, P1S, "'gcode_state':'RUNNING'," STORED "," NOZZLE ("0.4"),
    "state=blocked(-/RUNNING) plate-type=unknown(textured_plate/-) rights=unknown" },
  { "upgrading", PROJECT_ONE_PLATE, P1S, READY ",'upgrade_state':{'status':'FLASHING'}",
    "state=blocked(-/IDLE) plate-type=unknown(textured_plate/-) rights=unknown" },
  { "something-on-the-bed", PROJECT_ONE_PLATE, P1S,
    "'gcode_state':'FINISH'," STORED "," NOZZLE ("0.4"),
    "plate-clear=blocked plate-type=unknown(textured_plate/-) rights=unknown" },
  { "something-left-of-a-failure", PROJECT_ONE_PLATE, P1S,
    "'gcode_state':'FAILED'," STORED "," NOZZLE ("0.4"),
    "plate-clear=blocked plate-type=unknown(textured_plate/-) rights=unknown" },
  { "taken-away", PROJECT_ONE_PLATE, P1S, "'gcode_state':'FINISH'," STORED "," NOZZLE ("0.4"),
    "plate-type=unknown(textured_plate/-) rights=unknown", BAMBU_PRINT_WAY_LAN, TRUE },
  { "of-the-same-family", PROJECT_ONE_PLATE, X1C, READY,
    "plate-type=unknown(textured_plate/-) rights=unknown" },
  { "of-another-model", PROJECT_ONE_PLATE, A1_MINI, READY,
    "model=blocked(P1S/A1 mini) plate-type=unknown(textured_plate/-) rights=unknown" },
  { "on-an-unknown-printer", PROJECT_ONE_PLATE, UNKNOWN, READY,
    "model=warning(P1S/) plate-type=unknown(textured_plate/-) rights=unknown" },
  { "no-word-of-a-model", PROJECT_BARE, P1S, "'gcode_state':'IDLE'," STORED "," NOZZLE ("0.2"),
    "model=unknown(-/P1S) plate-type=unknown(hot_plate/-) rights=unknown" },
  { "other-nozzle", PROJECT_ONE_PLATE, P1S, "'gcode_state':'IDLE'," STORED "," NOZZLE ("0.6"),
    "nozzle=blocked(0.4/0.6) plate-type=unknown(textured_plate/-) rights=unknown" },
  { "unknown-nozzle", PROJECT_ONE_PLATE, P1S, "'gcode_state':'IDLE'," STORED,
    "nozzle=unknown(0.4/-) plate-type=unknown(textured_plate/-) rights=unknown" },
  { "one-of-two-nozzles", PROJECT_TWO_NOZZLES, H2D,
    "'gcode_state':'IDLE','aux':'1000'," NOZZLES ("0.4", "0.4"),
    "nozzle=blocked(0.6/0.4) rights=unknown" },
  { "both-nozzles", PROJECT_TWO_NOZZLES, H2D,
    "'gcode_state':'IDLE','aux':'1000'," NOZZLES ("0.6", "0.4"), "rights=unknown" },
  { "no-card", PROJECT_ONE_PLATE, P1S, "'gcode_state':'IDLE','sdcard':false," NOZZLE ("0.4"),
    "plate-type=unknown(textured_plate/-) storage=blocked-upload rights=unknown" },
  { "no-card-through-the-cloud", PROJECT_ONE_PLATE, P1S,
    "'gcode_state':'IDLE','sdcard':false," NOZZLE ("0.4"),
    "plate-type=unknown(textured_plate/-) storage=blocked rights=unknown", BAMBU_PRINT_WAY_CLOUD },
  { "no-stick", PROJECT_TWO_NOZZLES, H2D, "'gcode_state':'IDLE','aux':'0'," NOZZLES ("0.6", "0.4"),
    "storage=blocked-upload rights=unknown" },
  { "no-stick-through-the-cloud", PROJECT_TWO_NOZZLES, H2D,
    "'gcode_state':'IDLE','aux':'0'," NOZZLES ("0.6", "0.4"), "rights=unknown",
    BAMBU_PRINT_WAY_CLOUD },
  { "write-protected", PROJECT_TWO_NOZZLES, H2D,
    "'gcode_state':'IDLE','aux':'3000'," NOZZLES ("0.6", "0.4"),
    "storage=blocked-upload rights=unknown" },
  { "abnormal", PROJECT_TWO_NOZZLES, H2D,
    "'gcode_state':'IDLE','aux':'2000'," NOZZLES ("0.6", "0.4"), "storage=warning rights=unknown" },
  { "door", PROJECT_TWO_NOZZLES, H2D,
    "'gcode_state':'IDLE','aux':'1000','stat':'800000'," NOZZLES ("0.6", "0.4"),
    "door=warning rights=unknown" },
  { "fault", PROJECT_ONE_PLATE, P1S, READY ",'print_error':50364419",
    "plate-type=unknown(textured_plate/-) messages=blocked(1) rights=unknown" },
  { "cancelled-before", PROJECT_ONE_PLATE, P1S, READY ",'print_error':50348044",
    "plate-type=unknown(textured_plate/-) rights=unknown" },
  { "complaint", PROJECT_ONE_PLATE, P1S,
    READY ",'hms':[{'attr':50331904,'code':131073},{'attr':50332160,'code':196609}]",
    "plate-type=unknown(textured_plate/-) messages=warning(1) rights=unknown" },
  { "not-sliced", PROJECT_UNSLICED, P1S, READY, "sliced=blocked rights=unknown" },
  { "gcode", PROJECT_GCODE, P1S, READY,
    "sliced=blocked model=unknown(-/P1S) nozzle=unknown rights=unknown" },
  { "gcode-on-an-X1", PROJECT_GCODE, X1C, READY,
    "model=unknown(-/X1C) nozzle=unknown rights=unknown" },
  { "gcode-through-the-cloud", PROJECT_GCODE, X1C, READY,
    "sliced=blocked-upload model=unknown(-/X1C) nozzle=unknown rights=unknown",
    BAMBU_PRINT_WAY_CLOUD },
};

static BambuPrinter *
new_printer (const char *serial, const char *fields, gboolean is_live)
{
  BambuPrinter *printer = bambu_printer_new (serial, NULL);
  g_autoptr (BambuFrame) frame = fixture_status (fields, TRUE);

  if (is_live)
    {
      g_autoptr (BambuTrust) trust = bambu_trust_new ();
      g_autoptr (BambuLink) link = fake_link_new_lan (trust, "192.0.2.1", 8883, serial, "12345678");

      bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
      fake_link_settle (FAKE_LINK (link), BAMBU_LINK_STATE_OPEN, NULL, 0);
    }
  bambu_printer_apply (printer, frame);

  return printer;
}

static BambuPlate *
peek_first_plate (BambuProject *project)
{
  g_autoptr (BambuPlate) plate =
      g_list_model_get_item (bambu_project_get_values (project)->plates, 0);

  return plate;
}

/* All but what is plainly right. */
static char *
render (const GArray *checks)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (BAMBU_TYPE_PRINT_CHECK_KIND);
  g_autoptr (GEnumClass) verdicts = g_type_class_ref (BAMBU_TYPE_PRINT_VERDICT);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < checks->len; i++)
    {
      const BambuPrintCheck *check = &g_array_index (checks, BambuPrintCheck, i);

      if (check->verdict == BAMBU_PRINT_VERDICT_OK)
        continue;

      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "",
                              g_enum_get_value (kinds, (int) check->kind)->value_nick,
                              g_enum_get_value (verdicts, (int) check->verdict)->value_nick);
      if (check->expected != NULL || check->actual != NULL)
        g_string_append_printf (text, "(%s/%s)", check->expected ? check->expected : "-",
                                check->actual ? check->actual : "-");
      if (check->count > 0)
        g_string_append_printf (text, "(%u)", check->count);
    }

  return g_strdup (text->str);
}

static void
test_findings (Fixture *fixture, gconstpointer data)
{
  const Case *test = data;
  g_autofree char *path = project_fixture_write (test->project, fixture->folder);
  g_autoptr (BambuProject) project = open_project (path);
  g_autoptr (BambuPrinter) printer = new_printer (test->serial, test->report, TRUE);
  g_autoptr (GArray) checks = bambu_print_check (project, peek_first_plate (project), printer, NULL,
                                                 test->is_confirmed, test->way);
  g_autofree char *text = render (checks);

  g_assert_cmpstr (text, ==, test->findings);
}

/* What nobody hears of may be offline, or only silent for a while. */
static void
test_reach (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = project_fixture_write (PROJECT_ONE_PLATE, fixture->folder);
  g_autoptr (BambuProject) project = open_project (path);
  g_autoptr (BambuPrinter) silent = new_printer (P1S, READY, FALSE);
  g_autoptr (BambuPrinter) printer = bambu_printer_new (P1S, NULL);
  g_autoptr (GArray) waiting = bambu_print_check (project, peek_first_plate (project), silent, NULL,
                                                  FALSE, BAMBU_PRINT_WAY_LAN);
  g_autoptr (GArray) lan = bambu_print_check (project, peek_first_plate (project), printer, NULL,
                                              FALSE, BAMBU_PRINT_WAY_LAN);
  g_autoptr (GArray) cloud = bambu_print_check (project, peek_first_plate (project), printer, NULL,
                                                FALSE, BAMBU_PRINT_WAY_CLOUD);

  g_assert_cmpint (bambu_print_checks_find (waiting, BAMBU_PRINT_CHECK_REACHED)->verdict, ==,
                   BAMBU_PRINT_VERDICT_BLOCKED);
  g_assert_cmpint (bambu_print_checks_find (lan, BAMBU_PRINT_CHECK_REACHED)->verdict, ==,
                   BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD);
  g_assert_cmpint (bambu_print_checks_find (cloud, BAMBU_PRINT_CHECK_REACHED)->verdict, ==,
                   BAMBU_PRINT_VERDICT_BLOCKED);
  g_assert_cmpint (bambu_print_checks_find_obstacle (lan, TRUE)->kind, ==,
                   BAMBU_PRINT_CHECK_REACHED);
  g_assert_null (bambu_print_checks_find_obstacle (cloud, TRUE));
}

static void
test_filaments (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    BambuMatch matches[2];
    BambuPrintVerdict verdict;
    guint count;
  } cases[] = {
    { { { 0 }, { 1 } }, BAMBU_PRINT_VERDICT_OK, 0 },
    { { { 0 }, { .slot = 1, .notes = BAMBU_MATCH_NOTE_OTHER_PRESET } }, BAMBU_PRINT_VERDICT_OK, 0 },
    { { { 0 }, { .slot = 1, .notes = BAMBU_MATCH_NOTE_TOO_LITTLE } },
      BAMBU_PRINT_VERDICT_WARNING,
      1 },
    { { { 0 }, { .slot = -1 } }, BAMBU_PRINT_VERDICT_BLOCKED, 1 },
    { { { 0, BAMBU_MATCH_REASON_OTHER_MATERIAL }, { .slot = -1 } },
      BAMBU_PRINT_VERDICT_BLOCKED,
      2 },
    { { { 0, BAMBU_MATCH_REASON_OTHER_MATERIAL, 0, TRUE }, { 1 } },
      BAMBU_PRINT_VERDICT_WARNING,
      1 },
  };
  g_autofree char *path = project_fixture_write (PROJECT_THREE_PLATES, fixture->folder);
  g_autoptr (BambuProject) project = open_project (path);
  g_autoptr (BambuPrinter) printer = new_printer (X1C, READY, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (BambuMatch));
      g_autoptr (GArray) checks = NULL;
      const BambuPrintCheck *check;

      g_array_append_vals (matches, cases[i].matches, 2);
      checks = bambu_print_check (project, peek_first_plate (project), printer, matches, FALSE,
                                  BAMBU_PRINT_WAY_LAN);
      check = bambu_print_checks_find (checks, BAMBU_PRINT_CHECK_FILAMENTS);
      g_assert_cmpint (check->verdict, ==, cases[i].verdict);
      g_assert_cmpuint (check->count, ==, cases[i].count);
    }
}

/* What forbids a print need not forbid the upload. */
static void
test_obstacles (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = project_fixture_write (PROJECT_ONE_PLATE, fixture->folder);
  g_autoptr (BambuProject) project = open_project (path);
  g_autoptr (BambuPrinter) ready = new_printer (P1S, READY, TRUE);
  g_autoptr (BambuPrinter) busy = new_printer (
      P1S, "'gcode_state':'RUNNING','mc_remaining_time':60," STORED "," NOZZLE ("0.4"), TRUE);
  g_autoptr (GArray) good = bambu_print_check (project, peek_first_plate (project), ready, NULL,
                                               FALSE, BAMBU_PRINT_WAY_LAN);
  g_autoptr (GArray) bad = bambu_print_check (project, peek_first_plate (project), busy, NULL,
                                              FALSE, BAMBU_PRINT_WAY_LAN);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_assert_null (bambu_print_checks_find_obstacle (good, FALSE));
  g_assert_null (bambu_print_checks_find_obstacle (bad, TRUE));
  g_assert_cmpint (bambu_print_checks_find_obstacle (bad, FALSE)->kind, ==,
                   BAMBU_PRINT_CHECK_STATE);
  g_assert_cmpint (bambu_print_checks_find_obstacle (bad, FALSE)->until, >=, now + 3500);
  g_assert_null (bambu_print_checks_find (good, BAMBU_PRINT_CHECK_FILAMENTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *name = g_strconcat ("/print-check/", CASES[i].name, NULL);

      g_test_add (name, Fixture, &CASES[i], set_up, test_findings, tear_down);
    }
  g_test_add ("/print-check/reach", Fixture, NULL, set_up, test_reach, tear_down);
  g_test_add ("/print-check/filaments", Fixture, NULL, set_up, test_filaments, tear_down);
  g_test_add ("/print-check/obstacles", Fixture, NULL, set_up, test_obstacles, tear_down);

  return g_test_run ();
}
