/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What `culmctl serve` takes for reads of what a simulated printer reported, two thousand a second
 * by eight clients, while five hundred others stay connected: processor time and memory of the
 * server, which is a process of its own on one core. Its limits a minute are a thousand times the
 * usual ones, by which eight clients would be refused within the first second. */

#define _GNU_SOURCE /* sched.h */

#include <glib/gstdio.h>
#include <locale.h>
#include <sched.h>

#include "bench-process.h"
#include "bench-table.h"
#include "cloud-client.h"
#include "serve/serve-proxy-private.h"
#include "serve/serve-server.h"
#include "test-wait.h"

#define ACCOUNT "plain@example.com"
#define BIND "/v1/iot-service/api/user/bind"
#define REALTIME "/v1/iot-service/api/user/device/realtime"
#define SERVER_OPTION "--server"

#define N_CLIENTS 8
#define N_IDLE 500
#define RATE 2000 /* requests a second, of all clients */
#define WARM_SECONDS 5
#define ROUNDS 15
#define ROUND_SECONDS 2
#define CALM 10 /* percentile of the rounds that is taken: less of what else runs */
#define LIMIT_FACTOR 1000
#define POLL_MSEC 100

#define PROCESSOR_BUDGET_USEC (G_USEC_PER_SEC / RATE)
#define MEMORY_BUDGET_MIB 2.0
#define MEBIBYTE (1024.0 * 1024)
#define MOST_BYTES (256 * 1024)

/* Before there are any threads */
static void
stay_on_one_core (void)
{
  cpu_set_t core;

  CPU_ZERO (&core);
  CPU_SET (sched_getcpu (), &core);
  g_assert_cmpint (sched_setaffinity (0, sizeof core, &core), ==, 0);
}

/* The other process: until it is ended. */
static int
serve (char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (BambuRegion) region =
      bambu_region_new (arguments[1], NULL, arguments[3], arguments[2], &error);
  ServeTokens *tokens = region ? serve_tokens_new (arguments[0], &error) : NULL;
  g_autoptr (ServeGuard) guard = serve_guard_new (TRUE, NULL);
  g_autoptr (ServeProxy) proxy = NULL;
  g_autoptr (ServeServer) server = NULL;

  g_assert_no_error (error);
  proxy = serve_proxy_new (SERVE_MODE_STRICT, region, tokens, guard, NULL);
  serve_limits_multiply (proxy->limits, LIMIT_FACTOR);
  server = serve_server_new (NULL, guard, serve_proxy_handle, proxy);
  g_print ("%u\n", serve_server_listen (server, G_INET_SOCKET_ADDRESS (address), NULL, &error));
  g_assert_no_error (error);
  g_main_loop_run (loop);

  return EXIT_SUCCESS;
}

typedef struct
{
  CloudClient *client;
  char *folder;
  char *tokens;
  GSubprocess *server;
  guint16 port;
  char *path;      /* what is read */
  GPtrArray *idle; /* of GSocketConnection */
} Bench;

/* Returns: (nullable) (transfer full) */
static GSocketConnection *
connect_to (Bench *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  return g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, NULL);
}

/* Returns: whether the answer is 200 and there wholly */
static gboolean
ask (GSocketConnection *connection, const char *request, char *buffer)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  const char *length = NULL;
  const char *end = NULL;
  gsize size = 0;
  gssize n;

  if (!g_output_stream_write_all (output, request, strlen (request), NULL, NULL, NULL))
    return FALSE;

  do
    {
      n = g_input_stream_read (input, buffer + size, MOST_BYTES - size, NULL, NULL);
      if (n <= 0)
        return FALSE;
      size += (gsize) n;
      buffer[size] = '\0';
      end = end ? end : strstr (buffer, "\r\n\r\n");
      length = end && !length ? strstr (buffer, "Content-Length: ") : length;
    }
  while (!length
         || size < (gsize) (end + 4 - buffer)
                       + (gsize) g_ascii_strtoull (length + strlen ("Content-Length: "), NULL, 10));

  return g_str_has_prefix (buffer, "HTTP/1.1 200 ");
}

typedef struct
{
  Bench *bench;
  guint number;
  const char *path;
  guint n_requests;
  guint n_failed;
  int *n_running;
} Client;

/* On a thread of its own, at an even pace. */
static gpointer
run_client (gpointer user_data)
{
  Client *self = user_data;
  g_autofree char *buffer = g_malloc (MOST_BYTES + 1);
  g_autofree char *request =
      g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: custom-%u\r\n\r\n",
                       self->path, self->number);
  g_autoptr (GSocketConnection) connection = connect_to (self->bench);
  gint64 begin = g_get_monotonic_time () + self->number * G_USEC_PER_SEC / RATE;

  for (guint i = 0; i < self->n_requests; i++)
    {
      gint64 early =
          begin + (gint64) i * N_CLIENTS * G_USEC_PER_SEC / RATE - g_get_monotonic_time ();

      if (early > 0)
        g_usleep ((gulong) early);
      if (connection == NULL || !ask (connection, request, buffer))
        {
          self->n_failed++;
          g_clear_object (&connection);
          connection = connect_to (self->bench);
        }
    }

  g_atomic_int_dec_and_test (self->n_running);
  g_main_context_wakeup (NULL);

  return NULL;
}

