/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-overview-page.h"

#include <glib/gi18n.h>

#include "culm-announce.h"
#include "culm-overview-bar.h"
#include "culm-printer-card.h"
#include "culm-printer-menu.h"
#include "culm-seen-rows.h"

#define MOST_LIVE 4
#define PICTURES "pictures"

struct _CulmOverviewPage
{
  AdwNavigationPage parent_instance;

  BambuFleet *fleet;
  CulmPrinterOrder *order;
  CulmTally *tally;
  CulmLiveSet *live_set;
  CulmSeenRows *seen; /* the cards that are */
  GPtrArray *cards;   /* in the order of the fleet */
  BambuPrinter *current;
  char *mode;
  char *needle;
  gboolean selecting;
  gboolean kept_selecting; /* by the user, with none selected */

  AdwWindowTitle *title;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  AdwToggleGroup *mode_group;
  GtkToggleButton *all_chip;
  GtkToggleButton *printing_chip;
  GtkToggleButton *attention_chip;
  GtkToggleButton *ready_chip;
  GtkToggleButton *offline_chip;
  GtkStack *stack;
  AdwStatusPage *none_page;
  GtkScrolledWindow *scroller;
  GtkFlowBox *flow_box;
  GtkWidget *menu;
  GtkRevealer *bar_revealer;
  CulmOverviewBar *bar;
};

typedef enum
{
  PROP_CURRENT = 1,
  PROP_MODE,
  PROP_SELECTING,
} CulmOverviewPageProperty;

static GParamSpec *properties[PROP_SELECTING + 1];

G_DEFINE_FINAL_TYPE (CulmOverviewPage, culm_overview_page, ADW_TYPE_NAVIGATION_PAGE)

static void
set_current (CulmOverviewPage *self, BambuPrinter *printer)
{
  if (g_set_object (&self->current, printer))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

static CulmGroups
get_groups (CulmOverviewPage *self)
{
  if (gtk_toggle_button_get_active (self->printing_chip))
    return CULM_GROUP_PRINTING;
  if (gtk_toggle_button_get_active (self->attention_chip))
    return CULM_GROUP_ATTENTION;
  if (gtk_toggle_button_get_active (self->ready_chip))
    return CULM_GROUP_READY;
  if (gtk_toggle_button_get_active (self->offline_chip))
    return CULM_GROUP_OFFLINE;

  return 0;
}

static gboolean
is_wanted (CulmOverviewPage *self, CulmPrinterCard *card)
{
  CulmStatus *status = culm_printer_card_get_status (card);
  CulmGroups groups = get_groups (self);

  return (groups == 0 || (culm_status_get_groups (status) & groups) != 0)
         && culm_status_matches (status, self->needle);
}

/* What is selected */

static GPtrArray *
list_selected (CulmOverviewPage *self)
{
  GPtrArray *printers = g_ptr_array_new ();

  for (guint i = 0; i < self->cards->len; i++)
    if (culm_printer_card_is_selected (self->cards->pdata[i]))
      g_ptr_array_add (printers, culm_printer_card_get_printer (self->cards->pdata[i]));

  return printers;
}

static void
set_selecting (CulmOverviewPage *self, gboolean selecting)
{
  if (self->selecting == selecting)
    return;

  self->selecting = selecting;
  for (guint i = 0; i < self->cards->len; i++)
    g_object_set (self->cards->pdata[i], "selecting", selecting, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTING]);
}

static void
update_selection (CulmOverviewPage *self)
{
  g_autoptr (GPtrArray) printers = list_selected (self);

  if (printers->len > 0)
    culm_overview_bar_set_printers (self->bar, printers);
  gtk_revealer_set_reveal_child (self->bar_revealer, printers->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "overview.unselect",
                                 printers->len > 0 || self->kept_selecting);
  set_selecting (self, printers->len > 0 || self->kept_selecting);
}

static void
unselect_all (CulmOverviewPage *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    g_object_set (self->cards->pdata[i], "selected", FALSE, NULL);
  self->kept_selecting = FALSE;
  update_selection (self);
}

static void
select_all (CulmOverviewPage *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    g_object_set (self->cards->pdata[i], "selected", is_wanted (self, self->cards->pdata[i]), NULL);
  update_selection (self);
}

static void
on_toggled (CulmOverviewPage *self, CulmPrinterCard *card)
{
  g_object_set (card, "selected", !culm_printer_card_is_selected (card), NULL);
  update_selection (self);
}

