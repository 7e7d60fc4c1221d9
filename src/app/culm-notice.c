/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-notice.h"

#include <glib/gi18n.h>

#include "culm-command-words.h"
#include "culm-format.h"
#include "culm-link-words.h"

G_DEFINE_ENUM_TYPE (CulmNotice,
                    culm_notice,
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_NO_CODE, "no-code"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_UNTRUSTED, "untrusted"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_CLOUD_REFUSED, "cloud-refused"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_UNSTEADY, "unsteady"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_ABSENT, "absent"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_CLOUD_NOT_CONNECTED, "cloud-not-connected"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_NOT_CONNECTED, "not-connected"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_SILENT, "silent"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_VIEW_ONLY, "view-only"),
                    G_DEFINE_ENUM_VALUE (CULM_NOTICE_CODE_NOT_KEPT, "code-not-kept"))

static CulmNotice
choose_not_connected (BambuConnection connection, const GError *link_error)
{
  if (connection != BAMBU_CONNECTION_CLOUD)
    return CULM_NOTICE_NOT_CONNECTED;

  return g_error_matches (link_error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_ABSENT)
             ? CULM_NOTICE_ABSENT
             : CULM_NOTICE_CLOUD_NOT_CONNECTED;
}

CulmNotice
culm_notice_choose (BambuConnection connection,
                    BambuLinkState link_state,
                    const GError *link_error,
                    BambuFreshness freshness,
                    BambuRights rights,
                    gboolean slow,
                    gboolean unsteady,
                    gboolean code_kept)
{
  if (connection == BAMBU_CONNECTION_NONE)
    return CULM_NOTICE_NO_CODE;

  switch (link_state)
    {
    case BAMBU_LINK_STATE_UNTRUSTED:
      return CULM_NOTICE_UNTRUSTED;
    case BAMBU_LINK_STATE_REFUSED:
      return connection == BAMBU_CONNECTION_CLOUD ? CULM_NOTICE_CLOUD_REFUSED : CULM_NOTICE_REFUSED;
    case BAMBU_LINK_STATE_WAITING:
      if (unsteady)
        return CULM_NOTICE_UNSTEADY;
      return choose_not_connected (connection, link_error);
    case BAMBU_LINK_STATE_CONNECTING:
      /* The banner must not flicker with each new try. */
      if (unsteady)
        return CULM_NOTICE_UNSTEADY;
      if (link_error != NULL)
        return choose_not_connected (connection, link_error);
      if (slow)
        return CULM_NOTICE_CONNECTING;
      break;
    case BAMBU_LINK_STATE_OPEN:
      if (unsteady)
        return CULM_NOTICE_UNSTEADY;
      if (freshness == BAMBU_FRESHNESS_OFFLINE && slow)
        return CULM_NOTICE_SILENT;
      break;
    case BAMBU_LINK_STATE_CLOSED:
    default:
      break;
    }

  if (rights == BAMBU_RIGHTS_VIEW_ONLY)
    return CULM_NOTICE_VIEW_ONLY;

  return code_kept ? CULM_NOTICE_NONE : CULM_NOTICE_CODE_NOT_KEPT;
}

gboolean
culm_notice_yields (CulmNotice notice, CulmAccountNotice account, gboolean own)
{
  if (account == CULM_ACCOUNT_NOTICE_NONE)
    return FALSE;

  switch (notice)
    {
    /* What does not keep one from seeing the printer, or goes by itself */
    case CULM_NOTICE_NONE:
    case CULM_NOTICE_CONNECTING:
    case CULM_NOTICE_VIEW_ONLY:
    case CULM_NOTICE_CODE_NOT_KEPT:
      return TRUE;
    /* Who is not signed in cannot be told apart from who may not, or has no code */
    case CULM_NOTICE_NO_CODE:
    case CULM_NOTICE_CLOUD_REFUSED:
    case CULM_NOTICE_ABSENT:
    case CULM_NOTICE_CLOUD_NOT_CONNECTED:
      return own && (account == CULM_ACCOUNT_NOTICE_ENDED || account == CULM_ACCOUNT_NOTICE_LOCKED);
    case CULM_NOTICE_UNTRUSTED:
    case CULM_NOTICE_REFUSED:
    case CULM_NOTICE_UNSTEADY:
    case CULM_NOTICE_NOT_CONNECTED:
    case CULM_NOTICE_SILENT:
    default:
      return FALSE;
    }
}

static char *
describe_cloud (BambuLinkError code, const char *name)
{
  const GError error = { BAMBU_LINK_ERROR, (int) code, NULL };

  return culm_link_words_cloud (&error, name);
}

