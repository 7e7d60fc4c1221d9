/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-ftps-connection-private.h"

#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bambu-ftps-error-private.h"
#include "link/bambu-trust-private.h"

#define USER "bblp"

const BambuFtpsLimits bambu_ftps_default_limits = {
  .connect_msec = 15 * 1000,
  .response_msec = 60 * 1000,
  .stall_seconds = 60,
  .n_attempts = 3,
  .retry_msec = 2 * 1000,
  .idle_msec = 60 * 1000,
};

static gboolean
is_interrupted (BambuFtpsSession *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->is_interrupted;
}

static gboolean
ends_at_once (BambuFtpsSession *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->is_interrupted && !self->is_sending;
}

/* With the mutex */
static void
break_sockets (BambuFtpsSession *self)
{
  for (guint i = 0; i < self->n_sockets; i++)
    shutdown (self->sockets[i], SHUT_RDWR);
}

/* That somebody else can break a connection is what ends everything that libcurl waits for. */
static curl_socket_t
on_open_socket (void *user_data, curlsocktype purpose, struct curl_sockaddr *address)
{
  BambuFtpsSession *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  int fd;

  if (self->is_interrupted || self->n_sockets == BAMBU_FTPS_MAX_SOCKETS)
    return CURL_SOCKET_BAD;

  fd = socket (address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (fd >= 0)
    self->sockets[self->n_sockets++] = fd;

  return fd;
}

static int
on_close_socket (void *user_data, curl_socket_t fd)
{
  BambuFtpsSession *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->n_sockets; i++)
    if (self->sockets[i] == fd)
      {
        self->n_sockets--;
        memmove (&self->sockets[i], &self->sockets[i + 1], (self->n_sockets - i) * sizeof (int));
        break;
      }

  return close (fd);
}

static void
on_shown (const BambuCertificate *certificate, gpointer user_data)
{
  BambuFtpsSession *self = user_data;

  if (!bambu_certificate_is_trusted (certificate))
    self->verdict = certificate->verdict;
}

static CURLcode
on_context (CURL *curl, void *context, void *user_data)
{
  BambuFtpsSession *self = user_data;

  bambu_trust_configure (self->target.trust, context, self->target.serial, on_shown, self);

  return CURLE_OK;
}

static int
on_progress (
    void *user_data, curl_off_t to_load, curl_off_t loaded, curl_off_t to_send, curl_off_t sent)
{
  BambuFtpsSession *self = user_data;

  if (self->transfer != NULL)
    {
      if (self->source != NULL)
        bambu_transfer_set_progress (self->transfer, sent, self->size);
      else
        bambu_transfer_set_progress (self->transfer, self->offset + loaded,
                                     to_load > 0 ? self->offset + to_load : -1);
    }

  return ends_at_once (self);
}

/* `226 Transfer complete`; of several lines the last one. */
static size_t
on_reply (char *line, size_t size, size_t n_lines, void *user_data)
{
  BambuFtpsSession *self = user_data;
  gsize length = size * n_lines;

  if (length < 4 || !g_ascii_isdigit (line[0]) || !g_ascii_isdigit (line[1])
      || !g_ascii_isdigit (line[2]) || line[3] != ' ')
    return length;

  if (g_str_has_prefix (line, "150") || g_str_has_prefix (line, "125"))
    self->has_begun = TRUE;

  g_strlcpy (self->reply, line, MIN (length + 1, sizeof self->reply));
  g_strchomp (self->reply);
  for (char *c = self->reply; *c != '\0'; c++)
    if (!g_ascii_isprint (*c))
      *c = '?';

  return length;
}

static size_t
on_data (char *data, size_t size, size_t n_items, void *user_data)
{
  BambuFtpsSession *self = user_data;
  gsize length = size * n_items;

  if (self->sink == NULL || self->sink (data, length, self->user_data, &self->error))
    return length;

  self->is_enough = self->error == NULL;

  return CURL_WRITEFUNC_ERROR;
}

/* Returns: %FALSE: no more of the file is wanted. That is the quick way out of an upload: the
 * printer says that it has what it has, and the connection is still there to remove it. */
static gboolean
go_on_sending (BambuFtpsSession *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->is_sending = TRUE;

  return !self->is_interrupted;
}

/* A printer that runs out of room says so and closes: what it says is read only if the end of the
 * data comes before libcurl finds the connection closed. */
static gboolean
has_something_to_say (BambuFtpsSession *self)
{
  struct pollfd control = { .fd = -1, .events = POLLIN };
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->n_sockets > 0)
    control.fd = self->sockets[0];

  return poll (&control, 1, 0) > 0;
}

size_t
bambu_ftps_session_send (char *buffer, size_t size, size_t n_items, void *user_data)
{
  BambuFtpsSession *self = user_data;
  gssize length;

  if (!go_on_sending (self) || has_something_to_say (self))
    return 0;

  length = self->source (buffer, size * n_items, self->user_data, &self->error);
  if (length < 0)
    return CURL_READFUNC_ABORT;

  self->n_sent += length;

  return (size_t) length;
}

