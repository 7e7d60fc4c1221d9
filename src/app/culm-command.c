/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-command.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "culm-command-words.h"
#include "culm-printer-page.h"
#include "culm-toast.h"

/* Shared by the future that it waits for and the toast that offers it again. */
typedef struct
{
  GtkWidget *window;     /* weak; where toasts are */
  CulmPrinterPage *page; /* weak */
  BambuPrinter *printer;
  CulmCommandFunc ask; /* NULL if it is not offered again */
  gpointer data;
  GDestroyNotify free_data;
} Command;

static Command *
command_new (GtkWidget *widget, BambuPrinter *printer)
{
  Command *command = g_rc_box_new0 (Command);

  g_set_weak_pointer (&command->window, GTK_WIDGET (gtk_widget_get_root (widget)));
  g_set_weak_pointer (&command->page,
                      (CulmPrinterPage *) gtk_widget_get_ancestor (widget, CULM_TYPE_PRINTER_PAGE));
  command->printer = g_object_ref (printer);

  return command;
}

static void
command_clear (gpointer data)
{
  Command *command = data;

  g_clear_weak_pointer (&command->window);
  g_clear_weak_pointer (&command->page);
  g_clear_object (&command->printer);
  if (command->free_data != NULL)
    command->free_data (command->data);
}

static void
command_unref (gpointer command)
{
  g_rc_box_release_full (command, command_clear);
}

static void
command_closure_unref (gpointer command, GClosure *closure)
{
  command_unref (command);
}

/* A command of which a number says all */
typedef struct
{
  BambuControl control;
  int index;
  int value;
} Order;

DexFuture *
culm_command_ask (BambuPrinter *printer, BambuControl control, int index, int value)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  switch ((int) control)
    {
    case BAMBU_CONTROL_PAUSE:
      return bambu_printer_pause (printer);
    case BAMBU_CONTROL_RESUME:
      return bambu_printer_resume (printer);
    case BAMBU_CONTROL_STOP:
      return bambu_printer_stop (printer);
    case BAMBU_CONTROL_SPEED:
      return bambu_printer_set_speed_level (printer, value);
    case BAMBU_CONTROL_NOZZLE:
      return bambu_printer_set_nozzle_temperature (printer, index, value);
    case BAMBU_CONTROL_BED:
      return bambu_printer_set_bed_temperature (printer, value);
    case BAMBU_CONTROL_CHAMBER:
      return bambu_printer_set_chamber_temperature (printer, value);
    case BAMBU_CONTROL_FAN:
      return bambu_printer_set_fan (printer, index, value);
    case BAMBU_CONTROL_AIR_DUCT:
      return bambu_printer_set_air_mode (printer, value, -1);
    case BAMBU_CONTROL_LIGHT:
      return bambu_printer_set_light (printer, index, value != 0);
    case BAMBU_CONTROL_HOME:
      return bambu_printer_home (printer, value);
    case BAMBU_CONTROL_JOG:
      return bambu_printer_jog (printer, index, value);
    case BAMBU_CONTROL_EXTRUDE:
      return bambu_printer_extrude (printer, index, value);
    case BAMBU_CONTROL_EXTRUDER:
      return bambu_printer_select_extruder (printer, value);
    case BAMBU_CONTROL_MOTORS:
      return bambu_printer_turn_motors_off (printer);
    case BAMBU_CONTROL_BUZZER:
      return bambu_printer_set_buzzer (printer, value);
    case BAMBU_CONTROL_SETTING:
      return bambu_printer_set_setting (printer, index, value);
    case BAMBU_CONTROL_CALIBRATION:
      return bambu_printer_calibrate (printer, value);
    case BAMBU_CONTROL_REBOOT:
      return bambu_printer_reboot (printer);
    default:
      g_return_val_if_reached (NULL);
    }
}

static DexFuture *
ask_by_number (BambuPrinter *printer, gpointer data)
{
  const Order *order = data;

  return culm_command_ask (printer, order->control, order->index, order->value);
}

/* A value can be wanted again at any time; what was said to a job may not be said to the next one,
 * and what moves may have moved. */
static gboolean
is_repeatable (BambuControl control)
{
  switch ((int) control)
    {
    case BAMBU_CONTROL_PAUSE:
    case BAMBU_CONTROL_RESUME:
    case BAMBU_CONTROL_STOP:
    case BAMBU_CONTROL_HOME:
    case BAMBU_CONTROL_JOG:
    case BAMBU_CONTROL_EXTRUDE:
    case BAMBU_CONTROL_MOTORS:
    case BAMBU_CONTROL_BUZZER:
    case BAMBU_CONTROL_CALIBRATION:
    case BAMBU_CONTROL_REBOOT:
      return FALSE;
    default:
      return TRUE;
    }
}

static void carry_out (Command *command);

static void
on_try_again (AdwToast *toast, Command *command)
{
  if (command->window != NULL)
    carry_out (command);
}

static void
on_explain (AdwToast *toast, Command *command)
{
  if (command->page != NULL)
    gtk_widget_activate_action (GTK_WIDGET (command->page), "page.explain-view-only", "s",
                                bambu_printer_get_serial (command->printer));
}

static void
add_button (AdwToast *toast, const char *label, GCallback callback, Command *command)
{
  adw_toast_set_button_label (toast, label);
  g_signal_connect_data (toast, "button-clicked", callback, g_rc_box_acquire (command),
                         command_closure_unref, 0);
}

static void
show_failure (Command *command, const GError *error)
{
  g_autofree char *text = culm_command_words_failure (error, command->printer);
  AdwToast *toast = culm_toast_show_failure (command->window, text, error);

  if (toast == NULL)
    return;

  if (g_error_matches (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_VIEW_ONLY))
    add_button (toast, _ ("What Can I Do?"), G_CALLBACK (on_explain), command);
  else if (g_error_matches (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_CONFIRMED)
           && command->ask != NULL)
    add_button (toast, _ ("Try Again"), G_CALLBACK (on_try_again), command);
}

static DexFuture *
on_failed (DexFuture *future, gpointer user_data)
{
  Command *command = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (command->window == NULL || error == NULL
      || g_error_matches (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_PENDING)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  show_failure (command, error);

  return NULL;
}

/* Takes @future. What was asked for is carried out even if the window closes meanwhile. */
static void
follow (Command *command, DexFuture *future)
{
  dex_future_disown (
      dex_future_catch (future, on_failed, g_rc_box_acquire (command), command_unref));
}

static void
carry_out (Command *command)
{
  follow (command, command->ask (command->printer, command->data));
}

void
culm_command_send (
    GtkWidget *widget, BambuPrinter *printer, BambuControl control, int index, int value)
{
  Order order = { control, index, value };

  if (is_repeatable (control))
    culm_command_carry_out (widget, printer, ask_by_number, g_memdup2 (&order, sizeof order),
                            g_free);
  else
    culm_command_follow (widget, printer, ask_by_number (printer, &order));
}

void
culm_command_carry_out (GtkWidget *widget,
                        BambuPrinter *printer,
                        CulmCommandFunc ask,
                        gpointer data,
                        GDestroyNotify free_data)
{
  Command *command;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));
  g_return_if_fail (ask != NULL);

  command = command_new (widget, printer);
  command->ask = ask;
  command->data = data;
  command->free_data = free_data;
  carry_out (command);
  command_unref (command);
}

void
culm_command_follow (GtkWidget *widget, BambuPrinter *printer, DexFuture *future)
{
  Command *command;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));
  g_return_if_fail (DEX_IS_FUTURE (future));

  command = command_new (widget, printer);
  follow (command, future);
  command_unref (command);
}
