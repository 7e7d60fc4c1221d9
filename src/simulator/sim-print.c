/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-print.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "printer/bambu-model.h"
#include "sim-authorization.h"
#include "sim-json-build.h"
#include "sim-json.h"
#include "sim-mapping.h"
#include "sim-printer-private.h"

/* What `print_error` says (protocol/mqtt-commands.md §5) */
#define ERROR_DOWNLOAD 0x05004001u
#define ERROR_PATH 0x05004002u
#define ERROR_PARSE 0x05004003u
#define ERROR_BUSY 0x05004004u
#define ERROR_OTHER_MODEL 0x05004037u
#define ERROR_STORAGE 0x0500c010u

#define DEFAULT_SECONDS 3600
#define FROM_CARD "from_sd_card" /* as an MD5: it is not said */
#define PIECE_BYTES (256 * 1024)

/* A job whose file is being read. Holds no printer: that may go meanwhile. */
typedef struct
{
  GWeakRef printer;
  guint start; /* which one of the printer's */
  JsonObject *arguments;
  char *path;
  int plate;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_weak_ref_clear (&self->printer);
  json_object_unref (self->arguments);
  g_free (self->path);
  g_free (self);
}

static void
tell (SimPrinter *printer, const char *name, JsonObject *event)
{
  json_object_set_string_member (event, "event", name);
  g_signal_emit_by_name (printer, "job", event);
  json_object_unref (event);
}

static char *
format_error (guint32 error)
{
  return g_strdup_printf ("%04X-%04X", error >> 16, error & 0xffff);
}

static void
tell_error (SimPrinter *printer, const char *name, guint32 error)
{
  g_autofree char *text = format_error (error);

  tell (printer, name, sim_json_build ("s:error", text, NULL));
}

static DexFuture *
sum_fiber (gpointer user_data)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  int fd = g_open (user_data, O_RDONLY | O_CLOEXEC, 0);
  gssize size = -1;

  while (fd >= 0 && (size = read (fd, piece, PIECE_BYTES)) > 0)
    g_checksum_update (checksum, piece, size);
  if (fd >= 0)
    g_close (fd, NULL);
  if (size < 0)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_FAILED, "It cannot be read");

  return dex_future_new_take_string (g_strdup (g_checksum_get_string (checksum)));
}

/* Returns: 0 or an error */
static guint32
check_sum (Reading *reading)
{
  const char *expected = sim_json_get_string (reading->arguments, "md5", "");
  g_autofree char *sum = NULL;

  if (*expected == '\0' || g_str_equal (expected, FROM_CARD))
    return 0;

  sum = dex_await_string (dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 0,
                                               sum_fiber, g_strdup (reading->path), g_free),
                          NULL);

  return sum != NULL && g_ascii_strcasecmp (sum, expected) == 0 ? 0 : ERROR_STORAGE;
}

static guint32
get_read_error (const GError *error)
{
  return error->domain == BAMBU_PROJECT_ERROR ? ERROR_PARSE : ERROR_STORAGE;
}

/* Returns: (transfer full) (nullable): with @code set if it is no good */
static BambuProject *
read_project (Reading *reading, BambuPlate **plate, guint32 *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuProject) project = dex_await_object (bambu_project_open (reading->path), &error);
  int index = MAX (reading->plate, 1);

  if (project == NULL)
    {
      *code = get_read_error (error);
      return NULL;
    }

  *plate = bambu_project_find_plate (project, index);
  *code = check_sum (reading);
  if (*code != 0)
    return g_steal_pointer (&project);

  if (*plate == NULL || !bambu_plate_get_values (*plate)->is_sliced)
    *code = ERROR_PARSE;
  else if (!dex_await (bambu_project_verify_plate (project, index), &error))
    *code = get_read_error (error);

  return g_steal_pointer (&project);
}

static GArray *
list_objects (const BambuPlateValues *values)
{
  GArray *objects = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; values->has_labels && i < g_list_model_get_n_items (values->objects); i++)
    {
      g_autoptr (BambuPlateObject) object = g_list_model_get_item (values->objects, i);

      g_array_append_val (objects, bambu_plate_object_get_values (object)->id);
    }

  return objects;
}

/* The file was read, or there is none to read: it is printed, or not. */
static void
decide (SimPrinter *printer,
        JsonObject *arguments,
        BambuProject *project,
        BambuPlate *plate,
        guint32 error)
{
  const BambuPlateValues *values = plate != NULL ? bambu_plate_get_values (plate) : NULL;
  g_autoptr (GArray) uses = g_array_new (FALSE, FALSE, sizeof (SimUse));
  g_autoptr (GArray) objects = values != NULL ? list_objects (values) : NULL;
  SimPlan plan = { .seconds = DEFAULT_SECONDS, .uses = uses, .objects = objects };

  if (error == 0 && values != NULL && values->model_code != NULL
      && !bambu_model_takes_files_of (bambu_model_find (sim_printer_get_model_code (printer)),
                                      bambu_model_find (values->model_code)))
    error = ERROR_OTHER_MODEL;
  if (error == 0)
    error = sim_mapping_judge (arguments, printer->state, project, plate, uses);
  if (error != 0)
    {
      sim_machine_reject_job (printer->machine, error);
      tell_error (printer, "start-failed", error);
      return;
    }

  if (values != NULL && values->seconds > 0)
    plan.seconds = (double) values->seconds;
  if (values != NULL && values->layers > 0)
    plan.layers = values->layers;
  sim_machine_plan_job (printer->machine, &plan);
}

