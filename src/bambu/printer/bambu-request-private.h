/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

#include "bambu-printer.h"

G_BEGIN_DECLS

#define BAMBU_MESSAGES_MAX 2
#define BAMBU_REQUEST_SECONDS 10 /* for the effect to show */

/* One message of a request: what stands in its section, without the `sequence_id`. */
typedef struct
{
  const char *section;
  JsonObject *body;
} BambuMessage;

typedef struct _BambuRequest BambuRequest;

/**
 * BambuRequest:
 * @control: what it works
 * @index: which of several
 * @value: what is wanted, as #BambuControl says; NaN if nothing can be shown
 * @text: (nullable): the same where it is a word
 * @detail: (nullable): what @is_met needs besides
 * @extra: likewise, a number
 * @number: likewise, a large one
 * @objects: (nullable): likewise, the ids of objects
 * @is_met: (nullable): whether the printer's report shows the effect; %NULL: no report ever does,
 *   the printer's answer is all that can be had
 * @get_fault: (nullable): (transfer full) (nullable): why the effect will not come, by the report
 * @take_answer: (nullable): resolves the promise with what the answer says, or leaves it alone if
 *   that is not what was asked for
 * @either_will_do: one message is enough; refused is what each of them was refused
 * @ends_link: the effect is that the connection breaks
 * @outlives_link: the effect may come while the connection is broken, and is seen when it is back
 * @seconds: how long to wait for the effect
 *
 * A command on its way: the messages that ask for it, and how its effect is known. Plain data: no
 * clock, no connection.
 */
struct _BambuRequest
{
  BambuControl control;
  int index;
  double value;
  char *text;
  char *detail;
  int extra;
  gint64 number;
  GArray *objects;

  BambuMessage messages[BAMBU_MESSAGES_MAX];
  guint n_messages;

  gboolean (*is_met) (BambuPrinter *printer, const BambuRequest *request);
  GError *(*get_fault) (BambuPrinter *printer, const BambuRequest *request);
  void (*take_answer) (DexPromise *promise, yyjson_val *answer);
  gboolean either_will_do;
  gboolean ends_link;
  gboolean outlives_link;
  guint seconds;
};

BambuRequest *bambu_request_new (BambuControl control, int index, double value);
void bambu_request_free (BambuRequest *self);

/* Adds a message; returns its body, to be filled. Both words are static. */
JsonObject *bambu_request_add (BambuRequest *self, const char *section, const char *command);
/* Adds a `gcode_line` of one or more lines, each with its line end. */
void bambu_request_add_gcode (BambuRequest *self, const char *lines);

const char *bambu_message_get_command (const BambuMessage *message);
/* 1 for what must not get lost on the way (protocol/mqtt-commands.md §1) */
int bambu_message_get_qos (const BambuMessage *message);
/* What goes to the printer. */
GBytes *bambu_message_to_bytes (const BambuMessage *message, const char *sequence_id);

/* Decimal, unique in this process within the range that printers answer to, from a random start:
 * a repeated one is refused. */
char *bambu_request_next_sequence_id (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuRequest, bambu_request_free)

G_END_DECLS
