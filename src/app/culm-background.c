/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-background.h"

#include <bambu/alert/bambu-printer-roll.h>
#include <glib/gi18n.h>
#include <libportal/portal.h>
#include <words/culm-format.h>
#include <words/culm-status.h>

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Background"

struct _CulmBackground
{
  GObject parent_instance;

  GApplication *application; /* weak */
  BambuFleet *fleet;
  GSettings *settings;
  XdpPortal *portal; /* NULL without a session bus */
  GCancellable *cancellable;
  BambuPrinterRoll *roll;
  GHashTable *statuses; /* BambuPrinter → CulmStatus */

  char *told; /* what the portal was last told */
  char *watching_note;
  char *login_note;
  guint source;
  gboolean active;
  gboolean has_asked; /* the portal, in this run */
  gboolean starts;    /* at login, as the portal was last asked */
  gboolean wanted;    /* as the setting was last looked at */
  gboolean cannot_start;
};

typedef enum
{
  PROP_ACTIVE = 1,
  PROP_CAN_START,
  PROP_LOGIN_NOTE,
  PROP_WATCHING_NOTE,
} CulmBackgroundProperty;

static GParamSpec *properties[PROP_WATCHING_NOTE + 1];

G_DEFINE_FINAL_TYPE (CulmBackground, culm_background, G_TYPE_OBJECT)

static void
set_note (CulmBackground *self, char **field, const char *note, CulmBackgroundProperty property)
{
  if (g_set_str (field, note))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_cannot_start (CulmBackground *self, gboolean cannot_start)
{
  if (self->cannot_start == cannot_start)
    return;

  self->cannot_start = cannot_start;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_START]);
}

static void
note_absence (CulmBackground *self)
{
  set_note (self, &self->watching_note,
            _ ("This desktop has no portal for it. Culm watches all the same, and is not listed "
               "among the apps in the background."),
            PROP_WATCHING_NOTE);
  set_note (self, &self->login_note, _ ("This desktop has no portal that starts apps at login."),
            PROP_LOGIN_NOTE);
  set_cannot_start (self, TRUE);
}

static gboolean
is_absent (const GError *error)
{
  return error->domain == G_DBUS_ERROR;
}

/* What the printers do */

static gboolean
is_printing (BambuPrinter *printer)
{
  return bambu_job_is_active (bambu_printer_get_job (printer))
         && bambu_printer_get_freshness (printer) != BAMBU_FRESHNESS_OFFLINE;
}

/* How many print, and when the first one is done; 0 nobody knows. */
static guint
count_printing (CulmBackground *self, gint64 *end)
{
  GListModel *printers = G_LIST_MODEL (self->fleet);
  guint n = 0;

  *end = 0;
  for (guint i = 0; i < g_list_model_get_n_items (printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (printers, i);
      gint64 its_end = bambu_job_get_end_time (bambu_printer_get_job (printer));

      if (!is_printing (printer))
        continue;

      n++;
      if (its_end > 0 && (*end == 0 || its_end < *end))
        *end = its_end;
    }

  return n;
}

char *
culm_background_dup_status (CulmBackground *self)
{
  gint64 end;
  guint n;
  g_autofree char *when = NULL;

  g_return_val_if_fail (CULM_IS_BACKGROUND (self), NULL);

  n = count_printing (self, &end);
  if (n == 0)
    return g_strdup (_ ("Nothing is printing"));
  if (end == 0)
    return g_strdup_printf (ngettext ("%u printing", "%u printing", n), n);

  when = culm_format_end (end, g_get_real_time () / G_USEC_PER_SEC);
  /* Translators: how many printers print, and when the only or the first one is done: "1 printing,
   * done at 16:40", "3 printing, the first one done at 16:40" */
  return g_strdup_printf (ngettext ("%u printing, %s", "%u printing, the first one %s", n), n,
                          when);
}

static void
on_status_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Outside of a sandbox the portal takes none. */
  if (!xdp_portal_set_background_status_finish (XDP_PORTAL (source), result, &error))
    g_debug ("The portal does not take the status: %s", error->message);
}

static void
tell_status (CulmBackground *self)
{
  g_autofree char *status = culm_background_dup_status (self);

  if (self->active && self->portal != NULL && g_set_str (&self->told, status))
    xdp_portal_set_background_status (self->portal, status, self->cancellable, on_status_set, NULL);
}

