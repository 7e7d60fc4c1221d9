/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** bambu_mqtt_topic_new: Returns: (transfer full): a printer's topic `report` or `request` */
char *bambu_mqtt_topic_new (const char *serial, const char *name);

/**
 * bambu_mqtt_topic_dup_reporter:
 *
 * Returns: (transfer full) (nullable): the serial of the printer that reports on this topic, %NULL
 * if it is no topic for that
 */
char *bambu_mqtt_topic_dup_reporter (const char *topic);

/** bambu_mqtt_topic_redact: Returns: (transfer full): @line for a log, the serials in its topics
 * redacted */
char *bambu_mqtt_topic_redact (const char *line);

G_END_DECLS
