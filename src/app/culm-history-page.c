/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-history-page.h"

#include <bambu/account/bambu-cloud-calls.h>
#include <string.h>

#include "culm-cloud-list.h"
#include "culm-recent-files.h"
#include "culm-task-dialog.h"
#include "culm-task-row.h"
#include "culm-window-private.h"

#define DAY_SECONDS (24 * 60 * 60)

struct _CulmHistoryPage
{
  AdwBin parent_instance;

  BambuPrinter *printer;
  BambuAccount *account;

  CulmCloudList *list;
  GtkEditable *search_entry;
  GtkDropDown *result_drop;
  GtkDropDown *period_drop;

  GtkCustomFilter *filter;
  char *wanted; /* folded */
};

G_DEFINE_FINAL_TYPE (CulmHistoryPage, culm_history_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_PRINTER = 1,
  PROP_ACCOUNT,
} CulmHistoryPageProperty;

static GParamSpec *properties[PROP_ACCOUNT + 1];

/* In the order of the drop-down */
typedef enum
{
  RESULT_ALL,
  RESULT_FINISHED,
  RESULT_NOT_FINISHED,
  RESULT_PRINTING,
} Result;

static const int PERIOD_DAYS[] = { 0, 7, 30, 365 };

static gboolean
is_wanted_result (Result wanted, BambuCloudResult result)
{
  switch (wanted)
    {
    case RESULT_FINISHED:
      return result == BAMBU_CLOUD_RESULT_FINISHED;
    case RESULT_NOT_FINISHED:
      return result == BAMBU_CLOUD_RESULT_FAILED || result == BAMBU_CLOUD_RESULT_CANCELLED;
    case RESULT_PRINTING:
      return result == BAMBU_CLOUD_RESULT_RUNNING;
    case RESULT_ALL:
    default:
      return TRUE;
    }
}

/* The service is asked for this printer's, but not every one knows how to choose. */
static gboolean
is_of_printer (CulmHistoryPage *self, const char *serial)
{
  return serial == NULL || g_str_equal (serial, bambu_printer_get_serial (self->printer));
}

static gboolean
is_wanted (gpointer item, gpointer user_data)
{
  CulmHistoryPage *self = user_data;
  const BambuCloudTaskValues *task = bambu_cloud_task_get_values (item);
  g_autofree char *title = task->title != NULL ? g_utf8_casefold (task->title, -1) : NULL;

  return is_of_printer (self, task->serial)
         && is_wanted_result (gtk_drop_down_get_selected (self->result_drop), task->result)
         && (self->wanted == NULL || (title != NULL && strstr (title, self->wanted) != NULL));
}

static void
on_filter_changed (CulmHistoryPage *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
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
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_object_set (self->list, "since", days > 0 ? now - (gint64) days * DAY_SECONDS : 0, NULL);
}

static void
on_clear_filters (CulmHistoryPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_drop_down_set_selected (self->result_drop, 0);
  gtk_drop_down_set_selected (self->period_drop, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static gboolean
is_real (CulmHistoryPage *self, gboolean demo)
{
  return !demo;
}

/* Where that print's file is on this computer, if it was printed from here */
static char *
find_file (CulmHistoryPage *self, BambuCloudTask *task)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  const char *title = bambu_cloud_task_get_values (task)->title;

  if (!CULM_IS_WINDOW (window) || title == NULL)
    return NULL;

  return culm_recent_files_find (culm_window_get_settings (CULM_WINDOW (window)), title);
}

static void
on_activate (CulmHistoryPage *self, BambuCloudTask *task)
{
  g_autofree char *path = find_file (self, task);

  adw_dialog_present (culm_task_dialog_new (task, culm_cloud_list_get_covers (self->list), path),
                      GTK_WIDGET (self));
}

static BambuCloudPages *
list_tasks (BambuCloud *cloud, gpointer user_data)
{
  CulmHistoryPage *self = user_data;

  return bambu_cloud_list_tasks (cloud, bambu_printer_get_serial (self->printer));
}

static GtkWidget *
create_row (gpointer user_data)
{
  return g_object_new (CULM_TYPE_TASK_ROW, NULL);
}

static void
set_printer (CulmHistoryPage *self, BambuPrinter *printer)
{
  if (!g_set_object (&self->printer, printer))
    return;

  culm_cloud_list_set_up (self->list, list_tasks, create_row, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINTER]);
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
      set_printer (self, g_value_get_object (value));
      break;
    case PROP_ACCOUNT:
      if (g_set_object (&self->account, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_history_page_dispose (GObject *object)
{
  CulmHistoryPage *self = CULM_HISTORY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_HISTORY_PAGE);
  g_clear_object (&self->filter);
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
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_history_page_get_property;
  object_class->set_property = culm_history_page_set_property;
  object_class->dispose = culm_history_page_dispose;
  object_class->finalize = culm_history_page_finalize;

  properties[PROP_PRINTER] = g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, flags);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, BAMBU_TYPE_ACCOUNT, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_CLOUD_LIST);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, result_drop);
  gtk_widget_class_bind_template_child (widget_class, CulmHistoryPage, period_drop);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_period_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_filters);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, is_real);
}

static void
culm_history_page_init (CulmHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  g_object_set (self->list, "filter", self->filter, NULL);
}
