/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-fleet-member.h"
#include "bambu-fleet.h"

G_BEGIN_DECLS

/** bambu_fleet_set_link_factory: for tests; for the printers that come after */
void bambu_fleet_set_link_factory (BambuFleet *self, BambuLinkFactory factory);

G_END_DECLS
