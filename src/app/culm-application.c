/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include "culm-application.h"
#include "culm-application-private.h"

#include <bambu/alert/bambu-alert-history.h>
#include <bambu/bambu-account-printers.h>
#include <bambu/link/bambu-cloud-gate.h>
#include <bambu/print/bambu-print-link.h>
#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>

#include "culm-about.h"
#include "culm-demo.h"
#include "culm-errors.h"
#include "culm-limits.h"
#include "culm-log.h"
#include "culm-shell.h"
#include "culm-shortcuts.h"
#include "culm-toast.h"
#include "culm-upload-guard.h"
#include "culm-window-private.h"

struct _CulmApplication
{
  AdwApplication parent_instance;

  CulmShell *shell; /* NULL in the demo */
  GSettings *settings;
  BambuFleet *fleet;
  CulmNotifier *notifier;     /* NULL in the demo, whose buttons would find another Culm */
  CulmBackground *background; /* NULL in the demo */
  BambuAccountPrinters *account_printers; /* NULL in the demo */
  BambuAlertTexts *alert_texts;           /* NULL in the demo */
  BambuAlertHistory *alert_history;
  BambuPrintHistory *print_history;
  DexFuture *loaded; /* the printers */
  DexFuture *showing;
  DexFuture *loading_accounts;
  char *authority_path;
  BambuRegion *texts_region; /* of development, NULL for the vendor's */
  BambuRegion *region;       /* of development, NULL for the vendor's */
  CulmUploadGuard *upload_guard;
  gboolean demo;
  gboolean starts_without_window; /* the next time that it is activated */
};

G_DEFINE_FINAL_TYPE (CulmApplication, culm_application, ADW_TYPE_APPLICATION)

static CulmWindow *
find_window (CulmApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (CULM_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

/* Each account tells by itself what came of it. */
static DexFuture *
on_accounts_loaded (DexFuture *future, gpointer user_data)
{
  CulmApplication *self = user_data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    g_warning ("The accounts cannot be read: %s", error->message);

  bambu_account_printers_watch (self->account_printers);

  return NULL;
}

static DexFuture *
load_accounts (DexFuture *future, gpointer user_data)
{
  CulmApplication *self = user_data;

  return dex_future_finally (
      bambu_account_list_load (bambu_account_printers_get_accounts (self->account_printers)),
      on_accounts_loaded, self, NULL);
}

static DexFuture *
on_loaded (DexFuture *future, gpointer user_data)
{
  CulmApplication *self = user_data;
  CulmWindow *window = find_window (self);
  g_autoptr (GError) error = NULL;

  if (window == NULL)
    return NULL;

  culm_window_set_loaded (window);
  culm_upload_guard_tell (self->upload_guard, GTK_WIDGET (window));

  if (dex_future_get_value (future, &error) == NULL)
    {
      g_autofree char *text = culm_error_to_sentence (error);

      culm_toast_show_failure (GTK_WIDGET (window), text, error);
    }

  return NULL;
}

/* The demo touches neither disk, keyring nor network. */
static BambuFleet *
create_fleet (CulmApplication *self, BambuStore *store)
{
  g_autoptr (BambuKeyring) keyring =
      self->demo ? bambu_keyring_new_for_session () : bambu_keyring_new ();
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuDiscovery) discovery = bambu_discovery_new ();
  g_autoptr (GError) error = NULL;

  if (self->authority_path != NULL
      && !bambu_trust_add_authority (trust, self->authority_path, &error))
    g_warning ("No authority was added: %s", error->message);

  return bambu_fleet_new (store, keyring, trust, discovery);
}

static GSettings *
create_settings (CulmApplication *self)
{
  g_autoptr (GSettingsBackend) backend = NULL;

  if (!self->demo)
    return g_settings_new (CULM_APP_ID);

  backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend (CULM_APP_ID, backend);
}

static BambuAccountPrinters *
create_account_printers (CulmApplication *self, BambuStore *store)
{
  g_autoptr (BambuAccountList) accounts = NULL;
  g_autoptr (GPtrArray) regions = NULL;

  if (self->region != NULL)
    {
      regions = g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_region_unref);
      g_ptr_array_add (regions, bambu_region_ref (self->region));
    }
  accounts = bambu_account_list_new (store, bambu_fleet_get_keyring (self->fleet), regions);

  return bambu_account_printers_new (self->fleet, accounts);
}

static BambuAlertTexts *
create_alert_texts (CulmApplication *self)
{
  g_autofree char *language = bambu_alert_texts_choose_language (g_get_language_names ());

  return bambu_alert_texts_new (
      G_LIST_MODEL (self->fleet), self->texts_region != NULL ? self->texts_region->api : NULL,
      self->texts_region != NULL ? self->texts_region->database : NULL, NULL, language);
}

