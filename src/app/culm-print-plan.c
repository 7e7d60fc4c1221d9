/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-plan.h"

#include <gtk/gtk.h>

/* What the user chose for a filament on a printer */
typedef struct
{
  char *serial;
  int position; /* of the filament */
  int ams;
  int slot;
  char *overruled; /* the material that the slot had then */
} Choice;

struct _CulmPrintPlan
{
  GObject parent_instance;

  BambuProject *project;
  BambuPlate *plate;
  BambuPrinter *printer;
  GtkFlattenListModel *trays;
  GPtrArray *followed; /* of BambuTray */
  GArray *matches;
  GPtrArray *choices; /* of Choice */
  guint update_source;
  gboolean is_clear;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmPrintPlan, culm_print_plan, G_TYPE_OBJECT)

static void
choice_free (Choice *self)
{
  g_free (self->serial);
  g_free (self->overruled);
  g_free (self);
}

static BambuMatch *
get_match (CulmPrintPlan *self, guint filament)
{
  return &g_array_index (self->matches, BambuMatch, filament);
}

static int
get_position (CulmPrintPlan *self, guint filament)
{
  g_autoptr (BambuProjectFilament) item =
      g_list_model_get_item (culm_print_plan_get_filaments (self), filament);

  return bambu_project_filament_get_values (item)->position;
}

static Choice *
find_choice (CulmPrintPlan *self, int position)
{
  const char *serial = bambu_printer_get_serial (self->printer);

  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);

      if (choice->position == position && g_str_equal (choice->serial, serial))
        return choice;
    }

  return NULL;
}

static int
find_slot (const GArray *slots, const Choice *choice)
{
  for (guint i = 0; i < slots->len; i++)
    {
      const BambuSlot *slot = &g_array_index (slots, BambuSlot, i);

      if (slot->ams == choice->ams && slot->slot == choice->slot)
        return (int) i;
    }

  return -1;
}

static char *
dup_material (const char *material)
{
  return g_strdup (material != NULL ? material : "");
}

static gboolean
is_material (const char *overruled, const char *material)
{
  return g_str_equal (overruled, material != NULL ? material : "");
}

static void
apply_choice (CulmPrintPlan *self, const GArray *slots, guint filament, const Choice *choice)
{
  int slot = find_slot (slots, choice);
  BambuMatch *match = get_match (self, filament);

  /* Its unit was taken away. */
  if (slot < 0)
    return;

  bambu_match_choose (self->matches, culm_print_plan_get_filaments (self), slots, filament, slot);
  match->is_overruled =
      choice->overruled != NULL && bambu_match_can_overrule (match)
      && is_material (choice->overruled, g_array_index (slots, BambuSlot, slot).material);
}

/* The slots are good until the printer's next report, so none are kept. */
static void
match (CulmPrintPlan *self)
{
  GListModel *filaments = culm_print_plan_get_filaments (self);
  g_autoptr (GArray) slots = NULL;

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_pointer (&self->matches, g_array_unref);
  if (filaments == NULL || self->printer == NULL)
    return;

  slots = bambu_slots_list (self->printer);
  self->matches = bambu_match_propose (filaments, slots);
  for (guint i = 0; i < self->matches->len; i++)
    {
      const Choice *choice = find_choice (self, get_position (self, i));

      if (choice != NULL)
        apply_choice (self, slots, i, choice);
    }
}

static gboolean
has_ended (CulmPrintPlan *self)
{
  BambuState state =
      self->printer != NULL ? bambu_printer_get_state (self->printer) : BAMBU_STATE_UNKNOWN;

  return state == BAMBU_STATE_FINISH || state == BAMBU_STATE_FAILED;
}