static char *
describe_not_connected (
    CulmNotice notice, const char *name, const char *address, gint64 seen, gint64 now)
{
  g_autofree char *clock = NULL;

  if (seen > 0)
    {
      clock = culm_format_clock (seen, now);
      /* Translators: %s is a time */
      return g_strdup_printf (_ ("Not connected. Showing values from %s."), clock);
    }

  if (notice == CULM_NOTICE_CLOUD_NOT_CONNECTED)
    return describe_cloud (BAMBU_LINK_ERROR_UNREACHABLE, name);

  if (address != NULL)
    /* Translators: a printer's name and address */
    return g_strdup_printf (_ ("%s does not answer at %s. It may be off, or on another network."),
                            name, address);

  return g_strdup_printf (_ ("%s does not answer. It may be off, or on another network."), name);
}

char *
culm_notice_get_title (
    CulmNotice notice, const char *name, const char *address, gint64 seen, gint64 now)
{
  g_autofree char *clock = NULL;

  switch (notice)
    {
    case CULM_NOTICE_NO_CODE:
      /* Translators: a printer's name */
      return g_strdup_printf (_ ("The access code of %s is not known to this computer."), name);
    case CULM_NOTICE_UNTRUSTED:
      /* Changed, out of date or another's: what it is says the dialog behind the button. */
      return g_strdup_printf (_ ("%s could not prove that it is your printer."), name);
    case CULM_NOTICE_REFUSED:
      return g_strdup_printf (
          _ ("%s refused the access code. It changes when it is refreshed on the printer."), name);
    case CULM_NOTICE_CLOUD_REFUSED:
      return describe_cloud (BAMBU_LINK_ERROR_REFUSED, name);
    case CULM_NOTICE_UNSTEADY:
      /* Translators: a printer's name */
      return g_strdup_printf (_ ("%s keeps ending the connection. Some models serve only one app "
                                 "at a time."),
                              name);
    case CULM_NOTICE_ABSENT:
      return describe_cloud (BAMBU_LINK_ERROR_ABSENT, name);
    case CULM_NOTICE_CLOUD_NOT_CONNECTED:
    case CULM_NOTICE_NOT_CONNECTED:
      return describe_not_connected (notice, name, address, seen, now);
    case CULM_NOTICE_SILENT:
      if (seen <= 0)
        return g_strdup_printf (_ ("%s is connected but sends nothing."), name);
      clock = culm_format_clock (seen, now);
      return g_strdup_printf (_ ("%s sends nothing. Showing values from %s."), name, clock);
    case CULM_NOTICE_CONNECTING:
      return g_strdup (_ ("Connecting…"));
    case CULM_NOTICE_VIEW_ONLY:
      return g_strdup (culm_command_words_get_view_only ());
    case CULM_NOTICE_CODE_NOT_KEPT:
      return g_strdup (_ ("There is no keyring. The access code is kept until Culm is closed."));
    case CULM_NOTICE_NONE:
    default:
      return g_strdup ("");
    }
}

const char *
culm_notice_get_button (CulmNotice notice)
{
  switch (notice)
    {
    case CULM_NOTICE_UNTRUSTED:
      return _ ("Review…");
    case CULM_NOTICE_NO_CODE:
    case CULM_NOTICE_REFUSED:
      return _ ("Enter Code…");
    case CULM_NOTICE_CLOUD_REFUSED:
    case CULM_NOTICE_CLOUD_NOT_CONNECTED:
    case CULM_NOTICE_NOT_CONNECTED:
      return _ ("Retry");
    case CULM_NOTICE_SILENT:
      return _ ("Refresh");
    case CULM_NOTICE_VIEW_ONLY:
      return _ ("What Can I Do?");
    case CULM_NOTICE_NONE:
    case CULM_NOTICE_UNSTEADY:
    case CULM_NOTICE_ABSENT:
    case CULM_NOTICE_CONNECTING:
    case CULM_NOTICE_CODE_NOT_KEPT:
    default:
      return "";
    }
}

const char *
culm_notice_get_action (CulmNotice notice)
{
  switch (notice)
    {
    case CULM_NOTICE_UNTRUSTED:
      return "win.review-certificate";
    case CULM_NOTICE_NO_CODE:
    case CULM_NOTICE_REFUSED:
      return "win.enter-access-code";
    case CULM_NOTICE_CLOUD_REFUSED:
    case CULM_NOTICE_CLOUD_NOT_CONNECTED:
    case CULM_NOTICE_NOT_CONNECTED:
      return "win.retry";
    case CULM_NOTICE_SILENT:
      return "win.refresh";
    case CULM_NOTICE_VIEW_ONLY:
      return "page.explain-view-only";
    case CULM_NOTICE_NONE:
    case CULM_NOTICE_UNSTEADY:
    case CULM_NOTICE_ABSENT:
    case CULM_NOTICE_CONNECTING:
    case CULM_NOTICE_CODE_NOT_KEPT:
    default:
      return NULL;
    }
}
