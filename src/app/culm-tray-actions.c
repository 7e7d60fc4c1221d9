/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-tray-actions.h"

#include <adwaita.h>
#include <bambu/printer/bambu-filament.h>
#include <glib/gi18n.h>

#include "culm-ams-words.h"
#include "culm-command.h"
#include "culm-colour.h"
#include "culm-confirm.h"
#include "culm-window.h"
#include "culm-toast.h"

typedef struct
{
  GtkWidget *widget; /* weak */
  BambuPrinter *printer;
  BambuTray *tray;
  gboolean unload;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_weak_pointer (&change->widget);
  g_clear_object (&change->printer);
  g_clear_object (&change->tray);
  g_free (change);
}

static DexFuture *
on_confirmed (DexFuture *future, gpointer user_data)
{
  Change *change = user_data;
  int extruder;

  /* The spool went away with its tile. */
  if (change->widget == NULL)
    return NULL;

  extruder = bambu_printer_find_extruder_of (change->printer, change->tray);
  culm_command_follow (change->widget, change->printer,
                       change->unload ? bambu_printer_unload (change->printer, extruder)
                                      : bambu_printer_load (change->printer, change->tray));

  return NULL;
}

static BambuTray *
find_loaded (BambuPrinter *printer, int id)
{
  BambuExtruder *extruder = bambu_printer_find_extruder (printer, id);

  return extruder != NULL ? bambu_extruder_get_tray (extruder) : NULL;
}

static char *
describe (BambuPrinter *printer, int extruder, BambuTray *tray, BambuTray *loaded)
{
  int celsius = bambu_printer_get_change_heat (printer, extruder, tray);
  g_autofree char *other = NULL;

  if (tray == NULL || loaded == NULL)
    return celsius > 0 ? g_strdup_printf (
                             _ ("The nozzle will heat to %d °C, and the head will move."), celsius)
                       : g_strdup (_ ("The nozzle will heat up, and the head will move."));

  other = culm_ams_words_spool (loaded);
  if (celsius > 0)
    /* Translators: a temperature, and what is unloaded first: "A1 (PLA, white)" */
    return g_strdup_printf (_ ("The nozzle will heat to %d °C, and the head will move. %s will be "
                               "unloaded first."),
                            celsius, other);

  /* Translators: what is unloaded first: "A1 (PLA, white)" */
  return g_strdup_printf (
      _ ("The nozzle will heat up, and the head will move. %s will be unloaded first."), other);
}

static void
ask (GtkWidget *widget, BambuPrinter *printer, BambuTray *tray, gboolean unload)
{
  int extruder = bambu_printer_find_extruder_of (printer, tray);
  g_autoptr (CulmControl) control = NULL;
  g_autofree char *spool = culm_ams_words_spool (tray);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  Change *change;

  control = culm_control_new (printer, BAMBU_CONTROL_FILAMENT_CHANGE, MAX (extruder, 0));
  /* Translators: a spool: "A2 (PETG, blue)" */
  heading = g_strdup_printf (unload ? _ ("Unload %s?") : _ ("Load %s?"), spool);
  body = describe (printer, extruder, unload ? NULL : tray, find_loaded (printer, extruder));

  change = g_new0 (Change, 1);
  g_set_weak_pointer (&change->widget, widget);
  change->printer = g_object_ref (printer);
  change->tray = g_object_ref (tray);
  change->unload = unload;

  /* The dialog keeps it alive; who says no wants nothing more. */
  dex_future_disown (dex_future_then (
      culm_confirm (control, widget, heading, body, unload ? _ ("_Unload") : _ ("_Load")),
      on_confirmed, change, change_free));
}

int
culm_tray_actions_get_index (BambuTray *tray)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (tray), 0);

  return BAMBU_TRAY_INDEX (bambu_tray_get_ams (tray), bambu_tray_get_slot (tray));
}

