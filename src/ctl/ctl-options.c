/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-options.h"

#include <glib/gi18n.h>

#include "ctl-exit.h"
#include "ctl-print-options.h"
#include "link/bambu-serial.h"

#define DEFAULT_TIMEOUT_SECONDS 20
#define DEFAULT_LISTEN_SECONDS 10
#define MAX_SECONDS (24 * 60 * 60)
#define DEFAULT_LIMIT 20
#define DEFAULT_DRYING_HOURS 8
#define MAX_DRYING_HOURS 24
#define MAX_LIMIT 10000
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
check_cloud (const CtlOptions *self, GError **error)
{
  if (self->region && !g_str_equal (self->region, "global") && !g_str_equal (self->region, "china"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("There is no region “%s”. There are “global” and “china”."), self->region);
      return FALSE;
    }

  if (self->region && self->cloud_origin)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--region names one of Bambu Lab’s clouds, --cloud-origin another "
                              "one."));
      return FALSE;
    }

  if (!self->cloud_origin && (self->cloud_web_origin || self->cloud_broker || self->cloud_ca_file))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--cloud-web-origin and --cloud-ca say more about the cloud at "
                              "--cloud-origin, which is missing."));
      return FALSE;
    }

  if (self->limit < 1 || self->limit > MAX_LIMIT)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("A limit is from 1 to %d."),
                   MAX_LIMIT);
      return FALSE;
    }

  return TRUE;
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
                   ngettext ("A time is from 1 to %d second.", "A time is from 1 to %d seconds.",
                             MAX_SECONDS),
                   MAX_SECONDS);
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

  if (self->hours < 1 || self->hours > MAX_DRYING_HOURS)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   ngettext ("Filament is dried for 1 to %d hour.",
                             "Filament is dried for 1 to %d hours.", MAX_DRYING_HOURS),
                   MAX_DRYING_HOURS);
      return FALSE;
    }

  if (self->plate < 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Plates are counted from 1."));
      return FALSE;
    }

  if (self->frames < 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("A number of pictures is not negative."));
      return FALSE;
    }

  if (self->picture_folder && (self->play || self->sink))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--play shows the pictures, --save keeps them. Give one of the "
                              "two."));
      return FALSE;
    }

  return check_cloud (self, error) && ctl_print_options_check (self, error);
}

/* Others can read the command line; what was given is not repeated. */
static gboolean
on_password (const char *name, const char *value, gpointer data, GError **error)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("A password is not taken from the command line, where others can read "
                          "it. It is asked for, or read from standard input."));

  return FALSE;
}

static gboolean
on_token (const char *name, const char *value, gpointer data, GError **error)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       ctl_options_get_token_refusal ());

  return FALSE;
}

static gboolean
on_access_code (const char *name, const char *value, gpointer data, GError **error)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("An access code is not taken from the command line, where others can "
                          "read it. It is asked for, or read from --access-code-file."));

  return FALSE;
}

/* What the printer says itself. */
static gboolean
on_needless (const char *name, const char *value, gpointer data, GError **error)
{
  return TRUE;
}

