/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-notifier.h"

#include <bambu/alert/bambu-printer-roll.h>
#include <bambu/bambu-weak-ref.h>
#include <glib/gi18n.h>
#include <words/culm-command-words.h>

#include "culm-event-picture.h"
#include "culm-watch.h"

/* A last layer may take long: how often its picture is taken */
#define FRAME_USEC (20 * G_USEC_PER_SEC)

/* The id of what is no event */
#define FAILURE "command"

/* A notification: shown, or on its way to be */
typedef struct
{
  char *title; /* NULL: there is none */
  char *body;
  DexFuture *sending; /* while it waits for its picture */
  gboolean is_shown;
} Notice;

typedef struct
{
  CulmNotifier *notifier;
  BambuPrinter *printer;
  CulmWatch *watch;
  Notice notices[CULM_N_EVENTS];
  GBytes *frame; /* of the last layer, while the bed is still up; NULL none */
  gint64 frame_time;
  gboolean has_failed; /* what a button was to do */
  DexFuture *framing;
} Entry;

struct _CulmNotifier
{
  GObject parent_instance;

  GApplication *application; /* weak */
  BambuFleet *fleet;
  GSettings *settings;
  BambuPrinterRoll *roll;
  GHashTable *entries; /* BambuPrinter → Entry */
};

G_DEFINE_FINAL_TYPE (CulmNotifier, culm_notifier, G_TYPE_OBJECT)

static char *
dup_id (Entry *entry, const char *kind)
{
  return g_strdup_printf ("%s-%s", kind, bambu_printer_get_serial (entry->printer));
}

static void
withdraw (Entry *entry, CulmEventKind kind)
{
  Notice *notice = &entry->notices[kind];
  GApplication *application = entry->notifier->application;

  dex_clear (&notice->sending);
  if (notice->is_shown && application != NULL)
    {
      g_autofree char *id = dup_id (entry, culm_event_get (kind)->id);

      g_application_withdraw_notification (application, id);
    }
  notice->is_shown = FALSE;
  g_clear_pointer (&notice->title, g_free);
  g_clear_pointer (&notice->body, g_free);
}

/* That a button did not do what it says; one at a time */
static void
withdraw_failure (Entry *entry)
{
  g_autofree char *id = dup_id (entry, FAILURE);

  if (entry->has_failed && entry->notifier->application != NULL)
    g_application_withdraw_notification (entry->notifier->application, id);
  entry->has_failed = FALSE;
}

static void
withdraw_all (Entry *entry)
{
  for (CulmEventKind kind = 0; kind < CULM_N_EVENTS; kind++)
    withdraw (entry, kind);
  withdraw_failure (entry);
}

/* What is not told of any more is not shown any more. */
static void
withdraw_unwanted (CulmNotifier *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (CulmEventKind kind = 0; kind < CULM_N_EVENTS; kind++)
      {
        Entry *entry = value;

        if (entry->notices[kind].title != NULL
            && !culm_event_is_wanted (self->settings, kind,
                                      bambu_printer_get_serial (entry->printer)))
          withdraw (entry, kind);
      }
}

static void
entry_free (gpointer data)
{
  Entry *self = data;

  withdraw_all (self);
  g_signal_handlers_disconnect_by_data (self->watch, self);
  g_object_unref (self->watch);
  g_object_unref (self->printer);
  g_clear_pointer (&self->frame, g_bytes_unref);
  dex_clear (&self->framing);
  g_free (self);
}

static void
add_button (GNotification *notification, const char *label, const char *action, Entry *entry)
{
  g_notification_add_button_with_target (notification, label, action, "s",
                                         bambu_printer_get_serial (entry->printer));
}

