/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-ftps-config.h"

#include <crypt.h>
#include <grp.h>
#include <unistd.h>

#include "sim-profile.h"

#define SALT "$5$rounds=1000$simulator$"

/* mod_vroot stands in for chroot(), which takes root's rights. */
#define BASE                                                                                       \
  "ModulePath /usr/lib/proftpd\n"                                                                  \
  "LoadModule mod_xfer.c\n"                                                                        \
  "LoadModule mod_ls.c\n"                                                                          \
  "LoadModule mod_vroot.c\n"                                                                       \
  "ServerType inetd\n"                                                                             \
  "ServerName printer\n"                                                                           \
  "DefaultServer on\n"                                                                             \
  "ScoreboardFile none\n"                                                                          \
  "TransferLog none\n"                                                                             \
  "SystemLog none\n"                                                                               \
  "WtmpLog off\n"                                                                                  \
  "UseReverseDNS off\n"                                                                            \
  "AuthOrder mod_auth_file.c\n"                                                                    \
  "RequireValidShell off\n"                                                                        \
  "RootLogin on\n" /* who runs the simulator is who writes its files */                            \
  "PassivePorts 49152 65534\n"                                                                     \
  "AllowForeignAddress on\n"                                                                       \
  "AllowOverwrite on\n"                                                                            \
  "AllowStoreRestart off\n"                                                                        \
  "PathDenyFilter ([<>:\"|?*\\\\]|[.[:space:]]$)\n" /* no names for a FAT */                       \
  "TimeoutIdle 300\n"                                                                              \
  "VRootEngine on\n"                                                                               \
  "LogFormat told \"%m %s %f\"\n"

#define TLS                                                                                        \
  "LoadModule mod_tls.c\n"                                                                         \
  "TLSEngine on\n"                                                                                 \
  "TLSProtocol TLSv1.2\n"                                                                          \
  "TLSRequired on\n"                                                                               \
  "TLSVerifyClient off\n"

static gboolean
write_private (const char *path, const char *text, GError **error)
{
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static gboolean
save_users (const SimFtpsConfig *config, const char *path, GError **error)
{
  struct crypt_data data = { .initialized = 0 };
  const char *hash = crypt_r (config->access_code, SALT, &data);
  g_autofree char *line = NULL;

  if (hash == NULL)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_FAILED, "This libcrypt makes no SHA-256");
      return FALSE;
    }

  line =
      g_strdup_printf ("bblp:%s:%u:%u::%s:/bin/false\n", hash, getuid (), getgid (), config->root);

  return write_private (path, line, error);
}

char *
sim_ftps_config_save (const SimFtpsConfig *config, GError **error)
{
  g_autofree char *path = g_build_filename (config->folder, "proftpd.conf", NULL);
  g_autofree char *users = g_build_filename (config->folder, "users", NULL);
  g_autofree char *certificate = g_build_filename (config->folder, "certificate.pem", NULL);
  g_autofree char *pem = NULL;
  g_autoptr (GString) text = g_string_new (BASE);
  struct group *group = getgrgid (getgid ());

  g_string_append_printf (text,
                          "DefaultAddress %s\n"
                          "ServerIdent on \"%s\"\n"
                          "User %s\n"
                          "Group %s\n"
                          "AuthUserFile %s\n"
                          "DefaultRoot %s\n"
                          "AllowRetrieveRestart %s\n"
                          "ExtendedLog %s AUTH,READ,WRITE,DIRS told\n",
                          config->address, config->banner, g_get_user_name (),
                          group != NULL ? group->gr_name : g_get_user_name (), users, config->root,
                          config->faults->active[SIM_FTPS_RESUME] ? "on" : "off", config->log);
  if (config->faults->active[SIM_FTPS_SLOW])
    g_string_append_printf (text, "TransferRate STOR,RETR %.0f\n",
                            config->faults->values[SIM_FTPS_SLOW]);
  if (!save_users (config, users, error))
    return NULL;

  if (config->certificate != NULL)
    {
      const char *kind = sim_certificate_is_elliptic (config->certificate) ? "EC" : "RSA";

      pem = sim_certificate_dup_pem (config->certificate, config->send_issuers);
      /* A data connection without the session is refused unless that is allowed. */
      g_string_append_printf (
          text, TLS "TLSOptions UseImplicitSSL%s\n",
          config->faults->active[SIM_FTPS_ANY_SESSION] ? " NoSessionReuseRequired" : "");
      g_string_append_printf (text, "TLS%sCertificateFile %s\nTLS%sCertificateKeyFile %s\n", kind,
                              certificate, kind, certificate);
      if (config->send_issuers)
        g_string_append_printf (text, "TLSCertificateChainFile %s\n", certificate);
      if (!write_private (certificate, pem, error))
        return NULL;
    }

  return write_private (path, text->str, error) ? g_steal_pointer (&path) : NULL;
}