/* All that can be given, by what it is for. */
static void
for_each_group (CtlOptions *self, CtlOptionSet set, CtlOptionFunc func, gpointer user_data)
{
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
  const GOptionEntry account[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, &self->account,
      N_ ("Whose sign-in, if there is more than one"), N_ ("E-MAIL") },
    { "username", 'u', G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &self->account, NULL, NULL },
    { 0 },
  };
  const GOptionEntry region[] = {
    { "region", 'r', 0, G_OPTION_ARG_STRING, &self->region, N_ ("Which cloud: “global” or “china”"),
      "global|china" },
    { 0 },
  };
  const GOptionEntry token_file[] = {
    { "token-file", 't', 0, G_OPTION_ARG_FILENAME, &self->token_file,
      N_ ("The sign-in of another program: JSON with “region” and “token”"), N_ ("FILE") },
    { 0 },
  };
  const GOptionEntry cloud[] = {
    { "cloud-origin", 0, 0, G_OPTION_ARG_STRING, &self->cloud_origin,
      N_ ("For development: another cloud than Bambu Lab’s"), N_ ("URL") },
    { "cloud-web-origin", 0, 0, G_OPTION_ARG_STRING, &self->cloud_web_origin,
      N_ ("Its web site, if that is elsewhere"), N_ ("URL") },
    { "cloud-broker", 0, 0, G_OPTION_ARG_STRING, &self->cloud_broker,
      N_ ("Its broker of reports, if that is not on port 8883 there"), N_ ("HOST:PORT") },
    { "cloud-ca", 0, 0, G_OPTION_ARG_FILENAME, &self->cloud_ca_file,
      N_ ("The only certificate authorities that may vouch for it (PEM)"), N_ ("FILE") },
    { 0 },
  };
  const GOptionEntry sign_in[] = {
    { "verify-only", 'v', 0, G_OPTION_ARG_NONE, &self->verify_only,
      N_ ("Do not sign in, but ask the service whether the sign-in is valid"), NULL },
    { "force-new", 'f', 0, G_OPTION_ARG_NONE, &self->force,
      N_ ("Sign in again, although the sign-in is valid"), NULL },
    { "force", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->force, NULL, NULL },
    { "email-code", 0, 0, G_OPTION_ARG_NONE, &self->email_code,
      N_ ("Ask for a code by e-mail or SMS instead of a password"), NULL },
    { "test", 0, 0, G_OPTION_ARG_NONE, &self->test,
      N_ ("Show the profile and the printers afterwards"), NULL },
    { "password", 'p', G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, (gpointer) on_password, NULL,
      NULL },
    { 0 },
  };
  const GOptionEntry secrets[] = {
    { "show-secrets", 0, 0, G_OPTION_ARG_NONE, &self->show_secrets,
      N_ ("Show access codes and links that open without a sign-in"), NULL },
    { 0 },
  };
  const GOptionEntry limit[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &self->limit, N_ ("So many at most, newest first (20)"),
      N_ ("NUMBER") },
    { 0 },
  };
  const GOptionEntry device[] = {
    { "device", 0, 0, G_OPTION_ARG_STRING, &self->device, N_ ("Only this printer"),
      N_ ("PRINTER") },
    { 0 },
  };
  const GOptionEntry control[] = {
    { "no-wait", 0, 0, G_OPTION_ARG_NONE, &self->no_wait,
      N_ ("Hand the command to the connection, and do not wait for its effect"), NULL },
    { 0 },
  };
  const GOptionEntry yes[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &self->yes, N_ ("Do not ask first"), NULL },
    { 0 },
  };
  const GOptionEntry nozzle[] = {
    { "nozzle", 0, 0, G_OPTION_ARG_STRING, &self->nozzle,
      N_ ("Which of two: “left” or “right”; else the one that prints"), "left|right" },
    { 0 },
  };
  const GOptionEntry drying[] = {
    { "hours", 0, 0, G_OPTION_ARG_INT, &self->hours, N_ ("Dry for so many hours (8)"),
      N_ ("HOURS") },
    { "material", 0, 0, G_OPTION_ARG_STRING, &self->material, N_ ("What is dried (PLA)"),
      N_ ("MATERIAL") },
    { 0 },
  };
  const GOptionEntry frames[] = {
    { "frames", 0, 0, G_OPTION_ARG_INT, &self->frames,
      N_ ("Put so many pictures into the directory; with --play: end after so many"),
      N_ ("NUMBER") },
    { "play", 0, 0, G_OPTION_ARG_NONE, &self->play,
      N_ ("Show the picture in a window, until that is closed, or Ctrl+C"), NULL },
    { "sink", 0, 0, G_OPTION_ARG_STRING, &self->sink,
      N_ ("Show the picture by this sink of GStreamer’s instead, such as “autovideosink”"),
      N_ ("NAME") },
    { 0 },
  };
  /* The documents' words for the same; what is secret is not taken from there, as above. */
  const GOptionEntry camera_aliases[] = {
    { "no-display", 0, 0, G_OPTION_ARG_NONE, &self->no_window,
      N_ ("Do not show the picture, even where there is a display"), NULL },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &self->picture_folder,
      N_ ("Put the pictures into this directory, until there are enough, or Ctrl+C"),
      N_ ("DIRECTORY") },
    { "device", 0, 0, G_OPTION_ARG_STRING, &self->device,
      N_ ("Which printer; also by its place in the list, from 0"), N_ ("PRINTER") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &self->list, N_ ("Only list the known printers"), NULL },
    { "ip", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &self->address, NULL, NULL },
    { "output-dir", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->picture_folder, NULL,
      NULL },
    { "device-id", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &self->device, NULL, NULL },
    { "max-frames", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &self->frames, NULL, NULL },
    { "code", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, (gpointer) on_access_code, NULL,
      NULL },
    { "access-code", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, (gpointer) on_access_code,
      NULL, NULL },
    { "token", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, (gpointer) on_token, NULL, NULL },
    { "model", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, (gpointer) on_needless, NULL, NULL },
    { "use-pil", 0, G_OPTION_FLAG_HIDDEN | G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK,
      (gpointer) on_needless, NULL, NULL },
    { 0 },
  };
  const GOptionEntry query[] = {
    { "devices", 0, 0, G_OPTION_ARG_NONE, &self->ask_devices,
      N_ ("The printers of the account; also if nothing else is asked for"), NULL },
    { "status", 0, 0, G_OPTION_ARG_NONE, &self->ask_status,
      N_ ("What they print, as the service knows it"), NULL },
    { "profile", 0, 0, G_OPTION_ARG_NONE, &self->ask_profile, N_ ("Who is signed in"), NULL },
    { "projects", 0, 0, G_OPTION_ARG_NONE, &self->ask_projects,
      N_ ("What was uploaded to be printed"), NULL },
    { "firmware", 0, 0, G_OPTION_ARG_NONE, &self->ask_firmware,
      N_ ("Which firmware the printers have, and could have"), NULL },
    { "token", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, (gpointer) on_token, NULL, NULL },
    { 0 },
  };
  const GOptionEntry fields[] = {
    { "fields", 0, 0, G_OPTION_ARG_STRING, &self->fields,
      N_ ("Only these values, each time one of them changes; they are called as in the JSON of "
          "“status”, with dots"),
      "state,percent,bed.current" },
    { 0 },
  };
  const GOptionEntry print[] = {
    { "printer", 0, 0, G_OPTION_ARG_STRING, &self->device, N_ ("Which printer is to print it"),
      N_ ("PRINTER") },
    { "plate", 0, 0, G_OPTION_ARG_INT, &self->plate, N_ ("Which plate, if several are sliced"),
      N_ ("NUMBER") },
    { "map", 0, 0, G_OPTION_ARG_STRING, &self->map,
      N_ ("Which slot each filament comes from; with “!” after it, whatever is in there"),
      "1=A2,3=Ext" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &self->dry_run,
      N_ ("Show what would be sent, and send nothing"), NULL },
    { "upload-only", 0, 0, G_OPTION_ARG_NONE, &self->only_upload, N_ ("Do not print it"), NULL },
    { "cloud", 0, 0, G_OPTION_ARG_NONE, &self->through_cloud,
      N_ ("Through the account, instead of the printer’s own network"), NULL },
    { "use-ams", 0, 0, G_OPTION_ARG_STRING, &self->use_ams,
      N_ ("“on”: filament only from an AMS; “off”: only from spools outside"), "on|off" },
    { 0 },
  };
  const GOptionEntry print_options[] = {
    { CTL_PRINT_OPTION_BED_LEVELLING, 0, 0, G_OPTION_ARG_STRING,
      &self->print_options[BAMBU_PRINT_OPTION_BED_LEVELLING],
      N_ ("Level the bed before; “auto”: if the printer finds that it is needed"), "auto|on|off" },
    { CTL_PRINT_OPTION_FLOW, 0, 0, G_OPTION_ARG_STRING,
      &self->print_options[BAMBU_PRINT_OPTION_FLOW], N_ ("Calibrate the flow of the filament"),
      "auto|on|off" },
    { CTL_PRINT_OPTION_VIBRATION, 0, 0, G_OPTION_ARG_STRING,
      &self->print_options[BAMBU_PRINT_OPTION_VIBRATION], N_ ("Calibrate against vibration"),
      "on|off" },
    { CTL_PRINT_OPTION_NOZZLE_OFFSET, 0, 0, G_OPTION_ARG_STRING,
      &self->print_options[BAMBU_PRINT_OPTION_NOZZLE_OFFSET],
      N_ ("Calibrate where two nozzles are to each other"), "auto|off" },
    { CTL_PRINT_OPTION_FIRST_LAYER, 0, 0, G_OPTION_ARG_STRING,
      &self->print_options[BAMBU_PRINT_OPTION_FIRST_LAYER], N_ ("Inspect the first layer"),
      "on|off" },
    { CTL_PRINT_OPTION_TIMELAPSE, 0, 0, G_OPTION_ARG_STRING,
      &self->print_options[BAMBU_PRINT_OPTION_TIMELAPSE], N_ ("Record a time-lapse"), "on|off" },
    { 0 },
  };
  const GOptionEntry serve[] = {
    { "mode", 0, 0, G_OPTION_ARG_STRING, &self->mode,
      N_ ("Ask the service, “strict”: only read, on port 5001; “full”: everything, on port 5003; "
          "“compat”: ask the printers in the old way, on port 8080; “none”: no HTTP (strict)"),
      "strict|full|compat|none" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &self->listen,
      N_ ("Where to listen (127.0.0.1); other computers take a secret and a certificate"),
      N_ ("ADDRESS") },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, N_ ("Another port; 0: any that is free"),
      N_ ("PORT") },
    { "secret-file", 0, 0, G_OPTION_ARG_FILENAME, &self->secret_file,
      N_ ("What opens the printers and the pages about the server itself, in the first line"),
      N_ ("FILE") },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &self->certificate_file,
      N_ ("The server’s certificate, for TLS (PEM)"), N_ ("FILE") },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &self->key_file,
      N_ ("Its private key, if that is in another file (PEM)"), N_ ("FILE") },
    { "cors", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->origins,
      N_ ("Let the web pages of that origin read the answers; “*”: all; may be given again"),
      N_ ("ORIGIN") },
    { "metrics", 0, 0, G_OPTION_ARG_NONE, &self->metrics,
      N_ ("Tell what the printers report at /metrics, in the form of OpenMetrics"), NULL },
    { 0 },
  };
  const GOptionEntry tokens[] = {
    { "tokens", 0, 0, G_OPTION_ARG_FILENAME, &self->tokens_file,
      N_ ("Who may ask: a JSON object of custom and real tokens (proxy_tokens.json)"),
      N_ ("FILE") },
    { 0 },
  };
  const GOptionEntry webhook[] = {
    { "webhook", 0, 0, G_OPTION_ARG_STRING, &self->webhook,
      N_ ("Tell this address what happens to the printers; https, or http on this computer"),
      N_ ("URL") },
    { "webhook-file", 0, 0, G_OPTION_ARG_FILENAME, &self->webhook_file,
      N_ ("The same, where the address is secret: what is in the first line"), N_ ("FILE") },
    { "webhook-secret-file", 0, 0, G_OPTION_ARG_FILENAME, &self->webhook_secret_file,
      N_ ("What to sign that with, in the first line"), N_ ("FILE") },
    { "webhook-ca", 0, 0, G_OPTION_ARG_FILENAME, &self->webhook_ca_file,
      N_ ("The only certificate authorities that may vouch for that address (PEM)"), N_ ("FILE") },
    { 0 },
  };
  const GOptionEntry events[] = {
    { "events", 0, 0, G_OPTION_ARG_NONE, &self->events,
      N_ ("Show what happens instead: prints that begin and end, printers that come and go, new "
          "alerts"),
      NULL },
    { 0 },
  };
  const GOptionEntry publish[] = {
    { "publish", 0, 0, G_OPTION_ARG_STRING, &self->publish,
      N_ ("Publish the printers on this broker of MQTT, below a prefix (culm); without --mode, "
          "nothing else is served"),
      "mqtt[s]://HOST[:PORT][/PREFIX]" },
    { "publish-user", 0, 0, G_OPTION_ARG_STRING, &self->publish_user,
      N_ ("Sign in to it as this user"), N_ ("NAME") },
    { "publish-password-file", 0, 0, G_OPTION_ARG_FILENAME, &self->publish_password_file,
      N_ ("Where that user’s password is, in the first line"), N_ ("FILE") },
    { "publish-ca", 0, 0, G_OPTION_ARG_FILENAME, &self->publish_ca_file,
      N_ ("Certificate authorities to trust beside the system’s, of a broker of mqtts:// (PEM)"),
      N_ ("FILE") },
    { "allow-commands", 0, 0, G_OPTION_ARG_NONE, &self->allow_commands,
      N_ ("Do what is asked for there: whoever can write to the broker can heat and move the "
          "printers"),
      NULL },
    { "discovery", 0, 0, G_OPTION_ARG_STRING, &self->discovery,
      N_ ("Where home automation looks for devices (homeassistant); empty: tell it nothing"),
      N_ ("PREFIX") },
    { 0 },
  };
  const struct
  {
    CtlOptionSet flag;
    const GOptionEntry *entries;
  } groups[] = {
    { CTL_OPTION_QUERY, query },
    { CTL_OPTION_FIELDS, fields },
    { CTL_OPTION_JSON, json },
    { CTL_OPTION_TIMEOUT, timeout },
    { CTL_OPTION_ONE_OFF, one_off },
    { CTL_OPTION_NAME, name },
    { CTL_OPTION_SECONDS, seconds },
    { CTL_OPTION_ACCOUNT, account },
    { CTL_OPTION_ACCOUNT | CTL_OPTION_SERVE, region },
    { CTL_OPTION_TOKEN_FILE, token_file },
    { CTL_OPTION_SIGN_IN, sign_in },
    { CTL_OPTION_SECRETS, secrets },
    { CTL_OPTION_LIMIT, limit },
    { CTL_OPTION_DEVICE, device },
    { CTL_OPTION_CLOUD, cloud },
    { CTL_OPTION_CONTROL, control },
    { CTL_OPTION_NOZZLE, nozzle },
    { CTL_OPTION_DRYING, drying },
    { CTL_OPTION_FRAMES, frames },
    { CTL_OPTION_FRAMES, camera_aliases },
    { CTL_OPTION_YES, yes },
    { CTL_OPTION_PRINT, print },
    { CTL_OPTION_PRINT, print_options },
    { CTL_OPTION_SERVE, serve },
    { CTL_OPTION_SERVE, webhook },
    { CTL_OPTION_EVENTS, events },
    { CTL_OPTION_SERVE, publish },
    { CTL_OPTION_TOKENS, tokens },
  };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (set & groups[i].flag)
      func (groups[i].flag, groups[i].entries, user_data);
}

