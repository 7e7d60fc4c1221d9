/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-sign-in-words.h"

#include <glib/gi18n.h>

#include "culm-details.h"
#include "culm-format.h"

#define SHOWN_DIGITS 2

static CulmSignInProblem *
problem_take (char *text, CulmSignInField field, CulmSignInHelp help)
{
  CulmSignInProblem *self = g_new0 (CulmSignInProblem, 1);

  self->text = text;
  self->field = field;
  self->help = help;

  return self;
}

static CulmSignInProblem *
problem (const char *text)
{
  return problem_take (g_strdup (text), CULM_SIGN_IN_FIELD_NONE, CULM_SIGN_IN_HELP_NONE);
}

static CulmSignInProblem *
code_problem (CulmSignInLeg leg)
{
  /* The authenticator makes codes by itself. */
  return problem_take (
      g_strdup (_ ("This code is not right or has expired.")), CULM_SIGN_IN_FIELD_CODE,
      leg == CULM_SIGN_IN_LEG_AUTHENTICATOR ? CULM_SIGN_IN_HELP_NONE : CULM_SIGN_IN_HELP_NEW_CODE);
}

static CulmSignInProblem *
tries_problem (const GError *error, gint64 now)
{
  gint64 time = bambu_cloud_error_get_retry_time (error);
  g_autofree char *clock = NULL;

  if (time <= now)
    return problem (_ ("Too many tries. Bambu Lab allows the next one after a while."));

  clock = culm_format_clock (time, now);

  return problem_take (
      /* Translators: %s is a time, as "14:20" */
      g_strdup_printf (_ ("Too many tries. Bambu Lab allows the next one at about %s."), clock),
      CULM_SIGN_IN_FIELD_NONE, CULM_SIGN_IN_HELP_NONE);
}

static CulmSignInProblem *
browser_problem (CulmSignInLeg leg)
{
  if (leg != CULM_SIGN_IN_LEG_PASSWORD && leg != CULM_SIGN_IN_LEG_AUTHENTICATOR)
    return problem (_ ("Bambu Lab’s website asked for a browser check, which this app cannot do. "
                       "It usually goes away after some minutes."));

  return problem_take (
      g_strdup (_ ("Bambu Lab’s website asked for a browser check, which this app cannot do. "
                   "Signing in with an e-mail code usually works.")),
      CULM_SIGN_IN_FIELD_NONE, CULM_SIGN_IN_HELP_USE_CODE);
}

static CulmSignInProblem *
refused_problem (const GError *error, CulmSignInLeg leg)
{
  const char *text = bambu_cloud_error_get_text (error);
  CulmSignInField field =
      leg == CULM_SIGN_IN_LEG_SEND_CODE ? CULM_SIGN_IN_FIELD_ACCOUNT : CULM_SIGN_IN_FIELD_NONE;

  if (text == NULL || *text == '\0')
    return problem_take (g_strdup (_ ("Bambu Lab did not accept this.")), field,
                         CULM_SIGN_IN_HELP_NONE);

  /* Translators: %s is what Bambu Lab's server says, in its own language */
  return problem_take (g_strdup_printf (_ ("Bambu Lab did not accept this. It says: %s"), text),
                       field, CULM_SIGN_IN_HELP_NONE);
}

