/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-alert-history-page.h"

#include <glib/gi18n.h>

#include "culm-alert-history-row.h"
#include "culm-alert-words.h"
#include "culm-announce.h"
#include "culm-wrap.h"

struct _CulmAlertHistoryPage
{
  AdwBin parent_instance;

  GtkDropDown *printer_drop;
  GtkDropDown *severity_drop;
  GtkStringList *printer_names;
  GtkListView *list;

  BambuAlertHistory *history;
  BambuFleet *fleet;
  GtkFilter *filter;
  GListModel *shown;
  GPtrArray *serials; /* of the printers that can be chosen, after all */
};

G_DEFINE_FINAL_TYPE (CulmAlertHistoryPage, culm_alert_history_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_HISTORY = 1,
  PROP_N_ENTRIES,
  PROP_N_SHOWN,
} CulmAlertHistoryPageProperty;

static GParamSpec *properties[PROP_N_SHOWN + 1];

/* In the order of the choices. */
typedef enum
{
  CHOICE_ALL,
  CHOICE_FAULTS,
  CHOICE_WARNINGS,
  CHOICE_INFORMATION,
} Choice;

static gboolean
is_some (CulmAlertHistoryPage *self, guint n)
{
  return n > 0;
}

static char *
choose_view (CulmAlertHistoryPage *self, gboolean loaded, guint n_entries, guint n_shown)
{
  if (n_shown > 0)
    return g_strdup ("list");
  if (n_entries > 0)
    return g_strdup ("no-match");

  return g_strdup (loaded ? "empty" : "loading");
}

static char *
get_section (gpointer item, gint64 ended)
{
  return g_strdup (ended == 0 ? _ ("Now") : _ ("Before"));
}

static Choice
get_choice (BambuSeverity severity)
{
  switch (severity)
    {
    case BAMBU_SEVERITY_FATAL:
    case BAMBU_SEVERITY_SERIOUS:
      return CHOICE_FAULTS;
    case BAMBU_SEVERITY_COMMON:
      return CHOICE_WARNINGS;
    case BAMBU_SEVERITY_INFO:
    case BAMBU_SEVERITY_UNKNOWN:
    default:
      return CHOICE_INFORMATION;
    }
}

static gboolean
is_wanted (gpointer item, gpointer user_data)
{
  CulmAlertHistoryPage *self = user_data;
  guint printer = gtk_drop_down_get_selected (self->printer_drop);
  guint choice = gtk_drop_down_get_selected (self->severity_drop);

  if (printer > 0 && printer <= self->serials->len
      && g_strcmp0 (g_ptr_array_index (self->serials, printer - 1),
                    bambu_alert_entry_get_known (item)->serial)
             != 0)
    return FALSE;

  return choice == CHOICE_ALL || choice == get_choice (bambu_alert_entry_get_severity (item));
}

/* What holds first. */
static int
compare_sections (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return bambu_alert_entry_is_active (BAMBU_ALERT_ENTRY ((gpointer) b))
         - bambu_alert_entry_is_active (BAMBU_ALERT_ENTRY ((gpointer) a));
}

static int
compare_times (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 time_a = bambu_alert_entry_get_known (BAMBU_ALERT_ENTRY ((gpointer) a))->first_seen;
  gint64 time_b = bambu_alert_entry_get_known (BAMBU_ALERT_ENTRY ((gpointer) b))->first_seen;

  return (time_a < time_b) - (time_a > time_b);
}

static char *
dup_count (GtkWidget *widget)
{
  guint n = g_list_model_get_n_items (CULM_ALERT_HISTORY_PAGE (widget)->shown);

  return g_strdup_printf (ngettext ("%u message", "%u messages", n), n);
}

static void
on_filter_changed (CulmAlertHistoryPage *self)
{
  if (self->filter == NULL)
    return;

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  culm_announce_soon (GTK_WIDGET (self), dup_count);
}

static void
on_show_all_clicked (CulmAlertHistoryPage *self, GtkButton *button)
{
  gtk_drop_down_set_selected (self->printer_drop, 0);
  gtk_drop_down_set_selected (self->severity_drop, CHOICE_ALL);
  gtk_widget_grab_focus (GTK_WIDGET (self->severity_drop));
}

static void
on_read_all_clicked (CulmAlertHistoryPage *self, GtkButton *button)
{
  bambu_alert_history_acknowledge_all (self->history);
}

static void
on_row_read (CulmAlertHistoryRow *row)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (row), CULM_TYPE_ALERT_HISTORY_PAGE);
  g_autoptr (BambuAlertEntry) entry = NULL;

  g_object_get (row, "entry", &entry, NULL);
  if (page != NULL && entry != NULL)
    bambu_alert_history_acknowledge (CULM_ALERT_HISTORY_PAGE (page)->history, entry);
}

static void
on_entries_changed (CulmAlertHistoryPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ENTRIES]);
}

static void
on_shown_changed (CulmAlertHistoryPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SHOWN]);
}

