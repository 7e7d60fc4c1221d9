/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-history-page.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <words/culm-format.h>
#include <words/culm-record-words.h>

#include "culm-announce.h"
#include "culm-copy-button.h"
#include "culm-details.h"
#include "culm-history-actions.h"
#include "culm-prices.h"
#include "culm-record-dialog.h"
#include "culm-record-list.h"
#include "culm-record-row.h"
#include "culm-seen-rows.h"
#include "culm-window-private.h"
#include "culm-wrap.h"

#define DAY_SECONDS (24 * 60 * 60)

struct _CulmHistoryPage
{
  AdwBin parent_instance;

  BambuPrinter *printer;
  BambuAccount *account;
  BambuPrintHistory *history;
  CulmRecordList *records;
  GtkCustomFilter *filter;
  CulmSeenRows *rows;
  char *wanted; /* folded */
  const char *view;
  gboolean has_footer;
  gboolean begins;    /* it is to be shown from its top */
  gboolean is_at_top; /* when somebody last looked */

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  GtkEditable *search_entry;
  GtkToggleButton *filter_button;
  GtkDropDown *scope_drop;
  GtkDropDown *result_drop;
  GtkDropDown *material_drop;
  GtkDropDown *period_drop;
  GtkStringList *materials;
  GtkWidget *summary;
  GtkWidget *figures;
  GtkLabel *footer_label;
  GtkButton *footer_button;
  CulmCopyButton *footer_copy;
};

G_DEFINE_FINAL_TYPE (CulmHistoryPage, culm_history_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_PRINTER = 1,
  PROP_ACCOUNT,
  PROP_HISTORY,
  PROP_HAS_FOOTER,
  PROP_VIEW,
} CulmHistoryPageProperty;

static GParamSpec *properties[PROP_VIEW + 1];

/* In the order of the drop-downs */
static const int RESULTS[] = { -1, BAMBU_PRINT_RESULT_FINISHED, BAMBU_PRINT_RESULT_FAILED,
                               BAMBU_PRINT_RESULT_CANCELLED, BAMBU_PRINT_RESULT_RUNNING };
static const int PERIOD_DAYS[] = { 0, 7, 30, 365 };

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static GSettings *
get_settings (CulmHistoryPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return CULM_IS_WINDOW (root) ? culm_window_get_settings (CULM_WINDOW (root)) : NULL;
}

static gboolean
shows_all_printers (CulmHistoryPage *self)
{
  return gtk_drop_down_get_selected (self->scope_drop) == 1;
}

/* ---- What is wanted ---- */

static gboolean
has_material (const BambuKnownPrint *known, const char *material)
{
  guint n = known->filaments != NULL ? g_list_model_get_n_items (known->filaments) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (known->filaments, i);

      if (g_strcmp0 (bambu_print_filament_get_values (filament)->material, material) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
contains (CulmHistoryPage *self, const char *text)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, self->wanted) != NULL;
}

static const char *
get_wanted_material (CulmHistoryPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->material_drop);

  return selected > 0 ? gtk_string_list_get_string (self->materials, selected) : NULL;
}

static gboolean
is_wanted (gpointer item, gpointer user_data)
{
  CulmHistoryPage *self = user_data;
  const BambuKnownPrint *known = bambu_print_record_get_known (item);
  guint result = gtk_drop_down_get_selected (self->result_drop);
  const char *material = get_wanted_material (self);

  if (result > 0 && result < G_N_ELEMENTS (RESULTS) && (int) known->result != RESULTS[result])
    return FALSE;
  if (material != NULL && !has_material (known, material))
    return FALSE;

  return self->wanted == NULL || contains (self, culm_record_get_name (item))
         || contains (self, known->note)
         || (shows_all_printers (self) && contains (self, known->printer_name));
}

static char *
dup_count (GtkWidget *widget)
{
  CulmHistoryPage *self = CULM_HISTORY_PAGE (widget);
  guint n = self->records != NULL
                ? g_list_model_get_n_items (culm_record_list_get_model (self->records))
                : 0;

  return g_strdup_printf (ngettext ("%u print", "%u prints", n), n);
}

