/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-swatches.h"

#include "culm-colour.h"
#include "culm-spool.h"

#define SIZE 18
#define MOST 8

static char **
dup_colours (const char *hex)
{
  GdkRGBA colour;

  return hex != NULL && culm_colour_parse (hex, &colour)
             ? g_strdupv ((char *[]) { (char *) hex, NULL })
             : NULL;
}

GtkWidget *
culm_swatch_new (const char *hex, int size)
{
  g_auto (GStrv) colours = dup_colours (hex);
  g_autofree char *name = culm_swatch_dup_name (hex);

  if (colours == NULL)
    return NULL;

  return g_object_new (CULM_TYPE_SPOOL, "colours", colours, "tray-state", BAMBU_TRAY_STATE_KNOWN,
                       "remain-percent", 100, "width-request", size, "height-request", size,
                       "valign", GTK_ALIGN_CENTER, "tooltip-text", name, NULL);
}

char *
culm_swatch_dup_name (const char *hex)
{
  g_auto (GStrv) colours = dup_colours (hex);

  return culm_colour_describe ((const char *const *) colours, BAMBU_SPOOL_PATTERN_SOLID);
}

void
culm_swatches_fill (GtkBox *box, const char *const *hexes)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  for (guint i = 0; hexes != NULL && hexes[i] != NULL && i < MOST; i++)
    {
      GtkWidget *swatch = culm_swatch_new (hexes[i], SIZE);

      if (swatch != NULL)
        gtk_box_append (box, swatch);
    }
}

char *
culm_swatches_dup_names (const char *const *hexes)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; hexes != NULL && hexes[i] != NULL && i < MOST; i++)
    {
      char *name = culm_swatch_dup_name (hexes[i]);

      if (*name != '\0')
        g_strv_builder_take (names, name);
      else
        g_free (name);
    }
  texts = g_strv_builder_end (names);

  return g_strjoinv (", ", texts);
}