/* Where the name is one, TLS asks for the serial, and CONNECT_TO says where that is. The address in
 * the reply to PASV is not to be believed. */
void
bambu_ftps_session_begin (BambuFtpsSession *self, const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *url =
      g_strdup_printf ("ftps://%s:%u/%s", self->target.serial, self->target.port, escaped);
  CURL *curl = self->curl;

  curl_easy_reset (curl); /* not its connections and TLS sessions */
  curl_easy_setopt (curl, CURLOPT_URL, url);
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "ftps");
  curl_easy_setopt (curl, CURLOPT_CONNECT_TO, self->routes);
  curl_easy_setopt (curl, CURLOPT_PROXY, "");
  curl_easy_setopt (curl, CURLOPT_USERNAME, USER);
  curl_easy_setopt (curl, CURLOPT_PASSWORD, self->target.access_code);
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);

  /* Only BambuTrust decides, in the handshake; without it nobody is believed. */
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 0L);
  curl_easy_setopt (curl, CURLOPT_CAINFO, NULL);
  curl_easy_setopt (curl, CURLOPT_CAPATH, NULL);
  curl_easy_setopt (curl, CURLOPT_SSL_CTX_FUNCTION, on_context);
  curl_easy_setopt (curl, CURLOPT_SSL_CTX_DATA, self);
  curl_easy_setopt (curl, CURLOPT_SSLVERSION,
                    (long) CURL_SSLVERSION_TLSv1_2 | CURL_SSLVERSION_MAX_TLSv1_2);
  curl_easy_setopt (curl, CURLOPT_USE_SSL,
                    (long) (self->is_clear ? CURLUSESSL_CONTROL : CURLUSESSL_ALL));

  curl_easy_setopt (curl, CURLOPT_FTP_FILEMETHOD, (long) CURLFTPMETHOD_NOCWD);
  curl_easy_setopt (curl, CURLOPT_FTP_USE_EPSV, self->is_passive_only ? 0L : 1L);
  curl_easy_setopt (curl, CURLOPT_FTP_SKIP_PASV_IP, 1L);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT_MS, (long) self->limits.connect_msec);
  curl_easy_setopt (curl, CURLOPT_SERVER_RESPONSE_TIMEOUT_MS, (long) self->limits.response_msec);
  curl_easy_setopt (curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt (curl, CURLOPT_LOW_SPEED_TIME, (long) self->limits.stall_seconds);
  curl_easy_setopt (curl, CURLOPT_TCP_KEEPALIVE, 1L);

  curl_easy_setopt (curl, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
  curl_easy_setopt (curl, CURLOPT_OPENSOCKETDATA, self);
  curl_easy_setopt (curl, CURLOPT_CLOSESOCKETFUNCTION, on_close_socket);
  curl_easy_setopt (curl, CURLOPT_CLOSESOCKETDATA, self);
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt (curl, CURLOPT_XFERINFODATA, self);
  curl_easy_setopt (curl, CURLOPT_HEADERFUNCTION, on_reply);
  curl_easy_setopt (curl, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, on_data);
  curl_easy_setopt (curl, CURLOPT_WRITEDATA, self);

  self->transfer = NULL;
  self->sink = NULL;
  self->source = NULL;
  self->size = -1;
  self->offset = 0;
}

void
bambu_ftps_session_add_quote (BambuFtpsSession *self, const char *command, const char *path)
{
  g_autofree char *line = g_strconcat (command, " ", path, NULL);

  self->quotes = curl_slist_append (self->quotes, line);
  curl_easy_setopt (self->curl, CURLOPT_QUOTE, self->quotes);
}

void
bambu_ftps_session_fail (BambuFtpsSession *self, CURLcode result, gboolean writes, GError **error)
{
  BambuFtpsFailure failure = {
    .result = result,
    .reply = self->reply,
    .verdict = self->verdict,
    .writes = writes,
  };

  if (is_interrupted (self))
    {
      g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_CANCELLED,
                           "It was cancelled");
      return;
    }

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return;
    }

  curl_easy_getinfo (self->curl, CURLINFO_OS_ERRNO, &failure.system);
  g_propagate_error (error, bambu_ftps_error_new (&failure));
}

static CURL *
make_curl (void)
{
  static gsize is_ready;

  if (g_once_init_enter (&is_ready))
    {
      curl_global_init (CURL_GLOBAL_DEFAULT);
      g_once_init_leave (&is_ready, 1);
    }

  return curl_easy_init ();
}

static CURLcode
try_once (BambuFtpsSession *self)
{
  self->reply[0] = '\0';
  self->verdict = BAMBU_VERDICT_KNOWN_CA;
  self->has_begun = FALSE;
  self->is_enough = FALSE;
  self->n_sent = 0;
  g_clear_error (&self->error);

  return curl_easy_perform (self->curl);
}