void
culm_tray_actions_load (GtkWidget *widget, BambuPrinter *printer, BambuTray *tray)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));
  g_return_if_fail (BAMBU_IS_TRAY (tray));

  ask (widget, printer, tray, FALSE);
}

void
culm_tray_actions_unload (GtkWidget *widget, BambuPrinter *printer, BambuTray *tray)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));
  g_return_if_fail (BAMBU_IS_TRAY (tray));

  ask (widget, printer, tray, TRUE);
}

static DexFuture *
ask_to_read (BambuPrinter *printer, gpointer tray)
{
  return bambu_printer_read_tag (printer, tray);
}

void
culm_tray_actions_read_tag (GtkWidget *widget, BambuPrinter *printer, BambuTray *tray)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));
  g_return_if_fail (BAMBU_IS_TRAY (tray));

  culm_command_carry_out (widget, printer, ask_to_read, g_object_ref (tray), g_object_unref);
}

/* A choice that owns its strings; not identified without a material. */
typedef struct
{
  char *filament_id;
  char *setting_id;
  char *material;
  char *colour;
  int nozzle_temp_min;
  int nozzle_temp_max;
} Filament;

typedef struct
{
  CulmWindow *window; /* weak */
  BambuPrinter *printer;
  BambuTray *tray;
  Filament *former; /* NULL if it cannot be said again */
  Filament *wanted;
} Edit;

static void
filament_free (Filament *filament)
{
  g_free (filament->filament_id);
  g_free (filament->setting_id);
  g_free (filament->material);
  g_free (filament->colour);
  g_free (filament);
}

static Filament *
filament_new (const BambuFilamentChoice *choice)
{
  Filament *filament = g_new0 (Filament, 1);

  if (choice == NULL)
    return filament;

  filament->filament_id = g_strdup (choice->filament_id);
  filament->setting_id = g_strdup (choice->setting_id);
  filament->material = g_strdup (choice->material);
  filament->colour = g_strdup (choice->colour);
  filament->nozzle_temp_min = choice->nozzle_temp_min;
  filament->nozzle_temp_max = choice->nozzle_temp_max;

  return filament;
}

static Filament *
filament_new_for_tray (BambuTray *tray)
{
  const char *id = bambu_tray_get_filament_id (tray);
  const char *const *colours = bambu_tray_get_colours (tray);
  g_autofree char *setting_id = id != NULL ? bambu_filament_dup_setting_id (id) : NULL;

  if (bambu_tray_get_state (tray) != BAMBU_TRAY_STATE_KNOWN)
    return filament_new (NULL);

  if (id == NULL || bambu_tray_get_material (tray) == NULL || colours == NULL || colours[0] == NULL)
    return NULL;

  return filament_new (&(BambuFilamentChoice) {
      .filament_id = id,
      .setting_id = setting_id,
      .material = bambu_tray_get_material (tray),
      .colour = colours[0],
      .nozzle_temp_min = bambu_tray_get_nozzle_temp_min (tray),
      .nozzle_temp_max = bambu_tray_get_nozzle_temp_max (tray),
  });
}

static gboolean
is_in (BambuTray *tray, const Filament *filament)
{
  const char *const *colours = bambu_tray_get_colours (tray);

  if (filament->material == NULL)
    return bambu_tray_get_state (tray) == BAMBU_TRAY_STATE_UNKNOWN;

  return g_strcmp0 (bambu_tray_get_filament_id (tray), filament->filament_id) == 0
         && colours != NULL && g_strcmp0 (colours[0], filament->colour) == 0
         && bambu_tray_get_nozzle_temp_min (tray) == filament->nozzle_temp_min
         && bambu_tray_get_nozzle_temp_max (tray) == filament->nozzle_temp_max;
}

static Edit *
edit_new (CulmWindow *window, BambuPrinter *printer, BambuTray *tray)
{
  Edit *edit = g_new0 (Edit, 1);

  g_set_weak_pointer (&edit->window, window);
  edit->printer = g_object_ref (printer);
  edit->tray = g_object_ref (tray);

  return edit;
}

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_clear_weak_pointer (&edit->window);
  g_clear_object (&edit->printer);
  g_clear_object (&edit->tray);
  g_clear_pointer (&edit->former, filament_free);
  g_clear_pointer (&edit->wanted, filament_free);
  g_free (edit);
}