/* That the store cannot be read is told with the printers. */
static DexFuture *
on_history_loaded (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    g_message ("A history cannot be read: %s", error->message);

  return dex_future_new_true ();
}

static void
update_log (CulmApplication *self)
{
  culm_log_set_kept (g_settings_get_boolean (self->settings, "keep-log"));
}

/* Each account tells by itself what came of it. */
static void
on_gate (CulmApplication *self)
{
  GListModel *accounts =
      G_LIST_MODEL (bambu_account_printers_get_accounts (self->account_printers));

  if (bambu_cloud_gate_is_closed (bambu_cloud_gate_get_default ()))
    return;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (BambuAccount) account = g_list_model_get_item (accounts, i);

      if (bambu_account_get_state (account) == BAMBU_ACCOUNT_STATE_SIGNED_IN)
        dex_future_disown (bambu_account_printers_load (self->account_printers, account));
    }
}

/* They are there without a window, too, for whoever asks by the bus. */
static void
create_printers (CulmApplication *self)
{
  g_autofree char *path = self->demo ? NULL : bambu_store_dup_default_path ();
  g_autoptr (BambuStore) store = bambu_store_new (path);
  BambuCloudGate *gate = bambu_cloud_gate_get_default ();

  self->settings = create_settings (self);
  g_signal_connect_object (self->settings, "changed::keep-log", G_CALLBACK (update_log), self,
                           G_CONNECT_SWAPPED);
  update_log (self);
  self->upload_guard = culm_upload_guard_new (GTK_APPLICATION (self), self->settings);
  g_settings_bind (self->settings, "never-cloud", gate, "closed", G_SETTINGS_BIND_GET);
  self->fleet = create_fleet (self, store);
  if (self->demo)
    culm_demo_add_printers (self->fleet);

  culm_limits_follow (self->fleet, self->settings);
  self->alert_history = bambu_alert_history_new (store, G_LIST_MODEL (self->fleet));
  dex_future_disown (dex_future_finally (bambu_alert_history_load (self->alert_history),
                                         on_history_loaded, NULL, NULL));

  self->print_history = bambu_print_history_new (store, self->fleet);
  dex_future_disown (dex_future_finally (bambu_print_history_load (self->print_history),
                                         on_history_loaded, NULL, NULL));

  if (!self->demo)
    {
      self->account_printers = create_account_printers (self, store);
      self->alert_texts = create_alert_texts (self);
      g_settings_bind (self->settings, "show-alert-texts", self->alert_texts, "enabled",
                       G_SETTINGS_BIND_GET);
      self->notifier = culm_notifier_new (G_APPLICATION (self), self->fleet, self->settings);
      self->background = culm_background_new (G_APPLICATION (self), self->fleet, self->settings);
      g_object_bind_property (self->background, "active", self->print_history, "may-use-cameras",
                              G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
      g_signal_connect_object (gate, "notify::closed", G_CALLBACK (on_gate), self,
                               G_CONNECT_SWAPPED);
    }

  /* Whose printers they are is told after them. */
  self->loaded = bambu_fleet_load (self->fleet);
  if (self->account_printers != NULL)
    self->loading_accounts = dex_future_finally (dex_ref (self->loaded), load_accounts, self, NULL);

  if (self->shell != NULL)
    culm_shell_set_printers (self->shell, G_LIST_MODEL (self->fleet), self->loaded);
}

static void
on_window_shown (CulmApplication *self, GParamSpec *pspec, CulmWindow *window)
{
  if (self->background != NULL && gtk_widget_get_visible (GTK_WIDGET (window)))
    culm_background_set_active (self->background, FALSE);
}

static CulmWindow *
create_window (CulmApplication *self)
{
  CulmWindow *window = culm_window_new (GTK_APPLICATION (self), self->fleet, self->settings);

  culm_window_set_alert_history (window, self->alert_history);
  culm_window_set_print_history (window, self->print_history);
  if (!self->demo)
    {
      culm_window_set_account_printers (window, self->account_printers);
      culm_window_set_alert_texts (window, self->alert_texts);
      culm_window_set_background (window, self->background);
      culm_print_desk_set_notifier (culm_window_get_print_desk (window), self->notifier);
    }
  g_signal_connect_object (window, "notify::visible", G_CALLBACK (on_window_shown), self,
                           G_CONNECT_SWAPPED);

  /* A future that has settled calls back at once: by then there must be a window. */
  dex_clear (&self->showing);
  self->showing = dex_future_finally (dex_ref (self->loaded), on_loaded, self, NULL);

  return window;
}

CulmWindow *
culm_application_show_window (CulmApplication *self)
{
  CulmWindow *window;

  g_return_val_if_fail (CULM_IS_APPLICATION (self), NULL);

  window = find_window (self);
  if (window == NULL)
    window = create_window (self);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
culm_application_activate (GApplication *application)
{
  CulmApplication *self = CULM_APPLICATION (application);

  if (!self->starts_without_window)
    {
      culm_application_show_window (self);
      return;
    }

  self->starts_without_window = FALSE;
  culm_background_set_active (self->background, TRUE);
}

static void
culm_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autofree GFile **local = g_new (GFile *, n_files);
  CulmWindow *window;
  int n_local = 0;

  window = culm_application_show_window (CULM_APPLICATION (application));
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      if (bambu_print_link_is (uri))
        culm_window_open_link (window, uri);
      else
        local[n_local++] = files[i];
    }

  if (n_local > 0)
    culm_window_print_files (window, local, n_local);
}

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  adw_dialog_present (culm_shortcuts_dialog_new (), GTK_WIDGET (window));
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  adw_dialog_present (culm_about_dialog_new (), GTK_WIDGET (window));
}