static void
on_filter_changed (CulmHistoryPage *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  culm_announce_soon (GTK_WIDGET (self), dup_count);
}

static void
on_search_changed (CulmHistoryPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));

  g_clear_pointer (&self->wanted, g_free);
  if (*text != '\0')
    self->wanted = g_utf8_casefold (text, -1);
  on_filter_changed (self);
}

static void
on_stop_search (CulmHistoryPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static void
on_period_changed (CulmHistoryPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->period_drop);
  int days = selected < G_N_ELEMENTS (PERIOD_DAYS) ? PERIOD_DAYS[selected] : 0;

  if (self->records != NULL)
    culm_record_list_set_since (self->records,
                                days > 0 ? get_now () - (gint64) days * DAY_SECONDS : 0);
}

static void
on_clear_filters (CulmHistoryPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_drop_down_set_selected (self->result_drop, 0);
  gtk_drop_down_set_selected (self->material_drop, 0);
  gtk_drop_down_set_selected (self->period_drop, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* Materials that come up are added; none goes while somebody may want it. */
static void
add_material (CulmHistoryPage *self, const char *material)
{
  if (material == NULL || *material == '\0')
    return;

  for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (self->materials)); i++)
    if (g_str_equal (gtk_string_list_get_string (self->materials, i), material))
      return;

  gtk_string_list_append (self->materials, material);
}

static void
list_materials (CulmHistoryPage *self)
{
  GListModel *all = culm_record_list_get_all (self->records);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (BambuPrintRecord) record = g_list_model_get_item (all, i);
      GListModel *filaments = bambu_print_record_get_known (record)->filaments;

      for (guint j = 0; filaments != NULL && j < g_list_model_get_n_items (filaments); j++)
        {
          g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (filaments, j);

          add_material (self, bambu_print_filament_get_values (filament)->material);
        }
    }
}

/* ---- The month ---- */

static gint64
get_month_begin (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) begin =
      g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now), 1, 0, 0, 0);

  return begin != NULL ? g_date_time_to_unix (begin) : 0;
}

static gboolean
is_in_summary (gpointer item, gpointer user_data)
{
  CulmHistoryPage *self = user_data;

  return shows_all_printers (self)
         || g_strcmp0 (bambu_print_record_get_known (item)->serial,
                       bambu_printer_get_serial (self->printer))
                == 0;
}

static void
show_figures (CulmHistoryPage *self, char **texts)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->figures)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->figures), child);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "figure");
      adw_wrap_box_append (ADW_WRAP_BOX (self->figures), label);
    }
}

/* Of what was seen here: what the account has is there only as far as somebody scrolled. */
static void
update_summary (CulmHistoryPage *self)
{
  g_autoptr (GtkFilterListModel) seen =
      gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->history)),
                                 GTK_FILTER (gtk_custom_filter_new (is_in_summary, self, NULL)));
  g_autoptr (BambuPrintSums) sums = bambu_print_sums_new (G_LIST_MODEL (seen), get_month_begin ());
  double cost = culm_sums_get_cost (sums->materials, culm_prices_get_func, get_settings (self));
  g_auto (GStrv) texts = culm_sums_list (sums, cost);
  g_autofree char *rest = culm_sums_describe_rest (sums);

  show_figures (self, texts);
  gtk_widget_set_visible (self->summary, sums->n_prints > 0);
  gtk_widget_set_tooltip_text (self->summary, *rest != '\0' ? rest : NULL);
}

/* ---- What is shown ---- */

static void
set_flag (CulmHistoryPage *self, gboolean *flag, gboolean value, CulmHistoryPageProperty property)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update_footer (CulmHistoryPage *self)
{
  g_autofree char *problem = culm_record_list_dup_problem (self->records);
  g_autofree char *details =
      problem != NULL
          ? culm_details_new (problem, culm_record_list_get_error (self->records), get_now ())
          : NULL;
  gboolean loads = problem == NULL && culm_record_list_is_loading_more (self->records);

  gtk_label_set_text (self->footer_label, problem != NULL ? problem : _ ("Loading more…"));
  gtk_button_set_label (self->footer_button, culm_record_list_is_signed_out (self->records)
                                                 ? _ ("_Sign In Again…")
                                                 : _ ("Try _Again"));
  gtk_widget_set_visible (GTK_WIDGET (self->footer_button), problem != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->footer_copy), problem != NULL);
  culm_copy_button_set_details (self->footer_copy, details);
  set_flag (self, &self->has_footer, problem != NULL || loads, PROP_HAS_FOOTER);
}

