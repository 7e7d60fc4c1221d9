/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-cloud-broker.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_LINK (bambu_cloud_link_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudLink, bambu_cloud_link, BAMBU, CLOUD_LINK, GObject)

/**
 * BambuCloudLink:
 *
 * One printer's share of a [class@Bambu.CloudBroker]. Private to that.
 */
BambuCloudLink *bambu_cloud_link_new (BambuCloudBroker *broker, const char *serial);

/** bambu_cloud_link_follow: the broker's state changed */
void bambu_cloud_link_follow (BambuCloudLink *self);
/** bambu_cloud_link_take_answer: whether the broker lets us hear the printer */
void bambu_cloud_link_take_answer (BambuCloudLink *self, gboolean is_granted);
/** bambu_cloud_link_receive: a message of the printer's, or about it */
void bambu_cloud_link_receive (BambuCloudLink *self, BambuFrame *frame);
void bambu_cloud_link_set_present (BambuCloudLink *self, gboolean present);

G_END_DECLS