/* What the desktop offers for the app's icon: it happens in the window. */
static void
print_file (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
  culm_window_choose_files (find_window (user_data));
}

static void
add_printer (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
  gtk_widget_activate_action (GTK_WIDGET (find_window (user_data)), "win.add-printer", NULL);
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CulmApplication *self = user_data;
  CulmWindow *window = find_window (self);

  if (self->background != NULL)
    culm_background_set_active (self->background, FALSE);
  if (window != NULL)
    culm_window_quit (window);
}

static const GActionEntry actions[] = {
  { .name = "shortcuts", .activate = show_shortcuts },
  { .name = "about", .activate = show_about },
  { .name = "quit", .activate = quit },
  { .name = "print-file", .activate = print_file },
  { .name = "add-printer", .activate = add_printer },
};

static void
culm_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (culm_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  culm_application_install_printer_actions (CULM_APPLICATION (application));
  culm_shortcuts_install (GTK_APPLICATION (application));
  create_printers (CULM_APPLICATION (application));
}

/* Not in the demo, which is not unique. */
static gboolean
culm_application_dbus_register (GApplication *application,
                                GDBusConnection *connection,
                                const char *object_path,
                                GError **error)
{
  CulmApplication *self = CULM_APPLICATION (application);

  if (!G_APPLICATION_CLASS (culm_application_parent_class)
           ->dbus_register (application, connection, object_path, error))
    return FALSE;

  self->shell = culm_shell_new (GTK_APPLICATION (self), connection, object_path);

  return TRUE;
}

static void
culm_application_dbus_unregister (GApplication *application,
                                  GDBusConnection *connection,
                                  const char *object_path)
{
  g_clear_object (&CULM_APPLICATION (application)->shell);

  G_APPLICATION_CLASS (culm_application_parent_class)
      ->dbus_unregister (application, connection, object_path);
}

static BambuRegion *
create_region (GVariantDict *options, GError **error)
{
  const char *api = NULL;
  const char *web = NULL;
  const char *broker = NULL;
  g_autofree char *authority_path = NULL;

  g_variant_dict_lookup (options, "cloud-origin", "&s", &api);
  g_variant_dict_lookup (options, "cloud-web-origin", "&s", &web);
  g_variant_dict_lookup (options, "cloud-broker", "&s", &broker);
  g_variant_dict_lookup (options, "cloud-ca", "^ay", &authority_path);

  return bambu_region_new (api, web, broker, authority_path, error);
}

static BambuRegion *
create_texts_region (GVariantDict *options, GError **error)
{
  const char *origin = NULL;
  g_autofree char *authority_path = NULL;

  g_variant_dict_lookup (options, "alert-texts-origin", "&s", &origin);
  g_variant_dict_lookup (options, "cloud-ca", "^ay", &authority_path);

  return bambu_region_new (origin, NULL, NULL, authority_path, error);
}

