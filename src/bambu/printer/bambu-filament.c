/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-decode-private.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  char id[8];
  const char *name;
} Filament;

/* protocol/ams.md §8, in the order of strcmp(). Product names, not for translation; as a spool's
 * own tag has them, without the maker. */
static const Filament FILAMENTS[] = {
  { "GFA00", "PLA Basic" },
  { "GFA01", "PLA Matte" },
  { "GFA02", "PLA Metal" },
  { "GFA05", "PLA Silk" },
  { "GFA06", "PLA Silk+" },
  { "GFA07", "PLA Marble" },
  { "GFA08", "PLA Sparkle" },
  { "GFA09", "PLA Tough" },
  { "GFA11", "PLA Aero" },
  { "GFA12", "PLA Glow" },
  { "GFA13", "PLA Dynamic" },
  { "GFA15", "PLA Galaxy" },
  { "GFA16", "PLA Wood" },
  { "GFA50", "PLA-CF" },
  { "GFB00", "ABS" },
  { "GFB01", "ASA" },
  { "GFB02", "ASA-Aero" },
  { "GFB50", "ABS-GF" },
  { "GFB51", "ASA-CF" },
  { "GFB60", "PolyLite ABS" },
  { "GFB61", "PolyLite ASA" },
  { "GFB98", "Generic ASA" },
  { "GFB99", "Generic ABS" },
  { "GFC00", "PC" },
  { "GFC01", "PC FR" },
  { "GFC99", "Generic PC" },
  { "GFG00", "PETG Basic" },
  { "GFG01", "PETG Translucent" },
  { "GFG02", "PETG HF" },
  { "GFG50", "PETG-CF" },
  { "GFG60", "PolyLite PETG" },
  { "GFG96", "Generic PETG HF" },
  { "GFG97", "Generic PCTG" },
  { "GFG98", "Generic PETG-CF" },
  { "GFG99", "Generic PETG" },
  { "GFL00", "PolyLite PLA" },
  { "GFL01", "PolyTerra PLA" },
  { "GFL03", "eSUN PLA+" },
  { "GFL04", "Overture PLA" },
  { "GFL05", "Overture Matte PLA" },
  { "GFL06", "Fiberon PETG-ESD" },
  { "GFL50", "Fiberon PA6-CF" },
  { "GFL51", "Fiberon PA6-GF" },
  { "GFL52", "Fiberon PA12-CF" },
  { "GFL53", "Fiberon PA612-CF" },
  { "GFL54", "Fiberon PET-CF" },
  { "GFL55", "Fiberon PETG-rCF" },
  { "GFL95", "Generic PLA High Speed" },
  { "GFL96", "Generic PLA Silk" },
  { "GFL98", "Generic PLA-CF" },
  { "GFL99", "Generic PLA" },
  { "GFN03", "PA-CF" },
  { "GFN04", "PAHT-CF" },
  { "GFN05", "PA6-CF" },
  { "GFN06", "PPA-CF" },
  { "GFN08", "PA6-GF" },
  { "GFN96", "Generic PPA-GF" },
  { "GFN97", "Generic PPA-CF" },
  { "GFN98", "Generic PA-CF" },
  { "GFN99", "Generic PA" },
  { "GFP95", "Generic PP-GF" },
  { "GFP96", "Generic PP-CF" },
  { "GFP97", "Generic PP" },
  { "GFP98", "Generic PE-CF" },
  { "GFP99", "Generic PE" },
  { "GFR98", "Generic PHA" },
  { "GFR99", "Generic EVA" },
  { "GFS00", "Support W" },
  { "GFS01", "Support G" },
  { "GFS02", "Support for PLA" },
  { "GFS03", "Support for PA/PET" },
  { "GFS04", "PVA" },
  { "GFS05", "Support for PLA/PETG" },
  { "GFS06", "Support for ABS" },
  { "GFS97", "Generic BVOH" },
  { "GFS98", "Generic HIPS" },
  { "GFS99", "Generic PVA" },
  { "GFT01", "PET-CF" },
  { "GFT02", "PPS-CF" },
  { "GFT97", "Generic PPS" },
  { "GFT98", "Generic PPS-CF" },
  { "GFU00", "TPU 95A HF" },
  { "GFU01", "TPU 95A" },
  { "GFU02", "TPU for AMS" },
  { "GFU98", "Generic TPU for AMS" },
  { "GFU99", "Generic TPU" },
};

static int
compare_id (const void *key, const void *entry)
{
  return strcmp (key, ((const Filament *) entry)->id);
}

const char *
bambu_filament_get_name (const char *id)
{
  const Filament *filament =
      bsearch (id, FILAMENTS, G_N_ELEMENTS (FILAMENTS), sizeof FILAMENTS[0], compare_id);

  return filament ? filament->name : NULL;
}
