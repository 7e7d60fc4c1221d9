/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/account/bambu-cloud-calls.h>

G_BEGIN_DECLS

/* An account's prints and messages in the user's words. Pure: the clock is handed in. */

/** culm_result_get_word: what became of a print: "Finished" */
const char *culm_result_get_word (BambuCloudResult result);
/** culm_format_took: how long a print that is over took; "" if that is not known */
char *culm_format_took (const BambuCloudTaskValues *task);

/** culm_message_get_word: what kind of message it is: "Print", "Comment" */
const char *culm_message_get_word (const BambuCloudMessageValues *message);
/** culm_message_get_icon: a symbol for it */
const char *culm_message_get_icon (const BambuCloudMessageValues *message);
/** culm_message_get_title: what it says first; not %NULL */
const char *culm_message_get_title (const BambuCloudMessageValues *message);
/** culm_message_get_text: what it says beside its title; "" if that is all */
const char *culm_message_get_text (const BambuCloudMessageValues *message);

/** culm_format_message: "Print · X1 in workshop · 16:40", below the day that it came */
char *culm_format_message (const BambuCloudMessageValues *message);

/** culm_format_spoken_message: (transfer full): the whole of it, unread ones first of all so */
char *culm_format_spoken_message (const BambuCloudMessageValues *message, gint64 now);

/**
 * culm_format_list_problem:
 * @error: that a list of the service rejected with
 * @now: Unix seconds
 */
char *culm_format_list_problem (const GError *error, gint64 now);

G_END_DECLS