static void
update (CulmPrintPlan *self)
{
  self->is_clear &= has_ended (self);
  match (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
on_update (gpointer user_data)
{
  CulmPrintPlan *self = user_data;

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* The changes of one report come one by one. */
static void
queue_update (CulmPrintPlan *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_update, self, NULL);
}

static void
on_trays_changed (CulmPrintPlan *self)
{
  GListModel *trays = G_LIST_MODEL (self->trays);

  for (guint i = 0; i < self->followed->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->followed, i), queue_update,
                                          self);
  g_ptr_array_set_size (self->followed, 0);

  for (guint i = 0; trays != NULL && i < g_list_model_get_n_items (trays); i++)
    {
      BambuTray *tray = g_list_model_get_item (trays, i);

      g_signal_connect_object (tray, "notify", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->followed, tray);
    }

  queue_update (self);
}

/* Those of its units, and then those outside */
static GtkFlattenListModel *
list_trays (BambuPrinter *printer)
{
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) units =
      gtk_flatten_list_model_new (g_object_ref (bambu_printer_get_ams_units (printer)));

  g_list_store_append (lists, units);
  g_list_store_append (lists, bambu_printer_get_external_trays (printer));

  return gtk_flatten_list_model_new (G_LIST_MODEL (lists));
}

static void
follow (CulmPrintPlan *self)
{
  GListModel *lists[] = { bambu_printer_get_alerts (self->printer),
                          bambu_printer_get_ams_units (self->printer),
                          bambu_printer_get_extruders (self->printer) };

  g_signal_connect_object (self->printer, "notify", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_printer_get_job (self->printer), "notify",
                           G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_signal_connect_object (lists[i], "items-changed", G_CALLBACK (queue_update), self,
                             G_CONNECT_SWAPPED);

  self->trays = list_trays (self->printer);
  g_signal_connect_object (self->trays, "items-changed", G_CALLBACK (on_trays_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
leave (CulmPrintPlan *self)
{
  gpointer sources[] = { self->printer, bambu_printer_get_job (self->printer),
                         bambu_printer_get_alerts (self->printer),
                         bambu_printer_get_ams_units (self->printer),
                         bambu_printer_get_extruders (self->printer) };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_signal_handlers_disconnect_by_func (sources[i], queue_update, self);
  g_signal_handlers_disconnect_by_func (self->trays, on_trays_changed, self);
  g_clear_object (&self->trays);
}

static void
culm_print_plan_dispose (GObject *object)
{
  CulmPrintPlan *self = CULM_PRINT_PLAN (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->printer != NULL)
    leave (self);
  g_clear_object (&self->printer);
  g_clear_object (&self->plate);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (culm_print_plan_parent_class)->dispose (object);
}

static void
culm_print_plan_finalize (GObject *object)
{
  CulmPrintPlan *self = CULM_PRINT_PLAN (object);

  g_clear_pointer (&self->matches, g_array_unref);
  g_ptr_array_unref (self->followed);
  g_ptr_array_unref (self->choices);

  G_OBJECT_CLASS (culm_print_plan_parent_class)->finalize (object);
}

static void
culm_print_plan_class_init (CulmPrintPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_print_plan_dispose;
  object_class->finalize = culm_print_plan_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CULM_TYPE_PRINT_PLAN, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
culm_print_plan_init (CulmPrintPlan *self)
{
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
}

CulmPrintPlan *
culm_print_plan_new (BambuProject *project)
{
  CulmPrintPlan *self;
  GListModel *plates;

  g_return_val_if_fail (BAMBU_IS_PROJECT (project), NULL);

  self = g_object_new (CULM_TYPE_PRINT_PLAN, NULL);
  self->project = g_object_ref (project);

  plates = bambu_project_get_values (project)->plates;
  for (guint i = 0; self->plate == NULL && i < g_list_model_get_n_items (plates); i++)
    {
      g_autoptr (BambuPlate) plate = g_list_model_get_item (plates, i);

      if (bambu_plate_get_values (plate)->is_sliced)
        self->plate = g_steal_pointer (&plate);
    }

  return self;
}

BambuProject *
culm_print_plan_get_project (CulmPrintPlan *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_PLAN (self), NULL);

  return self->project;
}

BambuPlate *
culm_print_plan_get_plate (CulmPrintPlan *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_PLAN (self), NULL);

  return self->plate;
}

void
culm_print_plan_set_plate (CulmPrintPlan *self, BambuPlate *plate)
{
  g_return_if_fail (CULM_IS_PRINT_PLAN (self));
  g_return_if_fail (BAMBU_IS_PLATE (plate) && bambu_plate_get_values (plate)->is_sliced);

  if (g_set_object (&self->plate, plate))
    update (self);
}

BambuPrinter *
culm_print_plan_get_printer (CulmPrintPlan *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_PLAN (self), NULL);

  return self->printer;
}

void
culm_print_plan_set_printer (CulmPrintPlan *self, BambuPrinter *printer)
{
  g_return_if_fail (CULM_IS_PRINT_PLAN (self));

  if (self->printer == printer)
    return;

  if (self->printer != NULL)
    leave (self);
  g_set_object (&self->printer, printer);
  self->is_clear = FALSE;
  if (printer != NULL)
    follow (self);
  on_trays_changed (self);

  update (self);
}

GListModel *
culm_print_plan_get_filaments (CulmPrintPlan *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_PLAN (self), NULL);

  return self->plate != NULL ? bambu_plate_get_values (self->plate)->filaments : NULL;
}

GListModel *
culm_print_plan_get_trays (CulmPrintPlan *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_PLAN (self), NULL);

  return G_LIST_MODEL (self->trays);
}

