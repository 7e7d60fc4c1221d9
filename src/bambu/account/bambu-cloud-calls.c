/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-calls-private.h"

#include "bambu-json.h"
#include "bambu-record-private.h"

typedef struct
{
  GType type;
  const char *paths;
} Reading;

static Reading *
reading_new (GType type, const char *paths)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->type = type;
  reading->paths = paths;

  return reading;
}

static JsonNode *
get_answer (DexFuture *future)
{
  return g_value_get_boxed (dex_future_get_value (future, NULL));
}

JsonNode *
bambu_cloud_find_list (JsonNode *answer, const char *paths)
{
  return JSON_NODE_HOLDS_OBJECT (answer) ? bambu_json_find (json_node_get_object (answer), paths)
                                         : answer;
}

static DexFuture *
on_record (DexFuture *future, gpointer user_data)
{
  Reading *reading = user_data;
  JsonNode *node = get_answer (future);

  if (*reading->paths && JSON_NODE_HOLDS_OBJECT (node))
    node = bambu_json_find (json_node_get_object (node), reading->paths);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL, "%s: no object",
                                  g_type_name (reading->type));

  return dex_future_new_take_object (bambu_record_new (reading->type, json_node_get_object (node)));
}

static DexFuture *
on_list (DexFuture *future, gpointer user_data)
{
  Reading *reading = user_data;
  JsonNode *list = bambu_cloud_find_list (get_answer (future), reading->paths);

  return dex_future_new_take_object (bambu_record_list_new (reading->type, list));
}

static DexFuture *
on_done (DexFuture *future, gpointer user_data)
{
  return dex_future_new_true ();
}

DexFuture *
bambu_cloud_to_record (DexFuture *answer, GType type, const char *paths)
{
  return dex_future_then (answer, on_record, reading_new (type, paths), g_free);
}

DexFuture *
bambu_cloud_to_list (DexFuture *answer, GType type, const char *paths)
{
  return dex_future_then (answer, on_list, reading_new (type, paths), g_free);
}

DexFuture *
bambu_cloud_to_true (DexFuture *answer)
{
  return dex_future_then (answer, on_done, NULL, NULL);
}

typedef struct
{
  BambuCloud *cloud;
  BambuCloudAgain again;
  char *text;
  char *more;
  char *even_more;
} Fallback;

static void
fallback_free (gpointer data)
{
  Fallback *fallback = data;

  g_clear_object (&fallback->cloud);
  g_free (fallback->text);
  g_free (fallback->more);
  g_free (fallback->even_more);
  g_free (fallback);
}

static DexFuture *
on_refused (DexFuture *future, gpointer user_data)
{
  Fallback *fallback = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_NOT_AVAILABLE))
    return fallback->again (fallback->cloud, fallback->text, fallback->more, fallback->even_more);

  return dex_ref (future);
}

DexFuture *
bambu_cloud_or_else (BambuCloud *self,
                     DexFuture *answer,
                     BambuCloudAgain again,
                     const char *text,
                     const char *more,
                     const char *even_more)
{
  Fallback *fallback = g_new0 (Fallback, 1);

  fallback->cloud = g_object_ref (self);
  fallback->again = again;
  fallback->text = g_strdup (text);
  fallback->more = g_strdup (more);
  fallback->even_more = g_strdup (even_more);

  return dex_future_catch (answer, on_refused, fallback, fallback_free);
}
