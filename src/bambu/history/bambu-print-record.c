/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-record-private.h"

#include <math.h>

#include "bambu-part-private.h"

typedef struct
{
  BambuKnownPrint known;
  BambuCloudTask *task;
  gboolean is_local;
} Reading;

struct _BambuPrintRecord
{
  BambuPart parent_instance;

  Reading reading;
  gboolean transient;
  GPtrArray *pictures;
  GPtrArray *series;
};

G_DEFINE_FINAL_TYPE (BambuPrintRecord, bambu_print_record, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (Reading, known.serial, "serial", STRING),
  BAMBU_FIELD (Reading, known.printer_name, "printer-name", STRING),
  BAMBU_FIELD (Reading, known.model, "model", STRING),
  BAMBU_FIELD (Reading, known.name, "name", STRING),
  BAMBU_FIELD (Reading, known.file, "file", STRING),
  BAMBU_FIELD (Reading, known.task, "task-id", INT64),
  BAMBU_FIELD (Reading, known.plate, "plate", INT),
  BAMBU_FIELD (Reading, known.began, "began", INT64),
  BAMBU_FIELD (Reading, known.is_late, "is-late", BOOLEAN),
  BAMBU_FIELD (Reading, known.ended, "ended", INT64),
  BAMBU_FIELD (Reading, known.is_guessed, "is-guessed", BOOLEAN),
  BAMBU_FIELD (Reading, known.last_seen, "last-seen", INT64),
  BAMBU_FIELD (Reading, known.due, "due", INT64),
  BAMBU_TYPED_FIELD (Reading, known.result, "result", ENUM, bambu_print_result_get_type),
  BAMBU_FIELD (Reading, known.percent, "percent", INT),
  BAMBU_FIELD (Reading, known.layer, "layer", INT),
  BAMBU_FIELD (Reading, known.total_layers, "total-layers", INT),
  BAMBU_FIELD (Reading, known.speed_level, "speed-level", INT),
  BAMBU_FIELD (Reading, known.nozzle, "nozzle", DOUBLE),
  BAMBU_FIELD (Reading, known.bed, "bed", INT),
  BAMBU_FIELD (Reading, known.grams, "grams", DOUBLE),
  BAMBU_FIELD (Reading, known.estimated_seconds, "estimated-seconds", INT64),
  BAMBU_FIELD (Reading, known.note, "note", STRING),
  BAMBU_TYPED_FIELD (Reading, known.filaments, "filaments", OBJECT, g_list_model_get_type),
  BAMBU_FIELD (Reading, known.n_pictures, "n-pictures", INT),
  BAMBU_TYPED_FIELD (Reading, task, "task", OBJECT, bambu_cloud_task_get_type),
  BAMBU_FIELD (Reading, is_local, "is-local", BOOLEAN),
};

static void
bambu_print_record_finalize (GObject *object)
{
  BambuPrintRecord *self = BAMBU_PRINT_RECORD (object);

  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_clear_pointer (&self->series, g_ptr_array_unref);

  G_OBJECT_CLASS (bambu_print_record_parent_class)->finalize (object);
}

static void
bambu_print_record_class_init (BambuPrintRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bambu_print_record_finalize;

  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuPrintRecord, reading));
}

static void
bambu_print_record_init (BambuPrintRecord *self)
{
}

BambuPrintRecord *
bambu_print_record_new (const BambuKnownPrint *known, gboolean transient)
{
  BambuPrintRecord *self = g_object_new (BAMBU_TYPE_PRINT_RECORD, NULL);

  self->transient = transient;
  bambu_part_apply (BAMBU_PART (self), &(Reading) { .known = *known, .is_local = TRUE });

  return self;
}

static BambuPrintResult
translate_result (BambuCloudResult result)
{
  switch (result)
    {
    case BAMBU_CLOUD_RESULT_RUNNING:
      return BAMBU_PRINT_RESULT_RUNNING;
    case BAMBU_CLOUD_RESULT_FINISHED:
      return BAMBU_PRINT_RESULT_FINISHED;
    case BAMBU_CLOUD_RESULT_FAILED:
      return BAMBU_PRINT_RESULT_FAILED;
    case BAMBU_CLOUD_RESULT_CANCELLED:
      return BAMBU_PRINT_RESULT_CANCELLED;
    case BAMBU_CLOUD_RESULT_UNKNOWN:
    default:
      return BAMBU_PRINT_RESULT_UNKNOWN;
    }
}

