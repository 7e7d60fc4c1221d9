/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-store-private.h"

#include <math.h>

static double
get_real (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL
             ? NAN
             : sqlite3_column_double (statement, column);
}

static void
bind_real (sqlite3_stmt *statement, int index, double value)
{
  if (isnan (value))
    sqlite3_bind_null (statement, index);
  else
    sqlite3_bind_double (statement, index, value);
}

/* Reading */

typedef struct
{
  gint64 began;
  char *serial;
  guint most;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_free (page->serial);
  g_free (page);
}

static int
read_filaments (sqlite3_stmt *statement, gint64 id, GListStore *filaments)
{
  int code;

  sqlite3_bind_int64 (statement, 1, id);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autofree char *label = bambu_store_dup_text (statement, 2);
      g_autofree char *material = bambu_store_dup_text (statement, 3);
      g_autofree char *product = bambu_store_dup_text (statement, 4);
      g_autofree char *colour = bambu_store_dup_text (statement, 5);
      g_autoptr (BambuPrintFilament) filament =
          bambu_print_filament_new (&(BambuPrintFilamentValues) {
              .ams = sqlite3_column_int (statement, 0),
              .slot = sqlite3_column_int (statement, 1),
              .label = label,
              .material = material,
              .product = product,
              .colour = colour,
              .grams = get_real (statement, 6),
          });

      g_list_store_append (filaments, filament);
    }
  sqlite3_reset (statement);

  return code;
}

/* The file is the user's: what is in it may be no result. */
static BambuPrintResult
read_result (sqlite3_stmt *statement, int column)
{
  g_autoptr (GEnumClass) results = g_type_class_ref (BAMBU_TYPE_PRINT_RESULT);
  g_autofree char *nick = bambu_store_dup_text (statement, column);
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (results, nick) : NULL;

  return value != NULL ? (BambuPrintResult) value->value : BAMBU_PRINT_RESULT_UNKNOWN;
}

static BambuKnownPrint *
read_print (sqlite3_stmt *statement)
{
  BambuKnownPrint *print = g_new0 (BambuKnownPrint, 1);

  print->serial = bambu_store_dup_text (statement, 1);
  print->printer_name = bambu_store_dup_text (statement, 2);
  print->model = bambu_store_dup_text (statement, 3);
  print->name = bambu_store_dup_text (statement, 4);
  print->file = bambu_store_dup_text (statement, 5);
  print->task = sqlite3_column_int64 (statement, 6);
  print->plate = sqlite3_column_int (statement, 7);
  print->began = sqlite3_column_int64 (statement, 8);
  print->is_late = sqlite3_column_int (statement, 9) != 0;
  print->ended = sqlite3_column_int64 (statement, 10);
  print->is_guessed = sqlite3_column_int (statement, 11) != 0;
  print->last_seen = sqlite3_column_int64 (statement, 12);
  print->due = sqlite3_column_int64 (statement, 13);
  print->result = read_result (statement, 14);
  print->percent = sqlite3_column_int (statement, 15);
  print->layer = sqlite3_column_int (statement, 16);
  print->total_layers = sqlite3_column_int (statement, 17);
  print->speed_level = sqlite3_column_int (statement, 18);
  print->nozzle = sqlite3_column_double (statement, 19);
  print->bed = sqlite3_column_int (statement, 20);
  print->grams = get_real (statement, 21);
  print->estimated_seconds = sqlite3_column_int64 (statement, 22);
  print->note = bambu_store_dup_text (statement, 23);
  print->n_pictures = sqlite3_column_int (statement, 24);
  print->filaments = G_LIST_MODEL (g_list_store_new (BAMBU_TYPE_PRINT_FILAMENT));

  return print;
}

static void
load_prints (BambuStoreJob *job, gpointer data)
{
  const Page *page = data;
  g_autoptr (GPtrArray) prints =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_known_print_free);
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (
      job, "SELECT id, serial, printer_name, model, name, file, task, plate, began, late, ended,"
           " guessed, last_seen, due, result, percent, layer, total_layers, speed_level, nozzle,"
           " bed, grams, estimated_seconds, note,"
           " (SELECT count(*) FROM print_picture WHERE print = print.id) FROM print"
           " WHERE hidden = 0 AND (began, serial) < (?1, ?2)"
           " ORDER BY began DESC, serial DESC LIMIT ?3");
  g_autoptr (sqlite3_stmt) filaments = NULL;
  int code;

  if (statement == NULL
      || !(filaments = bambu_store_prepare (
               job, "SELECT ams, slot, label, material, product, colour, grams"
                    " FROM print_filament WHERE print = ?1 ORDER BY position")))
    return;

  sqlite3_bind_int64 (statement, 1, page->began);
  bambu_store_bind_text (statement, 2, page->serial);
  sqlite3_bind_int64 (statement, 3, page->most);

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      BambuKnownPrint *print = read_print (statement);

      g_ptr_array_add (prints, print);
      code = read_filaments (filaments, sqlite3_column_int64 (statement, 0),
                             G_LIST_STORE (print->filaments));
      if (code != SQLITE_DONE)
        break;
    }

  bambu_store_finish_read (job, code, g_steal_pointer (&prints));
}