static void
update (CulmHistoryPage *self)
{
  const char *view = self->records != NULL ? culm_record_list_get_view (self->records) : "empty";

  if (self->records != NULL)
    {
      self->begins |= self->is_at_top;
      list_materials (self);
      update_summary (self);
      update_footer (self);
      culm_history_actions_update (GTK_WIDGET (self), culm_record_list_get_model (self->records));
      culm_seen_rows_queue (self->rows);
    }

  if (g_strcmp0 (view, self->view) == 0)
    return;

  self->view = view;
  gtk_stack_set_visible_child_name (self->stack, view);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
look (CulmHistoryPage *self)
{
  if (self->records != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    culm_record_list_look (self->records, culm_seen_rows_is_near_end (self->rows),
                           culm_seen_rows_is_at_top (self->rows));
}

static void
on_looked (CulmHistoryPage *self)
{
  /* A new list shows its first row at the top, and the day above it not; and one that grows at its
   * top keeps the row that was there. */
  if (self->begins)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  self->begins = FALSE;
  self->is_at_top = culm_seen_rows_is_at_top (self->rows);

  look (self);
}

static void
create_records (CulmHistoryPage *self)
{
  gboolean all = shows_all_printers (self);
  g_autoptr (GtkSelectionModel) selection = NULL;

  if (self->history == NULL || self->printer == NULL)
    return;

  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  g_clear_object (&self->records);

  self->records =
      culm_record_list_new (self->history, all ? NULL : bambu_printer_get_serial (self->printer),
                            GTK_FILTER (self->filter));
  g_signal_connect_object (self->records, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  culm_record_list_set_account (self->records, all ? NULL : self->account);
  culm_record_list_need (self->records, get_month_begin ());
  on_period_changed (self);

  self->begins = TRUE;
  selection = GTK_SELECTION_MODEL (
      gtk_no_selection_new (g_object_ref (culm_record_list_get_model (self->records))));
  gtk_list_view_set_model (self->list_view, selection);
  update (self);
  look (self);
}

static void
set_history (CulmHistoryPage *self, BambuPrintHistory *history)
{
  if (!g_set_object (&self->history, history))
    return;

  create_records (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
}

/* ---- Rows ---- */

static void
on_setup (CulmHistoryPage *self, GtkListItem *item)
{
  GtkWidget *row = g_object_new (CULM_TYPE_RECORD_ROW, NULL);

  gtk_list_item_set_child (item, row);
  g_object_bind_property (row, "spoken", item, "accessible-label", G_BINDING_SYNC_CREATE);
}

static void
on_bind (CulmHistoryPage *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  g_object_set (row, "with-printer", shows_all_printers (self), "covers",
                culm_record_list_get_covers (self->records), "cloud-covers",
                culm_record_list_get_cloud_covers (self->records), "item",
                gtk_list_item_get_item (item), NULL);
  culm_seen_rows_add (self->rows, row);
}

static void
on_unbind (CulmHistoryPage *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  culm_seen_rows_remove (self->rows, row);
  g_object_set (row, "item", NULL, "covers", NULL, "cloud-covers", NULL, NULL);
}

static void
on_setup_header (CulmHistoryPage *self, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
on_bind_header (CulmHistoryPage *self, GtkListHeader *header)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (gtk_list_header_get_item (header));
  g_autofree char *day = culm_format_day (known->began, get_now ());

  gtk_label_set_text (GTK_LABEL (gtk_list_header_get_child (header)), day);
}

static void
on_activate (CulmHistoryPage *self, guint position)
{
  g_autoptr (BambuPrintRecord) record =
      g_list_model_get_item (culm_record_list_get_model (self->records), position);
  AdwDialog *dialog =
      culm_record_dialog_new (self->history, record, culm_record_list_get_covers (self->records),
                              culm_record_list_get_cloud_covers (self->records));

  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_try_again (CulmHistoryPage *self)
{
  if (culm_record_list_is_signed_out (self->records))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in", "(ss)",
                                bambu_account_get_region (self->account),
                                bambu_account_get_account (self->account));
  else
    culm_record_list_try_again (self->records);
}

static void
culm_history_page_map (GtkWidget *widget)
{
  CulmHistoryPage *self = CULM_HISTORY_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (culm_history_page_parent_class)->map (widget);

  if (self->history == NULL && CULM_IS_WINDOW (root))
    set_history (self, culm_window_get_print_history (CULM_WINDOW (root)));
  look (self);
  update (self);
}

static void
culm_history_page_unmap (GtkWidget *widget)
{
  CulmHistoryPage *self = CULM_HISTORY_PAGE (widget);

  if (self->records != NULL)
    culm_record_list_leave (self->records);

  GTK_WIDGET_CLASS (culm_history_page_parent_class)->unmap (widget);
}

static void
culm_history_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmHistoryPage *self = CULM_HISTORY_PAGE (object);

  switch ((CulmHistoryPageProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    case PROP_HAS_FOOTER:
      g_value_set_boolean (value, self->has_footer);
      break;
    case PROP_VIEW:
      g_value_set_string (value, self->view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_history_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  CulmHistoryPage *self = CULM_HISTORY_PAGE (object);

  switch ((CulmHistoryPageProperty) prop_id)
    {
    case PROP_PRINTER:
      if (!g_set_object (&self->printer, g_value_get_object (value)))
        break;
      create_records (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ACCOUNT:
      if (!g_set_object (&self->account, g_value_get_object (value)))
        break;
      if (self->records != NULL && !shows_all_printers (self))
        culm_record_list_set_account (self->records, self->account);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_HISTORY:
      set_history (self, g_value_get_object (value));
      break;
    case PROP_HAS_FOOTER:
    case PROP_VIEW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_history_page_dispose (GObject *object)
{
  CulmHistoryPage *self = CULM_HISTORY_PAGE (object);

  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  g_clear_object (&self->records);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_HISTORY_PAGE);
  g_clear_object (&self->rows);
  g_clear_object (&self->filter);
  g_clear_object (&self->history);
  g_clear_object (&self->printer);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (culm_history_page_parent_class)->dispose (object);
}

static void
culm_history_page_finalize (GObject *object)
{
  g_free (CULM_HISTORY_PAGE (object)->wanted);

  G_OBJECT_CLASS (culm_history_page_parent_class)->finalize (object);
}

static void
culm_history_page_class_init (CulmHistoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->get_property = culm_history_page_get_property;
  object_class->set_property = culm_history_page_set_property;
  object_class->dispose = culm_history_page_dispose;
  object_class->finalize = culm_history_page_finalize;
  widget_class->map = culm_history_page_map;
  widget_class->unmap = culm_history_page_unmap;

  properties[PROP_PRINTER] =
      g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, writable);
  properties[PROP_ACCOUNT] =
      g_param_spec_object ("account", NULL, NULL, BAMBU_TYPE_ACCOUNT, writable);
  properties[PROP_HISTORY] =
      g_param_spec_object ("history", NULL, NULL, BAMBU_TYPE_PRINT_HISTORY, writable);
  properties[PROP_HAS_FOOTER] = g_param_spec_boolean ("has-footer", NULL, NULL, FALSE, readable);
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_COPY_BUTTON);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, scope_drop);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, result_drop);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, material_drop);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, period_drop);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, materials);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, summary);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, figures);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, footer_label);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, footer_button);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, footer_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_period_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_filters);
  gtk_widget_class_bind_template_callback (widget_class, create_records);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_header);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_header);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again);

  culm_history_actions_install (widget_class);
}

static void
culm_history_page_init (CulmHistoryPage *self)
{
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));

  self->rows = culm_seen_rows_new (self->scroller);
  g_signal_connect_object (self->rows, "looked", G_CALLBACK (on_looked), self, G_CONNECT_SWAPPED);
}

void
culm_history_page_search (CulmHistoryPage *self)
{
  g_return_if_fail (CULM_IS_HISTORY_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
