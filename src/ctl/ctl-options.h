/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "printer/bambu-print-option.h"

G_BEGIN_DECLS

/**
 * CtlOptions:
 * @json: JSON instead of text
 * @timeout: seconds until a command gives up
 * @address: (nullable): one-off use: host or host:port
 * @serial: (nullable): its serial; read from its certificate if %NULL
 * @access_code_file: (nullable): where its code is; standard input if %NULL
 * @ca_file: (nullable): CAs that are trusted too, PEM
 * @fingerprint: (nullable): SHA-256 of the certificate that the user accepts
 * @name: (nullable): what a printer is to be called
 * @seconds: how long to listen
 * @account: (nullable): whose sign-in to use, or to make
 * @region: (nullable): which of the vendor's clouds
 * @cloud_origin: (nullable): another cloud's API, for development
 * @cloud_web_origin: (nullable): its web site
 * @cloud_broker: (nullable): host:port of its broker
 * @cloud_ca_file: (nullable): who may sign its certificates, PEM
 * @token_file: (nullable): a sign-in of another program's, JSON
 * @device: (nullable): which printer, where no argument says it
 * @limit: how many of a long list
 * @show_secrets: secrets, too
 * @verify_only: do not sign in, but look whether somebody is
 * @force: sign in although somebody is
 * @email_code: a code instead of a password
 * @test: try the sign-in out
 * @command: the command's name
 * @no_wait: do not wait for the effect of a command to a printer
 * @yes: do not ask first
 * @nozzle: (nullable): `left` or `right`
 * @material: (nullable): what is dried
 * @hours: for how long
 * @frames: how many pictures; 0: until it is stopped
 * @play: show them in a window
 * @sink: (nullable): show them by that element of GStreamer's
 * @no_window: do not, even where that is possible
 * @picture_folder: (nullable): where to put them, each by its number
 * @list: show which printers there are instead
 * @plate: which one of a file; 0: the only one
 * @map: (nullable): from which slot each filament comes: `1=A2,3=Ext`
 * @dry_run: say what would be sent, and send nothing
 * @only_upload: do not print
 * @through_cloud: by the account
 * @print_options: (nullable): `auto`, `on`, `off` for each #BambuPrintOption
 * @use_ams: (nullable): `on`, `off`
 * @ask_devices: of the service: the printers
 * @ask_status: what they do
 * @ask_profile: who is signed in
 * @ask_projects: what was uploaded
 * @ask_firmware: which firmware the printers have
 * @fields: (nullable): which values of a report
 * @many: each argument is a printer
 * @mode: (nullable): what a server answers
 * @listen: (nullable): the IP address where it is
 * @port: its port; 0: any, −1: the usual one
 * @tokens_file: (nullable): who may ask it
 * @secret_file: (nullable): what opens the pages about itself
 * @certificate_file: (nullable): its certificate, PEM
 * @key_file: (nullable): the key of that
 * @origins: (nullable): whose web pages may read its answers
 * @metrics: it tells numbers for a data base
 * @webhook: (nullable): the address that events go to
 * @webhook_file: (nullable): where that is
 * @webhook_secret_file: (nullable): what they are signed with
 * @webhook_ca_file: (nullable): who may sign that address's certificate, PEM
 * @events: tell what happens, not what is
 * @publish: (nullable): the URL of a broker of MQTT to publish printers on
 * @publish_user: (nullable): as whom
 * @publish_password_file: (nullable): where the password is
 * @publish_ca_file: (nullable): who may sign its certificate as well, PEM
 * @allow_commands: do what is asked there
 * @discovery: (nullable): where home automation looks for devices; empty: nowhere
 * @arguments: (nullable): what is no option
 *
 * What the command line says. A command takes those that it understands.
 */
