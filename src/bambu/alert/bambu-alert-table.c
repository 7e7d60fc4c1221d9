/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-alert-table.h"

#include "account/bambu-json.h"
#include "printer/bambu-alert.h"

/* protocol/mqtt-state.md §6: there are about 6000. */
#define MOST_ENTRIES 30000
#define LONGEST_TEXT 1000
#define CHUNK_BYTES 65536
#define UNCHANGED 201
#define ENGLISH "en"

struct _BambuAlertTable
{
  GHashTable *texts; /* digits in upper case → text in `chunk` */
  GStringChunk *chunk;
  gint64 version;
  gint64 time;
};

G_DEFINE_BOXED_TYPE (BambuAlertTable,
                     bambu_alert_table,
                     bambu_alert_table_ref,
                     bambu_alert_table_unref)

BambuAlertTable *
bambu_alert_table_ref (BambuAlertTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
table_clear (gpointer data)
{
  BambuAlertTable *self = data;

  g_hash_table_unref (self->texts);
  g_string_chunk_free (self->chunk);
}

void
bambu_alert_table_unref (BambuAlertTable *self)
{
  g_atomic_rc_box_release_full (self, table_clear);
}

static char *
dup_key (guint n_digits, guint64 number)
{
  return g_strdup_printf ("%0*" G_GINT64_MODIFIER "X", (int) n_digits, number);
}

static void
add_entry (BambuAlertTable *self, JsonNode *node)
{
  JsonObject *entry = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *code = bambu_json_get_text (bambu_json_find (entry, "ecode"));
  const char *intro = bambu_json_get_text (bambu_json_find (entry, "intro"));
  g_autofree char *text = NULL;
  g_autofree char *key = NULL;
  guint64 number;
  guint n_digits;

  if (code == NULL || intro == NULL || (n_digits = bambu_alert_read_code (code, &number)) == 0)
    return;

  text = g_utf8_strlen (intro, -1) > LONGEST_TEXT ? g_utf8_substring (intro, 0, LONGEST_TEXT)
                                                  : g_strdup (intro);
  key = dup_key (n_digits, number);
  g_hash_table_replace (self->texts, g_string_chunk_insert (self->chunk, key),
                        g_string_chunk_insert_const (self->chunk, g_strstrip (text)));
}

static JsonArray *
find_entries (JsonObject *section, const char *language)
{
  JsonNode *node = bambu_json_find (section, language);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
add_section (BambuAlertTable *self, JsonObject *root, const char *path, const char *language)
{
  JsonNode *node = bambu_json_find (root, path);
  JsonObject *section = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *entries = find_entries (section, language);

  if (entries == NULL)
    entries = find_entries (section, ENGLISH);

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries)
                    && g_hash_table_size (self->texts) < MOST_ENTRIES;
       i++)
    add_entry (self, json_array_get_element (entries, i));
}

BambuAlertTable *
bambu_alert_table_parse (
    GBytes *body, const char *language, gint64 time, gboolean *unchanged, GError **error)
{
  g_autoptr (JsonNode) node = bambu_json_parse (body, error);
  g_autoptr (BambuAlertTable) self = NULL;
  JsonObject *root;
  gint64 result = 0;

  *unchanged = FALSE;
  if (node == NULL)
    return NULL;

  root = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  bambu_json_read_int (bambu_json_find (root, "result"), &result);
  *unchanged = result == UNCHANGED;
  if (*unchanged)
    return NULL;

  self = g_atomic_rc_box_new0 (BambuAlertTable);
  self->texts = g_hash_table_new (g_str_hash, g_str_equal);
  self->chunk = g_string_chunk_new (CHUNK_BYTES);
  self->time = time;
  bambu_json_read_int (bambu_json_find (root, "ver"), &self->version);
  add_section (self, root, "data.device_hms", language);
  add_section (self, root, "data.device_error", language);

  if (g_hash_table_size (self->texts) == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "no texts (result %" G_GINT64_FORMAT ")", result);
      return NULL;
    }

  return g_steal_pointer (&self);
}

const char *
bambu_alert_table_find (const BambuAlertTable *self, const char *code)
{
  /* Which of several parts it is: entries are for the first. */
  const guint64 part = G_GUINT64_CONSTANT (0xff) << 32;
  g_autofree char *key = NULL;
  g_autofree char *general_key = NULL;
  const char *text;
  guint64 number;
  guint n_digits;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (code != NULL, NULL);

  if ((n_digits = bambu_alert_read_code (code, &number)) == 0)
    return NULL;

  key = dup_key (n_digits, number);
  if ((text = g_hash_table_lookup (self->texts, key)) != NULL)
    return text;

  general_key = dup_key (n_digits, number & ~part);

  return g_hash_table_lookup (self->texts, general_key);
}

guint
bambu_alert_table_get_size (const BambuAlertTable *self)
{
  return g_hash_table_size (self->texts);
}

gint64
bambu_alert_table_get_version (const BambuAlertTable *self)
{
  return self->version;
}

gint64
bambu_alert_table_get_time (const BambuAlertTable *self)
{
  return self->time;
}
