/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-found-page.h"

#include <glib/gi18n.h>

#include "culm-announce.h"
#include "culm-format.h"
#include "culm-wrap.h"

/* Printers speak every five seconds or so; who has not been heard by now is not there. */
#define SILENCE_SECONDS 10
/* Several printers answer within one breath: say their number once. */

struct _CulmFoundPage
{
  AdwNavigationPage parent_instance;

  GtkListBox *list_box;
  GtkLabel *placeholder;

  BambuFleet *fleet;
  BambuDiscovery *discovery;
  guint silence_source;
  gboolean listening;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_ADDRESS_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmFoundPage, culm_found_page, ADW_TYPE_NAVIGATION_PAGE)

static char *
dup_subtitle (BambuAnnouncement *announcement, gboolean is_known)
{
  const char *model = bambu_model_find (bambu_announcement_get_model (announcement))->name;
  const char *address = bambu_announcement_get_address (announcement);
  int dbm = bambu_announcement_get_signal_dbm (announcement);
  g_autofree char *signal_text = NULL;

  if (is_known)
    return g_strdup (_ ("Already added"));

  if (dbm == 0)
    return g_strdup_printf ("%s · %s", model, address);

  signal_text = culm_format_signal (dbm);

  /* Translators: a found printer's model, its address, and how well it is heard: "P1S ·
   * 192.168.1.20 · Wi-Fi good (−60 dBm)" */
  return g_strdup_printf (_ ("%s · %s · Wi-Fi: %s"), model, address, signal_text);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  CulmFoundPage *self = user_data;
  BambuAnnouncement *announcement = item;
  const char *name = bambu_announcement_get_name (announcement);
  gboolean is_known =
      bambu_fleet_find (self->fleet, bambu_announcement_get_serial (announcement)) != NULL;
  g_autofree char *subtitle = dup_subtitle (announcement, is_known);
  GtkWidget *row = adw_action_row_new ();

  /* What stands in an announcement comes from anywhere: no markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 name != NULL ? name
                                              : bambu_announcement_get_serial (announcement));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_sensitive (row, !is_known);

  return row;
}

static void
on_row_activated (CulmFoundPage *self, GtkListBoxRow *row)
{
  g_autoptr (BambuAnnouncement) announcement =
      g_list_model_get_item (G_LIST_MODEL (self->discovery), gtk_list_box_row_get_index (row));

  if (announcement != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, announcement);
}

static void
on_enter_address (CulmFoundPage *self)
{
  g_signal_emit (self, signals[SIGNAL_ADDRESS_WANTED], 0);
}

static gboolean
on_silence (gpointer user_data)
{
  CulmFoundPage *self = user_data;
  const char *text =
      _ ("No printer announced itself. Printers in another subnet or VLAN do not show up here.");

  self->silence_source = 0;
  gtk_label_set_text (self->placeholder, text);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->discovery)) == 0)
    culm_announce (GTK_WIDGET (self), text);

  return G_SOURCE_REMOVE;
}

static char *
dup_count (GtkWidget *widget)
{
  CulmFoundPage *self = CULM_FOUND_PAGE (widget);
  guint n_found = self->listening ? g_list_model_get_n_items (G_LIST_MODEL (self->discovery)) : 0;

  if (n_found == 0)
    return g_strdup ("");

  return g_strdup_printf (ngettext ("%u printer found", "%u printers found", n_found), n_found);
}

static void
on_found_changed (CulmFoundPage *self, guint position, guint removed, guint added)
{
  if (removed != added)
    culm_announce_soon (GTK_WIDGET (self), dup_count);
}

static void
start_listening (CulmFoundPage *self)
{
  if (self->discovery == NULL || self->listening)
    return;

  self->listening = TRUE;
  bambu_discovery_hold (self->discovery);
  self->silence_source = g_timeout_add_seconds (SILENCE_SECONDS, on_silence, self);
}

static void
stop_listening (CulmFoundPage *self)
{
  g_clear_handle_id (&self->silence_source, g_source_remove);

  if (!self->listening)
    return;

  self->listening = FALSE;
  bambu_discovery_release (self->discovery);
}

static void
culm_found_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (culm_found_page_parent_class)->map (widget);

  start_listening (CULM_FOUND_PAGE (widget));
}

static void
culm_found_page_unmap (GtkWidget *widget)
{
  stop_listening (CULM_FOUND_PAGE (widget));

  GTK_WIDGET_CLASS (culm_found_page_parent_class)->unmap (widget);
}

static void
culm_found_page_dispose (GObject *object)
{
  CulmFoundPage *self = CULM_FOUND_PAGE (object);

  stop_listening (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_FOUND_PAGE);
  g_clear_object (&self->discovery);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (culm_found_page_parent_class)->dispose (object);
}

static void
culm_found_page_class_init (CulmFoundPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_found_page_dispose;
  widget_class->map = culm_found_page_map;
  widget_class->unmap = culm_found_page_unmap;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, BAMBU_TYPE_ANNOUNCEMENT);
  signals[SIGNAL_ADDRESS_WANTED] =
      g_signal_new ("address-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-found-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmFoundPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, CulmFoundPage, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_enter_address);
}

static void
culm_found_page_init (CulmFoundPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

void
culm_found_page_set_fleet (CulmFoundPage *self, BambuFleet *fleet)
{
  g_return_if_fail (CULM_IS_FOUND_PAGE (self));
  g_return_if_fail (BAMBU_IS_FLEET (fleet));
  g_return_if_fail (self->fleet == NULL);

  self->fleet = g_object_ref (fleet);
  if (!g_set_object (&self->discovery, bambu_fleet_get_discovery (fleet)))
    return;

  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->discovery), create_row, self, NULL);
  g_signal_connect_object (self->discovery, "items-changed", G_CALLBACK (on_found_changed), self,
                           G_CONNECT_SWAPPED);
}
