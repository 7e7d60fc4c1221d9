/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-versions-private.h"

#define MODULES_MAX 64

typedef struct
{
  char *name;
  char *software;
  char *hardware;
  char *project;
  char *product;
  gboolean has_serial;
} Module;

struct _BambuVersions
{
  GArray *modules;
};

static void
clear_module (gpointer data)
{
  Module *module = data;

  g_free (module->name);
  g_free (module->software);
  g_free (module->hardware);
  g_free (module->project);
  g_free (module->product);
}

/* Empty means the same as absent. */
static char *
dup_text (yyjson_val *object, const char *key)
{
  const char *text = yyjson_get_str (yyjson_obj_get (object, key));

  return text && *text ? g_strdup (text) : NULL;
}

static const Module *
find_module (const BambuVersions *self, const char *name)
{
  for (guint i = 0; self != NULL && i < self->modules->len; i++)
    {
      const Module *module = &g_array_index (self->modules, Module, i);

      if (g_str_equal (module->name, name))
        return module;
    }

  return NULL;
}

BambuVersions *
bambu_versions_new (yyjson_val *info)
{
  BambuVersions *self = g_new0 (BambuVersions, 1);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (info, "module"));
  yyjson_val *value;

  self->modules = g_array_new (FALSE, TRUE, sizeof (Module));
  g_array_set_clear_func (self->modules, clear_module);

  while (self->modules->len < MODULES_MAX && (value = yyjson_arr_iter_next (&iter)))
    {
      g_autofree char *serial = dup_text (value, "sn");
      Module module = {
        .name = dup_text (value, "name"),
        .software = dup_text (value, "sw_ver"),
        .hardware = dup_text (value, "hw_ver"),
        .project = dup_text (value, "project_name"),
        .product = dup_text (value, "product_name"),
        .has_serial = serial != NULL,
      };

      if (module.name)
        g_array_append_val (self->modules, module);
      else
        clear_module (&module);
    }

  return self;
}

void
bambu_versions_free (BambuVersions *self)
{
  g_array_unref (self->modules);
  g_free (self);
}

const char *
bambu_versions_get_firmware (const BambuVersions *self)
{
  const Module *ota = find_module (self, "ota");

  return ota ? ota->software : NULL;
}

const char *
bambu_versions_get_product_name (const BambuVersions *self)
{
  const Module *ota = find_module (self, "ota");

  return ota ? ota->product : NULL;
}

gboolean
bambu_versions_is_complete (const BambuVersions *self)
{
  const Module *ota = find_module (self, "ota");

  return ota != NULL && ota->has_serial;
}

static const Module *
find_unit (const BambuVersions *self, const char *kind, int unit)
{
  char name[32];

  g_snprintf (name, sizeof name, "%s/%d", kind, unit);

  return find_module (self, name);
}

gboolean
bambu_versions_has_module (const BambuVersions *self, const char *kind, int unit)
{
  return find_unit (self, kind, unit) != NULL;
}

const char *
bambu_versions_get_unit_firmware (const BambuVersions *self, int unit)
{
  static const char *const kinds[] = { "ams", "ams_f1", "n3f", "n3s" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const Module *module = find_unit (self, kinds[i], unit);

      if (module != NULL)
        return module->software;
    }

  return NULL;
}

/* Newer firmware says the product; older firmware has the model's code as project, and X1 is told
 * by its main board. */
const BambuModel *
bambu_versions_find_model (const BambuVersions *self, gboolean by_hardware)
{
  const char *product = bambu_versions_get_product_name (self);
  const Module *board;

  if (!by_hardware)
    return bambu_model_find (product);

  board = find_module (self, "esp32");
  if (board != NULL && board->project)
    return bambu_model_find (board->project);

  board = find_module (self, "rv1126");
  if (board == NULL)
    board = find_module (self, "ap");

  if (board != NULL && board->project)
    return bambu_model_find (board->project);
  if (board != NULL && g_strcmp0 (board->hardware, "AP05") == 0)
    return bambu_model_find ("X1C");
  if (board != NULL && g_strcmp0 (board->hardware, "AP02") == 0)
    return bambu_model_find ("X1E");

  return bambu_model_get_unknown ();
}

static void
add_text (yyjson_mut_doc *document, yyjson_mut_val *object, const char *key, const char *text)
{
  if (text)
    yyjson_mut_obj_add_strcpy (document, object, key, text);
}

yyjson_mut_val *
bambu_versions_copy_to (const BambuVersions *self, yyjson_mut_doc *document)
{
  yyjson_mut_val *info = yyjson_mut_obj (document);
  yyjson_mut_val *modules;

  yyjson_mut_obj_add_str (document, info, "command", "get_version");
  modules = yyjson_mut_obj_add_arr (document, info, "module");

  for (guint i = 0; self != NULL && i < self->modules->len; i++)
    {
      const Module *module = &g_array_index (self->modules, Module, i);
      yyjson_mut_val *object = yyjson_mut_arr_add_obj (document, modules);

      add_text (document, object, "name", module->name);
      add_text (document, object, "sw_ver", module->software);
      add_text (document, object, "hw_ver", module->hardware);
      add_text (document, object, "project_name", module->project);
      add_text (document, object, "product_name", module->product);
    }

  return info;
}
