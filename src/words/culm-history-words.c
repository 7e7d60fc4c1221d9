/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-history-words.h"

#include <glib/gi18n.h>

#include "culm-format.h"
#include "culm-sign-in-words.h"

/* protocol/cloud-account.md §8: prints have two numbers */
enum
{
  MESSAGE_SYSTEM = 1,
  MESSAGE_COMMENT,
  MESSAGE_LIKE,
  MESSAGE_FOLLOW,
  MESSAGE_PRINT,
  MESSAGE_OTHER_PRINT,
};

const char *
culm_result_get_word (BambuCloudResult result)
{
  switch (result)
    {
    case BAMBU_CLOUD_RESULT_RUNNING:
      /* Translators: what became of a print: it is not over */
      return C_ ("result", "Printing");
    case BAMBU_CLOUD_RESULT_FINISHED:
      return C_ ("result", "Finished");
    case BAMBU_CLOUD_RESULT_FAILED:
      return C_ ("result", "Failed or stopped");
    case BAMBU_CLOUD_RESULT_CANCELLED:
      return C_ ("result", "Cancelled");
    case BAMBU_CLOUD_RESULT_UNKNOWN:
    default:
      return C_ ("result", "Result not known");
    }
}

char *
culm_format_took (const BambuCloudTaskValues *task)
{
  gint64 minutes = (task->end_time - task->start_time) / 60;

  if (task->result == BAMBU_CLOUD_RESULT_RUNNING || task->start_time <= 0
      || task->end_time <= task->start_time || minutes > G_MAXINT)
    return g_strdup ("");

  return culm_format_duration ((int) minutes);
}

static void
add_part (GStrvBuilder *parts, const char *part)
{
  if (part != NULL && *part != '\0')
    g_strv_builder_add (parts, part);
}

static char *
join (GStrvBuilder *parts, const char *separator)
{
  g_auto (GStrv) texts = g_strv_builder_end (parts);

  return g_strjoinv (separator, texts);
}

/* The time alone: the day stands elsewhere. */
static char *
format_hour (gint64 time)
{
  return time > 0 ? culm_format_clock (time, time) : NULL;
}

const char *
culm_message_get_word (const BambuCloudMessageValues *message)
{
  switch (message->kind)
    {
    case MESSAGE_SYSTEM:
      return C_ ("message", "Notice");
    case MESSAGE_COMMENT:
      return C_ ("message", "Comment");
    case MESSAGE_LIKE:
      return C_ ("message", "Like");
    case MESSAGE_FOLLOW:
      return C_ ("message", "New follower");
    case MESSAGE_PRINT:
    case MESSAGE_OTHER_PRINT:
      return C_ ("message", "Print");
    default:
      return C_ ("message", "Message");
    }
}

const char *
culm_message_get_icon (const BambuCloudMessageValues *message)
{
  switch (message->kind)
    {
    case MESSAGE_COMMENT:
      return "chat-message-new-symbolic";
    case MESSAGE_LIKE:
      return "starred-symbolic";
    case MESSAGE_FOLLOW:
      return "avatar-default-symbolic";
    case MESSAGE_PRINT:
    case MESSAGE_OTHER_PRINT:
      return "printer-symbolic";
    case MESSAGE_SYSTEM:
    default:
      return "dialog-information-symbolic";
    }
}

const char *
culm_message_get_title (const BambuCloudMessageValues *message)
{
  if (message->title != NULL)
    return message->title;
  if (message->text != NULL)
    return message->text;

  return message->sender != NULL ? message->sender : culm_message_get_word (message);
}

const char *
culm_message_get_text (const BambuCloudMessageValues *message)
{
  return message->title != NULL && message->text != NULL ? message->text : "";
}

/* A print says which printer, the others say who. What is the title already is not said again. */
static void
add_origin (GStrvBuilder *parts, const BambuCloudMessageValues *message)
{
  const char *title = culm_message_get_title (message);
  const char *word = culm_message_get_word (message);
  const char *origin = message->device_name != NULL ? message->device_name : message->sender;

  if (word != title)
    add_part (parts, word);
  if (origin != title)
    add_part (parts, origin);
}

char *
culm_format_message (const BambuCloudMessageValues *message)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *hour = format_hour (message->created);

  add_origin (parts, message);
  add_part (parts, hour);

  return join (parts, " · ");
}

char *
culm_format_spoken_message (const BambuCloudMessageValues *message, gint64 now)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *clock = message->created > 0 ? culm_format_clock (message->created, now) : NULL;

  if (!message->is_read)
    add_part (parts, C_ ("message", "Unread"));
  add_part (parts, culm_message_get_title (message));
  add_part (parts, culm_message_get_text (message));
  add_origin (parts, message);
  add_part (parts, clock);

  return join (parts, ", ");
}

char *
culm_format_list_problem (const GError *error, gint64 now)
{
  g_autoptr (CulmSignInProblem) problem = NULL;

  if (g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN))
    return g_strdup (_ ("Your Bambu Lab sign-in has ended."));

  problem = culm_sign_in_problem_new (error, CULM_SIGN_IN_LEG_PRINTERS, now);

  return g_strdup (problem->text);
}