typedef struct
{
  guint n_requests;
  guint n_failed;
  double rate;
  double processor_usec; /* of the server's, for a request */
} Load;

static Load
run_clients (Bench *self, const char *path, guint seconds)
{
  const char *pid = g_subprocess_get_identifier (self->server);
  Load load = { 0 };
  Client clients[N_CLIENTS];
  GThread *threads[N_CLIENTS];
  int n_running = N_CLIENTS;
  gint64 begin = g_get_monotonic_time ();
  double before = bench_process_get_processor_seconds (pid);

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      clients[i] = (Client) { self, i, path, RATE * seconds / N_CLIENTS, 0, &n_running };
      threads[i] = g_thread_new ("client", run_client, &clients[i]);
    }
  while (g_atomic_int_get (&n_running) > 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_thread_join (threads[i]);
      load.n_requests += clients[i].n_requests;
      load.n_failed += clients[i].n_failed;
    }

  load.rate =
      load.n_requests * (double) G_USEC_PER_SEC / (double) (g_get_monotonic_time () - begin);
  load.processor_usec =
      (bench_process_get_processor_seconds (pid) - before) * G_USEC_PER_SEC / load.n_requests;

  return load;
}

static void
write_tokens (Bench *self)
{
  g_autofree char *real = cloud_client_sign_in (self->client, ACCOUNT);
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_CLIENTS; i++)
    g_string_append_printf (text, "%s\"custom-%u\":\"%s\"", i ? "," : "", i, real);
  g_string_append_c (text, '}');
  self->folder = g_dir_make_tmp ("culm-bench-serve-XXXXXX", &error);
  g_assert_no_error (error);
  self->tokens = g_build_filename (self->folder, "tokens.json", NULL);
  g_file_set_contents_full (self->tokens, text->str, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                            &error);
  g_assert_no_error (error);
}

static void
start_server (Bench *self, const char *program)
{
  JsonObject *cloud = self->client->cloud;
  const char *const command[] = {
    program,
    SERVER_OPTION,
    self->tokens,
    json_object_get_string_member (cloud, "origin"),
    json_object_get_string_member (cloud, "ca_file"),
    json_object_get_string_member (cloud, "mqtt"),
    NULL,
  };
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  self->server = simulator_process_spawn (command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  /* libdex may say something before. */
  while (self->port == 0)
    {
      g_free (line);
      line = g_data_input_stream_read_line (output, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (line);
      self->port = (guint16) g_ascii_strtoull (line, NULL, 10);
    }
}

static CloudAnswer *
call (Bench *self, const char *method, const char *path, guint number, const char *body)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
  g_autofree char *token = g_strdup_printf ("custom-%u", number);
  g_autoptr (SoupMessage) message = cloud_client_make_message (method, url, token, body);

  return cloud_client_send (self->client, message);
}

/* Until each client has a session with a report in it */
static void
begin_sessions (Bench *self)
{
  g_autoptr (CloudAnswer) devices = call (self, "GET", BIND, 0, NULL);
  JsonObject *device =
      json_array_get_object_element (json_object_get_array_member (devices->json, "devices"), 0);
  const char *serial = json_object_get_string_member (device, "dev_id");
  g_autofree char *body = g_strdup_printf ("{'device_id':'%s'}", serial);

  self->path = g_strdup_printf (REALTIME "?device_id=%s", serial);
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_autoptr (CloudAnswer) begun = call (self, "POST", REALTIME "/start", i, body);
      guint status = 202;

      g_assert_cmpuint (begun->status, ==, 200);
      while (status == 202)
        {
          g_autoptr (CloudAnswer) report = call (self, "GET", self->path, i, NULL);

          status = report->status;
          if (i == 0 && status == 200)
            g_print ("# an answer: %" G_GSIZE_FORMAT " bytes\n", strlen (report->body));
          if (status == 202)
            dex_unref (test_await (dex_timeout_new_msec (POLL_MSEC)));
        }
      g_assert_cmpuint (status, ==, 200);
    }
}

/* Returns: how many of the silent clients are answered */
static guint
ask_idle (Bench *self)
{
  g_autofree char *buffer = g_malloc (MOST_BYTES + 1);
  guint n = 0;

  for (guint i = 0; i < self->idle->len; i++)
    n += self->idle->pdata[i]
         && ask (self->idle->pdata[i], "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", buffer);

  return n;
}

