/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-filament.h"

#include <stdlib.h>
#include <string.h>

/* protocol/ams.md §8, in the order of strcmp(). Product names, not for translation; as a spool's
 * own tag has them, without the maker. */
static const BambuFilament FILAMENTS[] = {
  { "GFA00", "PLA Basic", "PLA" },
  { "GFA01", "PLA Matte", "PLA" },
  { "GFA02", "PLA Metal", "PLA" },
  { "GFA05", "PLA Silk", "PLA" },
  { "GFA06", "PLA Silk+", "PLA" },
  { "GFA07", "PLA Marble", "PLA" },
  { "GFA08", "PLA Sparkle", "PLA" },
  { "GFA09", "PLA Tough", "PLA" },
  { "GFA11", "PLA Aero", "PLA-AERO" },
  { "GFA12", "PLA Glow", "PLA" },
  { "GFA13", "PLA Dynamic", "PLA" },
  { "GFA15", "PLA Galaxy", "PLA" },
  { "GFA16", "PLA Wood", "PLA" },
  { "GFA50", "PLA-CF", "PLA-CF" },
  { "GFB00", "ABS", "ABS" },
  { "GFB01", "ASA", "ASA" },
  { "GFB02", "ASA-Aero", "ASA-AERO" },
  { "GFB50", "ABS-GF", "ABS-GF" },
  { "GFB51", "ASA-CF", "ASA-CF" },
  { "GFB60", "PolyLite ABS", "ABS" },
  { "GFB61", "PolyLite ASA", "ASA" },
  { "GFB98", "Generic ASA", "ASA" },
  { "GFB99", "Generic ABS", "ABS" },
  { "GFC00", "PC", "PC" },
  { "GFC01", "PC FR", "PC" },
  { "GFC99", "Generic PC", "PC" },
  { "GFG00", "PETG Basic", "PETG" },
  { "GFG01", "PETG Translucent", "PETG" },
  { "GFG02", "PETG HF", "PETG" },
  { "GFG50", "PETG-CF", "PETG-CF" },
  { "GFG60", "PolyLite PETG", "PETG" },
  { "GFG96", "Generic PETG HF", "PETG" },
  { "GFG97", "Generic PCTG", "PCTG" },
  { "GFG98", "Generic PETG-CF", "PETG-CF" },
  { "GFG99", "Generic PETG", "PETG" },
  { "GFL00", "PolyLite PLA", "PLA" },
  { "GFL01", "PolyTerra PLA", "PLA" },
  { "GFL03", "eSUN PLA+", "PLA" },
  { "GFL04", "Overture PLA", "PLA" },
  { "GFL05", "Overture Matte PLA", "PLA" },
  { "GFL06", "Fiberon PETG-ESD", "PETG" },
  { "GFL50", "Fiberon PA6-CF", "PA6-CF" },
  { "GFL51", "Fiberon PA6-GF", "PA6-GF" },
  { "GFL52", "Fiberon PA12-CF", "PA-CF" },
  { "GFL53", "Fiberon PA612-CF", "PA-CF" },
  { "GFL54", "Fiberon PET-CF", "PET-CF" },
  { "GFL55", "Fiberon PETG-rCF", "PETG-CF" },
  { "GFL95", "Generic PLA High Speed", "PLA" },
  { "GFL96", "Generic PLA Silk", "PLA" },
  { "GFL98", "Generic PLA-CF", "PLA-CF" },
  { "GFL99", "Generic PLA", "PLA" },
  { "GFN03", "PA-CF", "PA-CF" },
  { "GFN04", "PAHT-CF", "PA-CF" },
  { "GFN05", "PA6-CF", "PA6-CF" },
  { "GFN06", "PPA-CF", "PPA-CF" },
  { "GFN08", "PA6-GF", "PA6-GF" },
  { "GFN96", "Generic PPA-GF", "PPA-GF" },
  { "GFN97", "Generic PPA-CF", "PPA-CF" },
  { "GFN98", "Generic PA-CF", "PA-CF" },
  { "GFN99", "Generic PA", "PA" },
  { "GFP95", "Generic PP-GF", "PP-GF" },
  { "GFP96", "Generic PP-CF", "PP-CF" },
  { "GFP97", "Generic PP", "PP" },
  { "GFP98", "Generic PE-CF", "PE-CF" },
  { "GFP99", "Generic PE", "PE" },
  { "GFR98", "Generic PHA", "PHA" },
  { "GFR99", "Generic EVA", "EVA" },
  { "GFS00", "Support W", "PLA-S" },
  { "GFS01", "Support G", "PA-S" },
  { "GFS02", "Support for PLA", "PLA-S" },
  { "GFS03", "Support for PA/PET", "PA-S" },
  { "GFS04", "PVA", "PVA" },
  { "GFS05", "Support for PLA/PETG", "PLA-S" },
  { "GFS06", "Support for ABS", "ABS-S" },
  { "GFS97", "Generic BVOH", "BVOH" },
  { "GFS98", "Generic HIPS", "HIPS" },
  { "GFS99", "Generic PVA", "PVA" },
  { "GFT01", "PET-CF", "PET-CF" },
  { "GFT02", "PPS-CF", "PPS-CF" },
  { "GFT97", "Generic PPS", "PPS" },
  { "GFT98", "Generic PPS-CF", "PPS-CF" },
  { "GFU00", "TPU 95A HF", "TPU" },
  { "GFU01", "TPU 95A", "TPU" },
  { "GFU02", "TPU for AMS", "TPU-AMS" },
  { "GFU98", "Generic TPU for AMS", "TPU-AMS" },
  { "GFU99", "Generic TPU", "TPU" },
};

