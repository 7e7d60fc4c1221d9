/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-window-private.h"

#include <glib/gi18n.h>

#include "culm-chamber-light.h"
#include "culm-command.h"
#include "culm-controls-page.h"
#include "culm-printer-page.h"
#include "culm-stop-dialog.h"
#include "culm-trend-dialog.h"
#include "culm-toast.h"

static BambuPrinter *
find_printer (CulmWindow *self, GVariant *parameter)
{
  const char *serial = g_variant_get_string (parameter, NULL);

  if (*serial == '\0')
    return culm_window_get_selected (self);

  return bambu_fleet_find (culm_window_get_fleet (self), serial);
}

static void
open_printer (CulmWindow *self, BambuPrinter *printer)
{
  culm_window_select (self, printer);
}

static void
retry (CulmWindow *self, BambuPrinter *printer)
{
  BambuLink *link = bambu_printer_get_link (printer);

  if (link != NULL)
    bambu_link_open (link);
  if (culm_window_get_account_printers (self) != NULL)
    bambu_account_printers_retry (culm_window_get_account_printers (self), printer);
}

static void
refresh (CulmWindow *self, BambuPrinter *printer)
{
  if (bambu_printer_get_link_state (printer) != BAMBU_LINK_STATE_OPEN)
    retry (self, printer);
  else if (!bambu_printer_refresh (printer))
    culm_toast_show (GTK_WIDGET (self), _ ("The printer was asked for everything a moment ago"));
}

static void
copy_address (CulmWindow *self, BambuPrinter *printer)
{
  const char *address = bambu_printer_get_address (printer);

  if (address == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), address);
  culm_toast_show (GTK_WIDGET (self), _ ("Address copied"));
}

static void
show_controls (CulmWindow *self, BambuPrinter *printer)
{
  GtkWidget *content;

  culm_window_select (self, printer);
  content = culm_window_get_content (self);
  /* There is none before the window's first frame. */
  if (CULM_IS_PRINTER_PAGE (content)
      && !culm_printer_page_shows (CULM_PRINTER_PAGE (content), CULM_CONTROLS_PAGE_TAG))
    culm_printer_page_push (CULM_PRINTER_PAGE (content),
                            culm_controls_page_new (printer, culm_window_get_settings (self)));
}

static void
print_file (CulmWindow *self, BambuPrinter *printer)
{
  culm_print_desk_choose (culm_window_get_print_desk (self), printer);
}

static void
show_history (CulmWindow *self, BambuPrinter *printer, BambuAms *ams)
{
  BambuRecorder *recorder = bambu_fleet_get_recorder (culm_window_get_fleet (self), printer);

  adw_dialog_present (culm_trend_dialog_new (recorder, printer, ams), GTK_WIDGET (self));
}

static void
show_temperatures (CulmWindow *self, BambuPrinter *printer)
{
  show_history (self, printer, NULL);
}

static void
show_ams_history (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  const char *serial;
  int id;
  BambuPrinter *printer;
  BambuAms *ams;

  g_variant_get (parameter, "(&si)", &serial, &id);
  printer = bambu_fleet_find (culm_window_get_fleet (self), serial);
  ams = printer != NULL ? bambu_printer_find_unit (printer, id) : NULL;
  if (ams != NULL)
    show_history (self, printer, ams);
}

/* Which of both is meant is said here, not by the printer. */
static void
pause_or_resume (CulmWindow *self, BambuPrinter *printer)
{
  BambuControl control = bambu_printer_get_state (printer) == BAMBU_STATE_PAUSE
                             ? BAMBU_CONTROL_RESUME
                             : BAMBU_CONTROL_PAUSE;

  culm_command_send (culm_window_get_content (self), printer, control, 0, 0);
}

static void
on_stop_response (AdwAlertDialog *dialog, const char *response, CulmPrinterQuestion *question)
{
  if (question->window != NULL && g_strcmp0 (response, "stop") == 0)
    culm_command_send (culm_window_get_content (question->window), question->printer,
                       BAMBU_CONTROL_STOP, 0, 0);
}

static void
stop_print (CulmWindow *self, BambuPrinter *printer)
{
  /* One question is enough. */
  if (ADW_IS_ALERT_DIALOG (
          adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self))))
    return;

  if (bambu_printer_can (printer, BAMBU_CONTROL_STOP, NULL))
    culm_window_ask (self, printer, ADW_DIALOG (culm_stop_dialog_new (printer)), "response",
                     G_CALLBACK (on_stop_response));
  else
    /* It says why not. */
    culm_command_send (culm_window_get_content (self), printer, BAMBU_CONTROL_STOP, 0, 0);
}

/* The wire has no toggle: what is wanted is the contrary of what is seen, or waited for. */
static void
switch_light (CulmWindow *self, BambuPrinter *printer)
{
  BambuPending *pending =
      bambu_printer_get_pending (printer, BAMBU_CONTROL_LIGHT, BAMBU_LIGHT_PLACE_CHAMBER);

  if (!bambu_pending_is_active (pending))
    culm_command_send (culm_window_get_content (self), printer, BAMBU_CONTROL_LIGHT,
                       BAMBU_LIGHT_PLACE_CHAMBER, !culm_chamber_light_is_on (printer));
}

