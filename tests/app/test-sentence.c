/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <words/culm-sentence.h>

/* 2026-03-03 was a Tuesday; the tests run in UTC. */
#define NOW G_GINT64_CONSTANT (1772547300) /* 14:15 */
#define HOUR 3600

#define LIVE                                                                                       \
  .connection = BAMBU_CONNECTION_LAN, .link_state = BAMBU_LINK_STATE_OPEN,                         \
  .freshness = BAMBU_FRESHNESS_LIVE, .has_report = TRUE, .seen = NOW
#define REMEMBERED .freshness = BAMBU_FRESHNESS_OFFLINE, .has_report = TRUE, .seen = NOW - HOUR

typedef struct
{
  const char *name;
  CulmFacts facts;
  CulmSituation situation;
  gboolean needs_attention;
  const char *summary;
  const char *sentence;
} Row;

static const Row rows[] = {
  { "idle",
    { LIVE, .state = BAMBU_STATE_IDLE, .stage = -1 },
    CULM_SITUATION_READY,
    FALSE,
    "Ready",
    "Ready" },
  { "idle-with-fault",
    { LIVE, .state = BAMBU_STATE_IDLE, .stage = -1, .fault_code = "0700-8006",
      .fault = "The door is open" },
    CULM_SITUATION_READY,
    TRUE,
    "Ready",
    "Ready" },
  { "preparing",
    { LIVE, .state = BAMBU_STATE_PREPARE, .stage = 7, .stage_name = "Heating nozzle" },
    CULM_SITUATION_PREPARING,
    FALSE,
    "Preparing: Heating nozzle",
    "Preparing: Heating nozzle" },
  { "preparing-nameless",
    { LIVE, .state = BAMBU_STATE_PREPARE, .stage = 200, .stage_name = "Etapp 200" },
    CULM_SITUATION_PREPARING,
    FALSE,
    "Preparing: Stage 200",
    "Preparing: Stage 200" },
  { "slicing",
    { LIVE, .state = BAMBU_STATE_SLICING, .stage = -1 },
    CULM_SITUATION_PREPARING,
    FALSE,
    "Preparing",
    "Preparing" },
  { "levelling",
    { LIVE, .state = BAMBU_STATE_RUNNING, .stage = 1, .stage_name = "Auto bed leveling",
      .percent = 0 },
    CULM_SITUATION_PREPARING,
    FALSE,
    "Preparing: Auto bed leveling",
    "Preparing: Auto bed leveling" },
  { "printing",
    { LIVE, .state = BAMBU_STATE_RUNNING, .percent = 42, .remaining_minutes = 72,
      .end_time = NOW + 72 * 60 },
    CULM_SITUATION_PRINTING,
    FALSE,
    "42 %, done at 15:27",
    "Printing, 42 %, 1 h 12 min left, done at 15:27" },
  { "printing-changes-filament",
    { LIVE, .state = BAMBU_STATE_RUNNING, .stage = 4, .stage_name = "Changing filament",
      .percent = 42, .remaining_minutes = -1 },
    CULM_SITUATION_PRINTING,
    FALSE,
    "Printing, 42 %",
    "Printing, 42 %" },
  { "printing-unknown",
    { LIVE, .state = BAMBU_STATE_RUNNING, .percent = -1, .remaining_minutes = -1 },
    CULM_SITUATION_PRINTING,
    FALSE,
    "Printing",
    "Printing" },
  { "paused-by-user",
    { LIVE, .state = BAMBU_STATE_PAUSE, .stage = 16, .stage_name = "Paused by user" },
    CULM_SITUATION_PAUSED,
    TRUE,
    "Paused by the user",
    "Paused by the user" },
  { "paused-by-file",
    { LIVE, .state = BAMBU_STATE_PAUSE, .stage = 30 },
    CULM_SITUATION_PAUSED,
    TRUE,
    "Paused by the file",
    "Paused by the file" },
  { "paused-by-stage",
    { LIVE, .state = BAMBU_STATE_PAUSE, .stage = 6, .stage_name = "Paused: filament ran out" },
    CULM_SITUATION_PAUSED_BY_FAULT,
    TRUE,
    "Paused: filament ran out",
    "Paused: filament ran out" },
  { "paused-by-fault-without-words",
    { LIVE, .state = BAMBU_STATE_PAUSE, .stage = 6, .stage_name = "Paused: filament ran out",
      .fault_code = "0700-8006" },
    CULM_SITUATION_PAUSED_BY_FAULT,
    TRUE,
    "Paused: filament ran out",
    "Paused: filament ran out" },
  { "paused-by-code",
    { LIVE, .state = BAMBU_STATE_PAUSE, .stage = -1, .fault_code = "0700-8006" },
    CULM_SITUATION_PAUSED_BY_FAULT,
    TRUE,
    "Paused: The printer reports 0700-8006",
    "Paused: The printer reports 0700-8006" },
  { "paused-by-fault",
    { LIVE, .state = BAMBU_STATE_PAUSE, .stage = 16, .fault_code = "0700-8006",
      .fault = "the nozzle is clogged" },
    CULM_SITUATION_PAUSED_BY_FAULT,
    TRUE,
    "Paused: the nozzle is clogged",
    "Paused: the nozzle is clogged" },
  { "paused",
    { LIVE, .state = BAMBU_STATE_PAUSE, .stage = -1 },
    CULM_SITUATION_PAUSED,
    TRUE,
    "Paused",
    "Paused" },
  { "finished",
    { LIVE, .state = BAMBU_STATE_FINISH },
    CULM_SITUATION_FINISHED,
    FALSE,
    "Finished; clear the plate",
    "Finished; clear the plate" },
  { "finished-as-seen",
    { LIVE, .state = BAMBU_STATE_FINISH, .done_time = NOW - 40 * 60 },
    CULM_SITUATION_FINISHED,
    FALSE,
    "Finished at 13:35; clear the plate",
    "Finished at 13:35; clear the plate" },
  { "failed",
    { LIVE, .state = BAMBU_STATE_FAILED, .fault_code = "0700-8006", .fault = "the bed is cold" },
    CULM_SITUATION_FAILED,
    TRUE,
    "Print failed: the bed is cold",
    "Print failed: the bed is cold" },
  { "cancelled",
    { LIVE, .state = BAMBU_STATE_FAILED, .cancelled = TRUE },
    CULM_SITUATION_CANCELLED,
    FALSE,
    "Print cancelled",
    "Print cancelled" },
  { "stopped",
    { LIVE, .state = BAMBU_STATE_FAILED },
    CULM_SITUATION_STOPPED,
    FALSE,
    "Print stopped",
    "Print stopped" },
  { "unknown-word",
    { LIVE, .state_word = "DANCING" },
    CULM_SITUATION_OTHER,
    FALSE,
    "DANCING",
    "DANCING" },
  { "no-word",
    { LIVE, .state_word = "" },
    CULM_SITUATION_OTHER,
    FALSE,
    "State not known",
    "State not known" },
  { "silent",
    { .connection = BAMBU_CONNECTION_LAN,
      .link_state = BAMBU_LINK_STATE_OPEN,
      .freshness = BAMBU_FRESHNESS_LAST_KNOWN,
      .has_report = TRUE,
      .seen = NOW - 60,
      .state = BAMBU_STATE_IDLE },
    CULM_SITUATION_READY,
    FALSE,
    "Ready, as of 14:14",
    "Ready, as of 14:14" },
  { "start-with-memory",
    { REMEMBERED, .connection = BAMBU_CONNECTION_LAN, .link_state = BAMBU_LINK_STATE_CONNECTING,
      .state = BAMBU_STATE_IDLE },
    CULM_SITUATION_READY,
    FALSE,
    "Ready, as of 13:15",
    "Ready, as of 13:15" },
  { "another-try",
    { REMEMBERED, .connection = BAMBU_CONNECTION_LAN, .link_state = BAMBU_LINK_STATE_CONNECTING,
      .link_failed = TRUE, .state = BAMBU_STATE_IDLE },
    CULM_SITUATION_OFFLINE,
    FALSE,
    "Offline since 13:15",
    "Offline since 13:15" },
  { "offline",
    { REMEMBERED, .connection = BAMBU_CONNECTION_LAN, .link_state = BAMBU_LINK_STATE_WAITING,
      .link_failed = TRUE, .state = BAMBU_STATE_RUNNING, .percent = 42, .fault_code = "0700-8006",
      .fault = "old" },
    CULM_SITUATION_OFFLINE,
    FALSE,
    "Offline since 13:15",
    "Offline since 13:15" },
  { "never-seen",
    { .connection = BAMBU_CONNECTION_LAN,
      .link_state = BAMBU_LINK_STATE_WAITING,
      .link_failed = TRUE },
    CULM_SITUATION_OFFLINE,
    FALSE,
    "Not reachable",
    "Not reachable" },
  { "no-code",
    { .freshness = BAMBU_FRESHNESS_OFFLINE,
      .has_report = TRUE,
      .seen = NOW - HOUR,
      .connection = BAMBU_CONNECTION_NONE },
    CULM_SITUATION_NO_CODE,
    TRUE,
    "Access code needed",
    "Access code needed" },
  { "keyring-not-asked-yet",
    { .freshness = BAMBU_FRESHNESS_OFFLINE,
      .has_report = TRUE,
      .seen = NOW - HOUR,
      .connection = BAMBU_CONNECTION_LAN,
      .state = BAMBU_STATE_IDLE },
    CULM_SITUATION_READY,
    FALSE,
    "Ready, as of 13:15",
    "Ready, as of 13:15" },
  { "first-contact",
    { .connection = BAMBU_CONNECTION_LAN, .link_state = BAMBU_LINK_STATE_CONNECTING },
    CULM_SITUATION_CONNECTING,
    FALSE,
    "Connecting…",
    "Connecting…" },
  { "refused",
    { REMEMBERED, .connection = BAMBU_CONNECTION_LAN, .link_state = BAMBU_LINK_STATE_REFUSED,
      .link_failed = TRUE },
    CULM_SITUATION_REFUSED,
    TRUE,
    "Access code refused",
    "Access code refused" },
  { "untrusted",
    { .connection = BAMBU_CONNECTION_LAN,
      .link_state = BAMBU_LINK_STATE_UNTRUSTED,
      .link_failed = TRUE },
    CULM_SITUATION_UNTRUSTED,
    TRUE,
    "Certificate not trusted",
    "Certificate not trusted" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *summary = culm_facts_to_sentence (&row->facts, CULM_LENGTH_SHORT, NOW);
  g_autofree char *sentence = culm_facts_to_sentence (&row->facts, CULM_LENGTH_FULL, NOW);

  g_assert_cmpint (culm_facts_get_situation (&row->facts), ==, row->situation);
  g_assert_cmpint (culm_facts_needs_attention (&row->facts), ==, row->needs_attention);
  g_assert_cmpstr (summary, ==, row->summary);
  g_assert_cmpstr (sentence, ==, row->sentence);
}

static void
test_title (void)
{
  const CulmFacts facts = {
    LIVE,
    .state = BAMBU_STATE_RUNNING,
    .percent = 42,
    .remaining_minutes = 72,
    .end_time = NOW + 72 * 60,
  };
  g_autofree char *title = culm_facts_to_sentence (&facts, CULM_LENGTH_TITLE, NOW);

  g_assert_cmpstr (title, ==, "Printing, 1 h 12 min left");
}

/* Colour is never alone: each situation has a symbol. */
static void
test_symbols (void)
{
  for (int i = 0; i <= CULM_SITUATION_OTHER; i++)
    g_assert_nonnull (culm_situation_get_icon (i));

  g_assert_cmpstr (culm_situation_get_style (CULM_SITUATION_FAILED), ==, "error");
  g_assert_null (culm_situation_get_style (CULM_SITUATION_CANCELLED));
}

/* Where each is counted: what needs somebody is not ready, and may print all the same. */
static void
test_groups (void)
{
  static const struct
  {
    CulmFacts facts;
    CulmGroups groups;
  } cases[] = {
    { { LIVE, .state = BAMBU_STATE_IDLE, .stage = -1 }, CULM_GROUP_READY },
    { { LIVE, .state = BAMBU_STATE_FINISH }, CULM_GROUP_READY },
    { { LIVE, .state = BAMBU_STATE_IDLE, .stage = -1, .fault_code = "0700-8006" },
      CULM_GROUP_ATTENTION },
    { { LIVE, .state = BAMBU_STATE_PREPARE, .stage = 7 }, CULM_GROUP_PRINTING },
    { { LIVE, .state = BAMBU_STATE_RUNNING, .percent = 42 }, CULM_GROUP_PRINTING },
    { { LIVE, .state = BAMBU_STATE_RUNNING, .percent = 42, .fault_code = "0700-8006" },
      CULM_GROUP_PRINTING | CULM_GROUP_ATTENTION },
    { { LIVE, .state = BAMBU_STATE_PAUSE, .stage = 16 }, CULM_GROUP_ATTENTION },
    { { LIVE, .state = BAMBU_STATE_FAILED, .fault_code = "0300-8003" }, CULM_GROUP_ATTENTION },
    { { REMEMBERED, .connection = BAMBU_CONNECTION_LAN, .state = BAMBU_STATE_RUNNING,
        .link_state = BAMBU_LINK_STATE_WAITING, .percent = 42 },
      CULM_GROUP_OFFLINE },
    { { REMEMBERED, .connection = BAMBU_CONNECTION_NONE }, CULM_GROUP_ATTENTION },
    { { .connection = BAMBU_CONNECTION_LAN, .link_state = BAMBU_LINK_STATE_CONNECTING }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmphex (culm_facts_get_groups (&cases[i].facts), ==, cases[i].groups);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/sentence/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  g_test_add_func ("/app/sentence/groups", test_groups);
  g_test_add_func ("/app/sentence/title", test_title);
  g_test_add_func ("/app/sentence/symbols", test_symbols);

  return g_test_run ();
}
