/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-enums.h"

G_DEFINE_ENUM_TYPE (BambuPrintWay,
                    bambu_print_way,
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_WAY_LAN, "lan"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_WAY_CLOUD, "cloud"))

G_DEFINE_ENUM_TYPE (BambuPrintStep,
                    bambu_print_step,
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STEP_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STEP_CHECK, "check"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STEP_UPLOAD, "upload"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STEP_START, "start"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STEP_CONFIRM, "confirm"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STEP_DONE, "done"))

G_DEFINE_ENUM_TYPE (BambuPrintStage,
                    bambu_print_stage,
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STAGE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STAGE_PROJECT, "project"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STAGE_CONFIG, "config"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STAGE_NOTIFY, "notify"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STAGE_WAIT, "wait"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STAGE_ADDRESS, "address"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STAGE_FILE, "file"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STAGE_PATCH, "patch"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STAGE_TASK, "task"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_STAGE_PRINTER, "printer"))

G_DEFINE_ENUM_TYPE (BambuPrintCheckKind,
                    bambu_print_check_kind,
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_SLICED, "sliced"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_SIZE, "size"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_REACHED, "reached"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_STATE, "state"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_PLATE_CLEAR, "plate-clear"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_MODEL, "model"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_NOZZLE, "nozzle"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_PLATE_TYPE, "plate-type"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_FILAMENTS, "filaments"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_STORAGE, "storage"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_DOOR, "door"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_MESSAGES, "messages"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHECK_RIGHTS, "rights"))

G_DEFINE_ENUM_TYPE (BambuPrintVerdict,
                    bambu_print_verdict,
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_VERDICT_OK, "ok"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_VERDICT_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_VERDICT_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_VERDICT_BLOCKED, "blocked"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD, "blocked-upload"))

typedef struct
{
  BambuPrintCheckKind check;
} BambuPrintErrorPrivate;

static void
bambu_print_error_private_init (BambuPrintErrorPrivate *self)
{
}

static void
bambu_print_error_private_copy (const BambuPrintErrorPrivate *source, BambuPrintErrorPrivate *copy)
{
  *copy = *source;
}

static void
bambu_print_error_private_clear (BambuPrintErrorPrivate *self)
{
}

G_DEFINE_EXTENDED_ERROR (BambuPrintError, bambu_print_error)

GError *
bambu_print_error_new_blocked (BambuPrintCheckKind check)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (BAMBU_TYPE_PRINT_CHECK_KIND);
  GError *error = g_error_new (BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_BLOCKED, "%s: does not hold",
                               g_enum_get_value (kinds, (int) check)->value_nick);

  bambu_print_error_get_private (error)->check = check;

  return error;
}

BambuPrintCheckKind
bambu_print_error_get_check (const GError *error)
{
  g_return_val_if_fail (g_error_matches (error, BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_BLOCKED), 0);

  return bambu_print_error_get_private (error)->check;
}