/* The list's own keys, which would select nothing: its mode is none, for else its arrows select. */
static void
on_select_all (CulmOverviewPage *self)
{
  g_signal_stop_emission_by_name (self->flow_box, "select-all");
  select_all (self);
}

static void
on_unselect_all (CulmOverviewPage *self)
{
  g_signal_stop_emission_by_name (self->flow_box, "unselect-all");
  unselect_all (self);
}

static void
on_toggle_cursor_child (CulmOverviewPage *self)
{
  GtkWidget *card = gtk_widget_get_focus_child (GTK_WIDGET (self->flow_box));

  g_signal_stop_emission_by_name (self->flow_box, "toggle-cursor-child");
  if (CULM_IS_PRINTER_CARD (card))
    on_toggled (self, CULM_PRINTER_CARD (card));
}

/* What is shown */

static void
show_none (CulmOverviewPage *self)
{
  g_autofree char *title = NULL;

  if (self->needle != NULL)
    /* Translators: what was searched for */
    title = g_strdup_printf (_ ("No results for “%s”"),
                             gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  else
    switch ((int) get_groups (self))
      {
      case CULM_GROUP_PRINTING:
        title = g_strdup (_ ("No Printer Is Printing"));
        break;
      case CULM_GROUP_ATTENTION:
        title = g_strdup (_ ("No Printer Needs Attention"));
        break;
      case CULM_GROUP_READY:
        title = g_strdup (_ ("No Printer Is Ready"));
        break;
      case CULM_GROUP_OFFLINE:
      default:
        title = g_strdup (_ ("No Printer Is Offline"));
        break;
      }

  adw_status_page_set_icon_name (self->none_page, self->needle != NULL ? "system-search-symbolic"
                                                                       : "view-grid-symbolic");
  adw_status_page_set_title (self->none_page, title);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

/* From a card that is about to be hidden to what hides it. The window moves it by itself only with
 * its next frame, and a card that is hidden twice until then it never lets go of. */
static void
move_focus (CulmOverviewPage *self)
{
  GtkToggleButton *chips[] = { self->printing_chip, self->attention_chip, self->ready_chip,
                               self->offline_chip };
  GtkWidget *card = gtk_widget_get_focus_child (GTK_WIDGET (self->flow_box));
  GtkToggleButton *chosen = self->all_chip;

  if (!CULM_IS_PRINTER_CARD (card) || is_wanted (self, CULM_PRINTER_CARD (card)))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
    if (gtk_toggle_button_get_active (chips[i]))
      chosen = chips[i];
  gtk_widget_grab_focus (GTK_WIDGET (chosen));
}

/* What is not seen is not selected: nothing is done with it by mistake. */
static void
update_shown (CulmOverviewPage *self)
{
  guint n_shown = 0;

  move_focus (self);
  for (guint i = 0; i < self->cards->len; i++)
    {
      if (is_wanted (self, self->cards->pdata[i]))
        n_shown++;
      else
        g_object_set (self->cards->pdata[i], "selected", FALSE, NULL);
    }

  gtk_flow_box_invalidate_filter (self->flow_box);
  if (n_shown > 0)
    gtk_stack_set_visible_child_name (self->stack, "cards");
  else
    show_none (self);
  update_selection (self);
  culm_seen_rows_queue (self->seen);
}

static gboolean
is_card_shown (GtkFlowBoxChild *child, gpointer user_data)
{
  return is_wanted (user_data, CULM_PRINTER_CARD (child));
}

static int
compare_cards (GtkFlowBoxChild *a, GtkFlowBoxChild *b, gpointer user_data)
{
  CulmOverviewPage *self = user_data;

  return culm_printer_order_compare (self->order,
                                     culm_printer_card_get_status (CULM_PRINTER_CARD (a)),
                                     culm_printer_card_get_status (CULM_PRINTER_CARD (b)));
}

static void
on_order_changed (CulmOverviewPage *self)
{
  gtk_flow_box_invalidate_sort (self->flow_box);
}

/* It stays while its menu is open, which has the focus then. */
static void
on_focus_changed (CulmOverviewPage *self, GParamSpec *pspec, GtkEventControllerFocus *focus)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));
  BambuPrinter *printer = culm_printer_card_get_printer (CULM_PRINTER_CARD (card));

  if (gtk_event_controller_focus_contains_focus (focus))
    set_current (self, printer);
  else if (self->current == printer && (self->menu == NULL || !gtk_widget_get_visible (self->menu)))
    set_current (self, NULL);
}