static void
add_buttons (GNotification *notification, CulmEventButtons buttons, Entry *entry)
{
  BambuPrinter *printer = entry->printer;

  if (buttons & CULM_EVENT_BUTTON_SHOW)
    /* Translators: a button of a notification: shows the printer */
    add_button (notification, _ ("Show"), "app.show-printer", entry);
  if (buttons & CULM_EVENT_BUTTON_LIGHT_OFF && culm_watch_is_lit (entry->watch))
    /* Translators: a button of a notification: turns the printer's light off */
    add_button (notification, _ ("Light Off"), "app.turn-light-off", entry);
  if (buttons & CULM_EVENT_BUTTON_RESUME && bambu_printer_can (printer, BAMBU_CONTROL_RESUME, NULL))
    add_button (notification, _ ("Resume"), "app.resume-printer", entry);
  if (buttons & CULM_EVENT_BUTTON_STOP && bambu_printer_can (printer, BAMBU_CONTROL_STOP, NULL))
    /* Translators: a button of a notification: asks whether to stop the print */
    add_button (notification, _ ("Stop…"), "app.stop-printer", entry);
  if (buttons & CULM_EVENT_BUTTON_TRY_AGAIN)
    add_button (notification, _ ("Try Again"), "app.retry-upload", entry);
}

static GNotification *
create_notification (Entry *entry, const char *title, const char *body)
{
  GNotification *notification = g_notification_new (title);

  if (body != NULL)
    g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-printer", "s",
                                                bambu_printer_get_serial (entry->printer));

  return notification;
}

static void
send_notification (Entry *entry, const char *kind, GNotification *notification)
{
  g_autofree char *id = dup_id (entry, kind);

  if (entry->notifier->application != NULL)
    g_application_send_notification (entry->notifier->application, id, notification);
}

/* @icon: (nullable) */
static void
show (Entry *entry, CulmEventKind kind, CulmEventButtons buttons, GIcon *icon)
{
  Notice *notice = &entry->notices[kind];
  const CulmEvent *event = culm_event_get (kind);
  g_autoptr (GNotification) notification = create_notification (entry, notice->title, notice->body);

  g_notification_set_priority (notification, event->priority);
  if (icon != NULL)
    g_notification_set_icon (notification, icon);
  add_buttons (notification, buttons, entry);
  send_notification (entry, event->id, notification);
  notice->is_shown = TRUE;
}

/* Which notification waits for a picture; it drops the future with itself. */
typedef struct
{
  Entry *entry;
  CulmEventKind kind;
} Sending;

static DexFuture *
on_picture (DexFuture *future, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (error != NULL)
    g_debug ("A notification has no picture: %s", error->message);
  show (sending->entry, sending->kind, culm_event_get (sending->kind)->buttons,
        value != NULL ? g_value_get_object (value) : NULL);

  return dex_future_new_true ();
}

static DexFuture *
on_taken (DexFuture *future, gpointer user_data)
{
  const GValue *value = dex_future_get_value (future, NULL);

  return culm_event_picture_to_icon (g_value_get_boxed (value));
}

static DexFuture *
take_picture (Entry *entry)
{
  return culm_event_picture_take (bambu_fleet_get_camera (entry->notifier->fleet, entry->printer));
}

/* By now the bed of a print that is finished has dropped. */
static DexFuture *
get_picture (Entry *entry, CulmEventKind kind)
{
  if (kind == CULM_EVENT_FINISHED && entry->frame != NULL)
    return culm_event_picture_to_icon (entry->frame);

  return dex_future_then (take_picture (entry), on_taken, NULL, NULL);
}

static void
tell (Entry *entry, CulmEventKind kind)
{
  Notice *notice = &entry->notices[kind];
  const CulmEvent *event = culm_event_get (kind);
  Sending *sending;

  dex_clear (&notice->sending);
  g_free (notice->title);
  g_free (notice->body);
  notice->title = culm_watch_dup_title (entry->watch, kind);
  notice->body = culm_watch_dup_body (entry->watch, kind);

  if (!event->has_picture
      || bambu_printer_get_camera_kind (entry->printer) == BAMBU_CAMERA_KIND_NONE)
    {
      show (entry, kind, event->buttons, NULL);
      return;
    }

  sending = g_new (Sending, 1);
  sending->entry = entry;
  sending->kind = kind;
  notice->sending = dex_future_finally (get_picture (entry, kind), on_picture, sending, g_free);
}