static CulmSignInProblem *
cloud_problem (const GError *error, CulmSignInLeg leg, gint64 now)
{
  switch ((BambuCloudError) error->code)
    {
    case BAMBU_CLOUD_ERROR_CREDENTIALS:
      return problem_take (g_strdup (_ ("E-mail or password is not right.")),
                           CULM_SIGN_IN_FIELD_PASSWORD, CULM_SIGN_IN_HELP_NONE);
    case BAMBU_CLOUD_ERROR_WRONG_CODE:
    case BAMBU_CLOUD_ERROR_EXPIRED_CODE:
      return code_problem (leg);
    case BAMBU_CLOUD_ERROR_SIGN_IN:
      if (leg == CULM_SIGN_IN_LEG_PRINTERS)
        return problem (_ ("Your Bambu Lab sign-in has ended. Printers on your network still "
                           "work."));
      G_GNUC_FALLTHROUGH;
    case BAMBU_CLOUD_ERROR_START_AGAIN:
      return problem_take (g_strdup (_ ("This took too long. Begin with your password again.")),
                           CULM_SIGN_IN_FIELD_NONE, CULM_SIGN_IN_HELP_START_AGAIN);
    case BAMBU_CLOUD_ERROR_TOO_MANY_TRIES:
      return tries_problem (error, now);
    case BAMBU_CLOUD_ERROR_BROWSER_CHECK:
      return browser_problem (leg);
    case BAMBU_CLOUD_ERROR_CAPTCHA:
      return problem (_ ("Bambu Lab wants to see that you are human, which this app cannot show. "
                         "Signing in once on its website may help."));
    case BAMBU_CLOUD_ERROR_OFFLINE:
      return problem (_ ("This computer is offline."));
    case BAMBU_CLOUD_ERROR_CERTIFICATE:
      return problem (_ ("The server that answered could not prove that it is Bambu Lab’s. "
                         "Nothing was sent to it."));
    case BAMBU_CLOUD_ERROR_TIMED_OUT:
      return problem (_ ("Bambu Lab’s server has not answered."));
    case BAMBU_CLOUD_ERROR_SERVER:
    case BAMBU_CLOUD_ERROR_UNSETTLED:
    case BAMBU_CLOUD_ERROR_NOT_READY:
      return problem (_ ("Bambu Lab’s server has trouble. Printers on your network still work."));
    case BAMBU_CLOUD_ERROR_FORBIDDEN:
      return problem (_ ("Culm is set never to contact the cloud: Preferences → Privacy."));
    case BAMBU_CLOUD_ERROR_PROTOCOL:
      return problem (_ ("Bambu Lab’s server answered in a way that this app does not know."));
    case BAMBU_CLOUD_ERROR_NOT_YOURS:
    case BAMBU_CLOUD_ERROR_NOT_AVAILABLE:
    case BAMBU_CLOUD_ERROR_EXPIRED_LINK:
    case BAMBU_CLOUD_ERROR_QUOTA:
    case BAMBU_CLOUD_ERROR_REFUSED:
    case BAMBU_CLOUD_ERROR_OTHER_APPS:
    default:
      return refused_problem (error, leg);
    }
}

static CulmSignInProblem *
system_problem (const GError *error)
{
  return problem_take (
      /* Translators: what the system says of an error, at the end */
      g_strdup_printf (_ ("That did not work. The system says: %s"), error->message),
      CULM_SIGN_IN_FIELD_NONE, CULM_SIGN_IN_HELP_NONE);
}

CulmSignInProblem *
culm_sign_in_problem_new (const GError *error, CulmSignInLeg leg, gint64 now)
{
  CulmSignInProblem *self;

  g_return_val_if_fail (error != NULL, NULL);

  self =
      error->domain == BAMBU_CLOUD_ERROR ? cloud_problem (error, leg, now) : system_problem (error);
  self->details = culm_details_new (self->text, error, now);

  return self;
}

void
culm_sign_in_problem_free (CulmSignInProblem *self)
{
  g_free (self->text);
  g_free (self->details);
  g_free (self);
}

const char *
culm_sign_in_help_get_label (CulmSignInHelp help)
{
  switch (help)
    {
    case CULM_SIGN_IN_HELP_NEW_CODE:
      return _ ("Send a _New Code");
    case CULM_SIGN_IN_HELP_USE_CODE:
      return _ ("Use an E-Mail _Code");
    case CULM_SIGN_IN_HELP_START_AGAIN:
      return _ ("Start _Again");
    case CULM_SIGN_IN_HELP_NONE:
    default:
      return "";
    }
}

char *
culm_format_masked_account (const char *account)
{
  const char *at = strrchr (account, '@');
  glong length = g_utf8_strlen (account, -1);
  g_autofree char *first = NULL;

  if (at == NULL)
    return length > 2 * SHOWN_DIGITS
               ? g_strconcat ("…", g_utf8_offset_to_pointer (account, length - SHOWN_DIGITS), NULL)
               : g_strdup ("…");

  first = g_utf8_substring (account, 0, at > account ? 1 : 0);

  return g_strconcat (first, "…", at, NULL);
}