/* The one that is chosen stays chosen, by its serial. */
static void
list_printers (CulmAlertHistoryPage *self)
{
  GListModel *printers = G_LIST_MODEL (self->fleet);
  guint old = gtk_drop_down_get_selected (self->printer_drop);
  g_autofree char *chosen = old > 0 && old <= self->serials->len
                                ? g_strdup (g_ptr_array_index (self->serials, old - 1))
                                : NULL;
  guint selected = 0;

  g_ptr_array_set_size (self->serials, 0);
  gtk_string_list_splice (self->printer_names, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->printer_names)),
                          (const char *[]) { _ ("All Printers"), NULL });

  for (guint i = 0; i < g_list_model_get_n_items (printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (printers, i);
      const char *serial = bambu_printer_get_serial (printer);

      g_ptr_array_add (self->serials, g_strdup (serial));
      gtk_string_list_append (self->printer_names, bambu_printer_get_name (printer));
      if (g_strcmp0 (chosen, serial) == 0)
        selected = i + 1;
    }

  gtk_drop_down_set_selected (self->printer_drop, selected);
}

static void
culm_alert_history_page_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  CulmAlertHistoryPage *self = CULM_ALERT_HISTORY_PAGE (object);

  switch ((CulmAlertHistoryPageProperty) prop_id)
    {
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    case PROP_N_ENTRIES:
      g_value_set_uint (
          value, self->history ? g_list_model_get_n_items (G_LIST_MODEL (self->history)) : 0);
      break;
    case PROP_N_SHOWN:
      g_value_set_uint (value, self->shown ? g_list_model_get_n_items (self->shown) : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_alert_history_page_dispose (GObject *object)
{
  CulmAlertHistoryPage *self = CULM_ALERT_HISTORY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_ALERT_HISTORY_PAGE);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->history);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (culm_alert_history_page_parent_class)->dispose (object);
}

static void
culm_alert_history_page_finalize (GObject *object)
{
  CulmAlertHistoryPage *self = CULM_ALERT_HISTORY_PAGE (object);

  g_ptr_array_unref (self->serials);

  G_OBJECT_CLASS (culm_alert_history_page_parent_class)->finalize (object);
}

static char *
get_name (GtkListItem *item, const char *kind, const char *code, const char *text, int value)
{
  BambuAlertEntry *entry = gtk_list_item_get_item (item);

  return entry != NULL
             ? culm_alert_to_sentence (bambu_alert_entry_get_kind (entry), code, text, value)
             : NULL;
}

static void
culm_alert_history_page_class_init (CulmAlertHistoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_alert_history_page_get_property;
  object_class->dispose = culm_alert_history_page_dispose;
  object_class->finalize = culm_alert_history_page_finalize;

  properties[PROP_HISTORY] =
      g_param_spec_object ("history", NULL, NULL, BAMBU_TYPE_ALERT_HISTORY, readable);
  properties[PROP_N_ENTRIES] =
      g_param_spec_uint ("n-entries", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_SHOWN] = g_param_spec_uint ("n-shown", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_ALERT_HISTORY_ROW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-alert-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAlertHistoryPage, printer_drop);
  gtk_widget_class_bind_template_child (widget_class, CulmAlertHistoryPage, severity_drop);
  gtk_widget_class_bind_template_child (widget_class, CulmAlertHistoryPage, printer_names);
  gtk_widget_class_bind_template_child (widget_class, CulmAlertHistoryPage, list);
  gtk_widget_class_bind_template_callback (widget_class, is_some);
  gtk_widget_class_bind_template_callback (widget_class, choose_view);
  gtk_widget_class_bind_template_callback (widget_class, get_name);
  gtk_widget_class_bind_template_callback (widget_class, get_section);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_read_all_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_row_read);
}

static void
culm_alert_history_page_init (CulmAlertHistoryPage *self)
{
  self->serials = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

static GListModel *
create_model (CulmAlertHistoryPage *self)
{
  GtkFilterListModel *filtered = gtk_filter_list_model_new (
      g_object_ref (G_LIST_MODEL (self->history)), g_object_ref (self->filter));
  GtkSortListModel *sorted = gtk_sort_list_model_new (
      G_LIST_MODEL (filtered), GTK_SORTER (gtk_custom_sorter_new (compare_times, NULL, NULL)));
  g_autoptr (GtkSorter) sections =
      GTK_SORTER (gtk_custom_sorter_new (compare_sections, NULL, NULL));

  gtk_sort_list_model_set_section_sorter (sorted, sections);

  return G_LIST_MODEL (sorted);
}

GtkWidget *
culm_alert_history_page_new (BambuAlertHistory *history, BambuFleet *fleet)
{
  CulmAlertHistoryPage *self;
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_val_if_fail (BAMBU_IS_ALERT_HISTORY (history), NULL);
  g_return_val_if_fail (BAMBU_IS_FLEET (fleet), NULL);

  self = g_object_new (CULM_TYPE_ALERT_HISTORY_PAGE, NULL);
  self->history = g_object_ref (history);
  self->fleet = g_object_ref (fleet);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  self->shown = create_model (self);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->shown)));
  gtk_list_view_set_model (self->list, selection);

  g_signal_connect_object (history, "items-changed", G_CALLBACK (on_entries_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (on_shown_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (fleet, "items-changed", G_CALLBACK (list_printers), self,
                           G_CONNECT_SWAPPED);
  list_printers (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
  on_entries_changed (self);
  on_shown_changed (self);

  return GTK_WIDGET (self);
}