static void
add_card (CulmOverviewPage *self, guint position)
{
  g_autoptr (BambuPrinter) printer = g_list_model_get_item (G_LIST_MODEL (self->fleet), position);
  GtkWidget *card =
      culm_printer_card_new (bambu_fleet_get_camera (self->fleet, printer), self->live_set);
  CulmStatus *status = culm_printer_card_get_status (CULM_PRINTER_CARD (card));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_object_set (card, "selecting", self->selecting, "pictures",
                g_strcmp0 (self->mode, PICTURES) == 0, NULL);
  g_signal_connect_object (card, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "notify::contains-focus", G_CALLBACK (on_focus_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (card, focus);
  g_signal_connect_object (status, "notify::groups", G_CALLBACK (update_shown), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (status, "notify", G_CALLBACK (gtk_flow_box_child_changed), card,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::name", G_CALLBACK (gtk_flow_box_child_changed), card,
                           G_CONNECT_SWAPPED);

  g_ptr_array_insert (self->cards, (int) position, card);
  culm_seen_rows_add (self->seen, card);
  gtk_flow_box_append (self->flow_box, card);
}

static void
remove_card (CulmOverviewPage *self, guint position)
{
  GtkWidget *card = self->cards->pdata[position];

  g_signal_handlers_disconnect_by_func (culm_printer_card_get_status (CULM_PRINTER_CARD (card)),
                                        update_shown, self);
  if (self->current == culm_printer_card_get_printer (CULM_PRINTER_CARD (card)))
    set_current (self, NULL);
  culm_seen_rows_remove (self->seen, card);
  g_ptr_array_remove_index (self->cards, position);
  gtk_flow_box_remove (self->flow_box, card);
}

static void
on_printers_changed (CulmOverviewPage *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    remove_card (self, position);
  for (guint i = 0; i < added; i++)
    add_card (self, position + i);

  update_shown (self);
}

static char *
dup_count (GtkWidget *widget)
{
  CulmOverviewPage *self = CULM_OVERVIEW_PAGE (widget);
  guint n = 0;

  for (guint i = 0; i < self->cards->len; i++)
    n += is_wanted (self, self->cards->pdata[i]);

  return g_strdup_printf (ngettext ("%u printer found", "%u printers found", n), n);
}

static void
on_search_changed (CulmOverviewPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_clear_pointer (&self->needle, g_free);
  if (*text != '\0')
    self->needle = g_utf8_casefold (text, -1);
  update_shown (self);
  culm_announce_soon (GTK_WIDGET (self), dup_count);
}

/* The first one that is found */
static void
on_search_activate (CulmOverviewPage *self)
{
  culm_overview_page_focus (self);
}

static void
on_search_mode_changed (CulmOverviewPage *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
on_chip_toggled (CulmOverviewPage *self, GtkToggleButton *chip)
{
  if (!gtk_toggle_button_get_active (chip))
    return;

  update_shown (self);
  culm_announce_soon (GTK_WIDGET (self), dup_count);
}

static void
on_activated (CulmOverviewPage *self, CulmPrinterCard *card)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-printer", "s",
                              bambu_printer_get_serial (culm_printer_card_get_printer (card)));
}

static void
on_select_toggled (CulmOverviewPage *self, GtkToggleButton *button)
{
  gboolean active = gtk_toggle_button_get_active (button);

  if (active == self->selecting)
    return;

  if (active)
    {
      self->kept_selecting = TRUE;
      update_selection (self);
    }
  else
    unselect_all (self);
}

/* The menu */

static void
on_menu_closed (CulmOverviewPage *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    if (culm_printer_card_get_printer (self->cards->pdata[i]) == self->current)
      gtk_widget_grab_focus (self->cards->pdata[i]);
}

static void
show_menu (CulmOverviewPage *self, GtkWidget *card, double x, double y)
{
  gtk_widget_grab_focus (card);
  set_current (self, culm_printer_card_get_printer (CULM_PRINTER_CARD (card)));

  if (self->menu == NULL)
    {
      self->menu = culm_printer_menu_new (GTK_WIDGET (self->flow_box));
      g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed), self,
                               G_CONNECT_SWAPPED);
    }
  culm_printer_menu_popup (self->menu, x, y);
}