const GArray *
culm_print_plan_get_matches (CulmPrintPlan *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_PLAN (self), NULL);

  /* Between a report and what is made of it */
  if (self->update_source != 0)
    {
      match (self);
      queue_update (self);
    }

  return self->matches;
}

static Choice *
ensure_choice (CulmPrintPlan *self, guint filament)
{
  int position = get_position (self, filament);
  Choice *choice = find_choice (self, position);

  if (choice == NULL)
    {
      choice = g_new0 (Choice, 1);
      choice->serial = g_strdup (bambu_printer_get_serial (self->printer));
      choice->position = position;
      g_ptr_array_add (self->choices, choice);
    }

  return choice;
}

void
culm_print_plan_choose (CulmPrintPlan *self, guint filament, BambuTray *tray, gboolean overrule)
{
  Choice *choice;

  g_return_if_fail (CULM_IS_PRINT_PLAN (self));
  g_return_if_fail (self->matches != NULL && filament < self->matches->len);
  g_return_if_fail (BAMBU_IS_TRAY (tray));

  choice = ensure_choice (self, filament);
  choice->ams = bambu_tray_get_ams (tray);
  choice->slot = bambu_tray_get_slot (tray);
  g_clear_pointer (&choice->overruled, g_free);
  if (overrule)
    choice->overruled = dup_material (bambu_tray_get_material (tray));

  update (self);
}

BambuPrintWay
culm_print_plan_get_way (CulmPrintPlan *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_PLAN (self), BAMBU_PRINT_WAY_LAN);

  return self->printer != NULL
                 && bambu_printer_get_connection (self->printer) == BAMBU_CONNECTION_CLOUD
             ? BAMBU_PRINT_WAY_CLOUD
             : BAMBU_PRINT_WAY_LAN;
}

void
culm_print_plan_set_plate_clear (CulmPrintPlan *self, gboolean is_clear)
{
  g_return_if_fail (CULM_IS_PRINT_PLAN (self));

  if (self->is_clear == is_clear)
    return;

  self->is_clear = is_clear;
  update (self);
}

GArray *
culm_print_plan_dup_checks (CulmPrintPlan *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_PLAN (self), NULL);

  if (self->printer == NULL)
    return NULL;

  return bambu_print_check (self->project, self->plate, self->printer,
                            culm_print_plan_get_matches (self), self->is_clear,
                            culm_print_plan_get_way (self));
}

GArray *
culm_print_plan_dup_mapping (CulmPrintPlan *self)
{
  g_autoptr (GArray) slots = NULL;
  GListModel *all;

  g_return_val_if_fail (CULM_IS_PRINT_PLAN (self), NULL);

  if (culm_print_plan_get_matches (self) == NULL)
    return NULL;

  slots = bambu_slots_list (self->printer);
  all = bambu_project_get_values (self->project)->filaments;

  return bambu_mapping_new (culm_print_plan_get_filaments (self), g_list_model_get_n_items (all),
                            slots, self->matches);
}