static void
add_group (CtlOptionSet group, const GOptionEntry *entries, gpointer user_data)
{
  g_option_context_add_main_entries (user_data, entries, GETTEXT_PACKAGE);
}

void
ctl_options_describe (CtlOptionSet set, CtlOptionFunc func, gpointer user_data)
{
  g_autoptr (CtlOptions) nobody = g_new0 (CtlOptions, 1);

  for_each_group (nobody, set, func, user_data);
}

static CtlOptions *
create (CtlOptionSet set, const char *command)
{
  CtlOptions *self = g_new0 (CtlOptions, 1);

  self->timeout = DEFAULT_TIMEOUT_SECONDS;
  self->seconds = DEFAULT_LISTEN_SECONDS;
  self->limit = DEFAULT_LIMIT;
  self->hours = DEFAULT_DRYING_HOURS;
  self->many = (set & CTL_OPTION_MANY) != 0;
  self->port = -1;
  self->command = g_strdup (command);

  return self;
}

static GOptionContext *
create_context (CtlOptions *self, CtlOptionSet set, const char *usage)
{
  GOptionContext *context = g_option_context_new (NULL);
  const GOptionEntry rest[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->arguments, NULL, usage },
    { 0 },
  };

  for_each_group (self, set, add_group, context);
  g_option_context_add_main_entries (context, rest, GETTEXT_PACKAGE);

  return context;
}