static void
show_menu_at (CulmOverviewPage *self, double x, double y)
{
  GtkFlowBoxChild *card = gtk_flow_box_get_child_at_pos (self->flow_box, (int) x, (int) y);

  if (card != NULL)
    show_menu (self, GTK_WIDGET (card), x, y);
}

static void
on_secondary_press (CulmOverviewPage *self, int n_press, double x, double y)
{
  show_menu_at (self, x, y);
}

static void
on_long_press (CulmOverviewPage *self, double x, double y)
{
  show_menu_at (self, x, y);
}

static void
on_menu (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmOverviewPage *self = CULM_OVERVIEW_PAGE (widget);
  GtkWidget *card = gtk_widget_get_focus_child (GTK_WIDGET (self->flow_box));
  graphene_rect_t bounds;

  if (CULM_IS_PRINTER_CARD (card)
      && gtk_widget_compute_bounds (card, GTK_WIDGET (self->flow_box), &bounds))
    show_menu (self, card, bounds.origin.x + 24, bounds.origin.y + 24);
}

static void
on_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmOverviewPage *self = CULM_OVERVIEW_PAGE (widget);

  if (g_str_equal (action_name, "overview.select-all"))
    select_all (self);
  else if (g_str_equal (action_name, "overview.unselect"))
    unselect_all (self);
  else
    {
      gtk_search_bar_set_search_mode (self->search_bar, FALSE);
      gtk_toggle_button_set_active (self->all_chip, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->all_chip));
    }
}

static void
culm_overview_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmOverviewPage *self = CULM_OVERVIEW_PAGE (object);

  switch ((CulmOverviewPageProperty) prop_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, self->current);
      break;
    case PROP_MODE:
      g_value_set_string (value, self->mode);
      break;
    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_mode (CulmOverviewPage *self, const char *mode)
{
  if (!g_set_str (&self->mode, mode))
    return;

  for (guint i = 0; i < self->cards->len; i++)
    g_object_set (self->cards->pdata[i], "pictures", g_strcmp0 (mode, PICTURES) == 0, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

static void
culm_overview_page_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  CulmOverviewPage *self = CULM_OVERVIEW_PAGE (object);

  if (prop_id == PROP_MODE)
    set_mode (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
culm_overview_page_dispose (GObject *object)
{
  CulmOverviewPage *self = CULM_OVERVIEW_PAGE (object);

  if (self->flow_box != NULL)
    {
      gtk_flow_box_set_filter_func (self->flow_box, NULL, NULL, NULL);
      gtk_flow_box_set_sort_func (self->flow_box, NULL, NULL, NULL);
    }
  for (guint i = 0; i < self->cards->len; i++)
    g_signal_handlers_disconnect_by_func (culm_printer_card_get_status (self->cards->pdata[i]),
                                          update_shown, self);
  if (self->fleet != NULL)
    g_signal_handlers_disconnect_by_func (self->fleet, on_printers_changed, self);
  if (self->order != NULL)
    g_signal_handlers_disconnect_by_func (self->order, on_order_changed, self);
  g_clear_object (&self->seen); /* before what it tells */
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_ptr_array_set_size (self->cards, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_OVERVIEW_PAGE);
  g_clear_object (&self->live_set);
  g_clear_object (&self->current);
  g_clear_object (&self->tally);
  g_clear_object (&self->order);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (culm_overview_page_parent_class)->dispose (object);
}

static void
culm_overview_page_finalize (GObject *object)
{
  CulmOverviewPage *self = CULM_OVERVIEW_PAGE (object);

  g_ptr_array_unref (self->cards);
  g_free (self->mode);
  g_free (self->needle);

  G_OBJECT_CLASS (culm_overview_page_parent_class)->finalize (object);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const char *const actions[] = { "overview.select-all", "overview.unselect",
                                         "overview.show-all" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, on_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, actions[0], NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, actions[1], NULL);
  gtk_widget_class_install_action (widget_class, "overview.menu", NULL, on_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "overview.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "overview.menu",
                                       NULL);
}

static void
culm_overview_page_class_init (CulmOverviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_overview_page_get_property;
  object_class->set_property = culm_overview_page_set_property;
  object_class->dispose = culm_overview_page_dispose;
  object_class->finalize = culm_overview_page_finalize;

  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, BAMBU_TYPE_PRINTER, flags);
  properties[PROP_MODE] = g_param_spec_string ("mode", NULL, NULL, NULL, flags | G_PARAM_WRITABLE);
  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  install_keys (widget_class);

  g_type_ensure (CULM_TYPE_OVERVIEW_BAR);
  g_type_ensure (CULM_TYPE_TALLY);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, mode_group);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, all_chip);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, printing_chip);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, attention_chip);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, ready_chip);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, offline_chip);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, none_page);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, flow_box);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewPage, bar);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_chip_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_long_press);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_mode_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_press);
  gtk_widget_class_bind_template_callback (widget_class, on_select_all);
  gtk_widget_class_bind_template_callback (widget_class, on_select_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_toggle_cursor_child);
  gtk_widget_class_bind_template_callback (widget_class, on_unselect_all);
}