static gboolean
on_due (gpointer user_data)
{
  CulmBackground *self = user_data;

  self->source = 0;
  tell_status (self);

  return G_SOURCE_REMOVE;
}

static void
queue (CulmBackground *self)
{
  if (self->active && self->source == 0)
    self->source = g_idle_add (on_due, self);
}

static void
on_joined (BambuPrinter *printer, gpointer owner)
{
  CulmBackground *self = owner;
  CulmStatus *status = culm_status_dup_for_printer (printer);

  g_signal_connect_object (status, "notify::sentence", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->statuses, printer, status);
  queue (self);
}

static void
on_left (BambuPrinter *printer, gpointer owner)
{
  CulmBackground *self = owner;
  CulmStatus *status = g_hash_table_lookup (self->statuses, printer);

  g_signal_handlers_disconnect_by_func (status, queue, self);
  g_hash_table_remove (self->statuses, printer);
  queue (self);
}

/* The portal */

static void
tell_refusal (CulmBackground *self)
{
  g_autoptr (GNotification) notification = NULL;

  set_note (self, &self->watching_note,
            _ ("The desktop’s settings do not let Culm run in the background."),
            PROP_WATCHING_NOTE);
  if (!self->active || self->application == NULL)
    return;

  notification = g_notification_new (_ ("Printers may not be watched"));
  g_notification_set_body (notification,
                           _ ("The desktop’s settings do not let Culm run in the background."));
  g_application_send_notification (self->application, "background", notification);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CulmBackground) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_granted = xdp_portal_request_background_finish (XDP_PORTAL (source), result, &error);

  if (is_granted)
    {
      set_note (self, &self->watching_note, NULL, PROP_WATCHING_NOTE);
      set_note (self, &self->login_note, NULL, PROP_LOGIN_NOTE);
      return;
    }

  if (error != NULL && is_absent (error))
    {
      g_message ("There is no portal for apps in the background: %s", error->message);
      note_absence (self);
    }
  else if (g_settings_get_boolean (self->settings, "start-at-login"))
    set_note (self, &self->login_note, _ ("The desktop did not allow it."), PROP_LOGIN_NOTE);
  else
    tell_refusal (self);

  self->starts = FALSE;
  if (g_settings_get_boolean (self->settings, "start-at-login"))
    g_settings_set_boolean (self->settings, "start-at-login", FALSE);
}

/* What the portal is not told again it takes back: starting at login, too. */
static void
ask_portal (CulmBackground *self)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  XdpBackgroundFlags flags = XDP_BACKGROUND_FLAG_NONE;
  g_autofree char *reason = g_strdup (_ ("Culm watches your printers and tells what happens."));

  self->has_asked = TRUE;
  self->starts = g_settings_get_boolean (self->settings, "start-at-login");
  if (self->portal == NULL)
    {
      note_absence (self);
      return;
    }

  g_ptr_array_add (command, (gpointer) "culm");
  g_ptr_array_add (command, (gpointer) "--background");
  if (self->starts)
    flags |= XDP_BACKGROUND_FLAG_AUTOSTART;
  xdp_portal_request_background (self->portal, NULL, reason, command, flags, self->cancellable,
                                 on_answered, g_object_ref (self));
}

/* It may be told of a change where there is none. */
static void
on_setting_changed (CulmBackground *self)
{
  gboolean was_wanted = self->wanted;

  self->wanted = culm_background_is_wanted (self);
  if ((self->wanted && !was_wanted)
      || self->starts != g_settings_get_boolean (self->settings, "start-at-login"))
    ask_portal (self);
}

static void
on_version (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CulmBackground) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) version =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (version == NULL)
    {
      note_absence (self);
      return;
    }

  /* It may have come since. */
  if (self->cannot_start)
    {
      set_note (self, &self->watching_note, NULL, PROP_WATCHING_NOTE);
      set_note (self, &self->login_note, NULL, PROP_LOGIN_NOTE);
      set_cannot_start (self, FALSE);
    }
}