static DexFuture *
read_fiber (gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (SimPrinter) printer = NULL;
  g_autoptr (BambuProject) project = NULL;
  BambuPlate *plate = NULL;
  guint32 error = 0;

  project = read_project (reading, &plate, &error);
  printer = g_weak_ref_get (&reading->printer);
  /* It may have been stopped, or switched off and on. */
  if (printer != NULL && printer->n_starts == reading->start
      && sim_machine_awaits_plan (printer->machine))
    decide (printer, reading->arguments, project, plate, error);

  return NULL;
}

static gboolean
refuse_busy (SimPrinter *printer)
{
  gboolean cancels = json_object_has_member (printer->profile->data, "cancels_when_busy");

  if (cancels)
    sim_machine_request (printer->machine, SIM_TRANSITION_STOP);
  else
    sim_machine_raise_error (printer->machine, ERROR_BUSY, 0);
  tell_error (printer, "start-refused", ERROR_BUSY);

  return cancels;
}

/* Some take what has the ids of their last job for that job. */
static gboolean
is_taken_for_last (SimPrinter *printer, JsonObject *arguments)
{
  return sim_printer_has_fault (printer, "same-ids-ignored") && printer->n_starts > 0
         && g_str_equal (sim_json_get_string (arguments, "task_id", "0"),
                         sim_json_get_string (printer->state, "task_id", ""));
}

static gboolean
is_remote (const char *url)
{
  return g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://");
}

static void
receive (SimPrinter *printer, JsonObject *arguments, const char *url, int plate)
{
  gboolean np = json_object_has_member (printer->state, "device");
  g_autofree char *base = g_path_get_basename (url);
  g_autofree char *inside =
      np && plate > 0 ? g_strdup_printf ("/data/Metadata/plate_%d.gcode", plate) : NULL;
  const char *name = sim_json_get_string (arguments, "subtask_name", base);
  const char *file = sim_json_get_string (arguments, "file", "");
  SimTicket ticket = {
    .name = name,
    .file = inside != NULL                     ? inside
            : is_remote (url) || *file != '\0' ? file
                                               : base,
    .type = is_remote (url) ? "cloud" : "local",
    .plate = MAX (plate, 1),
    .project_id = sim_json_get_string (arguments, "project_id", "0"),
    .profile_id = sim_json_get_string (arguments, "profile_id", "0"),
    .task_id = sim_json_get_string (arguments, "task_id", "0"),
    .subtask_id = sim_json_get_string (arguments, "subtask_id", "0"),
  };

  printer->n_starts++;
  sim_machine_receive_job (printer->machine, &ticket);
  tell (printer, "start",
        sim_json_build ("s:subtask_name", name, "s:file", is_remote (url) ? NULL : url, "i:plate",
                        plate, "s:task_id", ticket.task_id, "s:type", ticket.type, NULL));
}

/* Ends by itself, and keeps what it needs. */
static void
read_file (SimPrinter *printer, JsonObject *arguments, const char *path, int plate)
{
  Reading *reading = g_new0 (Reading, 1);

  g_weak_ref_init (&reading->printer, printer);
  reading->start = printer->n_starts;
  reading->arguments = sim_json_copy (arguments);
  reading->path = g_strdup (path);
  reading->plate = plate;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, read_fiber, reading, reading_free));
}

gboolean
sim_print_begin (SimPrinter *printer, JsonObject *arguments, const char *url, int plate)
{
  g_autofree char *path = NULL;

  if (sim_machine_is_busy (printer->machine))
    return refuse_busy (printer);
  if (is_taken_for_last (printer, arguments))
    return TRUE;

  receive (printer, arguments, url, plate);
  if (printer->storage == NULL)
    {
      decide (printer, arguments, NULL, NULL, 0);
      return TRUE;
    }

  path = sim_storage_find (printer->storage, url);
  if (sim_printer_has_fault (printer, "ftps-absent"))
    decide (printer, arguments, NULL, NULL, ERROR_STORAGE);
  else if (path != NULL)
    read_file (printer, arguments, path, plate);
  else
    decide (printer, arguments, NULL, NULL, ERROR_PATH);

  return TRUE;
}

void
sim_print_begin_for_cloud (
    SimPrinter *printer, JsonObject *arguments, const char *path, int plate, gboolean is_proven)
{
  if (!is_proven && sim_authorization_is_on (printer))
    sim_authorization_show (printer);
  else if (sim_machine_is_busy (printer->machine))
    refuse_busy (printer);
  else
    {
      receive (printer, arguments, "https://", plate);
      if (path != NULL && !sim_printer_has_fault (printer, "download-fails"))
        read_file (printer, arguments, path, plate);
      else
        decide (printer, arguments, NULL, NULL, ERROR_DOWNLOAD);
    }
}

void
sim_printer_set_storage (SimPrinter *self, SimStorage *storage)
{
  g_return_if_fail (SIM_IS_PRINTER (self));

  self->storage = storage;
}

guint
sim_printer_get_n_starts (SimPrinter *self)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), 0);

  return self->n_starts;
}
