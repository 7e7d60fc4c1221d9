/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-tokens.h"

#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "account/bambu-json.h"
#include "account/bambu-secret-body.h"
#include "link/bambu-redact.h"
#include "serve-file.h"

/* Thousands of the longest */
#define MOST_BYTES (8 * 1024 * 1024)
#define RANDOM_BYTES 24
#define RANDOM_DIGITS (2 * RANDOM_BYTES)
#define LONGEST_NAME 40
#define SHOWN 4

/* What tells that a file is not the one that was read. */
typedef struct
{
  dev_t device;
  ino_t inode;
  off_t size;
  struct timespec modified;
  struct timespec changed;
} Stamp;

struct _ServeTokens
{
  char *path;
  GHashTable *tokens; /* custom → real */
  Stamp stamp;
};

static Stamp
make_stamp (const struct stat *info)
{
  return (Stamp) { info->st_dev, info->st_ino, info->st_size, info->st_mtim, info->st_ctim };
}

static gboolean
same_time (struct timespec a, struct timespec b)
{
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static gboolean
same_stamp (const Stamp *a, const Stamp *b)
{
  return a->device == b->device && a->inode == b->inode && a->size == b->size
         && same_time (a->modified, b->modified) && same_time (a->changed, b->changed);
}

static GHashTable *
table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) bambu_secret_free);
}

static GHashTable *
parse (GBytes *bytes, GError **error)
{
  g_autoptr (GHashTable) tokens = table_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonObjectIter iter;
  const char *custom;
  JsonNode *real;

  if (g_bytes_get_size (bytes) == 0)
    return g_steal_pointer (&tokens);

  node = bambu_json_parse (bytes, error);
  if (node == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &custom, &real))
        {
          const char *text = bambu_json_get_text (real);

          if (*custom == '\0' || text == NULL || *text == '\0')
            break;
          g_hash_table_replace (tokens, g_strdup (custom), g_strdup (text));
        }
      if (g_hash_table_size (tokens) == json_object_get_size (json_node_get_object (node)))
        return g_steal_pointer (&tokens);
    }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "not an object of tokens: {\"custom\": \"real\"}");

  return NULL;
}

