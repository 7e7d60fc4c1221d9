/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-address-page.h"

#include <bambu/link/bambu-address.h>
#include <bambu/printer/bambu-model.h>
#include <glib/gi18n.h>

struct _CulmAddressPage
{
  AdwNavigationPage parent_instance;

  GtkEditable *address_row;
  GtkEditable *serial_row;
  AdwComboRow *model_row;
  GtkWidget *next_button;
};

enum
{
  SIGNAL_ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmAddressPage, culm_address_page, ADW_TYPE_NAVIGATION_PAGE)

static char *
dup_stripped (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

static void
on_changed (CulmAddressPage *self)
{
  g_autofree char *address = culm_address_page_dup_address (self);
  g_autofree char *host = NULL;
  guint16 port;

  gtk_widget_set_sensitive (self->next_button, bambu_address_parse (address, &host, &port, NULL));
}

static void
on_next (CulmAddressPage *self)
{
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

static void
culm_address_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_ADDRESS_PAGE);

  G_OBJECT_CLASS (culm_address_page_parent_class)->dispose (object);
}

static void
culm_address_page_class_init (CulmAddressPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_address_page_dispose;

  signals[SIGNAL_ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-address-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAddressPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, CulmAddressPage, serial_row);
  gtk_widget_class_bind_template_child (widget_class, CulmAddressPage, model_row);
  gtk_widget_class_bind_template_child (widget_class, CulmAddressPage, next_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
}

static void
culm_address_page_init (CulmAddressPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n_models;
  const BambuModel *models = bambu_model_list (&n_models);

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Translators: the printer's model, chosen from a list */
  gtk_string_list_append (names, _ ("Not Known"));
  for (guint i = 0; i < n_models; i++)
    gtk_string_list_append (names, models[i].name);
  adw_combo_row_set_model (self->model_row, G_LIST_MODEL (names));
}

AdwNavigationPage *
culm_address_page_new (void)
{
  return g_object_new (CULM_TYPE_ADDRESS_PAGE, NULL);
}

char *
culm_address_page_dup_address (CulmAddressPage *self)
{
  g_return_val_if_fail (CULM_IS_ADDRESS_PAGE (self), NULL);

  return dup_stripped (self->address_row);
}

char *
culm_address_page_dup_serial (CulmAddressPage *self)
{
  g_autofree char *serial = NULL;

  g_return_val_if_fail (CULM_IS_ADDRESS_PAGE (self), NULL);

  serial = dup_stripped (self->serial_row);
  if (*serial == '\0')
    return NULL;

  /* Printers write theirs in capitals; people copy them as they like. */
  return g_ascii_strup (serial, -1);
}

const char *
culm_address_page_get_model (CulmAddressPage *self)
{
  guint selected;
  guint n_models;
  const BambuModel *models = bambu_model_list (&n_models);

  g_return_val_if_fail (CULM_IS_ADDRESS_PAGE (self), NULL);

  selected = adw_combo_row_get_selected (self->model_row);

  return selected >= 1 && selected <= n_models ? models[selected - 1].code : NULL;
}

GtkWidget *
culm_address_page_get_default (CulmAddressPage *self)
{
  g_return_val_if_fail (CULM_IS_ADDRESS_PAGE (self), NULL);

  return self->next_button;
}