/* Writing */

static gboolean
write_print (BambuStoreJob *job, const BambuKnownPrint *print)
{
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (
      job, "INSERT INTO print (serial, printer_name, model, name, file, task, plate, began, late,"
           " ended, guessed, last_seen, due, result, percent, layer, total_layers, speed_level,"
           " nozzle, bed, grams, estimated_seconds, note)"
           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
           " ?18, ?19, ?20, ?21, ?22, ?23)"
           " ON CONFLICT (serial, began) DO UPDATE SET printer_name = ?2, model = ?3, name = ?4,"
           " file = ?5, task = ?6, plate = ?7, late = ?9, ended = ?10, guessed = ?11,"
           " last_seen = ?12, due = ?13, result = ?14, percent = ?15, layer = ?16,"
           " total_layers = ?17, speed_level = ?18, nozzle = ?19, bed = ?20, grams = ?21,"
           " estimated_seconds = ?22, note = ?23");
  const char *texts[] = { print->printer_name, print->model, print->name, print->file };

  if (statement == NULL)
    return FALSE;

  bambu_store_bind_text (statement, 1, print->serial);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    bambu_store_bind_text (statement, (int) i + 2, texts[i] != NULL ? texts[i] : "");
  sqlite3_bind_int64 (statement, 6, print->task);
  sqlite3_bind_int (statement, 7, print->plate);
  sqlite3_bind_int64 (statement, 8, print->began);
  sqlite3_bind_int (statement, 9, print->is_late);
  sqlite3_bind_int64 (statement, 10, print->ended);
  sqlite3_bind_int (statement, 11, print->is_guessed);
  sqlite3_bind_int64 (statement, 12, print->last_seen);
  sqlite3_bind_int64 (statement, 13, print->due);
  bambu_store_bind_text (statement, 14, bambu_print_result_get_nick (print->result));
  sqlite3_bind_int (statement, 15, print->percent);
  sqlite3_bind_int (statement, 16, print->layer);
  sqlite3_bind_int (statement, 17, print->total_layers);
  sqlite3_bind_int (statement, 18, print->speed_level);
  sqlite3_bind_double (statement, 19, print->nozzle);
  sqlite3_bind_int (statement, 20, print->bed);
  bind_real (statement, 21, print->grams);
  sqlite3_bind_int64 (statement, 22, print->estimated_seconds);
  bambu_store_bind_text (statement, 23, print->note);

  return bambu_store_step (job, statement);
}

static gboolean
write_filaments (BambuStoreJob *job, const BambuKnownPrint *print)
{
  g_autoptr (sqlite3_stmt) clear =
      bambu_store_prepare (job, "DELETE FROM print_filament WHERE print ="
                                " (SELECT id FROM print WHERE serial = ?1 AND began = ?2)");
  g_autoptr (sqlite3_stmt) statement = NULL;
  guint n = print->filaments != NULL ? g_list_model_get_n_items (print->filaments) : 0;

  if (clear == NULL
      || !(statement = bambu_store_prepare (
               job, "INSERT INTO print_filament (print, position, ams, slot, label, material,"
                    " product, colour, grams) SELECT id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10"
                    " FROM print WHERE serial = ?1 AND began = ?2")))
    return FALSE;

  bambu_store_bind_text (clear, 1, print->serial);
  sqlite3_bind_int64 (clear, 2, print->began);
  if (!bambu_store_step (job, clear))
    return FALSE;

  bambu_store_bind_text (statement, 1, print->serial);
  sqlite3_bind_int64 (statement, 2, print->began);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (print->filaments, i);
      const BambuPrintFilamentValues *values = bambu_print_filament_get_values (filament);

      sqlite3_bind_int64 (statement, 3, i);
      sqlite3_bind_int (statement, 4, values->ams);
      sqlite3_bind_int (statement, 5, values->slot);
      bambu_store_bind_text (statement, 6, values->label);
      bambu_store_bind_text (statement, 7, values->material);
      bambu_store_bind_text (statement, 8, values->product);
      bambu_store_bind_text (statement, 9, values->colour);
      bind_real (statement, 10, values->grams);
      if (!bambu_store_step (job, statement))
        return FALSE;
    }

  return TRUE;
}

static void
save_print (BambuStoreJob *job, gpointer data)
{
  const BambuKnownPrint *print = data;
  g_autoptr (sqlite3_stmt) commit = NULL;

  if (!bambu_store_execute (job, "BEGIN IMMEDIATE") || !write_print (job, print)
      || !write_filaments (job, print) || !(commit = bambu_store_prepare (job, "COMMIT")))
    return;

  bambu_store_finish_write (job, commit);
}

typedef struct
{
  char *serial;
  gint64 began;
  gboolean hidden;
} Hide;