static void
edit_closure_free (gpointer data, GClosure *closure)
{
  edit_free (data);
}

static DexFuture *
send_filament (BambuPrinter *printer, BambuTray *tray, const Filament *filament)
{
  BambuFilamentChoice choice = {
    .filament_id = filament->filament_id,
    .setting_id = filament->setting_id,
    .material = filament->material,
    .colour = filament->colour,
    .nozzle_temp_min = filament->nozzle_temp_min,
    .nozzle_temp_max = filament->nozzle_temp_max,
  };

  return bambu_printer_set_filament (printer, tray, filament->material != NULL ? &choice : NULL);
}

/* What somebody else said meanwhile stands. */
static void
on_undo (AdwToast *toast, Edit *edit)
{
  g_autofree char *text = NULL;

  if (edit->window == NULL)
    return;

  if (edit->wanted != NULL && is_in (edit->tray, edit->wanted))
    {
      culm_command_follow (GTK_WIDGET (edit->window), edit->printer,
                           send_filament (edit->printer, edit->tray, edit->former));
      return;
    }

  /* Translators: a slot: "A2" */
  text = g_strdup_printf (_ ("%s was changed again meanwhile"), bambu_tray_get_label (edit->tray));
  culm_toast_show (GTK_WIDGET (edit->window), text);
}

static char *
describe_filament (BambuTray *tray, const Filament *filament)
{
  const char *label = bambu_tray_get_label (tray);
  g_autofree char *colour = NULL;

  if (filament->material == NULL)
    /* Translators: a slot: "A2" */
    return g_strdup_printf (_ ("%s is not identified now"), label);

  colour =
      culm_colour_describe ((const char *[]) { filament->colour, NULL }, BAMBU_SPOOL_PATTERN_SOLID);

  /* Translators: a slot, a material and a color: "A2 is PETG, blue now" */
  return g_strdup_printf (_ ("%s is %s, %s now"), label, filament->material, colour);
}

static DexFuture *
on_filament_set (DexFuture *future, gpointer user_data)
{
  Edit *edit = user_data;
  Edit *undo;
  AdwToast *toast;
  g_autofree char *text = NULL;

  if (edit->window == NULL)
    return NULL;

  text = describe_filament (edit->tray, edit->wanted);
  toast = culm_toast_show (GTK_WIDGET (edit->window), text);
  if (toast == NULL || edit->former == NULL)
    return NULL;

  undo = edit_new (edit->window, edit->printer, edit->tray);
  undo->former = g_steal_pointer (&edit->former);
  /* As the printer took it: it may have brought the temperatures within its own limits. */
  undo->wanted = filament_new_for_tray (edit->tray);
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo), undo, edit_closure_free, 0);

  return NULL;
}

/* Who carries it out keeps @data until it is done. */
static DexFuture *
ask_for_filament (BambuPrinter *printer, gpointer data)
{
  Edit *edit = data;

  return dex_future_then (send_filament (printer, edit->tray, edit->wanted), on_filament_set, edit,
                          NULL);
}

void
culm_tray_actions_set_filament (GtkWidget *widget,
                                BambuPrinter *printer,
                                BambuTray *tray,
                                const BambuFilamentChoice *choice)
{
  GtkWidget *window;
  Edit *edit;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));
  g_return_if_fail (BAMBU_IS_TRAY (tray));

  window = gtk_widget_get_ancestor (widget, CULM_TYPE_WINDOW);
  g_return_if_fail (window != NULL);

  edit = edit_new (CULM_WINDOW (window), printer, tray);
  edit->former = filament_new_for_tray (tray);
  edit->wanted = filament_new (choice);
  culm_command_carry_out (widget, printer, ask_for_filament, edit, edit_free);
}