/* One that runs already has nothing to do for it. */
static int
start_in_background (CulmApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_application_register (G_APPLICATION (self), NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (g_application_get_is_remote (G_APPLICATION (self)))
    return 0;

  self->starts_without_window = TRUE;

  return -1;
}

/* Options that are actions, in the Culm that runs already if one does */
static const char *const started[] = { "print-file", "add-printer" };

static int
culm_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  CulmApplication *self = CULM_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  g_variant_dict_lookup (options, "ca", "^ay", &self->authority_path);

  if (g_variant_dict_contains (options, "cloud-origin")
      && (self->region = create_region (options, &error)) == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  if (g_variant_dict_contains (options, "alert-texts-origin")
      && (self->texts_region = create_texts_region (options, &error)) == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  /* A demo stands beside a running Culm and shares nothing with it. */
  self->demo = g_variant_dict_contains (options, "demo");
  if (self->demo)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  for (gsize i = 0; i < G_N_ELEMENTS (started); i++)
    if (g_variant_dict_contains (options, started[i]))
      {
        if (!g_application_register (application, NULL, &error))
          {
            g_printerr ("%s\n", error->message);
            return 1;
          }
        g_action_group_activate_action (G_ACTION_GROUP (application), started[i], NULL);
      }

  return g_variant_dict_contains (options, "background") && !self->demo ? start_in_background (self)
                                                                        : -1;
}

/* With the last reference the fleet remembers the last reports and closes its links. */
static void
culm_application_shutdown (GApplication *application)
{
  CulmApplication *self = CULM_APPLICATION (application);

  g_clear_object (&self->shell);
  dex_clear (&self->showing);
  dex_clear (&self->loading_accounts);
  dex_clear (&self->loaded);
  if (self->notifier != NULL)
    culm_notifier_withdraw_all (self->notifier);
  g_clear_object (&self->notifier);
  g_clear_object (&self->background);
  g_clear_object (&self->account_printers);
  g_clear_object (&self->alert_texts);
  g_clear_object (&self->alert_history);
  g_clear_object (&self->print_history);
  g_clear_object (&self->fleet);
  g_clear_object (&self->upload_guard);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (culm_application_parent_class)->shutdown (application);
}

static void
culm_application_finalize (GObject *object)
{
  CulmApplication *self = CULM_APPLICATION (object);

  g_clear_pointer (&self->authority_path, g_free);
  g_clear_pointer (&self->region, bambu_region_unref);
  g_clear_pointer (&self->texts_region, bambu_region_unref);

  G_OBJECT_CLASS (culm_application_parent_class)->finalize (object);
}

static void
culm_application_class_init (CulmApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = culm_application_finalize;
  application_class->activate = culm_application_activate;
  application_class->open = culm_application_open;
  application_class->startup = culm_application_startup;
  application_class->shutdown = culm_application_shutdown;
  application_class->dbus_register = culm_application_dbus_register;
  application_class->dbus_unregister = culm_application_dbus_unregister;
  application_class->handle_local_options = culm_application_handle_local_options;
}

static void
culm_application_init (CulmApplication *self)
{
  const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show simulated printers and remember nothing"),
      NULL },
    { "print-file", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Choose a file to print"), NULL },
    { "add-printer", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Add a printer"), NULL },
    { "background", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Watch the printers without a window"),
      NULL },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Trust printers that these authorities signed too (PEM)"), N_ ("FILE") },
    { "cloud-origin", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("For development: sign in to this cloud instead of Bambu Lab’s"), N_ ("URL") },
    { "cloud-web-origin", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("That cloud’s website"),
      N_ ("URL") },
    { "cloud-broker", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("That cloud’s broker of reports"),
      N_ ("HOST:PORT") },
    { "alert-texts-origin", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("For development: fetch texts of faults there"), N_ ("URL") },
    { "cloud-ca", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Who signed that cloud’s certificates (PEM)"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

CulmApplication *
culm_application_new (void)
{
  return g_object_new (CULM_TYPE_APPLICATION, "application-id", CULM_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", CULM_RESOURCE_BASE,
                       "version", CULM_VERSION, NULL);
}

void
culm_application_end (CulmApplication *self)
{
  g_return_if_fail (CULM_IS_APPLICATION (self));

  if (self->upload_guard != NULL)
    culm_upload_guard_end (self->upload_guard);
  else
    g_application_quit (G_APPLICATION (self));
}

BambuFleet *
culm_application_get_fleet (CulmApplication *self)
{
  g_return_val_if_fail (CULM_IS_APPLICATION (self), NULL);

  return self->fleet;
}

CulmNotifier *
culm_application_get_notifier (CulmApplication *self)
{
  g_return_val_if_fail (CULM_IS_APPLICATION (self), NULL);

  return self->notifier;
}

CulmBackground *
culm_application_get_background (CulmApplication *self)
{
  g_return_val_if_fail (CULM_IS_APPLICATION (self), NULL);

  return self->background;
}

CulmWindow *
culm_application_get_window (CulmApplication *self)
{
  g_return_val_if_fail (CULM_IS_APPLICATION (self), NULL);

  return find_window (self);
}
