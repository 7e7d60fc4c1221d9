/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-group-command.h"

#include <glib/gi18n.h>

#include "culm-chamber-light.h"
#include "culm-command-words.h"
#include "culm-command.h"
#include "culm-toast.h"

/* A toast is read in passing. */
#define MOST_FAILURES 5

/* Shared by the futures of all printers */
typedef struct
{
  GtkWidget *widget;   /* weak */
  GPtrArray *failures; /* sentences */
  GError *error;       /* the first one */
} Batch;

typedef struct
{
  Batch *batch;
  BambuPrinter *printer;
} Member;

static void
tell (Batch *batch)
{
  GString *text = g_string_new (NULL);
  guint n_more = batch->failures->len > MOST_FAILURES ? batch->failures->len - MOST_FAILURES : 0;

  for (guint i = 0; i < batch->failures->len - n_more; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (const char *) batch->failures->pdata[i]);
  if (n_more > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (
          text, ngettext ("%u more printer did not obey", "%u more printers did not obey", n_more),
          n_more);
    }

  culm_toast_show_failure (batch->widget, text->str, batch->error);
  g_string_free (text, TRUE);
}

/* The last one has been answered. */
static void
batch_clear (gpointer data)
{
  Batch *batch = data;

  if (batch->widget != NULL && gtk_widget_get_root (batch->widget) != NULL
      && batch->failures->len > 0)
    tell (batch);

  g_clear_weak_pointer (&batch->widget);
  g_ptr_array_unref (batch->failures);
  g_clear_error (&batch->error);
}

static void
member_free (gpointer data)
{
  Member *member = data;

  g_rc_box_release_full (member->batch, batch_clear);
  g_object_unref (member->printer);
  g_free (member);
}

static DexFuture *
on_failed (DexFuture *future, gpointer user_data)
{
  Member *member = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (error == NULL || error->domain != BAMBU_PRINTER_ERROR
      || error->code == BAMBU_PRINTER_ERROR_PENDING)
    return NULL;

  g_ptr_array_add (member->batch->failures, culm_command_words_failure (error, member->printer));
  if (member->batch->error == NULL)
    member->batch->error = g_steal_pointer (&error);

  return NULL;
}

static int
get_index (BambuControl control)
{
  return control == BAMBU_CONTROL_LIGHT ? BAMBU_LIGHT_PLACE_CHAMBER : 0;
}

static gboolean
makes_sense (BambuPrinter *printer, BambuControl control, int value)
{
  if (!bambu_printer_can (printer, control, NULL)
      || bambu_pending_is_active (
          bambu_printer_get_pending (printer, control, get_index (control))))
    return FALSE;

  return control != BAMBU_CONTROL_LIGHT
         || (culm_chamber_light_find (printer) != NULL
             && culm_chamber_light_is_on (printer) != (value != 0));
}

GPtrArray *
culm_group_command_list (GPtrArray *printers, BambuControl control, int value)
{
  GPtrArray *list;

  g_return_val_if_fail (printers != NULL, NULL);

  list = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < printers->len; i++)
    if (makes_sense (printers->pdata[i], control, value))
      g_ptr_array_add (list, g_object_ref (printers->pdata[i]));

  return list;
}

void
culm_group_command_send (GtkWidget *widget, GPtrArray *printers, BambuControl control, int value)
{
  g_autoptr (GPtrArray) list = NULL;
  Batch *batch;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (printers != NULL);

  list = culm_group_command_list (printers, control, value);
  batch = g_rc_box_new0 (Batch);
  g_set_weak_pointer (&batch->widget, widget);
  batch->failures = g_ptr_array_new_with_free_func (g_free);

  /* What was asked for is carried out even if the window closes meanwhile. */
  for (guint i = 0; i < list->len; i++)
    {
      Member *member = g_new0 (Member, 1);

      member->batch = g_rc_box_acquire (batch);
      member->printer = g_object_ref (list->pdata[i]);
      dex_future_disown (
          dex_future_catch (culm_command_ask (list->pdata[i], control, get_index (control), value),
                            on_failed, member, member_free));
    }

  g_rc_box_release_full (batch, batch_clear);
}
