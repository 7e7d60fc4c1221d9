/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-order-change.h"

#include <glib/gi18n.h>

#include "culm-announce.h"
#include "culm-toast.h"

/* It may have been by accident. */
static void
tell_own_order (CulmPrinterOrder *order, GtkListBox *list)
{
  AdwToast *toast =
      culm_toast_show (GTK_WIDGET (list), _ ("The printers now stay in your own order"));

  if (toast == NULL)
    return;

  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (culm_printer_order_set_automatic),
                           order, G_CONNECT_SWAPPED);
}

static void
announce (CulmPrinterRow *row, guint place, guint n_places)
{
  /* Translators: a printer's name, and where it stands now: "Workshop, 2 of 5" */
  g_autofree char *text = g_strdup_printf (
      _ ("%s, %u of %u"), bambu_printer_get_name (culm_printer_row_get_printer (row)), place,
      n_places);

  culm_announce (GTK_WIDGET (row), text);
}

static const char *
get_serial (CulmPrinterRow *row)
{
  return bambu_printer_get_serial (culm_printer_row_get_printer (row));
}

void
culm_order_change_move (CulmPrinterOrder *order, GtkListBox *list, CulmPrinterRow *row, int place)
{
  gboolean was_own;
  g_autoptr (GPtrArray) serials = NULL;
  GtkListBoxRow *other;

  g_return_if_fail (CULM_IS_PRINTER_ORDER (order));
  g_return_if_fail (GTK_IS_LIST_BOX (list));
  g_return_if_fail (CULM_IS_PRINTER_ROW (row));

  was_own = culm_printer_order_is_own (order);
  serials = g_ptr_array_new ();
  for (int i = 0; (other = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (CULM_IS_PRINTER_ROW (other) && other != GTK_LIST_BOX_ROW (row))
      g_ptr_array_add (serials, (gpointer) get_serial (CULM_PRINTER_ROW (other)));
  place = CLAMP (place, 0, (int) serials->len);
  g_ptr_array_insert (serials, place, (gpointer) get_serial (row));
  g_ptr_array_add (serials, NULL);

  culm_printer_order_set (order, (const char *const *) serials->pdata);
  announce (row, (guint) place + 1, serials->len - 1);
  if (!was_own)
    tell_own_order (order, list);
}
