/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-check-step-private.h"

struct _BambuCheckStep
{
  GObject parent_instance;

  BambuCheckKind kind;
  BambuCheckResult result;
  GError *error;
};

G_DEFINE_FINAL_TYPE (BambuCheckStep, bambu_check_step, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (BambuCheckKind,
                    bambu_check_kind,
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_REACHABLE, "reachable"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_CERTIFICATE, "certificate"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_ACCESS_CODE, "access-code"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_REPORT, "report"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_FILES, "files"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_CAMERA, "camera"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_RIGHTS, "rights"))

G_DEFINE_ENUM_TYPE (BambuCheckResult,
                    bambu_check_result,
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_RESULT_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_RESULT_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_RESULT_PASSED, "passed"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_RESULT_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_RESULT_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CHECK_RESULT_ASK, "ask"))

typedef enum
{
  PROP_KIND = 1,
  PROP_RESULT,
  PROP_ERROR,
} BambuCheckStepProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static void
bambu_check_step_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuCheckStep *self = BAMBU_CHECK_STEP (object);

  switch ((BambuCheckStepProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_RESULT:
      g_value_set_enum (value, self->result);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_check_step_finalize (GObject *object)
{
  BambuCheckStep *self = BAMBU_CHECK_STEP (object);

  g_clear_error (&self->error);

  G_OBJECT_CLASS (bambu_check_step_parent_class)->finalize (object);
}

static void
bambu_check_step_class_init (BambuCheckStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bambu_check_step_get_property;
  object_class->finalize = bambu_check_step_finalize;

  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, BAMBU_TYPE_CHECK_KIND, BAMBU_CHECK_REACHABLE, flags);
  properties[PROP_RESULT] = g_param_spec_enum ("result", NULL, NULL, BAMBU_TYPE_CHECK_RESULT,
                                               BAMBU_CHECK_RESULT_PENDING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_check_step_init (BambuCheckStep *self)
{
}

BambuCheckStep *
bambu_check_step_new (BambuCheckKind kind)
{
  BambuCheckStep *self = g_object_new (BAMBU_TYPE_CHECK_STEP, NULL);

  self->kind = kind;

  return self;
}

void
bambu_check_step_set (BambuCheckStep *self, BambuCheckResult result, const GError *error)
{
  g_return_if_fail (BAMBU_IS_CHECK_STEP (self));

  g_object_freeze_notify (G_OBJECT (self));

  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error ? g_error_copy (error) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }

  if (self->result != result)
    {
      self->result = result;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

BambuCheckKind
bambu_check_step_get_kind (BambuCheckStep *self)
{
  g_return_val_if_fail (BAMBU_IS_CHECK_STEP (self), BAMBU_CHECK_REACHABLE);

  return self->kind;
}

BambuCheckResult
bambu_check_step_get_result (BambuCheckStep *self)
{
  g_return_val_if_fail (BAMBU_IS_CHECK_STEP (self), BAMBU_CHECK_RESULT_PENDING);

  return self->result;
}

const GError *
bambu_check_step_get_error (BambuCheckStep *self)
{
  g_return_val_if_fail (BAMBU_IS_CHECK_STEP (self), NULL);

  return self->error;
}