typedef struct
{
  gboolean json;
  int timeout;
  char *address;
  char *serial;
  char *access_code_file;
  char *ca_file;
  char *fingerprint;
  char *name;
  int seconds;
  char *account;
  char *region;
  char *cloud_origin;
  char *cloud_web_origin;
  char *cloud_broker;
  char *cloud_ca_file;
  char *token_file;
  char *device;
  int limit;
  gboolean show_secrets;
  gboolean verify_only;
  gboolean force;
  gboolean email_code;
  gboolean test;
  char *command;
  gboolean no_wait;
  gboolean yes;
  char *nozzle;
  char *material;
  int hours;
  int frames;
  gboolean play;
  char *sink;
  gboolean no_window;
  char *picture_folder;
  gboolean list;
  int plate;
  char *map;
  gboolean dry_run;
  gboolean only_upload;
  gboolean through_cloud;
  char *print_options[BAMBU_N_PRINT_OPTIONS];
  char *use_ams;
  gboolean ask_devices;
  gboolean ask_status;
  gboolean ask_profile;
  gboolean ask_projects;
  gboolean ask_firmware;
  char *fields;
  gboolean many;
  char *mode;
  char *listen;
  int port;
  char *tokens_file;
  char *secret_file;
  char *certificate_file;
  char *key_file;
  char **origins;
  gboolean metrics;
  char *webhook;
  char *webhook_file;
  char *webhook_secret_file;
  char *webhook_ca_file;
  gboolean events;
  char *publish;
  char *publish_user;
  char *publish_password_file;
  char *publish_ca_file;
  gboolean allow_commands;
  char *discovery;
  char **arguments;
} CtlOptions;

/**
 * CtlOptionSet:
 *
 * Groups of options that a command may take.
 */
typedef enum
{
  CTL_OPTION_JSON = 1 << 0,
  CTL_OPTION_TIMEOUT = 1 << 1,
  CTL_OPTION_ONE_OFF = 1 << 2,
  CTL_OPTION_NAME = 1 << 3,
  CTL_OPTION_SECONDS = 1 << 4,
  CTL_OPTION_PLAIN_ADDRESS = 1 << 5, /* the argument is the address */
  CTL_OPTION_ACCOUNT = 1 << 6,
  CTL_OPTION_SIGN_IN = 1 << 7,
  CTL_OPTION_SECRETS = 1 << 8,
  CTL_OPTION_LIMIT = 1 << 9,
  CTL_OPTION_DEVICE = 1 << 10, /* the argument as an option as well */
  CTL_OPTION_CLOUD = 1 << 11,  /* another cloud */
  CTL_OPTION_CONTROL = 1 << 12,
  CTL_OPTION_NOZZLE = 1 << 13,
  CTL_OPTION_DRYING = 1 << 14,
  CTL_OPTION_FRAMES = 1 << 15,
  CTL_OPTION_YES = 1 << 16,
  CTL_OPTION_PRINT = 1 << 17,
  CTL_OPTION_TOKEN_FILE = 1 << 18,
  CTL_OPTION_QUERY = 1 << 19,
  CTL_OPTION_FIELDS = 1 << 20,
  CTL_OPTION_MANY = 1 << 21, /* each argument is a printer */
  CTL_OPTION_SERVE = 1 << 22,
  CTL_OPTION_EVENTS = 1 << 23,
  CTL_OPTION_TOKENS = 1 << 24, /* who may ask a server */
} CtlOptionSet;

/**
 * ctl_options_parse:
 * @set: the options that the command takes
 * @usage: what follows the command's name: `[PRINTER]`
 * @summary: what the command does
 * @max_arguments: how many arguments may follow
 * @arguments: (array zero-terminated=1): the command's name and what came after
 * @error: return location for a #GOptionError
 *
 * Returns: (transfer full) (nullable): the options
 */
CtlOptions *ctl_options_parse (CtlOptionSet set,
                               const char *usage,
                               const char *summary,
                               guint max_arguments,
                               char **arguments,
                               GError **error);
/**
 * ctl_options_parse_words:
 * @set: the options that may be among @words
 * @words: (array zero-terminated=1): hostile: as on a command line, but not from one
 *
 * Returns: (transfer full) (nullable): the options and arguments; %NULL with a %G_OPTION_ERROR
 */
CtlOptions *ctl_options_parse_words (CtlOptionSet set, const char *const *words, GError **error);
void ctl_options_free (CtlOptions *self);

/** CtlOptionFunc: @entries: (array zero-terminated=1): the options of @group, a single one */
typedef void (*CtlOptionFunc) (CtlOptionSet group, const GOptionEntry *entries, gpointer user_data);

/** ctl_options_describe: tells all options of @set, for help that is not on the command line */
void ctl_options_describe (CtlOptionSet set, CtlOptionFunc func, gpointer user_data);

/** ctl_options_get_printers: Returns: (transfer container): the names of the printers that are
 * meant, none for all */
const char **ctl_options_get_printers (const CtlOptions *self);

/** ctl_options_get_argument: Returns: (transfer none) (nullable): the first argument, or the
 * printer that an option names */
const char *ctl_options_get_argument (const CtlOptions *self);

/** ctl_options_get_token_refusal: Returns: (transfer none): why a token is no argument */
const char *ctl_options_get_token_refusal (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlOptions, ctl_options_free)

G_END_DECLS