static BambuPrintFilament *
create_filament (BambuCloudFilament *filament)
{
  const BambuCloudFilamentValues *values = bambu_cloud_filament_get_values (filament);
  g_autofree char *colour = bambu_cloud_filament_dup_colour (filament);

  return bambu_print_filament_new (&(BambuPrintFilamentValues) {
      .ams = values->ams_id,
      .slot = values->slot_id,
      .material = values->filament_type,
      .colour = colour,
      .grams = values->weight_grams,
  });
}

static GListModel *
create_filaments (GListModel *list)
{
  GListStore *filaments = g_list_store_new (BAMBU_TYPE_PRINT_FILAMENT);
  guint n = list != NULL ? g_list_model_get_n_items (list) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuCloudFilament) item = g_list_model_get_item (list, i);
      g_autoptr (BambuPrintFilament) filament = create_filament (item);

      g_list_store_append (filaments, filament);
    }

  return G_LIST_MODEL (filaments);
}

BambuPrintRecord *
bambu_print_record_new_for_task (BambuCloudTask *task)
{
  BambuPrintRecord *self;
  const BambuCloudTaskValues *values;
  g_autoptr (GListModel) filaments = NULL;

  g_return_val_if_fail (BAMBU_IS_CLOUD_TASK (task), NULL);

  self = g_object_new (BAMBU_TYPE_PRINT_RECORD, NULL);
  values = bambu_cloud_task_get_values (task);
  filaments = create_filaments (values->filaments);
  bambu_part_apply (
      BAMBU_PART (self),
      &(Reading) {
          .known = {
            .serial = values->serial != NULL ? values->serial : (char *) "",
            .printer_name = values->device_name != NULL ? values->device_name : (char *) "",
            .model = (char *) "",
            .name = values->title != NULL ? values->title : (char *) "",
            .file = (char *) "",
            .task = values->id != NULL ? g_ascii_strtoll (values->id, NULL, 10) : 0,
            .plate = MAX (values->plate, 0),
            .began = values->start_time,
            .ended = values->result == BAMBU_CLOUD_RESULT_RUNNING ? 0 : values->end_time,
            .result = translate_result (values->result),
            .percent = -1,
            .layer = -1,
            .total_layers = -1,
            .grams = values->weight_grams,
            .estimated_seconds = values->estimated_seconds,
            .filaments = filaments,
          },
          .task = task,
      });

  return self;
}

const BambuKnownPrint *
bambu_print_record_get_known (BambuPrintRecord *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_RECORD (self), NULL);

  return &self->reading.known;
}

BambuCloudTask *
bambu_print_record_get_task (BambuPrintRecord *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_RECORD (self), NULL);

  return self->reading.task;
}

gboolean
bambu_print_record_is_local (BambuPrintRecord *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_RECORD (self), FALSE);

  return self->reading.is_local;
}

gboolean
bambu_print_record_is_transient (BambuPrintRecord *self)
{
  return self->transient;
}

gint64
bambu_print_record_get_seconds (BambuPrintRecord *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINT_RECORD (self), -1);

  return bambu_known_print_get_seconds (&self->reading.known);
}

gboolean
bambu_print_record_apply (BambuPrintRecord *self, const BambuKnownPrint *known)
{
  Reading reading = self->reading;

  reading.known = *known;

  return bambu_part_apply (BAMBU_PART (self), &reading);
}

void
bambu_print_record_set_task (BambuPrintRecord *self, BambuCloudTask *task)
{
  Reading reading = self->reading;

  reading.task = task;
  bambu_part_apply (BAMBU_PART (self), &reading);
}

GPtrArray *
bambu_print_record_get_pictures (BambuPrintRecord *self)
{
  if (self->pictures == NULL)
    self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_known_picture_free);

  return self->pictures;
}

GPtrArray *
bambu_print_record_get_series (BambuPrintRecord *self)
{
  if (self->series == NULL)
    self->series = bambu_series_list_new ();

  return self->series;
}

void
bambu_print_record_set_series (BambuPrintRecord *self, GPtrArray *series)
{
  g_ptr_array_ref (series);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  self->series = series;
}

void
bambu_print_record_add_picture (BambuPrintRecord *self, const BambuKnownPicture *picture)
{
  GPtrArray *pictures = bambu_print_record_get_pictures (self);
  guint position = 0;

  while (position < pictures->len
         && ((BambuKnownPicture *) g_ptr_array_index (pictures, position))->percent
                > picture->percent)
    position++;
  if (position < pictures->len
      && ((BambuKnownPicture *) g_ptr_array_index (pictures, position))->percent
             == picture->percent)
    g_ptr_array_remove_index (pictures, position);
  g_ptr_array_insert (pictures, (int) position, bambu_known_picture_copy (picture));
}
