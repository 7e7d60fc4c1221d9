/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-cloud-list.h"

#include <glib/gi18n.h>
#include <words/culm-format.h>

#include "culm-announce.h"
#include "culm-copy-button.h"
#include "culm-day-list.h"
#include "culm-details.h"
#include "culm-seen-rows.h"
#include "culm-wrap.h"

struct _CulmCloudList
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwStatusPage *problem_page;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  GtkLabel *footer_label;
  GtkButton *footer_button;
  CulmCopyButton *problem_copy;
  CulmCopyButton *footer_copy;

  CulmAccountPages *pages; /* NULL: not set up yet */
  CulmCloudListRow create_row;
  gpointer user_data;
  CulmDayList *days;
  CulmSeenRows *rows;
  guint more_id;
  gboolean begins; /* nobody has scrolled in it yet */
  gboolean has_footer;
  gboolean is_loading_more;
  const char *view;
};

G_DEFINE_FINAL_TYPE (CulmCloudList, culm_cloud_list, ADW_TYPE_BIN)

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_TIME_PROPERTY,
  PROP_NONE_PAGE,
  PROP_EMPTY_PAGE,
  PROP_LABEL,
  PROP_HAS_FOOTER,
  PROP_IS_LOADING_MORE,
  PROP_VIEW,
} CulmCloudListProperty;

static GParamSpec *properties[PROP_VIEW + 1];

enum
{
  SIGNAL_ACTIVATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static guint
count_shown (CulmCloudList *self)
{
  return g_list_model_get_n_items (culm_day_list_get_model (self->days));
}

/* What is there stays in view whatever happens to the account or the service. */
static const char *
choose_view (CulmCloudList *self)
{
  if (self->pages == NULL || culm_account_pages_get_account (self->pages) == NULL)
    return "none";
  if (count_shown (self) > 0)
    return "list";
  if (culm_account_pages_is_signed_out (self->pages))
    return "ended";
  if (culm_account_pages_get_error (self->pages) != NULL)
    return "problem";
  if (culm_account_pages_get_list (self->pages) == NULL
      || culm_account_pages_has_more (self->pages))
    return "loading";

  return "empty";
}

static void
set_flag (CulmCloudList *self, gboolean *flag, gboolean value, CulmCloudListProperty property)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update (CulmCloudList *self)
{
  const char *view = choose_view (self);
  g_autofree char *problem =
      self->pages != NULL ? culm_account_pages_dup_problem (self->pages) : NULL;
  g_autofree char *escaped = problem != NULL ? g_markup_escape_text (problem, -1) : NULL;
  g_autofree char *details =
      problem != NULL
          ? culm_details_new (problem, culm_account_pages_get_error (self->pages), get_now ())
          : NULL;
  gboolean is_signed_out = self->pages != NULL && culm_account_pages_is_signed_out (self->pages);

  set_flag (self, &self->is_loading_more,
            count_shown (self) > 0 && culm_account_pages_is_loading (self->pages),
            PROP_IS_LOADING_MORE);
  adw_status_page_set_description (self->problem_page, escaped);
  culm_copy_button_set_details (self->problem_copy, details);
  culm_copy_button_set_details (self->footer_copy, details);
  gtk_label_set_text (self->footer_label, problem != NULL ? problem : _ ("Loading more…"));
  gtk_button_set_label (self->footer_button,
                        is_signed_out ? _ ("_Sign In Again…") : _ ("Try _Again"));
  set_flag (self, &self->has_footer,
            g_str_equal (view, "list") && (problem != NULL || self->is_loading_more),
            PROP_HAS_FOOTER);

  if (g_str_equal (view, self->view))
    return;

  self->view = view;
  gtk_stack_set_visible_child_name (self->stack, view);
  if (g_str_equal (view, "problem"))
    culm_announce (GTK_WIDGET (self), problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

/* ---- What is loaded ---- */

static void
load_what_is_wanted (CulmCloudList *self)
{
  if (self->pages != NULL && (count_shown (self) == 0 || culm_seen_rows_is_near_end (self->rows)))
    culm_account_pages_load_more (self->pages);
}

static void
on_looked (CulmCloudList *self)
{
  /* A new list shows its first row at the top, and the day above it not. */
  if (self->begins)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  self->begins = FALSE;

  load_what_is_wanted (self);
}

static gboolean
on_more (gpointer user_data)
{
  CulmCloudList *self = user_data;

  self->more_id = 0;
  load_what_is_wanted (self);

  return G_SOURCE_REMOVE;
}

static void
on_changed (CulmCloudList *self)
{
  update (self);

  /* What is wanted may come further down. Later: this is also called in the midst of a change. */
  if (count_shown (self) > 0)
    culm_seen_rows_queue (self->rows);
  else if (self->more_id == 0)
    self->more_id = g_idle_add (on_more, self);
}

static void
on_pages_changed (gpointer owner)
{
  on_changed (owner);
}

static void
on_pages_replaced (gpointer owner)
{
  CulmCloudList *self = owner;
  GListModel *list = culm_account_pages_get_list (self->pages);

  culm_day_list_set_source (self->days, list);
  self->begins = list != NULL;
}

/* ---- What is shown ---- */

static void
add_page (CulmCloudList *self, GtkWidget *page, const char *name)
{
  if (page == NULL)
    return;

  gtk_stack_add_named (self->stack, page, name);
  if (g_str_equal (name, self->view))
    gtk_stack_set_visible_child (self->stack, page);
}

static void
on_setup (CulmCloudList *self, GtkListItem *item)
{
  GtkWidget *row = self->create_row (self->user_data);

  gtk_list_item_set_child (item, row);
  g_object_bind_property (row, "spoken", item, "accessible-label", G_BINDING_SYNC_CREATE);
}

static void
on_bind (CulmCloudList *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  g_object_set (row, "covers", culm_account_pages_get_covers (self->pages), "item",
                gtk_list_item_get_item (item), NULL);
  culm_seen_rows_add (self->rows, row);
}

static void
on_unbind (CulmCloudList *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  culm_seen_rows_remove (self->rows, row);
  g_object_set (row, "item", NULL, "covers", NULL, NULL);
}

static void
on_setup_header (CulmCloudList *self, GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
on_bind_header (CulmCloudList *self, GtkListHeader *header)
{
  gint64 time = culm_day_list_get_time (self->days, gtk_list_header_get_item (header));
  g_autofree char *day = culm_format_day (time, get_now ());

  gtk_label_set_text (GTK_LABEL (gtk_list_header_get_child (header)), day);
}

/* ---- What is done ---- */

static void
on_activate (CulmCloudList *self, guint position)
{
  g_autoptr (GObject) item =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list_view)), position);

  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0, item);
}

