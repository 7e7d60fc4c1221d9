/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-check-row.h"

#include <glib/gi18n.h>

#include "culm-check.h"
#include "culm-copy-button.h"
#include "culm-details.h"

struct _CulmCheckRow
{
  AdwActionRow parent_instance;

  BambuCheckStep *step;
};

typedef enum
{
  PROP_STEP = 1,
} CulmCheckRowProperty;

static GParamSpec *properties[PROP_STEP + 1];

G_DEFINE_FINAL_TYPE (CulmCheckRow, culm_check_row, ADW_TYPE_ACTION_ROW)

static char *
step_title (CulmCheckRow *self, BambuCheckKind kind)
{
  return g_strdup (culm_check_get_title (kind));
}

static char *
step_subtitle (CulmCheckRow *self,
               BambuCheckKind kind,
               BambuCheckResult result,
               const GError *error)
{
  switch (result)
    {
    case BAMBU_CHECK_RESULT_FAILED:
      return g_strdup (culm_check_to_sentence (kind, error));
    case BAMBU_CHECK_RESULT_ASK:
      return g_strdup (_ ("No known authority vouches for this printer. Do you trust it?"));
    case BAMBU_CHECK_RESULT_UNKNOWN:
      if (kind == BAMBU_CHECK_RIGHTS)
        return g_strdup (_ ("Shows with the first command"));
      return g_strdup ("");
    case BAMBU_CHECK_RESULT_PENDING:
    case BAMBU_CHECK_RESULT_RUNNING:
    case BAMBU_CHECK_RESULT_PASSED:
    default:
      return g_strdup ("");
    }
}

static char *
step_details (CulmCheckRow *self, BambuCheckKind kind, BambuCheckResult result, const GError *error)
{
  g_autofree char *text = NULL;

  if (result != BAMBU_CHECK_RESULT_FAILED)
    return NULL;

  text =
      g_strdup_printf ("%s: %s", culm_check_get_title (kind), culm_check_to_sentence (kind, error));

  return culm_details_new (text, error, g_get_real_time () / G_USEC_PER_SEC);
}

static char *
step_page (CulmCheckRow *self, BambuCheckResult result)
{
  return g_strdup (result == BAMBU_CHECK_RESULT_RUNNING ? "running" : "symbol");
}

static char *
step_icon (CulmCheckRow *self, BambuCheckResult result)
{
  switch (result)
    {
    case BAMBU_CHECK_RESULT_PASSED:
      return g_strdup ("object-select-symbolic");
    case BAMBU_CHECK_RESULT_FAILED:
      return g_strdup ("dialog-error-symbolic");
    case BAMBU_CHECK_RESULT_ASK:
    case BAMBU_CHECK_RESULT_UNKNOWN:
      return g_strdup ("dialog-question-symbolic");
    case BAMBU_CHECK_RESULT_PENDING:
    case BAMBU_CHECK_RESULT_RUNNING:
    default:
      return g_strdup ("content-loading-symbolic");
    }
}

static char **
step_classes (CulmCheckRow *self, BambuCheckResult result)
{
  const char *style = "dimmed";

  if (result == BAMBU_CHECK_RESULT_PASSED)
    style = "success";
  else if (result == BAMBU_CHECK_RESULT_FAILED)
    style = "error";
  else if (result == BAMBU_CHECK_RESULT_ASK)
    style = "warning";

  return g_strdupv ((char *[]) { (char *) style, NULL });
}

static char *
step_word (CulmCheckRow *self, BambuCheckResult result)
{
  switch (result)
    {
    case BAMBU_CHECK_RESULT_PASSED:
      /* Translators: a step of a check went well */
      return g_strdup (_ ("Works"));
    case BAMBU_CHECK_RESULT_FAILED:
      /* Translators: a step of a check did not go well */
      return g_strdup (_ ("Does not work"));
    case BAMBU_CHECK_RESULT_ASK:
      return g_strdup (_ ("Needs your decision"));
    case BAMBU_CHECK_RESULT_UNKNOWN:
      return g_strdup (_ ("Not known"));
    case BAMBU_CHECK_RESULT_PENDING:
    case BAMBU_CHECK_RESULT_RUNNING:
    default:
      /* Translators: a step of a check has not begun */
      return g_strdup (_ ("Not checked yet"));
    }
}

static void
culm_check_row_dispose (GObject *object)
{
  CulmCheckRow *self = CULM_CHECK_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_CHECK_ROW);
  g_clear_object (&self->step);

  G_OBJECT_CLASS (culm_check_row_parent_class)->dispose (object);
}

static void
culm_check_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmCheckRow *self = CULM_CHECK_ROW (object);

  switch ((CulmCheckRowProperty) prop_id)
    {
    case PROP_STEP:
      g_value_set_object (value, self->step);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_check_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmCheckRow *self = CULM_CHECK_ROW (object);

  switch ((CulmCheckRowProperty) prop_id)
    {
    case PROP_STEP:
      self->step = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_check_row_class_init (CulmCheckRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_check_row_dispose;
  object_class->get_property = culm_check_row_get_property;
  object_class->set_property = culm_check_row_set_property;

  properties[PROP_STEP] =
      g_param_spec_object ("step", NULL, NULL, BAMBU_TYPE_CHECK_STEP,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (BAMBU_TYPE_CHECK_STEP);
  g_type_ensure (CULM_TYPE_COPY_BUTTON);
  g_type_ensure (G_TYPE_STRV);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-check-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, step_title);
  gtk_widget_class_bind_template_callback (widget_class, step_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, step_details);
  gtk_widget_class_bind_template_callback (widget_class, step_page);
  gtk_widget_class_bind_template_callback (widget_class, step_icon);
  gtk_widget_class_bind_template_callback (widget_class, step_classes);
  gtk_widget_class_bind_template_callback (widget_class, step_word);
}

static void
culm_check_row_init (CulmCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_check_row_new (BambuCheckStep *step)
{
  return g_object_new (CULM_TYPE_CHECK_ROW, "step", step, NULL);
}