typedef struct
{
  const char *name;
  void (*activate) (CulmWindow *self, BambuPrinter *printer);
  enum
  {
    FOR_ALL,
    FOR_REAL,
    FOR_BOUND,
    FOR_CLOUD,
    FOR_OFFERED, /* another firmware */
    FOR_CAMERA,
    FOR_DEMO,
  } printers;
} PrinterAction;

static const PrinterAction printer_actions[] = {
  { "win.open-printer", open_printer, FOR_ALL },
  { "win.retry", retry, FOR_ALL },
  { "win.refresh", refresh, FOR_ALL },
  { "win.print-file", print_file, FOR_ALL },
  { "win.show-controls", show_controls, FOR_ALL },
  { "win.show-temperatures", show_temperatures, FOR_ALL },
  { "win.copy-address", copy_address, FOR_REAL },
  { "win.pause-or-resume", pause_or_resume, FOR_ALL },
  { "win.stop-print", stop_print, FOR_ALL },
  { "win.skip-objects", culm_window_skip_objects, FOR_ALL },
  { "win.switch-light", switch_light, FOR_ALL },
  { "win.take-picture", culm_window_take_picture, FOR_CAMERA },
  { "win.pop-out-camera", culm_window_pop_out_camera, FOR_CAMERA },
  { "win.show-camera-fullscreen", culm_window_show_camera_fullscreen, FOR_CAMERA },
  { "win.rename-printer", culm_window_rename_printer, FOR_REAL },
  { "win.change-address", culm_window_change_address, FOR_REAL },
  { "win.enter-access-code", culm_window_enter_access_code, FOR_REAL },
  { "win.show-access-code", culm_window_show_access_code, FOR_CLOUD },
  { "win.restart-printer", culm_window_restart_printer, FOR_ALL },
  { "win.update-firmware", culm_window_update_firmware, FOR_OFFERED },
  { "win.review-certificate", culm_window_review_certificate, FOR_REAL },
  { "win.unbind-printer", culm_window_unbind_printer, FOR_BOUND },
  { "win.remove-printer", culm_window_remove_printer, FOR_REAL },
  { "win.remove-demo-printer", culm_window_remove_printer, FOR_DEMO },
};

static void
activate_printer_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  g_autoptr (BambuPrinter) printer = NULL;

  /* The action may be what lets go of it. */
  if (!g_set_object (&printer, find_printer (self, parameter)))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (printer_actions); i++)
    if (g_str_equal (printer_actions[i].name, action_name))
      printer_actions[i].activate (self, printer);
}

void
culm_window_install_printer_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (printer_actions); i++)
    gtk_widget_class_install_action (widget_class, printer_actions[i].name, "s",
                                     activate_printer_action);

  gtk_widget_class_install_action (widget_class, "win.show-ams-history", "(si)", show_ams_history);
}

static gboolean
is_for (CulmWindow *self, const PrinterAction *action, BambuPrinter *printer)
{
  switch (action->printers)
    {
    case FOR_REAL:
      return !bambu_printer_is_demo (printer);
    case FOR_BOUND:
      return culm_window_find_account (self, printer) != NULL;
    case FOR_CLOUD:
      return bambu_printer_get_connection (printer) == BAMBU_CONNECTION_CLOUD;
    case FOR_OFFERED:
      return bambu_printer_get_upgrade_version (printer) != NULL
             && !bambu_printer_is_upgrading (printer);
    case FOR_CAMERA:
      return bambu_printer_get_camera_kind (printer) != BAMBU_CAMERA_KIND_NONE;
    case FOR_DEMO:
      return bambu_printer_is_demo (printer);
    case FOR_ALL:
    default:
      return TRUE;
    }
}

void
culm_window_work (CulmWindow *self, const char *action, BambuPrinter *printer)
{
  g_autoptr (BambuPrinter) held = g_object_ref (printer);

  g_return_if_fail (CULM_IS_WINDOW (self));

  for (gsize i = 0; i < G_N_ELEMENTS (printer_actions); i++)
    if (g_str_equal (printer_actions[i].name, action)
        && is_for (self, &printer_actions[i], printer))
      printer_actions[i].activate (self, printer);
}

/* Where no printer is selected, what says which one it is for works all the same. */
void
culm_window_update_printer_actions (CulmWindow *self)
{
  BambuPrinter *printer = culm_window_get_selected (self);

  for (gsize i = 0; i < G_N_ELEMENTS (printer_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), printer_actions[i].name,
                                   printer != NULL ? is_for (self, &printer_actions[i], printer)
                                                   : printer_actions[i].printers == FOR_ALL);
  culm_window_update_demo_actions (self, printer);
}