CtlOptions *
ctl_options_parse_words (CtlOptionSet set, const char *const *words, GError **error)
{
  g_autoptr (CtlOptions) self = create (set, NULL);
  g_autoptr (GOptionContext) context = create_context (self, set, NULL);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) remaining = NULL;

  g_strv_builder_add (all, g_get_prgname ());
  g_strv_builder_addv (all, (const char **) words);
  remaining = g_strv_builder_end (all);

  /* It would print and end the program. */
  g_option_context_set_help_enabled (context, FALSE);

  return g_option_context_parse_strv (context, &remaining, error) && check (self, G_MAXUINT, error)
             ? g_steal_pointer (&self)
             : NULL;
}

CtlOptions *
ctl_options_parse (CtlOptionSet set,
                   const char *usage,
                   const char *summary,
                   guint max_arguments,
                   char **arguments,
                   GError **error)
{
  g_autoptr (CtlOptions) self = create (set, arguments[0]);
  g_autoptr (GOptionContext) context = create_context (self, set, usage);
  g_autofree char *program = g_strdup (g_get_prgname ());
  g_autofree char *command = g_strdup_printf ("%s %s", program, arguments[0]);
  g_auto (GStrv) remaining = NULL;
  gboolean parsed;

  g_option_context_set_summary (context, summary);
  if (set & (CTL_OPTION_CONTROL | CTL_OPTION_PRINT))
    g_option_context_set_description (context, ctl_exit_get_description ());
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);

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
  g_free (self->account);
  g_free (self->region);
  g_free (self->cloud_origin);
  g_free (self->cloud_web_origin);
  g_free (self->cloud_broker);
  g_free (self->cloud_ca_file);
  g_free (self->token_file);
  g_free (self->device);
  g_free (self->command);
  g_free (self->nozzle);
  g_free (self->material);
  g_free (self->sink);
  g_free (self->picture_folder);
  g_free (self->fields);
  g_free (self->map);
  g_free (self->use_ams);
  g_free (self->mode);
  g_free (self->listen);
  g_free (self->tokens_file);
  g_free (self->secret_file);
  g_free (self->certificate_file);
  g_free (self->key_file);
  g_strfreev (self->origins);
  g_free (self->webhook);
  g_free (self->webhook_file);
  g_free (self->webhook_secret_file);
  g_free (self->webhook_ca_file);
  g_free (self->publish);
  g_free (self->publish_user);
  g_free (self->publish_password_file);
  g_free (self->publish_ca_file);
  g_free (self->discovery);
  for (guint i = 0; i < BAMBU_N_PRINT_OPTIONS; i++)
    g_free (self->print_options[i]);
  g_strfreev (self->arguments);
  g_free (self);
}

const char *
ctl_options_get_argument (const CtlOptions *self)
{
  return self->arguments ? self->arguments[0] : self->device;
}

const char **
ctl_options_get_printers (const CtlOptions *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (0, NULL, TRUE);

  if (self->many && self->arguments)
    for (guint i = 0; self->arguments[i]; i++)
      g_ptr_array_add (names, self->arguments[i]);
  else if (ctl_options_get_argument (self))
    g_ptr_array_add (names, (gpointer) ctl_options_get_argument (self));

  return (const char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

const char *
ctl_options_get_token_refusal (void)
{
  return _ ("A token is not taken from the command line, where others can read it. Name the file "
            "that it is in with --token-file.");
}
