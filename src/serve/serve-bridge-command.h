/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ServeBridgeCommand:
 * @name: of the command
 * @words: (array zero-terminated=1): what belongs to it, as on a command line
 * @id: (nullable): what the asker calls it, a string or an integer
 * @key: (nullable): @id as text
 *
 * What somebody on a broker asks of a printer.
 */
typedef struct
{
  char *name;
  GStrv words;
  JsonNode *id;
  char *key;
} ServeBridgeCommand;

/**
 * serve_bridge_command_parse:
 * @name: of the command
 * @data: hostile: nothing; words, as a shell reads them; a JSON array of words; or a JSON object
 * with such as `words` and an `id`
 * @problem: (out): (transfer none): what is wrong, in English
 *
 * Pure.
 *
 * Returns: (transfer full): without words, if something is wrong; it may have an id even then
 */
ServeBridgeCommand *serve_bridge_command_parse (const char *name,
                                                gconstpointer data,
                                                gsize size,
                                                const char **problem);
void serve_bridge_command_free (ServeBridgeCommand *self);

/** serve_bridge_command_is_urgent: whether it must not wait for others */
gboolean serve_bridge_command_is_urgent (const ServeBridgeCommand *self);

/**
 * serve_bridge_command_refuse:
 * @serial: the printer
 * @result: a word for it
 * @text: a sentence
 *
 * Returns: (transfer full): the answer to what never was asked of a printer
 */
JsonObject *serve_bridge_command_refuse (const ServeBridgeCommand *self,
                                         const char *serial,
                                         const char *result,
                                         const char *text);

/** serve_bridge_command_dup_answer: @answer: gets the asker's id: Returns: (transfer full): JSON */
char *serve_bridge_command_dup_answer (const ServeBridgeCommand *self, JsonObject *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeBridgeCommand, serve_bridge_command_free)

G_END_DECLS