void
culm_background_look (CulmBackground *self)
{
  GDBusConnection *connection;

  g_return_if_fail (CULM_IS_BACKGROUND (self));

  connection =
      self->application != NULL ? g_application_get_dbus_connection (self->application) : NULL;
  if (connection == NULL)
    {
      note_absence (self);
      return;
    }

  g_dbus_connection_call (connection, PORTAL_NAME, PORTAL_PATH, "org.freedesktop.DBus.Properties",
                          "Get", g_variant_new ("(ss)", PORTAL_INTERFACE, "version"),
                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable,
                          on_version, g_object_ref (self));
}

static void
culm_background_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmBackground *self = CULM_BACKGROUND (object);

  switch ((CulmBackgroundProperty) prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case PROP_CAN_START:
      g_value_set_boolean (value, !self->cannot_start);
      break;
    case PROP_LOGIN_NOTE:
      g_value_set_string (value, self->login_note);
      break;
    case PROP_WATCHING_NOTE:
      g_value_set_string (value, self->watching_note);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_background_dispose (GObject *object)
{
  CulmBackground *self = CULM_BACKGROUND (object);

  culm_background_set_active (self, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->roll, bambu_printer_roll_free);
  g_clear_pointer (&self->statuses, g_hash_table_unref);
  g_clear_weak_pointer (&self->application);
  g_clear_object (&self->fleet);
  g_clear_object (&self->settings);
  g_clear_object (&self->portal);

  G_OBJECT_CLASS (culm_background_parent_class)->dispose (object);
}

static void
culm_background_finalize (GObject *object)
{
  CulmBackground *self = CULM_BACKGROUND (object);

  g_object_unref (self->cancellable);
  g_free (self->told);
  g_free (self->watching_note);
  g_free (self->login_note);

  G_OBJECT_CLASS (culm_background_parent_class)->finalize (object);
}

static void
culm_background_class_init (CulmBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_background_get_property;
  object_class->dispose = culm_background_dispose;
  object_class->finalize = culm_background_finalize;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_START] = g_param_spec_boolean ("can-start", NULL, NULL, TRUE, flags);
  properties[PROP_LOGIN_NOTE] = g_param_spec_string ("login-note", NULL, NULL, NULL, flags);
  properties[PROP_WATCHING_NOTE] = g_param_spec_string ("watching-note", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_background_init (CulmBackground *self)
{
  self->cancellable = g_cancellable_new ();
  self->statuses = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

CulmBackground *
culm_background_new (GApplication *application, BambuFleet *fleet, GSettings *settings)
{
  CulmBackground *self;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (BAMBU_IS_FLEET (fleet), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CULM_TYPE_BACKGROUND, NULL);
  g_set_weak_pointer (&self->application, application);
  self->fleet = g_object_ref (fleet);
  self->settings = g_object_ref (settings);
  self->wanted = culm_background_is_wanted (self);
  self->starts = g_settings_get_boolean (settings, "start-at-login");
  self->portal = xdp_portal_initable_new (&error);
  if (self->portal == NULL)
    g_message ("There are no portals: %s", error->message);
  self->roll = bambu_printer_roll_new (G_LIST_MODEL (fleet), on_joined, on_left, NULL, self);
  g_signal_connect_object (settings, "changed::keep-watching", G_CALLBACK (on_setting_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::start-at-login", G_CALLBACK (on_setting_changed),
                           self, G_CONNECT_SWAPPED);

  return self;
}

gboolean
culm_background_is_wanted (CulmBackground *self)
{
  g_return_val_if_fail (CULM_IS_BACKGROUND (self), FALSE);

  return g_settings_get_boolean (self->settings, "keep-watching");
}

gboolean
culm_background_should_ask (CulmBackground *self)
{
  gint64 end;

  g_return_val_if_fail (CULM_IS_BACKGROUND (self), FALSE);

  return !culm_background_is_wanted (self)
         && !g_settings_get_boolean (self->settings, "keep-watching-asked")
         && count_printing (self, &end) > 0;
}

void
culm_background_set_active (CulmBackground *self, gboolean active)
{
  g_return_if_fail (CULM_IS_BACKGROUND (self));

  if (self->active == active || self->application == NULL)
    return;

  self->active = active;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  if (!active)
    {
      g_application_release (self->application);
      return;
    }

  g_application_hold (self->application);
  if (!self->has_asked)
    ask_portal (self);
  tell_status (self);
}