static double
get_memory (Bench *self)
{
  BenchMemory memory;

  g_assert_true (bench_process_get_memory (g_subprocess_get_identifier (self->server), &memory));

  return (double) memory.resident / MEBIBYTE;
}

static void
set_up (Bench *self, const char *program)
{
  static const char *const options[] = { "--profile", "P1S", "--printing", "42", NULL };

  self->client = cloud_client_new (options);
  write_tokens (self);
  start_server (self, program);
  begin_sessions (self);
  self->idle = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_IDLE; i++)
    g_ptr_array_add (self->idle, connect_to (self));
}

static void
tear_down (Bench *self)
{
  g_subprocess_force_exit (self->server);
  g_subprocess_wait (self->server, NULL, NULL);
  g_clear_object (&self->server);
  g_ptr_array_unref (self->idle);
  cloud_client_free (self->client);
  g_unlink (self->tokens);
  g_rmdir (self->folder);
  g_free (self->tokens);
  g_free (self->folder);
  g_free (self->path);
}

typedef struct
{
  guint n_idle_before;
  guint n_idle_after;
  guint n_requests;
  guint n_failed;
  double memory_before;
  double memory_after;
  GArray *costs;        /* double, a round each */
  GArray *health_costs; /* double */
  GArray *rates;        /* double */
} Result;

/* What both cost in turn, so that whatever else the computer does hits both. */
static void
measure (Bench *self, Result *result)
{
  Load warm = { 0 };

  result->n_idle_before = ask_idle (self);
  warm = run_clients (self, self->path, WARM_SECONDS);
  result->n_requests = warm.n_requests;
  result->n_failed = warm.n_failed;
  result->memory_before = get_memory (self);

  for (guint i = 0; i < ROUNDS; i++)
    {
      Load health = run_clients (self, "/health", 1);
      Load load = run_clients (self, self->path, ROUND_SECONDS);

      g_array_append_val (result->health_costs, health.processor_usec);
      g_array_append_val (result->costs, load.processor_usec);
      g_array_append_val (result->rates, load.rate);
      result->n_requests += load.n_requests + health.n_requests;
      result->n_failed += load.n_failed + health.n_failed;
    }

  result->memory_after = get_memory (self);
  result->n_idle_after = ask_idle (self);
}

static void
add_figures (const Result *result)
{
  double cost = bench_percentile (result->costs, CALM);
  double rise = result->memory_after - result->memory_before;
  g_autofree char *usec = g_strdup_printf ("%.0f µs", cost);
  g_autofree char *health_usec =
      g_strdup_printf ("%.0f µs", bench_percentile (result->health_costs, CALM));
  g_autofree char *figure = g_strdup_printf ("requests that fail, of %u", result->n_requests);
  g_autofree char *failed = g_strdup_printf ("%u", result->n_failed);
  g_autofree char *rate = g_strdup_printf ("at %.0f/s", bench_percentile (result->rates, 50));
  g_autofree char *idle = g_strdup_printf ("%u", result->n_idle_after);
  g_autofree char *idle_before = g_strdup_printf ("%u", result->n_idle_before);
  g_autofree char *rise_text = g_strdup_printf ("%+.1f MiB", rise);
  g_autofree char *memory = g_strdup_printf ("%.1f MiB", result->memory_before);

  bench_table_add ("processor of a read, beside /health", usec, health_usec, "500 µs: 2000/s",
                   cost <= PROCESSOR_BUDGET_USEC);
  bench_table_add (figure, failed, rate, "0", result->n_failed == 0);
  bench_table_add ("silent clients answered afterwards", idle, idle_before, G_STRINGIFY (N_IDLE),
                   result->n_idle_before == N_IDLE && result->n_idle_after == N_IDLE);
  bench_table_add ("memory meanwhile", rise_text, memory, "+ 2 MiB", rise <= MEMORY_BUDGET_MIB);
}

static void
run (Bench *self)
{
  Result result = {
    .costs = g_array_new (FALSE, FALSE, sizeof (double)),
    .health_costs = g_array_new (FALSE, FALSE, sizeof (double)),
    .rates = g_array_new (FALSE, FALSE, sizeof (double)),
  };

  measure (self, &result);
  add_figures (&result);
  g_array_unref (result.costs);
  g_array_unref (result.health_costs);
  g_array_unref (result.rates);
}

int
main (int argc, char *argv[])
{
  gboolean is_server = argc == 6 && g_str_equal (argv[1], SERVER_OPTION);
  Bench bench = { 0 };

  setlocale (LC_ALL, "");
  if (is_server)
    stay_on_one_core ();
  dex_init ();
  if (is_server)
    return serve (argv + 2);

  set_up (&bench, argv[0]);
  run (&bench);
  tear_down (&bench);

  return bench_table_finish ();
}
