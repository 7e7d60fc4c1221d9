/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-light.h"

#include "bambu-reading-private.h"

struct _BambuLight
{
  BambuPart parent_instance;

  BambuLightReading reading;
};

G_DEFINE_FINAL_TYPE (BambuLight, bambu_light, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuLightReading, node, "node", STRING),
  BAMBU_FIELD (BambuLightReading, mode, "mode", STRING),
  BAMBU_FIELD (BambuLightReading, on, "on", BOOLEAN),
};

static void
bambu_light_class_init (BambuLightClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuLight, reading));
}

static void
bambu_light_init (BambuLight *self)
{
  self->reading.node = g_strdup ("");
  self->reading.mode = g_strdup ("");
}

const BambuLightReading *
bambu_light_get_reading (BambuLight *self)
{
  return &self->reading;
}

const char *
bambu_light_get_node (BambuLight *self)
{
  g_return_val_if_fail (BAMBU_IS_LIGHT (self), NULL);

  return self->reading.node;
}

const char *
bambu_light_get_mode (BambuLight *self)
{
  g_return_val_if_fail (BAMBU_IS_LIGHT (self), NULL);

  return self->reading.mode;
}

gboolean
bambu_light_is_on (BambuLight *self)
{
  g_return_val_if_fail (BAMBU_IS_LIGHT (self), FALSE);

  return self->reading.on;
}