const char *
culm_format_region (const char *id)
{
  if (g_str_equal (id, "global"))
    return C_ ("region", "Global");
  if (g_str_equal (id, "china"))
    return C_ ("region", "China");

  return id;
}

char *
culm_format_resend (gboolean new_code, int seconds)
{
  if (seconds <= 0)
    return g_strdup (new_code ? culm_sign_in_help_get_label (CULM_SIGN_IN_HELP_NEW_CODE)
                              : _ ("_Send Again"));

  /* Translators: buttons that can be pressed in so many seconds */
  return g_strdup_printf (new_code ? _ ("Send a _New Code (%d s)") : _ ("_Send Again (%d s)"),
                          seconds);
}

static gboolean
is_silence (const GError *error)
{
  return g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SERVER)
         || g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_TIMED_OUT)
         || g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_OFFLINE);
}

CulmAccountNotice
culm_account_notice_choose (BambuAccountState state,
                            gboolean ends_soon,
                            const GError *error,
                            BambuKeyringState keyring)
{
  if (state == BAMBU_ACCOUNT_STATE_EXPIRED)
    return keyring == BAMBU_KEYRING_STATE_LOCKED ? CULM_ACCOUNT_NOTICE_LOCKED
                                                 : CULM_ACCOUNT_NOTICE_ENDED;
  if (state != BAMBU_ACCOUNT_STATE_SIGNED_IN)
    return CULM_ACCOUNT_NOTICE_NONE;
  if (ends_soon)
    return CULM_ACCOUNT_NOTICE_ENDING;

  return is_silence (error) ? CULM_ACCOUNT_NOTICE_SILENT : CULM_ACCOUNT_NOTICE_NONE;
}

static char *
format_day (gint64 time, const char *format)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (time);
  char *text = day != NULL ? g_date_time_format (day, format) : NULL;

  return text != NULL ? text : g_strdup ("");
}

char *
culm_account_notice_get_title (CulmAccountNotice notice, gint64 expires_at)
{
  g_autofree char *day = NULL;

  switch (notice)
    {
    case CULM_ACCOUNT_NOTICE_ENDING:
      /* Translators: strftime: a day within the next week, "3 March" */
      day = format_day (expires_at, _ ("%-e %B"));
      return g_strdup_printf (_ ("Your Bambu Lab sign-in ends on %s."), day);
    case CULM_ACCOUNT_NOTICE_ENDED:
      return g_strdup (_ ("Your Bambu Lab sign-in has ended. Printers on your network still "
                          "work."));
    case CULM_ACCOUNT_NOTICE_LOCKED:
      return g_strdup (culm_keyring_get_sentence (BAMBU_KEYRING_STATE_LOCKED));
    case CULM_ACCOUNT_NOTICE_SILENT:
      return g_strdup (_ ("Bambu Lab’s cloud does not answer. Printers on your network still "
                          "work."));
    case CULM_ACCOUNT_NOTICE_NONE:
    default:
      return g_strdup ("");
    }
}

const char *
culm_keyring_get_sentence (BambuKeyringState state)
{
  switch (state)
    {
    case BAMBU_KEYRING_STATE_LOCKED:
      return _ ("Your keyring is locked.");
    case BAMBU_KEYRING_STATE_MISSING:
      return _ ("There is no keyring. You can stay signed in until the app is closed.");
    case BAMBU_KEYRING_STATE_OPEN:
    default:
      return "";
    }
}

char *
culm_format_until (gint64 time)
{
  /* Translators: strftime: a day of some year, "3 March 2027" */
  return time > 0 ? format_day (time, _ ("%-e %B %Y")) : g_strdup ("");
}

char *
culm_format_sign_out (guint n_printers)
{
  if (n_printers == 0)
    return g_strdup (_ ("Printers on your network stay."));

  return g_strdup_printf (
      ngettext ("%u printer that is reached through the cloud will be removed from this app. What "
                "it printed stays in the history. Printers on your network stay.",
                "%u printers that are reached through the cloud will be removed from this app. "
                "What they printed stays in the history. Printers on your network stay.",
                n_printers),
      n_printers);
}
