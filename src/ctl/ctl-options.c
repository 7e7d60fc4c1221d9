/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-options.h"

#include <glib/gi18n.h>

#include "link/bambu-serial.h"

#define DEFAULT_TIMEOUT_SECONDS 20
#define DEFAULT_LISTEN_SECONDS 10
#define MAX_SECONDS (24 * 60 * 60)
#define FINGERPRINT_DIGITS 64

static gboolean
is_fingerprint (const char *text)
{
  guint n_digits = 0;

  for (; *text; text++)
    {
      if (g_ascii_isxdigit (*text))
        n_digits++;
      else if (*text != ':')
        return FALSE;
    }

  return n_digits == FINGERPRINT_DIGITS;
}

static gboolean
check (const CtlOptions *self, guint max_arguments, GError **error)
{
  if (self->arguments && g_strv_length (self->arguments) > max_arguments)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is one argument too many."), self->arguments[max_arguments]);
      return FALSE;
    }

  if (self->timeout < 1 || self->timeout > MAX_SECONDS || self->seconds < 1
      || self->seconds > MAX_SECONDS)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("A time is from 1 to %d seconds."), MAX_SECONDS);
      return FALSE;
    }

  if (!self->address
      && (self->serial || self->access_code_file || self->ca_file || self->fingerprint))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--serial, --access-code-file, --ca and --accept-certificate say "
                              "more about the printer at --address, which is missing."));
      return FALSE;
    }

  if (self->serial && !bambu_serial_is_valid (self->serial))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is no serial number: it has letters and digits only."), self->serial);
      return FALSE;
    }

  if (self->fingerprint && !is_fingerprint (self->fingerprint))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is no SHA-256 fingerprint: it has 64 hexadecimal digits."),
                   self->fingerprint);
      return FALSE;
    }

  return TRUE;
}

CtlOptions *
ctl_options_parse (CtlOptionSet set,
                   const char *usage,
                   const char *summary,
                   guint max_arguments,
                   char **arguments,
                   GError **error)
{
  g_autoptr (CtlOptions) self = g_new0 (CtlOptions, 1);
  g_autoptr (GOptionContext) context = NULL;
  g_autofree char *program = g_strdup (g_get_prgname ());
  g_autofree char *command = g_strdup_printf ("%s %s", program, arguments[0]);
  g_auto (GStrv) remaining = NULL;
  const GOptionEntry json[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_ ("One JSON object a line"), NULL },
    { 0 },
  };
  const GOptionEntry timeout[] = {
    { "timeout", 0, 0, G_OPTION_ARG_INT, &self->timeout, N_ ("Give up after so many seconds (20)"),
      N_ ("SECONDS") },
    { 0 },
  };
  const GOptionEntry one_off[] = {
    { "address", 0, 0, G_OPTION_ARG_STRING, &self->address,
      N_ ("The printer’s address, with another port than 8883 if need be"), N_ ("HOST[:PORT]") },
    { "serial", 0, 0, G_OPTION_ARG_STRING, &self->serial,
      N_ ("Its serial number; else its certificate tells"), N_ ("SERIAL") },
    { "access-code-file", 0, 0, G_OPTION_ARG_FILENAME, &self->access_code_file,
      N_ ("Where its access code is; “-” or nothing: standard input"), N_ ("FILE") },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &self->ca_file,
      N_ ("Certificate authorities to trust beside the known ones (PEM)"), N_ ("FILE") },
    { "accept-certificate", 0, 0, G_OPTION_ARG_STRING, &self->fingerprint,
      N_ ("Accept the certificate with this fingerprint"), N_ ("SHA256") },
    { 0 },
  };
  const GOptionEntry name[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &self->name, N_ ("What to call the printer"),
      N_ ("NAME") },
    { 0 },
  };
  const GOptionEntry seconds[] = {
    { "seconds", 0, 0, G_OPTION_ARG_INT, &self->seconds, N_ ("Listen for so many seconds (10)"),
      N_ ("SECONDS") },
    { 0 },
  };
  const GOptionEntry rest[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->arguments, NULL, usage },
    { 0 },
  };
  const struct
  {
    CtlOptionSet flag;
    const GOptionEntry *entries;
  } groups[] = {
    { CTL_OPTION_JSON, json }, { CTL_OPTION_TIMEOUT, timeout }, { CTL_OPTION_ONE_OFF, one_off },
    { CTL_OPTION_NAME, name }, { CTL_OPTION_SECONDS, seconds },
  };
  gboolean parsed;

  self->timeout = DEFAULT_TIMEOUT_SECONDS;
  self->seconds = DEFAULT_LISTEN_SECONDS;

  context = g_option_context_new (NULL);
  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (set & groups[i].flag)
      g_option_context_add_main_entries (context, groups[i].entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, rest, GETTEXT_PACKAGE);

  /* The usage line names the program; with the command in it, it can be typed as it stands. */
  remaining = g_strdupv (arguments);
  g_free (remaining[0]);
  remaining[0] = g_strdup (command);
  g_set_prgname (command);
  parsed = g_option_context_parse_strv (context, &remaining, error);
  g_set_prgname (program);

  if (!parsed)
    return NULL;

  if ((set & CTL_OPTION_PLAIN_ADDRESS) && !self->address)
    self->address = g_strdup (ctl_options_get_argument (self));

  if (!check (self, max_arguments, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
ctl_options_free (CtlOptions *self)
{
  g_free (self->address);
  g_free (self->serial);
  g_free (self->access_code_file);
  g_free (self->ca_file);
  g_free (self->fingerprint);
  g_free (self->name);
  g_strfreev (self->arguments);
  g_free (self);
}

const char *
ctl_options_get_argument (const CtlOptions *self)
{
  return self->arguments ? self->arguments[0] : NULL;
}
