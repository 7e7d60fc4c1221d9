/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/history/bambu-print-merge.h"

#include <math.h>

#include "bambu/account/bambu-record-private.h"
#include "bambu/history/bambu-print-export.h"
#include "bambu/history/bambu-print-sums.h"
#include "test-wait.h"

#define SERIAL "01P00A000000001"
#define OTHER "01P00A000000002"
#define BEGAN 1760000000
#define HOUR (60 * 60)

typedef struct
{
  BambuStore *store;
  BambuFleet *fleet;
  BambuPrintHistory *history;
  BambuPrintMerge *merge;
} Fixture;

static void
save (Fixture *fixture, const BambuKnownPrint *known)
{
  BambuKnownPrint print = *known;

  if (print.serial == NULL)
    print.serial = (char *) SERIAL;
  print.estimated_seconds = -1;
  if (print.grams == 0)
    print.grams = NAN;
  test_await_true (bambu_store_save_print (fixture->store, &print));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (GListStore) filaments = g_list_store_new (BAMBU_TYPE_PRINT_FILAMENT);
  g_autoptr (BambuPrintFilament) filament = bambu_print_filament_new (&(BambuPrintFilamentValues) {
      .ams = 0, .slot = 1, .label = "A2", .material = "PLA", .grams = NAN });

  g_list_store_append (filaments, filament);
  fixture->store = bambu_store_new (NULL);
  fixture->fleet = bambu_fleet_new (fixture->store, keyring, trust, NULL);
  save (fixture, &(BambuKnownPrint) { .name = (char *) "By number",
                                      .task = 7,
                                      .began = BEGAN,
                                      .ended = BEGAN + HOUR,
                                      .result = BAMBU_PRINT_RESULT_FINISHED,
                                      .percent = 100,
                                      .filaments = G_LIST_MODEL (filaments) });
  save (fixture, &(BambuKnownPrint) { .name = (char *) "By name",
                                      .began = BEGAN + 2 * HOUR,
                                      .ended = BEGAN + 3 * HOUR,
                                      .result = BAMBU_PRINT_RESULT_FAILED,
                                      .percent = 50 });
  save (fixture, &(BambuKnownPrint) { .serial = (char *) OTHER,
                                      .name = (char *) "=1+1",
                                      .printer_name = (char *) "The \"old\" one",
                                      .note = (char *) "Two\nlines",
                                      .began = BEGAN + HOUR,
                                      .ended = BEGAN + 2 * HOUR,
                                      .result = BAMBU_PRINT_RESULT_CANCELLED });
  fixture->history = bambu_print_history_new (fixture->store, fixture->fleet);
  test_await_true (bambu_print_history_load (fixture->history));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->merge);
  g_assert_finalize_object (fixture->history);
  g_assert_finalize_object (fixture->fleet);
  g_assert_finalize_object (fixture->store);
}

static GListModel *
create_tasks (const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);

  return G_LIST_MODEL (bambu_record_list_new (BAMBU_TYPE_CLOUD_TASK, node));
}

#define TASKS                                                                                      \
  "[{'id':9,'title':'Elsewhere','status':2,'startTime':'2025-10-09T20:00:00Z',"                    \
  "'endTime':'2025-10-09T21:00:00Z','weight':10,'deviceId':'" SERIAL "'},"                         \
  "{'id':8,'title':'By name','status':3,'startTime':'2025-10-09T10:43:20Z',"                       \
  "'endTime':'2025-10-09T11:43:20Z','weight':20,'deviceId':'" SERIAL "'},"                         \
  "{'id':7,'title':'Another name','status':2,'startTime':'2025-10-09T08:00:00Z',"                  \
  "'endTime':'2025-10-09T09:53:20Z','weight':30,'deviceId':'" SERIAL "',"                          \
  "'amsDetailMapping':[{'ams':1,'amsId':0,'slotId':1,'filamentType':'PLA','weight':30}]},"         \
  "{'id':6,'title':'By name','status':2,'startTime':'2025-10-01T10:00:00Z',"                       \
  "'endTime':'2025-10-01T11:00:00Z','deviceId':'" SERIAL "'}]"

static BambuPrintRecord *
peek (Fixture *fixture, guint position)
{
  g_autoptr (BambuPrintRecord) record =
      g_list_model_get_item (G_LIST_MODEL (fixture->merge), position);

  return record;
}

static void
assert_row (Fixture *fixture, guint position, const char *name, gboolean local, gboolean remote)
{
  BambuPrintRecord *record = peek (fixture, position);

  g_assert_cmpstr (bambu_print_record_get_known (record)->name, ==, name);
  g_assert_true (bambu_print_record_is_local (record) == local);
  g_assert_true ((bambu_print_record_get_task (record) != NULL) == remote);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->merge));
}

