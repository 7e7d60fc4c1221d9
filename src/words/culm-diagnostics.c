/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-diagnostics.h"

#include <bambu/printer/bambu-report-redact.h>
#include <string.h>

#include "culm-details.h"

#define HIDDEN "…"
/* What is shorter is part of too many words, and tells nobody anything. */
#define SHORTEST_KNOWN 3

static const struct
{
  const char *pattern;
  const char *replacement;
} HIDES[] = {
  /* What is said to be a secret */
  { "(?i)\\b((?:access[ _-]?)?code|pass(?:word|wd)?|token|secret|pin|cookie|authorization|"
    "bearer|e?ssid|bssid|user(?:name)?|account|uid)\\b(\"?\\s*[:=]\\s*)(?:\"[^\"]*\"|[^,;}\\n]+)",
    "\\1\\2" HIDDEN },
  { "(?i)\\b(bearer)\\s+\\S+", "\\1 " HIDDEN },
  /* Hardware, then IPv6, then IPv4 addresses. A version's parts have leading zeros. */
  { "(?i)\\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\\b", HIDDEN },
  { "(?i)(?<![\\w:.])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?:%\\w+)?(?![\\w:])", HIDDEN },
  { "(?i)(?<![\\w:.])(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){"
    "0,"
    "6})?(?:%\\w+)?(?![\\w:])",
    HIDDEN },
  { "(?<![\\w.])(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})(?![\\w.]\\d)", HIDDEN },
  /* Names within a network, and files of somebody's */
  { "(?i)\\b[\\w-]+(?:\\.[\\w-]+)*\\.(?:local|localdomain|lan|home|internal|arpa|fritz\\.box)\\b",
    HIDDEN },
  { "(?:file://)?/(?:home|root|Users|tmp|var|run|media|mnt|srv)/[^\\n\"”:;,]*", HIDDEN },
  { "\\+\\d[\\d ()-]{6,}\\d", HIDDEN },
};

static char *
replace (char *text, const char *pattern, const char *replacement)
{
  g_autofree char *owned = text;
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  char *next = regex != NULL ? g_regex_replace (regex, owned, -1, 0, replacement, 0, NULL) : NULL;

  return next != NULL ? next : g_strdup (HIDDEN);
}

static char *
hide_known (char *text, const char *known)
{
  g_autofree char *escaped = g_regex_escape_string (known, -1);
  g_autofree char *pattern = g_strdup_printf ("(?i)(?<!\\w)%s(?!\\w)", escaped);

  if (g_utf8_strlen (known, -1) < SHORTEST_KNOWN)
    return text;

  return replace (text, pattern, HIDDEN);
}

char *
culm_diagnostics_redact (const char *text, const char *const *known)
{
  char *hidden;
  g_autofree char *result = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  hidden = g_utf8_make_valid (text, -1);
  for (guint i = 0; known != NULL && known[i] != NULL; i++)
    hidden = hide_known (hidden, known[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (HIDES); i++)
    hidden = replace (hidden, HIDES[i].pattern, HIDES[i].replacement);
  result = hidden;

  return culm_details_redact (result);
}

static void
add_known (GStrvBuilder *known, const char *text)
{
  if (text != NULL && *text != '\0')
    g_strv_builder_add (known, text);
}

static GStrv
collect_known (GListModel *printers, const char *const *others)
{
  g_autoptr (GStrvBuilder) known = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (printers, i);
      BambuJob *job = bambu_printer_get_job (printer);
      const char *name = bambu_printer_get_name (printer);

      add_known (known, bambu_printer_get_serial (printer));
      add_known (known, bambu_printer_get_address (printer));
      add_known (known, bambu_printer_get_ip (printer));
      add_known (known, bambu_job_get_name (job));
      add_known (known, bambu_job_get_file (job));
      /* One that is called what it is keeps that. */
      if (g_strcmp0 (name, bambu_printer_get_model_name (printer)) != 0)
        add_known (known, name);
    }

  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    add_known (known, others[i]);
  add_known (known, g_get_host_name ());
  add_known (known, g_get_real_name ());
  if (g_strcmp0 (g_get_user_name (), "root") != 0)
    add_known (known, g_get_user_name ());

  return g_strv_builder_end (known);
}

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) enum_class = g_type_class_ref (type);

  return g_enum_get_value (enum_class, value)->value_nick;
}

static const char *
or_dash (const char *text)
{
  return text != NULL && *text != '\0' ? text : "–";
}

static void
add_printer (GString *text, BambuPrinter *printer, guint number, const char *const *known)
{
  const GError *error = bambu_printer_get_link_error (printer);
  g_autofree char *problem =
      error != NULL ? culm_diagnostics_redact (error->message, known) : g_strdup ("–");
  g_autoptr (GBytes) report = bambu_printer_dup_report (printer);
  g_autofree char *json = report != NULL ? bambu_report_redact (report) : NULL;
  g_autofree char *firmware =
      culm_diagnostics_redact (or_dash (bambu_printer_get_firmware (printer)), known);
  g_autofree char *model =
      culm_diagnostics_redact (or_dash (bambu_printer_get_model_name (printer)), known);

  g_string_append_printf (text, "\nPrinter %u%s\n", number,
                          bambu_printer_is_demo (printer) ? " (demo)" : "");
  g_string_append_printf (text, "Model: %s\nFirmware: %s\n", model, firmware);
  g_string_append_printf (
      text, "Connection: %s, %s\nProblem: %s\n",
      get_nick (BAMBU_TYPE_CONNECTION, (int) bambu_printer_get_connection (printer)),
      get_nick (BAMBU_TYPE_LINK_STATE, (int) bambu_printer_get_link_state (printer)), problem);
  g_string_append_printf (
      text, "Freshness: %s\nRights: %s\nState: %s, stage %d\n",
      get_nick (BAMBU_TYPE_FRESHNESS, (int) bambu_printer_get_freshness (printer)),
      get_nick (BAMBU_TYPE_RIGHTS, (int) bambu_printer_get_rights (printer)),
      get_nick (BAMBU_TYPE_STATE, (int) bambu_printer_get_state (printer)),
      bambu_printer_get_stage (printer));
  g_string_append_printf (
      text, "Camera: %s\nStorage: %s\n",
      get_nick (BAMBU_TYPE_CAMERA_KIND, (int) bambu_printer_get_camera_kind (printer)),
      get_nick (BAMBU_TYPE_STORAGE_STATE, (int) bambu_printer_get_storage (printer)));
  g_string_append_printf (text, "Last report: %s\n", json != NULL ? json : "–");
}

char *
culm_diagnostics_new (GListModel *printers,
                      const char *system,
                      const char *log,
                      const char *const *others,
                      gint64 now)
{
  g_autoptr (GString) text = g_string_new ("Culm " CULM_VERSION);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);
  g_autofree char *iso = time != NULL ? g_date_time_format (time, "%F %H:%M") : g_strdup ("");
  g_auto (GStrv) known = NULL;
  g_autofree char *lines = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (printers), NULL);
  g_return_val_if_fail (system != NULL, NULL);

  known = collect_known (printers, others);
  lines = culm_diagnostics_redact (log != NULL ? log : "–", (const char *const *) known);
  g_string_append_printf (text, ", %s UTC\n%s\n", iso, system);
  for (guint i = 0; i < g_list_model_get_n_items (printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (printers, i);

      add_printer (text, printer, i + 1, (const char *const *) known);
    }
  g_string_append_printf (text, "\nLog\n%s\n", lines);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