/* A connection that was kept may have been dropped without a word, or with 421. */
static gboolean
was_stale (BambuFtpsSession *self)
{
  long n_connections = 0;

  curl_easy_getinfo (self->curl, CURLINFO_NUM_CONNECTS, &n_connections);

  return n_connections == 0 && self->error == NULL
         && (self->reply[0] == '\0' || g_str_has_prefix (self->reply, "421"))
         && !is_interrupted (self);
}

gboolean
bambu_ftps_session_perform (BambuFtpsSession *self, gboolean writes, GError **error)
{
  CURLcode result = try_once (self);

  if (result != CURLE_OK && was_stale (self))
    {
      curl_easy_setopt (self->curl, CURLOPT_FRESH_CONNECT, 1L);
      result = try_once (self);
    }

  g_clear_pointer (&self->quotes, curl_slist_free_all);
  if (result == CURLE_OK || self->is_enough)
    return TRUE;

  bambu_ftps_session_fail (self, result, writes, error);

  /* Where no connection for data came about, a reply may be on its way that libcurl would take for
   * one to the next command. */
  if (result == CURLE_COULDNT_CONNECT || result == CURLE_FTP_WEIRD_PASV_REPLY)
    bambu_ftps_session_hang_up (self);

  return FALSE;
}

BambuFtpsSession *
bambu_ftps_session_new (const BambuFtpsTarget *target, const BambuFtpsLimits *limits)
{
  BambuFtpsSession *self = g_new0 (BambuFtpsSession, 1);
  gboolean is_numeric_6 = strchr (target->host, ':') != NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->interrupted);
  bambu_ftps_target_copy (&self->target, target);
  self->limits = *limits;
  self->route = g_strdup_printf (is_numeric_6 ? "%s:%u:[%s]:%u" : "%s:%u:%s:%u", target->serial,
                                 target->port, target->host, target->port);
  self->routes = curl_slist_append (NULL, self->route);
  self->curl = make_curl ();

  return self;
}

/* Without a long good-bye: a printer that is gone would be waited for. */
static void
drop_connections (BambuFtpsSession *self)
{
  g_mutex_lock (&self->mutex);
  break_sockets (self);
  g_mutex_unlock (&self->mutex);

  g_clear_pointer (&self->curl, curl_easy_cleanup);
}

void
bambu_ftps_session_free (BambuFtpsSession *self)
{
  drop_connections (self);
  curl_slist_free_all (self->routes);
  curl_slist_free_all (self->quotes);
  bambu_ftps_target_clear (&self->target);
  g_clear_error (&self->error);
  g_free (self->route);
  g_cond_clear (&self->interrupted);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

const BambuFtpsTarget *
bambu_ftps_session_get_target (BambuFtpsSession *self)
{
  return &self->target;
}

const BambuFtpsLimits *
bambu_ftps_session_get_limits (BambuFtpsSession *self)
{
  return &self->limits;
}

void
bambu_ftps_session_interrupt (BambuFtpsSession *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->is_interrupted = TRUE;
  if (!self->is_sending)
    break_sockets (self);
  g_cond_broadcast (&self->interrupted);
}

void
bambu_ftps_session_break (BambuFtpsSession *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->is_interrupted)
    break_sockets (self);
}

void
bambu_ftps_session_go_on (BambuFtpsSession *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->is_interrupted = FALSE;
}

gboolean
bambu_ftps_session_is_interrupted (BambuFtpsSession *self)
{
  return is_interrupted (self);
}

gboolean
bambu_ftps_session_sleep (BambuFtpsSession *self, guint msec)
{
  gint64 end = g_get_monotonic_time () + msec * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->is_interrupted)
    if (!g_cond_wait_until (&self->interrupted, &self->mutex, end))
      return TRUE;

  return FALSE;
}

void
bambu_ftps_session_hang_up (BambuFtpsSession *self)
{
  drop_connections (self);
  self->curl = make_curl ();
}

gboolean
bambu_ftps_session_has_answered (BambuFtpsSession *self)
{
  return self->reply[0] != '\0';
}

gboolean
bambu_ftps_session_is_clear (BambuFtpsSession *self)
{
  return self->is_clear;
}

void
bambu_ftps_session_set_clear (BambuFtpsSession *self, gboolean is_clear)
{
  if (self->is_clear == is_clear)
    return;

  self->is_clear = is_clear;
  bambu_ftps_session_hang_up (self); /* PROT was said once for all */
}

gboolean
bambu_ftps_session_can_resume (BambuFtpsSession *self)
{
  return !self->cannot_resume;
}

gboolean
bambu_ftps_session_set_passive_only (BambuFtpsSession *self)
{
  gboolean is_news = !self->is_passive_only;

  self->is_passive_only = TRUE;

  return is_news;
}
