/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-shell.h"

#include "culm-bus.h"
#include "culm-command.h"
#include "culm-search-provider.h"
#include "culm-window.h"

struct _CulmShell
{
  GObject parent_instance;

  GtkApplication *application; /* owns this */
  CulmBus *bus;
  CulmSearchProvider *search;
};

G_DEFINE_FINAL_TYPE (CulmShell, culm_shell, G_TYPE_OBJECT)

/* Where there is none yet, there is one then. */
static CulmWindow *
open_window (CulmShell *self)
{
  g_application_activate (G_APPLICATION (self->application));

  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next)
    if (CULM_IS_WINDOW (l->data))
      return l->data;

  g_return_val_if_reached (NULL);
}

static void
on_print_file (CulmShell *self, BambuPrinter *printer, GFile *file, const char *token)
{
  CulmWindow *window = open_window (self);

  if (token != NULL)
    gtk_window_set_startup_id (GTK_WINDOW (window), token);
  culm_window_print_file_on (window, file, printer);
}

/* What the user chose is done to the printer as it is now, and before his eyes. */
static void
on_activated (CulmShell *self, BambuPrinter *printer, CulmSearchAct act)
{
  CulmWindow *window = open_window (self);

  culm_window_show_printer (window, bambu_printer_get_serial (printer));

  if (act == CULM_SEARCH_ACT_PAUSE)
    culm_command_send (GTK_WIDGET (window), printer, BAMBU_CONTROL_PAUSE, 0, 0);
  else if (act == CULM_SEARCH_ACT_RESUME)
    culm_command_send (GTK_WIDGET (window), printer, BAMBU_CONTROL_RESUME, 0, 0);
}

static void
on_launched (CulmShell *self, const char *text)
{
  culm_window_find_printers (open_window (self), text);
}

static void
culm_shell_dispose (GObject *object)
{
  CulmShell *self = CULM_SHELL (object);

  g_clear_object (&self->bus);
  g_clear_object (&self->search);

  G_OBJECT_CLASS (culm_shell_parent_class)->dispose (object);
}

static void
culm_shell_class_init (CulmShellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = culm_shell_dispose;
}

static void
culm_shell_init (CulmShell *self)
{
}

CulmShell *
culm_shell_new (GtkApplication *application,
                GDBusConnection *connection,
                const char *application_path)
{
  CulmShell *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), NULL);

  self = g_object_new (CULM_TYPE_SHELL, NULL);
  self->application = application;
  self->bus = culm_bus_new (connection, application_path);
  self->search = culm_search_provider_new (connection, application_path);
  g_signal_connect_object (self->bus, "print-file", G_CALLBACK (on_print_file), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activated", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "launched", G_CALLBACK (on_launched), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
culm_shell_set_printers (CulmShell *self, GListModel *printers, DexFuture *loaded)
{
  g_return_if_fail (CULM_IS_SHELL (self));
  g_return_if_fail (G_IS_LIST_MODEL (printers));

  culm_bus_set_printers (self->bus, printers);
  culm_search_provider_set_printers (self->search, printers, loaded);
}
