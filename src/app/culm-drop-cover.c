/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-drop-cover.h"

#include <glib/gi18n.h>

#include "culm-print-desk.h"

struct _CulmDropCover
{
  AdwBin parent_instance;

  GtkImage *image;
  GtkLabel *title;
  GtkLabel *subtitle;
};

G_DEFINE_FINAL_TYPE (CulmDropCover, culm_drop_cover, ADW_TYPE_BIN)

typedef struct
{
  const char *icon_name;
  const char *style; /* NULL: accent */
  char *title;
  char *subtitle; /* NULL for none */
  gboolean is_accepted;
} Offer;

static guint
count_printable (const GSList *files)
{
  guint n = 0;

  for (const GSList *l = files; l != NULL; l = l->next)
    n += culm_print_desk_is_printable (l->data);

  return n;
}

static void
offer_printer (Offer *offer, BambuPrinter *printer)
{
  const char *name = bambu_printer_get_name (printer);

  if (bambu_printer_get_freshness (printer) != BAMBU_FRESHNESS_LIVE)
    {
      offer->style = "warning";
      /* Translators: a printer's name */
      offer->title = g_strdup_printf (_ ("%s is not connected"), name);
      offer->subtitle = g_strdup (_ ("Choose another printer after you drop the file."));
    }
  else if (bambu_job_is_active (bambu_printer_get_job (printer)))
    {
      offer->style = "warning";
      /* Translators: a printer's name */
      offer->title = g_strdup_printf (_ ("%s is printing: upload only"), name);
    }
  else if (bambu_printer_get_rights (printer) == BAMBU_RIGHTS_VIEW_ONLY)
    {
      offer->style = "warning";
      /* Translators: a printer's name */
      offer->title = g_strdup_printf (_ ("%s takes no commands: upload only"), name);
    }
  else
    /* Translators: a printer's name */
    offer->title = g_strdup_printf (_ ("Print on %s"), name);
}

static void
refuse (Offer *offer, BambuPrinter *printer, CulmDropPlace place)
{
  offer->icon_name = "action-unavailable-symbolic";
  offer->style = "error";
  offer->is_accepted = FALSE;
  offer->title = g_strdup (printer == NULL ? _ ("Add a printer first")
                                           : _ ("This file type cannot be printed"));
  if (printer != NULL && place == CULM_DROP_NOT_HERE)
    offer->subtitle = g_strdup (_ ("To store it on the printer, drop it on its files."));
}

/* None of them can be printed. */
static void
offer_storing (Offer *offer, BambuPrinter *printer, guint n_files)
{
  /* Translators: a printer's name */
  offer->title = g_strdup_printf (_ ("Send to %s"), bambu_printer_get_name (printer));
  if (n_files > 1)
    offer->subtitle = g_strdup_printf (ngettext ("%u file", "%u files", n_files), n_files);
}

static char *
describe_number (CulmDropPlace place, guint n_files, guint n_printable)
{
  if (n_printable < n_files && place == CULM_DROP_STORE)
    return g_strdup_printf (
        /* Translators: of the files that are dragged */
        ngettext ("%u file can be printed, the rest is sent only",
                  "%u files can be printed, the rest is sent only", n_printable),
        n_printable);
  if (n_printable < n_files)
    return g_strdup_printf (
        /* Translators: of the files that are dragged: "1 of 3 files can be printed" */
        ngettext ("%u of %u file can be printed", "%u of %u files can be printed", n_files),
        n_printable, n_files);

  return g_strdup_printf (
      /* Translators: always several */
      ngettext ("%u file, one after the other", "%u files, one after the other", n_files), n_files);
}

static void
choose (Offer *offer, BambuPrinter *printer, CulmDropPlace place, const GSList *files)
{
  guint n_files = g_slist_length ((GSList *) files);
  guint n_printable = count_printable (files);
  gboolean is_hopeless = n_files > 0 && n_printable == 0;

  *offer = (Offer) { .icon_name = "document-send-symbolic", .is_accepted = TRUE };

  if (printer == NULL || (is_hopeless && place != CULM_DROP_STORE))
    {
      refuse (offer, printer, place);
      return;
    }
  if (is_hopeless)
    {
      offer_storing (offer, printer, n_files);
      return;
    }

  offer_printer (offer, printer);
  if (n_printable < n_files || (n_files > 1 && offer->subtitle == NULL))
    {
      g_free (offer->subtitle);
      offer->subtitle = describe_number (place, n_files, n_printable);
    }
}

gboolean
culm_drop_cover_show (CulmDropCover *self,
                      BambuPrinter *printer,
                      CulmDropPlace place,
                      const GSList *files)
{
  Offer offer;

  g_return_val_if_fail (CULM_IS_DROP_COVER (self), FALSE);

  choose (&offer, printer, place, files);
  gtk_image_set_from_icon_name (self->image, offer.icon_name);
  gtk_label_set_text (self->title, offer.title);
  gtk_label_set_text (self->subtitle, offer.subtitle != NULL ? offer.subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), offer.subtitle != NULL);
  gtk_widget_set_css_classes (adw_bin_get_child (ADW_BIN (self)),
                              (const char *[]) { "drop-panel", offer.style, NULL });
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);

  g_free (offer.title);
  g_free (offer.subtitle);

  return offer.is_accepted;
}

void
culm_drop_cover_hide (CulmDropCover *self)
{
  g_return_if_fail (CULM_IS_DROP_COVER (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
culm_drop_cover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_DROP_COVER);

  G_OBJECT_CLASS (culm_drop_cover_parent_class)->dispose (object);
}

static void
culm_drop_cover_class_init (CulmDropCoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_drop_cover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-drop-cover.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmDropCover, image);
  gtk_widget_class_bind_template_child (widget_class, CulmDropCover, title);
  gtk_widget_class_bind_template_child (widget_class, CulmDropCover, subtitle);
}

static void
culm_drop_cover_init (CulmDropCover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
