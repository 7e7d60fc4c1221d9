/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include <string.h>

#include "sim-json-build.h"

/* The service that has a sentence for each code (protocol/mqtt-state.md §6). All sentences in here
 * are ours. */

#define VERSION G_GINT64_CONSTANT (202603041659)
#define UNCHANGED 201
#define ENGLISH "en"

typedef struct
{
  const char *code; /* 16 digits of an HMS entry, 8 of a print error */
  const char *english;
  const char *german;
} Text;

static const Text TEXTS[] = {
  { "0300010000010007", "The bed does not get warm. Its heater or its cable may be broken.",
    "Das Bett wird nicht warm. Die Heizung oder ihr Kabel kann defekt sein." },
  { "0300910000030001", "The chamber is too warm for this filament.",
    "Der Bauraum ist zu warm für dieses Filament." },
  { "0700200000020001", "The spool in slot 1 has come to its end.",
    "Die Spule in Schlitz 1 ist zu Ende." },
  { "07008011", "The filament in the AMS has run out. Put in a new spool, then try again.",
    "Das Filament im AMS ist zu Ende. Lege eine neue Spule ein und versuche es noch einmal." },
  { "07018011", "The filament in the second AMS has run out. Put in a new spool, then try again.",
    NULL },
  { "0C008001", "The first layer may be faulty.", "Die erste Schicht ist vielleicht fehlerhaft." },
  { "0500400A", "", "" }, /* not for users */
};

static JsonObject *
list_texts (const char *language, gsize n_digits)
{
  JsonArray *entries = json_array_new ();
  gboolean german = g_str_equal (language, "de");

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      const char *text = german ? TEXTS[i].german : TEXTS[i].english;

      if (text != NULL && strlen (TEXTS[i].code) == n_digits)
        json_array_add_object_element (
            entries, sim_json_build ("s:ecode", TEXTS[i].code, "s:intro", text, NULL));
    }

  return sim_json_build ("l:ver", VERSION, german ? "a:de" : "a:" ENGLISH, entries, NULL);
}

static void
on_query (SimCloudCall *call)
{
  const char *language = sim_cloud_call_get_query (call, "lang");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (sim_cloud_call_get_number (call, "v", 0) == VERSION)
    {
      sim_cloud_call_answer (call, SOUP_STATUS_OK,
                             sim_json_build ("i:result", UNCHANGED, "l:t", now, NULL));
      return;
    }

  if (language == NULL)
    language = ENGLISH;

  sim_cloud_call_answer (
      call, SOUP_STATUS_OK,
      sim_json_build ("i:result", 0, "l:t", now, "l:ver", VERSION, "o:data",
                      sim_json_build ("o:device_hms", list_texts (language, 16), "o:device_error",
                                      list_texts (language, 8), NULL),
                      NULL));
}

const SimCloudRoute sim_cloud_text_routes[] = {
  { "GET", "/query.php", TRUE, on_query },
  { NULL },
};
