/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-link.h"

#include <string.h>

#define LONGEST_LINK 8192
#define LONGEST_NAME 100
#define HTTPS_PORT 443
#define SUFFIX ".3mf"

G_DEFINE_QUARK (bambu - print - link - error - quark, bambu_print_link_error)

static const struct
{
  const char *scheme;
  const char *action; /* before the address; NULL: nothing is */
} forms[] = {
  { "bambustudio://", "open" },
  { "bambustudioopen://", NULL },
};

/* What has no other name than in the network that it is in */
static const char *const local_domains[] = { ".local",     ".localhost", ".localdomain", ".lan",
                                             ".home.arpa", ".internal",  ".home",        ".corp" };

static gboolean
has_prefix (const char *text, const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

static gboolean
has_suffix (const char *text, const char *suffix)
{
  gsize length = strlen (text);
  gsize suffix_length = strlen (suffix);

  return length >= suffix_length && g_ascii_strcasecmp (text + length - suffix_length, suffix) == 0;
}

static int
find_form (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (has_prefix (text, forms[i].scheme))
      return (int) i;

  return -1;
}

gboolean
bambu_print_link_is (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return find_form (text) >= 0;
}

static gboolean
fail (GError **error, BambuPrintLinkError code, const char *message)
{
  g_set_error_literal (error, BAMBU_PRINT_LINK_ERROR, (int) code, message);

  return FALSE;
}

/* `open?file=…&name=…`, with or without a slash */
static gboolean
read_query (const char *text, const char *action, char **address, char **name)
{
  const char *query;
  g_autoptr (GHashTable) parameters = NULL;

  if (!has_prefix (text, action))
    return FALSE;

  query = text + strlen (action);
  query += *query == '/';
  if (*query != '?')
    return FALSE;

  parameters = g_uri_parse_params (query + 1, -1, "&", G_URI_PARAMS_NONE, NULL);
  if (parameters == NULL || !g_hash_table_contains (parameters, "file"))
    return FALSE;

  *address = g_strdup (g_hash_table_lookup (parameters, "file"));
  *name = g_strdup (g_hash_table_lookup (parameters, "name"));

  return TRUE;
}

/* The address may be escaped as a whole, or not. */
static char *
unescape_address (const char *text)
{
  if (strstr (text, "://") != NULL)
    return g_strdup (text);

  return g_uri_unescape_string (text, NULL);
}

/* Printable ASCII is all that an address is made of. */
static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;

  return TRUE;
}

static gboolean
is_local (const char *host)
{
  for (gsize i = 0; i < G_N_ELEMENTS (local_domains); i++)
    if (has_suffix (host, local_domains[i]))
      return TRUE;

  return g_hostname_is_ip_address (host) || strchr (host, '.') == NULL;
}

/* Also the addresses that only a lenient reader takes for such: 0x7f.1, 2130706433 */
static gboolean
looks_numeric (const char *host)
{
  const char *last = strrchr (host, '.');

  last = last != NULL ? last + 1 : host;

  return g_ascii_isdigit (*last);
}

static char *
read_host (GUri *uri, GError **error)
{
  const char *host = g_uri_get_host (uri);
  g_autofree char *ascii = NULL;

  if (g_strcmp0 (g_uri_get_scheme (uri), "https") != 0)
    return fail (error, BAMBU_PRINT_LINK_ERROR_INSECURE, "no https"), NULL;
  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL)
    return fail (error, BAMBU_PRINT_LINK_ERROR_INVALID, "no plain host"), NULL;

  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL || strspn (ascii, "abcdefghijklmnopqrstuvwxyz0123456789.-:") != strlen (ascii))
    return fail (error, BAMBU_PRINT_LINK_ERROR_INVALID, "no host name"), NULL;
  if (g_str_has_suffix (ascii, "."))
    ascii[strlen (ascii) - 1] = '\0';
  if (is_local (ascii) || looks_numeric (ascii))
    return fail (error, BAMBU_PRINT_LINK_ERROR_LOCAL, "not in the internet"), NULL;
  if (g_uri_get_port (uri) != -1 && g_uri_get_port (uri) != HTTPS_PORT)
    return fail (error, BAMBU_PRINT_LINK_ERROR_INVALID, "an unusual port"), NULL;

  return g_steal_pointer (&ascii);
}

/* Nothing that is not seen, as what turns the direction of writing */
static gboolean
is_fit_for_name (gunichar c)
{
  return (g_unichar_isgraph (c) || c == ' ') && c != '/' && c != '\\';
}

/* The last part of a path, as a name for a file */
static char *
clean_name (const char *text)
{
  const char *slash = strrchr (text, '/');
  g_autoptr (GString) name = g_string_new (NULL);
  guint n = 0;

  for (const char *p = slash != NULL ? slash + 1 : text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_fit_for_name (g_utf8_get_char (p)) && !(name->len == 0 && (*p == '.' || *p == ' '))
        && n++ < LONGEST_NAME)
      g_string_append_unichar (name, g_utf8_get_char (p));

  if (has_suffix (name->str, SUFFIX))
    return g_string_free (g_steal_pointer (&name), FALSE);

  /* It was too long, or is another kind of file. */
  return NULL;
}

/* By what the link calls it, or else the address. A name without an ending says nothing. */
static char *
read_name (const char *given, GUri *uri, GError **error)
{
  g_autofree char *path = g_uri_unescape_string (g_uri_get_path (uri), NULL);
  const char *base;
  char *name = NULL;

  if (given != NULL && g_utf8_validate (given, -1, NULL))
    name = clean_name (given);
  if (name == NULL && path != NULL && g_utf8_validate (path, -1, NULL))
    name = clean_name (path);
  if (name != NULL)
    return name;

  base = path != NULL ? strrchr (path, '/') : NULL;
  if (base != NULL && strchr (base, '.') != NULL && !has_suffix (base, SUFFIX))
    return fail (error, BAMBU_PRINT_LINK_ERROR_TYPE, "another ending"), NULL;

  return g_strdup ("model" SUFFIX);
}

BambuPrintLink *
bambu_print_link_parse (const char *text, GError **error)
{
  int form;
  g_autofree char *address = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (BambuPrintLink) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  form = strlen (text) <= LONGEST_LINK ? find_form (text) : -1;
  if (form < 0)
    return fail (error, BAMBU_PRINT_LINK_ERROR_INVALID, "no link, or too long"), NULL;

  text += strlen (forms[form].scheme);
  if (forms[form].action == NULL)
    address = unescape_address (text);
  else if (!read_query (text, forms[form].action, &address, &name))
    return fail (error, BAMBU_PRINT_LINK_ERROR_INVALID, "no file in it"), NULL;

  uri = address != NULL && is_plain (address) ? g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL)
                                              : NULL;
  if (uri == NULL)
    return fail (error, BAMBU_PRINT_LINK_ERROR_INVALID, "no address"), NULL;

  self = g_new0 (BambuPrintLink, 1);
  if ((self->host = read_host (uri, error)) == NULL
      || (self->name = read_name (name, uri, error)) == NULL)
    return NULL;

  self->uri = g_uri_join (G_URI_FLAGS_ENCODED, "https", NULL, self->host, -1, g_uri_get_path (uri),
                          g_uri_get_query (uri), NULL);

  return g_steal_pointer (&self);
}

void
bambu_print_link_free (BambuPrintLink *self)
{
  g_free (self->uri);
  g_free (self->host);
  g_free (self->name);
  g_free (self);
}
