/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-printer-announcer.h"

#include <bambu/printer/bambu-printer.h>
#include <glib/gi18n.h>
#include <string.h>

#include "culm-alert-words.h"
#include "culm-announce.h"

#define QUARTERS 4

struct _CulmPrinterAnnouncer
{
  GObject parent_instance;

  GtkWidget *widget; /* its owner */
  CulmStatus *status;
  BambuPrinter *printer;

  GHashTable *said; /* (element-type utf8 utf8) the messages that are known to the listener */
  int quarter;      /* of the print that is done */
  gboolean changed; /* what it does */
};

G_DEFINE_FINAL_TYPE (CulmPrinterAnnouncer, culm_printer_announcer, G_TYPE_OBJECT)

static G_DEFINE_QUARK (culm - printer - announcer, announcer);

static void
collect (GListModel *alerts, GHashTable *sentences)
{
  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);
      BambuAlertKind kind = bambu_alert_get_kind (alert);
      const char *code = bambu_alert_get_code (alert);

      if (!bambu_alert_is_internal (alert))
        g_hash_table_insert (sentences, g_strdup_printf ("%d %s", kind, code),
                             culm_alert_to_sentence (kind, code, bambu_alert_get_text (alert),
                                                     bambu_alert_get_value (alert)));
    }
}

static GHashTable *
collect_messages (CulmPrinterAnnouncer *self)
{
  GHashTable *sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  collect (bambu_printer_get_alerts (self->printer), sentences);
  collect (bambu_printer_get_warnings (self->printer), sentences);

  return sentences;
}

static void
say (GString *text, const char *sentence)
{
  if (strstr (text->str, sentence) != NULL)
    return;

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sentence);
}

/* New messages by their sentence; of those that went, how many there are left. */
static void
say_messages (CulmPrinterAnnouncer *self, GString *text)
{
  GHashTable *now = collect_messages (self);
  guint n = g_hash_table_size (now);
  guint n_new = 0;
  GHashTableIter iter;
  gpointer key;
  gpointer sentence;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &key, &sentence))
    if (!g_hash_table_contains (self->said, key))
      {
        n_new++;
        say (text, sentence);
      }

  if (n - n_new < g_hash_table_size (self->said))
    {
      g_autofree char *left = g_strdup_printf (ngettext ("%u message", "%u messages", n), n);

      say (text, left);
    }

  g_hash_table_unref (self->said);
  self->said = now;
}

static char *
dup_text (GtkWidget *widget)
{
  CulmPrinterAnnouncer *self = g_object_get_qdata (G_OBJECT (widget), announcer_quark ());
  GString *text = g_string_new (NULL);

  /* It went since. */
  if (self == NULL)
    return g_string_free_and_steal (text);

  if (self->changed)
    say (text, culm_status_get_sentence (self->status));
  self->changed = FALSE;
  say_messages (self, text);

  return g_string_free_and_steal (text);
}

static void
on_messages_changed (CulmPrinterAnnouncer *self)
{
  culm_announce_soon (self->widget, dup_text);
}

static void
on_state_changed (CulmPrinterAnnouncer *self)
{
  self->changed = TRUE;
  culm_announce_soon (self->widget, dup_text);
}

static int
get_quarter (CulmPrinterAnnouncer *self)
{
  return QUARTERS * bambu_job_get_percent (bambu_printer_get_job (self->printer)) / 100;
}

/* Who cannot see the bar hears of its quarters, not of each percent. */
static void
on_fraction_changed (CulmPrinterAnnouncer *self)
{
  int quarter = get_quarter (self);

  if (quarter > self->quarter)
    on_state_changed (self);
  self->quarter = quarter;
}

static void
culm_printer_announcer_dispose (GObject *object)
{
  CulmPrinterAnnouncer *self = CULM_PRINTER_ANNOUNCER (object);

  if (self->widget != NULL)
    g_object_set_qdata (G_OBJECT (self->widget), announcer_quark (), NULL);
  self->widget = NULL;
  g_clear_pointer (&self->said, g_hash_table_unref);
  g_clear_object (&self->status);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_printer_announcer_parent_class)->dispose (object);
}

static void
culm_printer_announcer_class_init (CulmPrinterAnnouncerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = culm_printer_announcer_dispose;
}

static void
culm_printer_announcer_init (CulmPrinterAnnouncer *self)
{
}

CulmPrinterAnnouncer *
culm_printer_announcer_new (GtkWidget *widget, CulmStatus *status)
{
  CulmPrinterAnnouncer *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (CULM_IS_STATUS (status), NULL);

  self = g_object_new (CULM_TYPE_PRINTER_ANNOUNCER, NULL);
  self->widget = widget;
  g_object_set_qdata (G_OBJECT (widget), announcer_quark (), self);
  self->status = g_object_ref (status);
  self->printer = g_object_ref (culm_status_get_printer (status));
  self->said = collect_messages (self);
  self->quarter = get_quarter (self);

  g_signal_connect_object (status, "notify::word", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (status, "notify::fraction", G_CALLBACK (on_fraction_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_printer_get_alerts (self->printer), "items-changed",
                           G_CALLBACK (on_messages_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_printer_get_warnings (self->printer), "items-changed",
                           G_CALLBACK (on_messages_changed), self, G_CONNECT_SWAPPED);

  return self;
}
