/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-search.h"

#include <bambu/printer/bambu-printer-control.h>
#include <glib/gi18n.h>
#include <string.h>
#include <words/culm-status.h>

/* One letter is the beginning of too much to do something for it. */
#define SHORTEST_ACT 3

static const struct
{
  const char *prefix;
  const char *icon;
} acts[] = {
  [CULM_SEARCH_ACT_SHOW] = { "show:", CULM_APP_ID },
  [CULM_SEARCH_ACT_PAUSE] = { "pause:", "media-playback-pause-symbolic" },
  [CULM_SEARCH_ACT_RESUME] = { "resume:", "media-playback-start-symbolic" },
};

static gboolean
is_possible (CulmStatus *status, BambuPrinter *printer, CulmSearchAct act)
{
  switch (act)
    {
    case CULM_SEARCH_ACT_PAUSE:
      return bambu_printer_can (printer, BAMBU_CONTROL_PAUSE, NULL);
    case CULM_SEARCH_ACT_RESUME:
      /* The fault has to be seen first. */
      return culm_status_get_situation (status) != CULM_SITUATION_PAUSED_BY_FAULT
             && bambu_printer_can (printer, BAMBU_CONTROL_RESUME, NULL);
    case CULM_SEARCH_ACT_SHOW:
    default:
      return TRUE;
    }
}

static char *
dup_title (BambuPrinter *printer, CulmSearchAct act)
{
  const char *name = bambu_printer_get_name (printer);

  switch (act)
    {
    case CULM_SEARCH_ACT_PAUSE:
      /* Translators: a printer's name */
      return g_strdup_printf (_ ("Pause %s"), name);
    case CULM_SEARCH_ACT_RESUME:
      /* Translators: a printer's name */
      return g_strdup_printf (_ ("Resume %s"), name);
    case CULM_SEARCH_ACT_SHOW:
    default:
      return g_strdup (name);
    }
}

static gboolean
are_in (const char *const *terms, const char *words)
{
  for (guint i = 0; terms[i] != NULL; i++)
    if (!g_str_match_string (terms[i], words, TRUE))
      return FALSE;

  return terms[0] != NULL;
}

/* Some term means the verb, for it is not in the printer's own words. */
static gboolean
is_asked_for (BambuPrinter *printer, CulmSearchAct act, const char *own, const char *const *terms)
{
  g_autofree char *title = dup_title (printer, act);
  g_autofree char *words = g_strjoin (" ", title, own, NULL);

  if (!are_in (terms, words))
    return FALSE;

  for (guint i = 0; terms[i] != NULL; i++)
    if (g_utf8_strlen (terms[i], -1) >= SHORTEST_ACT && !g_str_match_string (terms[i], own, TRUE))
      return TRUE;

  return FALSE;
}

GStrv
culm_search_find (GListModel *printers, const char *const *terms)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_return_val_if_fail (G_IS_LIST_MODEL (printers), NULL);
  g_return_val_if_fail (terms != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (printers, i);
      g_autoptr (CulmStatus) status = culm_status_dup_for_printer (printer);
      g_autofree char *own = culm_status_dup_own_words (status);
      g_autofree char *words = culm_status_dup_words (status);

      for (CulmSearchAct act = 0; act < G_N_ELEMENTS (acts); act++)
        if (act == CULM_SEARCH_ACT_SHOW
                ? are_in (terms, words)
                : is_possible (status, printer, act) && is_asked_for (printer, act, own, terms))
          g_strv_builder_take (
              ids, g_strconcat (acts[act].prefix, bambu_printer_get_serial (printer), NULL));
    }

  return g_strv_builder_end (ids);
}

BambuPrinter *
culm_search_parse (GListModel *printers, const char *id, CulmSearchAct *act)
{
  const char *serial = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (printers), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (act != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_has_prefix (id, acts[i].prefix))
      {
        *act = i;
        serial = id + strlen (acts[i].prefix);
      }

  for (guint i = 0; serial != NULL && i < g_list_model_get_n_items (printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (printers, i);

      if (g_str_equal (bambu_printer_get_serial (printer), serial))
        return printer; /* the list holds it */
    }

  return NULL;
}

GVariant *
culm_search_describe (const char *id, BambuPrinter *printer, CulmSearchAct act)
{
  g_autoptr (CulmStatus) status = NULL;
  g_autoptr (GIcon) icon = NULL;
  g_autoptr (GVariant) serialized = NULL;
  g_autofree char *title = NULL;
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  status = culm_status_dup_for_printer (printer);
  title = dup_title (printer, act);
  icon = g_themed_icon_new (acts[act].icon);
  serialized = g_icon_serialize (icon);
  g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string (title));
  g_variant_builder_add (&builder, "{sv}", "description",
                         g_variant_new_string (culm_status_get_sentence (status)));
  g_variant_builder_add (&builder, "{sv}", "icon", serialized);

  return g_variant_builder_end (&builder);
}
