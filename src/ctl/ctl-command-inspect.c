/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <words/culm-json.h>

#include "ctl-command.h"
#include "ctl-output.h"
#include "ctl-project-json.h"
#include "words/culm-project-words.h"

typedef struct
{
  CtlOptions *options;
  BambuProject *project;
  GArray *checks; /* of CtlGcodeCheck: one for each plate */
  CtlExit exit;
} Inspection;

/* What is to become of one plate's check */
typedef struct
{
  Inspection *inspection;
  guint place;
} Check;

static void
inspection_clear (gpointer data)
{
  Inspection *self = data;

  g_clear_object (&self->project);
  g_clear_pointer (&self->checks, g_array_unref);
}

static void
inspection_unref (gpointer self)
{
  g_rc_box_release_full (self, inspection_clear);
}

static void
check_free (gpointer data)
{
  Check *self = data;

  inspection_unref (self->inspection);
  g_free (self);
}

/* The words are for people; which entry of the file it is, for those who made it. */
static void
print_error (Inspection *self, const GError *error)
{
  ctl_output_error ("%s: %s (%s)", ctl_options_get_argument (self->options),
                    culm_project_words_get_error (error), error->message);
  self->exit = CTL_EXIT_USAGE;
}

static void
print (Inspection *self)
{
  const CtlGcodeCheck *checks = (const CtlGcodeCheck *) (gpointer) self->checks->data;
  const char *nothing =
      culm_project_words_get_kind (bambu_project_get_values (self->project)->kind);

  if (self->options->json)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *line = NULL;

      json_node_take_object (node, ctl_project_json_new (self->project, checks));
      line = culm_json_dup_line (node);
      ctl_output_line (line);
    }
  else
    {
      g_autofree char *text = ctl_project_text_new (self->project, checks);

      ctl_output_line (text);
    }

  if (nothing && !self->options->json)
    ctl_output_error ("%s", nothing);
}

static DexFuture *
on_verified (DexFuture *future, gpointer user_data)
{
  Check *self = user_data;
  CtlGcodeCheck *check = &g_array_index (self->inspection->checks, CtlGcodeCheck, self->place);
  g_autoptr (BambuPlate) plate = g_list_model_get_item (
      bambu_project_get_values (self->inspection->project)->plates, self->place);
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error))
    {
      *check = bambu_plate_get_values (plate)->md5 ? CTL_GCODE_CHECK_GOOD : CTL_GCODE_CHECK_NO_MD5;
    }
  else
    {
      *check = g_error_matches (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_CHECKSUM)
                   ? CTL_GCODE_CHECK_WRONG
                   : CTL_GCODE_CHECK_UNREADABLE;
      print_error (self->inspection, error);
    }

  return dex_future_new_for_boolean (TRUE);
}

static DexFuture *
on_all_verified (DexFuture *future, gpointer user_data)
{
  Inspection *self = user_data;

  print (self);

  return dex_future_new_for_int (self->exit);
}

static DexFuture *
verify (Inspection *self, guint place, int index)
{
  Check *check = g_new0 (Check, 1);

  check->inspection = g_rc_box_acquire (self);
  check->place = place;

  return dex_future_finally (bambu_project_verify_plate (self->project, index), on_verified, check,
                             check_free);
}

static DexFuture *
on_opened (DexFuture *future, gpointer user_data)
{
  Inspection *self = user_data;
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  GListModel *plates;

  if (!value)
    {
      print_error (self, error);
      return dex_future_new_for_int (self->exit);
    }

  self->project = g_value_dup_object (value);
  plates = bambu_project_get_values (self->project)->plates;
  g_array_set_size (self->checks, g_list_model_get_n_items (plates));

  for (guint i = 0; i < g_list_model_get_n_items (plates); i++)
    {
      g_autoptr (BambuPlate) plate = g_list_model_get_item (plates, i);
      const BambuPlateValues *values = bambu_plate_get_values (plate);

      if (values->is_sliced)
        g_ptr_array_add (checks, verify (self, i, values->index));
    }

  if (checks->len == 0)
    {
      print (self);
      return dex_future_new_for_int (self->exit);
    }

  return dex_future_finally (dex_future_allv ((DexFuture *const *) checks->pdata, checks->len),
                             on_all_verified, g_rc_box_acquire (self), inspection_unref);
}

DexFuture *
ctl_command_inspect (CtlOptions *options)
{
  Inspection *self;

  if (!ctl_options_get_argument (options))
    {
      ctl_output_error ("%s", _ ("Which file? Give its name."));
      return dex_future_new_for_int (CTL_EXIT_USAGE);
    }

  self = g_rc_box_new0 (Inspection);
  self->options = options;
  self->checks = g_array_new (FALSE, TRUE, sizeof (CtlGcodeCheck));

  return dex_future_finally (bambu_project_open (ctl_options_get_argument (options)), on_opened,
                             self, inspection_unref);
}