/* A fault's text may come later than the fault, and one fault after the other. */
static gboolean
is_outdated (Entry *entry, CulmEventKind kind)
{
  Notice *notice = &entry->notices[kind];
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (kind != CULM_EVENT_PROBLEM || notice->title == NULL)
    return FALSE;

  title = culm_watch_dup_title (entry->watch, kind);
  body = culm_watch_dup_body (entry->watch, kind);

  return !g_str_equal (title, notice->title) || !g_str_equal (body, notice->body);
}

static void
on_changed (CulmWatch *watch, int kind, gboolean has_happened, Entry *entry)
{
  if (!culm_watch_holds (watch, (CulmEventKind) kind))
    withdraw (entry, (CulmEventKind) kind);
  else if (has_happened
           && culm_event_is_wanted (entry->notifier->settings, (CulmEventKind) kind,
                                    bambu_printer_get_serial (entry->printer)))
    tell (entry, (CulmEventKind) kind);
  else if (is_outdated (entry, (CulmEventKind) kind))
    tell (entry, (CulmEventKind) kind);
}

static DexFuture *
on_frame (DexFuture *future, gpointer user_data)
{
  Entry *entry = user_data;
  const GValue *value = dex_future_get_value (future, NULL);

  if (value != NULL)
    {
      g_clear_pointer (&entry->frame, g_bytes_unref);
      entry->frame = g_value_dup_boxed (value);
    }

  return dex_future_new_true ();
}

static void
keep_frame (Entry *entry)
{
  gint64 now = g_get_monotonic_time ();

  if (bambu_printer_get_camera_kind (entry->printer) == BAMBU_CAMERA_KIND_NONE
      || (entry->frame_time > 0 && now - entry->frame_time < FRAME_USEC)
      || !culm_event_is_wanted (entry->notifier->settings, CULM_EVENT_FINISHED,
                                bambu_printer_get_serial (entry->printer)))
    return;

  entry->frame_time = now;
  dex_clear (&entry->framing);
  entry->framing = dex_future_finally (take_picture (entry), on_frame, entry, NULL);
}

static void
on_looked (CulmWatch *watch, Entry *entry)
{
  if (culm_watch_is_at_end (watch))
    {
      keep_frame (entry);
      return;
    }

  entry->frame_time = 0;
  if (bambu_job_is_active (bambu_printer_get_job (entry->printer)))
    g_clear_pointer (&entry->frame, g_bytes_unref);
}

static void
on_joined (BambuPrinter *printer, gpointer owner)
{
  CulmNotifier *self = owner;
  Entry *entry = g_new0 (Entry, 1);

  entry->notifier = self;
  entry->printer = g_object_ref (printer);
  entry->watch = culm_watch_new (printer);
  g_signal_connect (entry->watch, "changed", G_CALLBACK (on_changed), entry);
  g_signal_connect (entry->watch, "looked", G_CALLBACK (on_looked), entry);
  g_hash_table_insert (self->entries, printer, entry);
}

static void
on_left (BambuPrinter *printer, gpointer owner)
{
  g_hash_table_remove (CULM_NOTIFIER (owner)->entries, printer);
}

static void
culm_notifier_dispose (GObject *object)
{
  CulmNotifier *self = CULM_NOTIFIER (object);

  g_clear_pointer (&self->roll, bambu_printer_roll_free);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_weak_pointer (&self->application);
  g_clear_object (&self->fleet);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (culm_notifier_parent_class)->dispose (object);
}

static void
culm_notifier_class_init (CulmNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = culm_notifier_dispose;
}

static void
culm_notifier_init (CulmNotifier *self)
{
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
}

CulmNotifier *
culm_notifier_new (GApplication *application, BambuFleet *fleet, GSettings *settings)
{
  CulmNotifier *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (BAMBU_IS_FLEET (fleet), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CULM_TYPE_NOTIFIER, NULL);
  g_set_weak_pointer (&self->application, application);
  self->fleet = g_object_ref (fleet);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed", G_CALLBACK (withdraw_unwanted), self,
                           G_CONNECT_SWAPPED);
  self->roll = bambu_printer_roll_new (G_LIST_MODEL (fleet), on_joined, on_left, NULL, self);

  return self;
}

static Entry *
find_entry (CulmNotifier *self, const char *serial)
{
  BambuPrinter *printer = bambu_fleet_find (self->fleet, serial);

  return printer != NULL ? g_hash_table_lookup (self->entries, printer) : NULL;
}

