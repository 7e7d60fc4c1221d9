/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-announce.h"

#define ANNOUNCE_MSEC 2000

typedef struct
{
  GtkWidget *widget;
  CulmAnnouncementFunc dup_text;
  guint source;
} Announcement;

static G_DEFINE_QUARK (culm - announcement, announcement);

static void
announcement_free (gpointer data)
{
  Announcement *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}

static void
announce (GtkWidget *widget, const char *text, GtkAccessibleAnnouncementPriority priority)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkATContext) context =
      root != NULL ? gtk_accessible_get_at_context (GTK_ACCESSIBLE (root)) : NULL;

  /* GTK's own one of tests cannot announce, and GTK 4.18 does not ask. */
  if (context != NULL && g_strcmp0 (G_OBJECT_TYPE_NAME (context), "GtkTestATContext") != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (root), text, priority);
}

void
culm_announce (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  announce (widget, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
culm_announce_urgent (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  announce (widget, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static gboolean
on_announce (gpointer user_data)
{
  Announcement *self = user_data;
  g_autofree char *text = self->dup_text (self->widget);

  self->source = 0;
  if (*text != '\0' && gtk_widget_get_mapped (self->widget))
    culm_announce (self->widget, text);
  g_object_set_qdata (G_OBJECT (self->widget), announcement_quark (), NULL);

  return G_SOURCE_REMOVE;
}

void
culm_announce_soon (GtkWidget *widget, CulmAnnouncementFunc dup_text)
{
  Announcement *announcement;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (dup_text != NULL);

  if (g_object_get_qdata (G_OBJECT (widget), announcement_quark ()) != NULL)
    return;

  announcement = g_new0 (Announcement, 1);
  announcement->widget = widget;
  announcement->dup_text = dup_text;
  announcement->source = g_timeout_add (ANNOUNCE_MSEC, on_announce, announcement);
  g_object_set_qdata_full (G_OBJECT (widget), announcement_quark (), announcement,
                           announcement_free);
}