/* What is usual: what the tags of such spools say, and the makers' ranges. A name is also that of
 * those which begin with it and a hyphen. */
static const BambuMaterial MATERIALS[] = {
  { "ABS", 240, 280, 80, 8 },     { "ASA", 240, 280, 80, 8 },  { "BVOH", 190, 240, 80, 8 },
  { "EVA", 175, 220, 45, 8 },     { "HIPS", 220, 270, 65, 8 }, { "PA", 260, 300, 80, 12 },
  { "PA6", 260, 300, 80, 12 },    { "PC", 260, 290, 80, 8 },   { "PCTG", 240, 280, 65, 8 },
  { "PE", 175, 230, 65, 8 },      { "PET", 260, 290, 80, 8 },  { "PETG", 220, 270, 65, 8 },
  { "PETG-CF", 240, 270, 65, 8 }, { "PHA", 190, 240, 55, 8 },  { "PLA", 190, 240, 55, 8 },
  { "PP", 220, 260, 65, 8 },      { "PPA", 280, 310, 80, 12 }, { "PPS", 300, 340, 80, 12 },
  { "PVA", 190, 240, 80, 8 },     { "TPU", 200, 250, 70, 8 },
};

static int
compare_id (const void *key, const void *entry)
{
  return strcmp (key, ((const BambuFilament *) entry)->id);
}

const BambuFilament *
bambu_filament_list (gsize *n_filaments)
{
  g_return_val_if_fail (n_filaments != NULL, NULL);

  *n_filaments = G_N_ELEMENTS (FILAMENTS);

  return FILAMENTS;
}

const BambuFilament *
bambu_filament_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return bsearch (id, FILAMENTS, G_N_ELEMENTS (FILAMENTS), sizeof FILAMENTS[0], compare_id);
}

const char *
bambu_filament_get_name (const char *id)
{
  const BambuFilament *filament = bambu_filament_find (id);

  return filament ? filament->name : NULL;
}

char *
bambu_filament_dup_setting_id (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return g_str_has_prefix (id, "GF") ? g_strconcat ("GFS", id + strlen ("GF"), NULL) : NULL;
}

const BambuMaterial *
bambu_material_list (gsize *n_materials)
{
  g_return_val_if_fail (n_materials != NULL, NULL);

  *n_materials = G_N_ELEMENTS (MATERIALS);

  return MATERIALS;
}

/* The longest that fits: of `PA-CF` and `PA` the first. */
const BambuMaterial *
bambu_material_find (const char *name)
{
  const BambuMaterial *best = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (MATERIALS); i++)
    {
      gsize length = strlen (MATERIALS[i].name);

      if (strncmp (name, MATERIALS[i].name, length) == 0
          && (name[length] == '\0' || name[length] == '-')
          && (best == NULL || length > strlen (best->name)))
        best = &MATERIALS[i];
    }

  return best;
}
