/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-firmware.h"

#include <bambu/account/bambu-cloud-calls.h>
#include <bambu/bambu-weak-ref.h>

#define FRESH_USEC G_TIME_SPAN_HOUR
#define RETRY_USEC G_TIME_SPAN_MINUTE

/* What was asked for */
typedef enum
{
  ANSWER_NONE,
  ANSWER_FAILED,
  ANSWER_GOOD,
} Answer;

struct _CulmFirmware
{
  GObject parent_instance;

  BambuPrinter *printer; /* weak: it owns this */
  BambuAccount *account;
  DexFuture *work;
  Answer answer;
  gint64 asked_at; /* monotonic */
  char *account_version;
  BambuCloudRelease *release; /* (nullable): the newest that the account knows */

  CulmFirmwareState state;
  char *version;
  char *new_version;
  char *notes;
};

G_DEFINE_ENUM_TYPE (CulmFirmwareState,
                    culm_firmware_state,
                    G_DEFINE_ENUM_VALUE (CULM_FIRMWARE_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CULM_FIRMWARE_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (CULM_FIRMWARE_STATE_CURRENT, "current"),
                    G_DEFINE_ENUM_VALUE (CULM_FIRMWARE_STATE_AVAILABLE, "available"),
                    G_DEFINE_ENUM_VALUE (CULM_FIRMWARE_STATE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (CulmFirmware, culm_firmware, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_VERSION,
  PROP_NEW_VERSION,
  PROP_NOTES,
} CulmFirmwareProperty;

static GParamSpec *properties[PROP_NOTES + 1];

static GQuark
culm_firmware_quark (void)
{
  return g_quark_from_static_string ("culm-firmware");
}

static gboolean
is_newer (const char *version, const char *than)
{
  return version != NULL && (than == NULL || bambu_model_compare_firmware (version, than) > 0);
}

static void
set_text (CulmFirmware *self, char **place, const char *text, CulmFirmwareProperty property)
{
  if (g_set_str (place, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
is_asking (CulmFirmware *self)
{
  return self->work != NULL && dex_future_is_pending (self->work);
}

static CulmFirmwareState
choose_state (CulmFirmware *self)
{
  if (self->new_version != NULL)
    return CULM_FIRMWARE_STATE_AVAILABLE;
  if (self->answer == ANSWER_GOOD && self->version != NULL)
    return CULM_FIRMWARE_STATE_CURRENT;
  if (is_asking (self))
    return CULM_FIRMWARE_STATE_LOADING;

  return self->answer == ANSWER_FAILED ? CULM_FIRMWARE_STATE_FAILED : CULM_FIRMWARE_STATE_UNKNOWN;
}

/* The printer knows best what it runs; of what it could run the newest counts, whoever says so. */
static void
update (CulmFirmware *self)
{
  const BambuCloudReleaseValues *release =
      self->release != NULL ? bambu_cloud_release_get_values (self->release) : NULL;
  const char *version = bambu_printer_get_firmware (self->printer);
  const char *new_version = bambu_printer_get_upgrade_version (self->printer);
  const char *notes = NULL;
  CulmFirmwareState state;

  if (version == NULL)
    version = self->account_version;

  if (!is_newer (new_version, version))
    new_version = NULL;
  if (release != NULL && is_newer (release->version, version)
      && (new_version == NULL || bambu_model_compare_firmware (release->version, new_version) >= 0))
    {
      new_version = release->version;
      notes = release->description;
    }

  g_object_freeze_notify (G_OBJECT (self));

  set_text (self, &self->version, version, PROP_VERSION);
  set_text (self, &self->new_version, new_version, PROP_NEW_VERSION);
  set_text (self, &self->notes, notes, PROP_NOTES);
  state = choose_state (self);
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

static void
take_release (CulmFirmware *self, BambuCloudRelease *release)
{
  const char *version = bambu_cloud_release_get_values (release)->version;
  const char *known =
      self->release != NULL ? bambu_cloud_release_get_values (self->release)->version : NULL;

  if (is_newer (version, known))
    g_set_object (&self->release, release);
}

static void
take_answer (CulmFirmware *self, GListModel *list)
{
  g_clear_object (&self->release);
  g_clear_pointer (&self->account_version, g_free);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BambuCloudFirmware) firmware = g_list_model_get_item (list, i);
      const BambuCloudFirmwareValues *values = bambu_cloud_firmware_get_values (firmware);

      if (g_strcmp0 (values->serial, bambu_printer_get_serial (self->printer)) != 0)
        continue;

      g_set_str (&self->account_version, values->version);
      for (guint j = 0; j < g_list_model_get_n_items (values->releases); j++)
        {
          g_autoptr (BambuCloudRelease) release = g_list_model_get_item (values->releases, j);

          take_release (self, release);
        }
    }
}

static DexFuture *
on_listed (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmFirmware) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || self->printer == NULL)
    return NULL;

  /* What was known an hour ago still is, whoever is silent now. */
  if (value == NULL)
    g_debug ("Which firmware there is is not known: %s", error->message);
  else
    take_answer (self, g_value_get_object (value));
  if (value != NULL || self->answer == ANSWER_NONE)
    self->answer = value != NULL ? ANSWER_GOOD : ANSWER_FAILED;

  /* It is this one. */
  dex_clear (&self->work);
  update (self);

  return NULL;
}

static void
forget_account (CulmFirmware *self)
{
  dex_clear (&self->work);
  self->answer = ANSWER_NONE;
  self->asked_at = 0;
  g_clear_pointer (&self->account_version, g_free);
  g_clear_object (&self->release);
}

static gboolean
is_time (CulmFirmware *self)
{
  gint64 wait = self->answer == ANSWER_GOOD ? FRESH_USEC : RETRY_USEC;

  return self->asked_at == 0 || g_get_monotonic_time () - self->asked_at >= wait;
}

static void
culm_firmware_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmFirmware *self = CULM_FIRMWARE (object);

  switch ((CulmFirmwareProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_VERSION:
      g_value_set_string (value, self->version);
      break;
    case PROP_NEW_VERSION:
      g_value_set_string (value, self->new_version);
      break;
    case PROP_NOTES:
      g_value_set_string (value, self->notes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_firmware_dispose (GObject *object)
{
  CulmFirmware *self = CULM_FIRMWARE (object);

  dex_clear (&self->work);
  g_clear_object (&self->release);
  g_clear_object (&self->account);
  g_clear_weak_pointer (&self->printer);

  G_OBJECT_CLASS (culm_firmware_parent_class)->dispose (object);
}

static void
culm_firmware_finalize (GObject *object)
{
  CulmFirmware *self = CULM_FIRMWARE (object);

  g_free (self->account_version);
  g_free (self->version);
  g_free (self->new_version);
  g_free (self->notes);

  G_OBJECT_CLASS (culm_firmware_parent_class)->finalize (object);
}

static GParamSpec *
text_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
culm_firmware_class_init (CulmFirmwareClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = culm_firmware_get_property;
  object_class->dispose = culm_firmware_dispose;
  object_class->finalize = culm_firmware_finalize;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, CULM_TYPE_FIRMWARE_STATE, CULM_FIRMWARE_STATE_UNKNOWN,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VERSION] = text_property ("version");
  properties[PROP_NEW_VERSION] = text_property ("new-version");
  properties[PROP_NOTES] = text_property ("notes");
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_firmware_init (CulmFirmware *self)
{
}

CulmFirmware *
culm_firmware_get_for_printer (BambuPrinter *printer)
{
  CulmFirmware *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_get_qdata (G_OBJECT (printer), culm_firmware_quark ());
  if (self != NULL)
    return self;

  self = g_object_new (CULM_TYPE_FIRMWARE, NULL);
  g_set_weak_pointer (&self->printer, printer);
  g_signal_connect_object (printer, "notify::firmware", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::upgrade-version", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_object_set_qdata_full (G_OBJECT (printer), culm_firmware_quark (), self, g_object_unref);
  update (self);

  return self;
}

void
culm_firmware_look (CulmFirmware *self, BambuAccount *account)
{
  g_return_if_fail (CULM_IS_FIRMWARE (self));
  g_return_if_fail (account == NULL || BAMBU_IS_ACCOUNT (account));
  g_return_if_fail (self->printer != NULL);

  if (g_set_object (&self->account, account))
    forget_account (self);

  if (account != NULL && bambu_account_get_state (account) == BAMBU_ACCOUNT_STATE_SIGNED_IN
      && !is_asking (self) && is_time (self))
    {
      dex_clear (&self->work);
      self->asked_at = g_get_monotonic_time ();
      self->work =
          dex_future_finally (bambu_cloud_list_firmware (bambu_account_get_cloud (account),
                                                         bambu_printer_get_serial (self->printer)),
                              on_listed, bambu_weak_ref_new (self), bambu_weak_ref_free);
    }

  update (self);
}

CulmFirmwareState
culm_firmware_get_state (CulmFirmware *self)
{
  g_return_val_if_fail (CULM_IS_FIRMWARE (self), CULM_FIRMWARE_STATE_UNKNOWN);

  return self->state;
}

const char *
culm_firmware_get_version (CulmFirmware *self)
{
  g_return_val_if_fail (CULM_IS_FIRMWARE (self), NULL);

  return self->version;
}

const char *
culm_firmware_get_new_version (CulmFirmware *self)
{
  g_return_val_if_fail (CULM_IS_FIRMWARE (self), NULL);

  return self->new_version;
}

const char *
culm_firmware_get_notes (CulmFirmware *self)
{
  g_return_val_if_fail (CULM_IS_FIRMWARE (self), NULL);

  return self->notes;
}