/* The same print seen by both is one. */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) tasks = create_tasks (TASKS);
  g_autoptr (BambuPrintFilament) filament = NULL;

  fixture->merge = bambu_print_merge_new (fixture->history, SERIAL);
  g_assert_cmpuint (count (fixture), ==, 2);

  bambu_print_merge_set_tasks (fixture->merge, tasks);
  g_assert_cmpuint (count (fixture), ==, 4);
  assert_row (fixture, 0, "Elsewhere", FALSE, TRUE);
  assert_row (fixture, 1, "By name", TRUE, TRUE);
  assert_row (fixture, 2, "By number", TRUE, TRUE);
  assert_row (fixture, 3, "By name", FALSE, TRUE);

  /* What the account knows better is remembered. */
  g_assert_cmpfloat (bambu_print_record_get_known (peek (fixture, 1))->grams, ==, 20);
  g_assert_cmpuint (
      g_list_model_get_n_items (bambu_print_record_get_known (peek (fixture, 2))->filaments), ==,
      1);
  filament = g_list_model_get_item (bambu_print_record_get_known (peek (fixture, 2))->filaments, 0);
  g_assert_cmpstr (bambu_print_filament_get_values (filament)->label, ==, "A2");
  g_assert_cmpfloat (bambu_print_filament_get_values (filament)->grams, ==, 30);

  /* Somebody signs out. */
  bambu_print_merge_set_tasks (fixture->merge, NULL);
  g_assert_cmpuint (count (fixture), ==, 2);
  assert_row (fixture, 0, "By name", TRUE, FALSE);

  /* What is removed here is still in the account. */
  bambu_print_merge_set_tasks (fixture->merge, tasks);
  bambu_print_history_remove (fixture->history, peek (fixture, 1));
  g_assert_cmpuint (count (fixture), ==, 4);
  assert_row (fixture, 1, "By name", FALSE, TRUE);
}

static void
test_all_printers (Fixture *fixture, gconstpointer data)
{
  fixture->merge = bambu_print_merge_new (fixture->history, NULL);
  g_assert_cmpuint (count (fixture), ==, 3);
  assert_row (fixture, 1, "=1+1", TRUE, FALSE);
}

static void
test_sums (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) tasks = create_tasks (TASKS);
  g_autoptr (BambuPrintSums) all = NULL;
  g_autoptr (BambuPrintSums) some = NULL;
  const BambuMaterialSum *sum;

  fixture->merge = bambu_print_merge_new (fixture->history, NULL);
  bambu_print_merge_set_tasks (fixture->merge, tasks);
  all = bambu_print_sums_new (G_LIST_MODEL (fixture->merge), 0);
  g_assert_cmpuint (all->n_prints, ==, 5);
  g_assert_cmpuint (all->n_finished, ==, 3);
  g_assert_cmpuint (all->n_failed, ==, 1);
  g_assert_cmpuint (all->n_cancelled, ==, 1);
  g_assert_cmpuint (all->n_unweighed, ==, 2);
  g_assert_cmpint (all->seconds, ==, 5 * HOUR);

  /* Half of what failed half-way; nobody knows of what. */
  g_assert_cmpuint (all->materials->len, ==, 2);
  sum = g_ptr_array_index (all->materials, 0);
  g_assert_cmpstr (sum->material, ==, "PLA");
  g_assert_cmpfloat (sum->grams, ==, 30);
  sum = g_ptr_array_index (all->materials, 1);
  g_assert_null (sum->material);
  g_assert_cmpfloat (sum->grams, ==, 20);

  some = bambu_print_sums_new (G_LIST_MODEL (fixture->merge), BEGAN + HOUR);
  g_assert_cmpuint (some->n_prints, ==, 3);
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  fixture->merge = bambu_print_merge_new (fixture->history, OTHER);
  csv = bambu_prints_to_csv (G_LIST_MODEL (fixture->merge));
  g_assert_true (g_str_has_prefix (csv, "result,name,printer,"));
  g_assert_nonnull (strstr (csv, "\r\ncancelled,\"'=1+1\",\"The \"\"old\"\" one\",2025-10-09T"));
  g_assert_nonnull (strstr (csv, ",\"Two\nlines\",no\r\n"));

  json = bambu_prints_to_json (G_LIST_MODEL (fixture->merge));
  node = json_from_string (json, NULL);
  g_assert_nonnull (node);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 1);
  object = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, "=1+1");
  g_assert_cmpstr (json_object_get_string_member (object, "result"), ==, "cancelled");
  g_assert_cmpint (json_object_get_int_member (object, "seconds"), ==, HOUR);
  g_assert_true (json_object_get_null_member (object, "grams"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function)                                                                        \
  g_test_add ("/print-merge/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("merge", test_merge);
  ADD ("all-printers", test_all_printers);
  ADD ("sums", test_sums);
  ADD ("export", test_export);

  return g_test_run ();
}