void
culm_notifier_tell_upload (CulmNotifier *self,
                           BambuPrintJob *job,
                           const char *title,
                           const char *reason)
{
  CulmEventKind kind = reason != NULL ? CULM_EVENT_UPLOAD_FAILED : CULM_EVENT_UPLOAD_DONE;
  CulmEventButtons buttons = culm_event_get (kind)->buttons;
  const char *serial = bambu_printer_get_serial (bambu_print_job_get_printer (job));
  Entry *entry;

  g_return_if_fail (CULM_IS_NOTIFIER (self));

  entry = find_entry (self, serial);
  if (entry == NULL || !culm_event_is_wanted (self->settings, kind, serial))
    return;

  /* Who tries that again may print it twice. */
  if (bambu_print_job_is_outcome_unknown (job))
    buttons &= ~CULM_EVENT_BUTTON_TRY_AGAIN;

  withdraw (entry, kind);
  entry->notices[kind].title = g_strdup (title);
  entry->notices[kind].body = g_strdup (reason);
  show (entry, kind, buttons, NULL);
}

void
culm_notifier_forget_upload (CulmNotifier *self, BambuPrinter *printer)
{
  Entry *entry;

  g_return_if_fail (CULM_IS_NOTIFIER (self));

  entry = find_entry (self, bambu_printer_get_serial (printer));
  if (entry != NULL)
    withdraw (entry, CULM_EVENT_UPLOAD_FAILED);
}

/* Where there may be no window, a button's failure is told where the button was. */
static DexFuture *
on_command_failed (DexFuture *future, gpointer user_data)
{
  gpointer *context = user_data;
  g_autoptr (CulmNotifier) self = g_weak_ref_get (context[0]);
  BambuPrinter *printer = context[1];
  Entry *entry = self != NULL ? g_hash_table_lookup (self->entries, printer) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *text = NULL;

  dex_future_get_value (future, &error);
  if (entry == NULL || g_error_matches (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_PENDING))
    return NULL;

  text = culm_command_words_failure (error, printer);
  notification = create_notification (entry, bambu_printer_get_name (printer), text);
  send_notification (entry, FAILURE, notification);
  entry->has_failed = TRUE;

  return NULL;
}

static void
context_free (gpointer data)
{
  gpointer *context = data;

  bambu_weak_ref_free (context[0]);
  g_object_unref (context[1]);
  g_free (context);
}

/* Takes @future. It is carried out, whoever goes meanwhile. */
static void
follow (Entry *entry, DexFuture *future)
{
  gpointer *context = g_new (gpointer, 2);

  withdraw_failure (entry);
  context[0] = bambu_weak_ref_new (entry->notifier);
  context[1] = g_object_ref (entry->printer);
  dex_future_disown (dex_future_catch (future, on_command_failed, context, context_free));
}

void
culm_notifier_resume (CulmNotifier *self, const char *serial)
{
  Entry *entry;

  g_return_if_fail (CULM_IS_NOTIFIER (self));

  entry = find_entry (self, serial);
  if (entry == NULL
      || !(entry->notices[CULM_EVENT_PROBLEM].is_shown
           || entry->notices[CULM_EVENT_PAUSED].is_shown)
      || !bambu_printer_can (entry->printer, BAMBU_CONTROL_RESUME, NULL))
    return;

  follow (entry, bambu_printer_resume (entry->printer));
}

void
culm_notifier_turn_light_off (CulmNotifier *self, const char *serial)
{
  Entry *entry;

  g_return_if_fail (CULM_IS_NOTIFIER (self));

  entry = find_entry (self, serial);
  if (entry != NULL && culm_watch_is_lit (entry->watch))
    follow (entry, bambu_printer_set_light (entry->printer, BAMBU_LIGHT_PLACE_CHAMBER, FALSE));
}

void
culm_notifier_withdraw_all (CulmNotifier *self)
{
  GHashTableIter iter;
  gpointer entry;

  g_return_if_fail (CULM_IS_NOTIFIER (self));

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    withdraw_all (entry);
}