static void
culm_overview_page_init (CulmOverviewPage *self)
{
  self->live_set = culm_live_set_new (MOST_LIVE);
  self->cards = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->seen = culm_seen_rows_new (self->scroller);

  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_flow_box_set_filter_func (self->flow_box, is_card_shown, self, NULL);
  g_object_bind_property (self->mode_group, "active-name", self, "mode", G_BINDING_SYNC_CREATE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "overview.unselect", FALSE);
}

static gboolean
to_label (GBinding *binding, const GValue *count, GValue *label, gpointer name)
{
  /* Translators: a filter of printers, and how many there are: "Printing 2" */
  g_value_take_string (
      label, g_strdup_printf (_ ("%s %u"), (const char *) name, g_value_get_uint (count)));

  return TRUE;
}

static void
count_on_chip (CulmOverviewPage *self, const char *property, GtkToggleButton *chip)
{
  g_object_bind_property_full (self->tally, property, chip, "label", G_BINDING_SYNC_CREATE,
                               to_label, NULL, g_strdup (gtk_button_get_label (GTK_BUTTON (chip))),
                               g_free);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip))), TRUE);
}

CulmOverviewPage *
culm_overview_page_new (BambuFleet *fleet,
                        CulmPrinterOrder *order,
                        CulmTally *tally,
                        GSettings *settings)
{
  CulmOverviewPage *self;

  g_return_val_if_fail (BAMBU_IS_FLEET (fleet), NULL);
  g_return_val_if_fail (CULM_IS_PRINTER_ORDER (order), NULL);
  g_return_val_if_fail (CULM_IS_TALLY (tally), NULL);

  self = g_object_new (CULM_TYPE_OVERVIEW_PAGE, NULL);
  self->fleet = g_object_ref (fleet);
  self->order = g_object_ref (order);
  self->tally = g_object_ref (tally);
  gtk_flow_box_set_sort_func (self->flow_box, compare_cards, self, NULL);

  g_settings_bind (settings, "overview-mode", self->mode_group, "active-name", 0);
  g_object_bind_property (tally, "summary", self->title, "subtitle", G_BINDING_SYNC_CREATE);
  count_on_chip (self, "printing", self->printing_chip);
  count_on_chip (self, "attention", self->attention_chip);
  count_on_chip (self, "ready", self->ready_chip);
  count_on_chip (self, "offline", self->offline_chip);

  g_signal_connect_object (order, "changed", G_CALLBACK (on_order_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (fleet, "items-changed", G_CALLBACK (on_printers_changed), self,
                           G_CONNECT_SWAPPED);
  on_printers_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (fleet)));

  return self;
}

BambuPrinter *
culm_overview_page_get_current (CulmOverviewPage *self)
{
  g_return_val_if_fail (CULM_IS_OVERVIEW_PAGE (self), NULL);

  return self->current;
}

void
culm_overview_page_search (CulmOverviewPage *self, const char *text)
{
  g_return_if_fail (CULM_IS_OVERVIEW_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  if (text != NULL)
    {
      gtk_toggle_button_set_active (self->all_chip, TRUE);
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
culm_overview_page_focus (CulmOverviewPage *self)
{
  GtkFlowBoxChild *card;

  g_return_if_fail (CULM_IS_OVERVIEW_PAGE (self));

  for (int i = 0; (card = gtk_flow_box_get_child_at_index (self->flow_box, i)) != NULL; i++)
    if (is_wanted (self, CULM_PRINTER_CARD (card)))
      {
        gtk_widget_grab_focus (GTK_WIDGET (card));
        return;
      }
}