static void
hide_free (gpointer data)
{
  Hide *hide = data;

  g_free (hide->serial);
  g_free (hide);
}

static void
hide_print (BambuStoreJob *job, gpointer data)
{
  const Hide *hide = data;
  g_autoptr (sqlite3_stmt) statement =
      bambu_store_prepare (job, "UPDATE print SET hidden = ?3 WHERE serial = ?1 AND began = ?2");

  if (statement == NULL)
    return;

  bambu_store_bind_text (statement, 1, hide->serial);
  sqlite3_bind_int64 (statement, 2, hide->began);
  sqlite3_bind_int (statement, 3, hide->hidden);
  bambu_store_finish_write (job, statement);
}

static void
remove_prints (BambuStoreJob *job, gpointer data)
{
  g_autoptr (sqlite3_stmt) statement =
      bambu_store_prepare (job, "DELETE FROM print WHERE serial = ?1");

  if (statement == NULL)
    return;

  bambu_store_bind_text (statement, 1, data);
  bambu_store_finish_write (job, statement);
}

static void
clear_prints (BambuStoreJob *job, gpointer data)
{
  g_autoptr (sqlite3_stmt) vacuum = NULL;

  if (!bambu_store_execute (job, "DELETE FROM print")
      || !(vacuum = bambu_store_prepare (job, "VACUUM")))
    return;

  bambu_store_finish_write (job, vacuum);
}

typedef struct
{
  guint most;
  gint64 bytes;
  guint recent;
} Bounds;

static gboolean
trim_rows (BambuStoreJob *job, const Bounds *bounds)
{
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (
      job, "DELETE FROM print WHERE hidden OR id NOT IN"
           " (SELECT id FROM print WHERE hidden = 0 ORDER BY began DESC, serial DESC LIMIT ?1)");
  g_autoptr (sqlite3_stmt) lost = NULL;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, bounds->most);
  if (!bambu_store_step (job, statement)
      || !(lost = bambu_store_prepare (
               job, "UPDATE print SET result = 'unknown', ended = last_seen, guessed = 1"
                    " WHERE ended = 0 AND id NOT IN"
                    " (SELECT id FROM print ORDER BY began DESC, serial DESC LIMIT ?1)")))
    return FALSE;

  sqlite3_bind_int64 (lost, 1, bounds->recent);

  return bambu_store_step (job, lost);
}

static void
trim_prints (BambuStoreJob *job, gpointer data)
{
  const Bounds *bounds = data;
  g_autoptr (sqlite3_stmt) pictures = NULL;

  if (!trim_rows (job, bounds)
      || !(pictures = bambu_store_prepare (
               job, "DELETE FROM print_picture WHERE id IN (SELECT id FROM (SELECT id,"
                    " sum(bytes) OVER (ORDER BY id DESC) AS total FROM print_picture)"
                    " WHERE total > ?1)")))
    return;

  sqlite3_bind_int64 (pictures, 1, bounds->bytes);
  bambu_store_finish_write (job, pictures);
}

DexFuture *
bambu_store_load_prints (BambuStore *self, const BambuKnownPrint *before, guint most)
{
  Page *page;

  dex_return_error_if_fail (BAMBU_IS_STORE (self));

  page = g_new0 (Page, 1);
  page->began = before != NULL ? before->began : G_MAXINT64;
  page->serial = g_strdup (before != NULL ? before->serial : "");
  page->most = most;

  return bambu_store_push (self, load_prints, page, page_free);
}

DexFuture *
bambu_store_save_print (BambuStore *self, const BambuKnownPrint *print)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (print != NULL && print->serial != NULL && print->began > 0);

  return bambu_store_push (self, save_print, bambu_known_print_copy (print),
                           (GDestroyNotify) bambu_known_print_free);
}

DexFuture *
bambu_store_hide_print (BambuStore *self, const char *serial, gint64 began, gboolean hidden)
{
  Hide *hide;

  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (serial != NULL);

  hide = g_new0 (Hide, 1);
  hide->serial = g_strdup (serial);
  hide->began = began;
  hide->hidden = !!hidden;

  return bambu_store_push (self, hide_print, hide, hide_free);
}

DexFuture *
bambu_store_remove_prints (BambuStore *self, const char *serial)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (serial != NULL);

  return bambu_store_push (self, remove_prints, g_strdup (serial), g_free);
}

DexFuture *
bambu_store_clear_prints (BambuStore *self)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));

  return bambu_store_push (self, clear_prints, NULL, NULL);
}

DexFuture *
bambu_store_trim_prints (BambuStore *self, guint most, gint64 bytes, guint recent)
{
  Bounds *bounds;

  dex_return_error_if_fail (BAMBU_IS_STORE (self));

  bounds = g_new0 (Bounds, 1);
  bounds->most = most;
  bounds->bytes = bytes;
  bounds->recent = recent;

  return bambu_store_push (self, trim_prints, bounds, g_free);
}