/* @info: of what was read, zeroed if there is none */
static GHashTable *
load (const char *path, struct stat *info, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text = serve_file_read (path, MOST_BYTES, info, &local_error);

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return table_new ();
  if (text == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  bytes = bambu_secret_to_bytes (text);

  return parse (bytes, error);
}

ServeTokens *
serve_tokens_new (const char *path, GError **error)
{
  g_autoptr (ServeTokens) self = g_new0 (ServeTokens, 1);
  struct stat info;

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_strdup (path);
  self->tokens = load (path, &info, error);
  if (self->tokens == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  self->stamp = make_stamp (&info);

  return g_steal_pointer (&self);
}

void
serve_tokens_free (ServeTokens *self)
{
  g_clear_pointer (&self->tokens, g_hash_table_unref);
  g_free (self->path);
  g_free (self);
}

static void
refresh (ServeTokens *self)
{
  g_autoptr (GError) error = NULL;
  GHashTable *tokens;
  struct stat info;
  Stamp stamp;

  if (stat (self->path, &info) < 0)
    memset (&info, 0, sizeof info);
  stamp = make_stamp (&info);
  if (same_stamp (&stamp, &self->stamp))
    return;

  tokens = load (self->path, &info, &error);
  self->stamp = make_stamp (&info);
  if (tokens == NULL)
    {
      /* Not g_warning(): somebody may be about to write it. */
      g_message ("%s: %s; the tokens of before hold", self->path, error->message);
      return;
    }

  g_hash_table_unref (self->tokens);
  self->tokens = tokens;
  g_message ("%s: %u tokens", self->path, g_hash_table_size (tokens));
}

const char *
serve_tokens_lookup (ServeTokens *self, const char *custom)
{
  refresh (self);

  return g_hash_table_lookup (self->tokens, custom);
}

guint
serve_tokens_count (ServeTokens *self)
{
  refresh (self);

  return g_hash_table_size (self->tokens);
}

GPtrArray *
serve_tokens_list (ServeTokens *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_secret_free);
  GHashTableIter iter;
  gpointer custom;

  refresh (self);
  g_hash_table_iter_init (&iter, self->tokens);
  while (g_hash_table_iter_next (&iter, &custom, NULL))
    g_ptr_array_add (list, g_strdup (custom));
  g_ptr_array_sort_values (list, (GCompareFunc) strcmp);

  return list;
}

GPtrArray *
serve_tokens_find (ServeTokens *self, const char *name)
{
  GPtrArray *list = serve_tokens_list (self);

  for (guint i = list->len; i > 0; i--)
    {
      g_autofree char *own = serve_tokens_dup_name (list->pdata[i - 1]);

      if (!g_str_equal (own, name))
        g_ptr_array_remove_index (list, i - 1);
    }

  return list;
}

char *
serve_tokens_shorten (const char *custom)
{
  g_autofree char *first = NULL;

  if (g_utf8_strlen (custom, -1) < 2 * SHOWN)
    return g_strdup ("...");

  first = g_utf8_substring (custom, 0, SHOWN);

  return g_strconcat (first, "...", NULL);
}

char *
serve_tokens_dup_name (const char *custom)
{
  gsize length = strlen (custom);
  const char *digits = custom + length - RANDOM_DIGITS;

  if (length < RANDOM_DIGITS + 2 || digits[-1] != '-'
      || strspn (digits, "0123456789abcdef") < RANDOM_DIGITS)
    return serve_tokens_shorten (custom);

  return g_strndup (custom, length - RANDOM_DIGITS - 1);
}

static gboolean
save (ServeTokens *self, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) list = g_hash_table_get_keys_as_ptr_array (self->tokens);
  gboolean is_saved;
  char *text;

  g_ptr_array_sort_values (list, (GCompareFunc) strcmp);
  for (guint i = 0; i < list->len; i++)
    json_object_set_string_member (object, list->pdata[i],
                                   g_hash_table_lookup (self->tokens, list->pdata[i]));
  node = json_node_init_object (json_node_alloc (), object);
  text = json_to_string (node, TRUE);
  is_saved =
      g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
  bambu_secret_free (text);

  return is_saved;
}

static char *
make_custom (const char *name)
{
  guint8 bytes[RANDOM_BYTES];
  GString *custom = g_string_sized_new (strlen (name) + 1 + RANDOM_DIGITS);

  if (getentropy (bytes, sizeof bytes) < 0)
    g_error ("There is no source of random numbers");

  g_string_append_printf (custom, "%s-", name);
  for (guint i = 0; i < RANDOM_BYTES; i++)
    g_string_append_printf (custom, "%02x", bytes[i]);

  return g_string_free_and_steal (custom);
}

static gboolean
is_name (const char *name)
{
  gsize length = strlen (name);

  for (const char *c = name; *c; c++)
    if (!g_ascii_isalnum (*c) && !strchr ("-_.", *c))
      return FALSE;

  return length > 0 && length <= LONGEST_NAME;
}

char *
serve_tokens_add (ServeTokens *self, const char *name, const char *real, GError **error)
{
  g_autoptr (GPtrArray) others = NULL;
  char *custom;

  if (!is_name (name))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is no name", name);
      return NULL;
    }

  others = serve_tokens_find (self, name);
  if (others->len > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "There is a token for “%s”", name);
      return NULL;
    }

  custom = make_custom (name);
  g_hash_table_replace (self->tokens, g_strdup (custom), g_strdup (real));
  if (save (self, error))
    return custom;

  g_hash_table_remove (self->tokens, custom);
  bambu_secret_free (custom);

  return NULL;
}

gboolean
serve_tokens_remove (ServeTokens *self, const char *custom, GError **error)
{
  g_return_val_if_fail (g_hash_table_contains (self->tokens, custom), FALSE);

  g_hash_table_remove (self->tokens, custom);

  return save (self, error);
}
