/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-command.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "culm-command-words.h"
#include "culm-printer-page.h"
#include "culm-toast.h"

typedef struct
{
  GtkWidget *window;     /* weak; where toasts are */
  CulmPrinterPage *page; /* weak */
  BambuPrinter *printer;
  BambuControl control;
  int index;
  int value;
  gboolean repeatable;
} Command;

static Command *
command_new (gpointer window, gpointer page, BambuPrinter *printer)
{
  Command *command = g_new0 (Command, 1);

  g_set_weak_pointer (&command->window, window);
  g_set_weak_pointer (&command->page, page);
  command->printer = g_object_ref (printer);

  return command;
}

static Command *
command_new_for_widget (GtkWidget *widget, BambuPrinter *printer)
{
  return command_new (gtk_widget_get_root (widget),
                      gtk_widget_get_ancestor (widget, CULM_TYPE_PRINTER_PAGE), printer);
}

static Command *
command_copy (const Command *command)
{
  Command *copy = command_new (command->window, command->page, command->printer);

  copy->control = command->control;
  copy->index = command->index;
  copy->value = command->value;
  copy->repeatable = command->repeatable;

  return copy;
}

static void
command_free (Command *command)
{
  g_clear_weak_pointer (&command->window);
  g_clear_weak_pointer (&command->page);
  g_clear_object (&command->printer);
  g_free (command);
}

static void
command_closure_free (gpointer data, GClosure *closure)
{
  command_free (data);
}

static DexFuture *
start (const Command *command)
{
  BambuPrinter *printer = command->printer;

  switch ((int) command->control)
    {
    case BAMBU_CONTROL_PAUSE:
      return bambu_printer_pause (printer);
    case BAMBU_CONTROL_RESUME:
      return bambu_printer_resume (printer);
    case BAMBU_CONTROL_STOP:
      return bambu_printer_stop (printer);
    case BAMBU_CONTROL_SPEED:
      return bambu_printer_set_speed_level (printer, command->value);
    case BAMBU_CONTROL_NOZZLE:
      return bambu_printer_set_nozzle_temperature (printer, command->index, command->value);
    case BAMBU_CONTROL_BED:
      return bambu_printer_set_bed_temperature (printer, command->value);
    case BAMBU_CONTROL_CHAMBER:
      return bambu_printer_set_chamber_temperature (printer, command->value);
    case BAMBU_CONTROL_FAN:
      return bambu_printer_set_fan (printer, command->index, command->value);
    case BAMBU_CONTROL_AIR_DUCT:
      return bambu_printer_set_air_mode (printer, command->value, -1);
    case BAMBU_CONTROL_LIGHT:
      return bambu_printer_set_light (printer, command->index, command->value != 0);
    case BAMBU_CONTROL_HOME:
      return bambu_printer_home (printer, command->value);
    case BAMBU_CONTROL_JOG:
      return bambu_printer_jog (printer, command->index, command->value);
    case BAMBU_CONTROL_EXTRUDE:
      return bambu_printer_extrude (printer, command->index, command->value);
    case BAMBU_CONTROL_EXTRUDER:
      return bambu_printer_select_extruder (printer, command->value);
    case BAMBU_CONTROL_MOTORS:
      return bambu_printer_turn_motors_off (printer);
    case BAMBU_CONTROL_BUZZER:
      return bambu_printer_set_buzzer (printer, command->value);
    case BAMBU_CONTROL_SETTING:
      return bambu_printer_set_setting (printer, command->index, command->value);
    case BAMBU_CONTROL_CALIBRATION:
      return bambu_printer_calibrate (printer, command->value);
    case BAMBU_CONTROL_REBOOT:
      return bambu_printer_reboot (printer);
    default:
      g_return_val_if_reached (NULL);
    }
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
    carry_out (command_copy (command));
}

static void
on_explain (AdwToast *toast, Command *command)
{
  if (command->page != NULL)
    gtk_widget_activate_action (GTK_WIDGET (command->page), "page.explain-view-only", "s",
                                bambu_printer_get_serial (command->printer));
}

static void
add_button (AdwToast *toast, const char *label, GCallback callback, const Command *command)
{
  adw_toast_set_button_label (toast, label);
  g_signal_connect_data (toast, "button-clicked", callback, command_copy (command),
                         command_closure_free, 0);
}

static void
show_failure (const Command *command, const GError *error)
{
  g_autofree char *text = culm_command_words_failure (error, command->printer);
  AdwToast *toast = culm_toast_show (command->window, text);

  if (toast == NULL)
    return;

  if (g_error_matches (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_VIEW_ONLY))
    add_button (toast, _ ("What Can I Do?"), G_CALLBACK (on_explain), command);
  else if (g_error_matches (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_CONFIRMED)
           && command->repeatable)
    add_button (toast, _ ("Try Again"), G_CALLBACK (on_try_again), command);
}

static DexFuture *
on_failed (DexFuture *future, gpointer user_data)
{
  const Command *command = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (command->window == NULL || error == NULL
      || g_error_matches (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_PENDING)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  show_failure (command, error);

  return NULL;
}

/* Takes both. What was asked for is carried out even if the window closes meanwhile. */
static void
follow (Command *command, DexFuture *future)
{
  dex_future_disown (dex_future_catch (future, on_failed, command, (GDestroyNotify) command_free));
}

/* Takes @command */
static void
carry_out (Command *command)
{
  follow (command, start (command));
}

void
culm_command_send (
    GtkWidget *widget, BambuPrinter *printer, BambuControl control, int index, int value)
{
  Command *command;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));

  command = command_new_for_widget (widget, printer);
  command->control = control;
  command->index = index;
  command->value = value;
  command->repeatable = is_repeatable (control);
  carry_out (command);
}

void
culm_command_follow (GtkWidget *widget, BambuPrinter *printer, DexFuture *future)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));
  g_return_if_fail (DEX_IS_FUTURE (future));

  follow (command_new_for_widget (widget, printer), future);
}
