/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-project-private.h"

G_BEGIN_DECLS

/* The slicer has 36 at most. */
#define BAMBU_PROJECT_MAX_PLATES 256
#define BAMBU_PROJECT_MAX_FILAMENTS 256
#define BAMBU_PROJECT_MAX_OBJECTS 10000
#define BAMBU_PROJECT_MAX_WARNINGS 100

/* A filament of a plate before it is known what its group means */
typedef struct
{
  BambuProjectFilamentValues values;
  int group; /* −1 not said */
  gboolean is_unused;
} BambuFilamentDraft;

/* An instance on a plate, as the models' settings have it */
typedef struct
{
  int object;
  int id;
} BambuInstanceDraft;

/**
 * BambuPlateDraft:
 *
 * What the entries say of a plate. They come in any order, so what depends on several of them is
 * settled at the end.
 */
typedef struct
{
  BambuPlateValues values;
  BambuBedType layout_bed_type;
  const char *const *layout_nozzle_diameters;
  gboolean has_objects;
  gboolean is_described;    /* by slice_info.config */
  GArray *filaments;        /* of BambuFilamentDraft */
  GArray *layout_filaments; /* of int: positions */
  GArray *objects;          /* of BambuPlateObjectValues */
  GArray *instances;        /* of BambuInstanceDraft */
  GArray *warnings;         /* of BambuPlateWarningValues */
  GArray *filament_maps; /* of int: the logical extruder of each filament of the project, from 1 */
} BambuPlateDraft;

/**
 * BambuProjectDraft:
 * @texts: all of the strings here
 *
 * What has been read so far.
 */
typedef struct
{
  GStringChunk *texts;
  GPtrArray *strvs;
  BambuProjectValues values;
  GPtrArray *plates; /* of BambuPlateDraft, by index */
  guint n_objects;

  gboolean has_settings;
  gboolean has_model;
  gboolean is_foreign;

  /* Of project_settings.config; each nullable */
  const char *const *materials;
  const char *const *colours;
  const char *const *filament_ids;
  const char *const *presets;
  const char *const *nozzle_diameters;
  const char *const *extruder_map;
  const char *const *nozzle_map;
  BambuBedType bed_type;

  GHashTable *object_names; /* by id */
} BambuProjectDraft;

BambuProjectDraft *bambu_project_draft_new (void);
void bambu_project_draft_free (BambuProjectDraft *self);

/** bambu_project_draft_get_plate: Returns: (transfer none) (nullable): it, new if need be; %NULL if
 * @index cannot be one */
BambuPlateDraft *bambu_project_draft_get_plate (BambuProjectDraft *self,
                                                gint64 index,
                                                GError **error);

/** bambu_project_draft_add_text: Returns: (transfer none) (nullable): a copy, shortened; %NULL for
 * "" */
const char *bambu_project_draft_add_text (BambuProjectDraft *self, const char *text);

/** bambu_project_draft_take_texts: Returns: (transfer none): @texts: (transfer full) */
const char *const *bambu_project_draft_take_texts (BambuProjectDraft *self, GStrv texts);

/** bambu_project_draft_add_colour: Returns: (transfer none) (nullable): 8 upper-case hex digits */
const char *bambu_project_draft_add_colour (BambuProjectDraft *self, const char *colour);

gboolean bambu_project_draft_too_many (GError **error, const char *what, guint limit);

/** bambu_project_draft_build: Returns: (transfer full): what follows from all of it */
BambuProject *bambu_project_draft_build (BambuProjectDraft *self, const BambuFileMark *mark);

/* Numbers are texts, and may be anything. Each returns %FALSE, and leaves @value alone, if it is
 * none, or negative. */
gboolean bambu_project_read_number (const char *text, double *value);
gboolean bambu_project_read_integer (const char *text, gint64 maximum, gint64 *value);

/* The entries. Each returns %FALSE with @error set if it is not what it should be. */
gboolean bambu_project_read_slice_info (BambuProjectDraft *draft, GBytes *bytes, GError **error);
gboolean bambu_project_read_model_settings (BambuProjectDraft *draft,
                                            GBytes *bytes,
                                            GError **error);
gboolean bambu_project_read_settings (BambuProjectDraft *draft, GBytes *bytes, GError **error);
gboolean bambu_project_read_layout (BambuProjectDraft *draft,
                                    BambuPlateDraft *plate,
                                    GBytes *bytes,
                                    GError **error);

/** bambu_project_dup_text: Returns: (transfer full): UTF-8, whatever it was, without a mark */
char *bambu_project_dup_text (GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuProjectDraft, bambu_project_draft_free)

G_END_DECLS
