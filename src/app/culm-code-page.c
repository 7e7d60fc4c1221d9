/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-code-page.h"

#include <bambu/printer/bambu-model.h>
#include <glib/gi18n.h>

#define CODE_LENGTH 8

struct _CulmCodePage
{
  AdwNavigationPage parent_instance;

  AdwPreferencesGroup *group;
  GtkEditable *code_row;
  GtkButton *next_button;
};

enum
{
  SIGNAL_ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmCodePage, culm_code_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
is_any_of (const char *model, const char *const *names)
{
  return g_strv_contains (names, model);
}

/* The menus of the printers' own screens. */
static const char *
get_hint (const BambuModel *model)
{
  static const char *const with_knob[] = { "P1P", "P1S", NULL };
  static const char *const bed_slingers[] = { "A1", "A1 mini", "A2L", NULL };
  static const char *const first_touch[] = { "X1", "X1 Carbon", "X1C", "X1E", NULL };

  if (is_any_of (model->name, with_knob))
    return _ ("On the printer’s screen: Settings → WLAN. The code has eight characters and is "
              "shown as “Access Code”.");
  if (is_any_of (model->name, bed_slingers))
    return _ ("On the printer’s screen: Settings → LAN Only. The code has eight characters and is "
              "shown as “Access Code”.");
  if (is_any_of (model->name, first_touch))
    return _ ("On the printer’s screen: Settings → Network. The code has eight characters and is "
              "shown as “Access Code”.");
  if (*model->code != '\0')
    return _ ("On the printer’s screen: Settings → LAN Only Mode. The code has eight characters "
              "and is shown as “Access Code”.");

  return _ ("The printer shows it on its screen, in the network or LAN settings: eight characters, "
            "as “Access Code”.");
}

static void
on_changed (CulmCodePage *self)
{
  gboolean whole = g_utf8_strlen (gtk_editable_get_text (self->code_row), -1) == CODE_LENGTH;

  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), whole);
}

static void
on_next (CulmCodePage *self)
{
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0, gtk_editable_get_text (self->code_row));
}

static void
culm_code_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_CODE_PAGE);

  G_OBJECT_CLASS (culm_code_page_parent_class)->dispose (object);
}

static void
culm_code_page_class_init (CulmCodePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_code_page_dispose;

  signals[SIGNAL_ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCodePage, group);
  gtk_widget_class_bind_template_child (widget_class, CulmCodePage, code_row);
  gtk_widget_class_bind_template_child (widget_class, CulmCodePage, next_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
}

static void
culm_code_page_init (CulmCodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
culm_code_page_new (const char *model, const char *accept_label)
{
  CulmCodePage *self = g_object_new (CULM_TYPE_CODE_PAGE, NULL);

  adw_preferences_group_set_description (self->group, get_hint (bambu_model_find (model)));
  gtk_button_set_label (self->next_button, accept_label);

  return ADW_NAVIGATION_PAGE (self);
}

GtkWidget *
culm_code_page_get_default (CulmCodePage *self)
{
  g_return_val_if_fail (CULM_IS_CODE_PAGE (self), NULL);

  return GTK_WIDGET (self->next_button);
}
