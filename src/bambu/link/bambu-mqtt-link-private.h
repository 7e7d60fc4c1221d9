/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-mqtt-link.h"
#include "bambu-mqtt-session.h"

G_BEGIN_DECLS

/** bambu_mqtt_link_set_limits: for tests; counts from the next bambu_link_open() of a closed link
 */
void bambu_mqtt_link_set_limits (BambuMqttLink *self, const BambuMqttLimits *limits);

G_END_DECLS