static void
on_try_again (CulmCloudList *self)
{
  BambuAccount *account = culm_account_pages_get_account (self->pages);

  if (!culm_account_pages_try_again (self->pages) && account != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in", "(ss)",
                                bambu_account_get_region (account),
                                bambu_account_get_account (account));
}

static void
look (CulmCloudList *self)
{
  if (self->pages == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  culm_account_pages_look (self->pages, culm_seen_rows_is_at_top (self->rows));
  on_changed (self);
}

static void
culm_cloud_list_map (GtkWidget *widget)
{
  CulmCloudList *self = CULM_CLOUD_LIST (widget);

  GTK_WIDGET_CLASS (culm_cloud_list_parent_class)->map (widget);

  look (self);
}

static void
culm_cloud_list_unmap (GtkWidget *widget)
{
  CulmCloudList *self = CULM_CLOUD_LIST (widget);

  if (self->pages != NULL)
    culm_account_pages_leave (self->pages);

  GTK_WIDGET_CLASS (culm_cloud_list_parent_class)->unmap (widget);
}

static void
culm_cloud_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmCloudList *self = CULM_CLOUD_LIST (object);

  switch ((CulmCloudListProperty) prop_id)
    {
    case PROP_HAS_FOOTER:
      g_value_set_boolean (value, self->has_footer);
      break;
    case PROP_IS_LOADING_MORE:
      g_value_set_boolean (value, self->is_loading_more);
      break;
    case PROP_VIEW:
      g_value_set_string (value, self->view);
      break;
    case PROP_ACCOUNT:
    case PROP_TIME_PROPERTY:
    case PROP_NONE_PAGE:
    case PROP_EMPTY_PAGE:
    case PROP_LABEL:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_cloud_list_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  CulmCloudList *self = CULM_CLOUD_LIST (object);

  switch ((CulmCloudListProperty) prop_id)
    {
    case PROP_ACCOUNT:
      if (self->pages != NULL)
        culm_account_pages_set_account (self->pages, g_value_get_object (value));
      break;
    case PROP_TIME_PROPERTY:
      culm_day_list_set_time_property (self->days, g_value_get_string (value));
      break;
    case PROP_NONE_PAGE:
      add_page (self, g_value_get_object (value), "none");
      break;
    case PROP_EMPTY_PAGE:
      add_page (self, g_value_get_object (value), "empty");
      break;
    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value),
                                      -1);
      break;
    case PROP_HAS_FOOTER:
    case PROP_IS_LOADING_MORE:
    case PROP_VIEW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_cloud_list_dispose (GObject *object)
{
  CulmCloudList *self = CULM_CLOUD_LIST (object);

  g_clear_pointer (&self->pages, culm_account_pages_free);
  if (self->days != NULL)
    culm_day_list_set_source (self->days, NULL);
  g_clear_handle_id (&self->more_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_CLOUD_LIST);
  g_clear_object (&self->rows);
  g_clear_object (&self->days);

  G_OBJECT_CLASS (culm_cloud_list_parent_class)->dispose (object);
}

static void
culm_cloud_list_class_init (CulmCloudListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_cloud_list_get_property;
  object_class->set_property = culm_cloud_list_set_property;
  object_class->dispose = culm_cloud_list_dispose;
  widget_class->map = culm_cloud_list_map;
  widget_class->unmap = culm_cloud_list_unmap;

  properties[PROP_ACCOUNT] =
      g_param_spec_object ("account", NULL, NULL, BAMBU_TYPE_ACCOUNT, writable);
  properties[PROP_TIME_PROPERTY] =
      g_param_spec_string ("time-property", NULL, NULL, NULL, writable);
  properties[PROP_NONE_PAGE] =
      g_param_spec_object ("none-page", NULL, NULL, GTK_TYPE_WIDGET, writable);
  properties[PROP_EMPTY_PAGE] =
      g_param_spec_object ("empty-page", NULL, NULL, GTK_TYPE_WIDGET, writable);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, writable);
  properties[PROP_HAS_FOOTER] = g_param_spec_boolean ("has-footer", NULL, NULL, FALSE, readable);
  properties[PROP_IS_LOADING_MORE] =
      g_param_spec_boolean ("is-loading-more", NULL, NULL, FALSE, readable);
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "none", readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", CULM_TYPE_CLOUD_LIST, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);

  g_type_ensure (CULM_TYPE_COPY_BUTTON);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-cloud-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCloudList, stack);
  gtk_widget_class_bind_template_child (widget_class, CulmCloudList, problem_page);
  gtk_widget_class_bind_template_child (widget_class, CulmCloudList, scroller);
  gtk_widget_class_bind_template_child (widget_class, CulmCloudList, list_view);
  gtk_widget_class_bind_template_child (widget_class, CulmCloudList, footer_label);
  gtk_widget_class_bind_template_child (widget_class, CulmCloudList, footer_button);
  gtk_widget_class_bind_template_child (widget_class, CulmCloudList, problem_copy);
  gtk_widget_class_bind_template_child (widget_class, CulmCloudList, footer_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_header);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_header);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again);
}

static void
culm_cloud_list_init (CulmCloudList *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;
  GListModel *model;

  self->days = culm_day_list_new ();
  self->view = "none";
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));

  self->rows = culm_seen_rows_new (self->scroller);
  g_signal_connect_object (self->rows, "looked", G_CALLBACK (on_looked), self, G_CONNECT_SWAPPED);

  model = culm_day_list_get_model (self->days);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (model)));
  gtk_list_view_set_model (self->list_view, selection);
}

void
culm_cloud_list_set_up (CulmCloudList *self,
                        CulmAccountPagesSource source,
                        CulmCloudListRow create_row,
                        gpointer user_data)
{
  g_return_if_fail (CULM_IS_CLOUD_LIST (self));
  g_return_if_fail (self->pages == NULL);

  self->pages = culm_account_pages_new (source, on_pages_replaced, on_pages_changed, self);
  self->create_row = create_row;
  self->user_data = user_data;
  look (self);
}
