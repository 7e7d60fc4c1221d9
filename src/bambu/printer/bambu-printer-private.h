/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-printer.h"
#include "bambu-reading-private.h"

G_BEGIN_DECLS

struct _BambuPrinter
{
  BambuPart parent_instance;

  BambuPrinterReading reading;

  char *serial;
  char *name;
  char *address;
  gboolean demo;
  const BambuModel *model;

  BambuJob *job;
  BambuHeater *bed;
  BambuHeater *chamber;
  GListStore *extruders;
  GListStore *nozzle_rack;
  GListStore *fans;
  GListStore *lights;
  GListStore *ams_units;
  GListStore *external_trays;
  GListStore *alerts;

  BambuLink *link;
  BambuConnection connection;
  BambuLinkState link_state;
  GError *link_error;
  BambuCertificate *certificate;
  BambuFreshness freshness;
};

G_END_DECLS
