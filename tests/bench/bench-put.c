/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that go to the account's storage, beside what curl needs for the same file and bucket; what
 * that takes of memory; and how soon it can be stopped. */
#include <curl/curl.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

#include "account/bambu-cloud-calls.h"
#include "bench-process.h"
#include "bench-table.h"
#include "cloud-client.h"
#include "test-wait.h"

#define MIBIBYTE (1024 * 1024)
#define ROUNDS 5
#define TIMED_BYTES (128 * (gint64) MIBIBYTE)
#define LARGE_BYTES (1024 * (gint64) MIBIBYTE)
#define LEAST_SPEED 0.95
#define MOST_GROWTH (8 * MIBIBYTE)
#define MOST_CANCEL_MSEC 500
#define PERCENT_AT_CANCEL 10
#define ACCOUNT "plain@example.com"

typedef struct
{
  CloudClient *client;
  BambuCloud *cloud;
  char *folder;
  char *path;
} Bench;

static double
get_seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static void
set_up (Bench *self)
{
  static const char *const options[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *access = NULL;
  g_autoptr (BambuToken) token = NULL;
  g_autoptr (BambuRegion) region = NULL;

  self->folder = g_dir_make_tmp ("culm-bench-put-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "file", NULL);
  self->client = cloud_client_new (options);
  access = cloud_client_sign_in (self->client, ACCOUNT);
  token = bambu_token_new (access, NULL, 0);
  region =
      bambu_region_new (json_object_get_string_member (self->client->cloud, "origin"), NULL, NULL,
                        json_object_get_string_member (self->client->cloud, "ca_file"), &error);
  g_assert_no_error (error);
  self->cloud = bambu_cloud_new (region);
  bambu_cloud_set_token (self->cloud, token);
}

static void
tear_down (Bench *self)
{
  g_clear_object (&self->cloud);
  cloud_client_free (self->client);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

/* In the page cache; not zeros, for a disk that would notice. */
static void
write_file (Bench *self, gint64 size)
{
  g_autofree guint8 *block = g_malloc (MIBIBYTE);
  int fd = g_open (self->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  for (gsize i = 0; i < MIBIBYTE; i++)
    block[i] = (guint8) (i * 2654435761u >> 24);
  for (gint64 i = 0; i < size; i += MIBIBYTE)
    g_assert_cmpint (write (fd, block, MIBIBYTE), ==, MIBIBYTE);
  close (fd);
}

/* Where the file may go, once. */
static char *
dup_url (Bench *self)
{
  g_autoptr (DexFuture) settled = test_await (bambu_cloud_create_project (self->cloud, "bench"));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);

  return g_strdup (bambu_cloud_draft_get_values (g_value_get_object (value))->upload_url);
}

typedef struct
{
  GCancellable *cancellable;
  gint64 cancelled_at; /* µs */
  gint64 done;
} Progress;

static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  Progress *progress = user_data;

  progress->done = done;
  if (progress->cancellable && progress->cancelled_at == 0
      && done > total * PERCENT_AT_CANCEL / 100)
    {
      progress->cancelled_at = g_get_monotonic_time ();
      g_cancellable_cancel (progress->cancellable);
    }
}

static DexFuture *
put (Bench *self, const char *url, Progress *progress)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);

  return bambu_cloud_put (self->cloud, url, G_INPUT_STREAM (stream), status.st_size, NULL,
                          progress->cancellable, on_progress, progress, NULL);
}

static double
time_put (Bench *self)
{
  g_autofree char *url = dup_url (self);
  Progress progress = { 0 };
  double begin = get_seconds ();

  test_await_true (put (self, url, &progress));

  return get_seconds () - begin;
}

static gsize
drop (char *data, gsize size, gsize n, void *user_data)
{
  return size * n;
}

static double
time_curl (Bench *self, gint64 size)
{
  g_autofree char *url = dup_url (self);
  struct curl_slist *headers = curl_slist_append (NULL, "Expect:");
  FILE *file = g_fopen (self->path, "rb");
  CURL *curl = curl_easy_init ();
  double begin = get_seconds ();
  long status = 0;

  curl_easy_setopt (curl, CURLOPT_URL, url);
  curl_easy_setopt (curl, CURLOPT_CAINFO,
                    json_object_get_string_member (self->client->cloud, "ca_file"));
  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (curl, CURLOPT_READDATA, file);
  curl_easy_setopt (curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t) size);
  curl_easy_setopt (curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, drop);
  g_assert_cmpint (curl_easy_perform (curl), ==, CURLE_OK);
  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status);
  g_assert_cmpint (status, ==, 200);
  curl_easy_cleanup (curl);
  curl_slist_free_all (headers);
  fclose (file);

  return get_seconds () - begin;
}

/* Round by round in turn, so that whatever else the computer does hits both. */
static void
bench_speed (Bench *self)
{
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;
  double speed;
  double curl_speed;

  write_file (self, TIMED_BYTES);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double seconds = time_put (self);
      double curl_seconds = time_curl (self, TIMED_BYTES);

      g_array_append_val (ours, seconds);
      g_array_append_val (theirs, curl_seconds);
    }

  speed = TIMED_BYTES / 1e6 / bench_percentile (ours, 50);
  curl_speed = TIMED_BYTES / 1e6 / bench_percentile (theirs, 50);
  measured = g_strdup_printf ("%.0f MB/s", speed);
  reference = g_strdup_printf ("%.0f MB/s", curl_speed);
  bench_table_add ("PUT of 128 MiB", measured, reference, "0.95 × curl",
                   speed >= LEAST_SPEED * curl_speed);
}

static gint64
get_resident (void)
{
  BenchMemory memory;

  g_assert_true (bench_process_get_memory ("self", &memory));

  return memory.resident;
}

typedef struct
{
  gint64 most;
  gboolean is_over;
} Watch;

static gboolean
on_tick (gpointer user_data)
{
  Watch *watch = user_data;

  watch->most = MAX (watch->most, get_resident ());

  return G_SOURCE_CONTINUE;
}

static void
bench_memory (Bench *self)
{
  g_autofree char *url = dup_url (self);
  g_autofree char *measured = NULL;
  Progress progress = { 0 };
  Watch watch = { 0 };
  gint64 before;
  guint tick;

  write_file (self, LARGE_BYTES);
  before = get_resident ();
  tick = g_timeout_add (20, on_tick, &watch);
  {
    g_autoptr (DexFuture) future =
        dex_future_finally (put (self, url, &progress), test_pass_on, NULL, NULL);
    g_autoptr (GError) error = NULL;

    while (dex_future_is_pending (future))
      g_main_context_iteration (NULL, TRUE);
    dex_future_get_value (future, &error);
    g_assert_no_error (error);
  }
  g_source_remove (tick);

  measured = g_strdup_printf ("%.1f MiB", (double) (watch.most - before) / MIBIBYTE);
  bench_table_add ("Growth while 1 GiB is put", measured, NULL, "8 MiB",
                   watch.most - before < MOST_GROWTH);
}

static void
bench_cancel (Bench *self)
{
  g_autofree char *url = dup_url (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *measured = NULL;
  Progress progress = { .cancellable = cancellable };
  double msec;

  error = test_await_error (put (self, url, &progress));
  msec = (double) (g_get_monotonic_time () - progress.cancelled_at) / 1000;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  measured = g_strdup_printf ("%.0f ms", msec);
  bench_table_add ("A PUT stops after", measured, NULL, "500 ms", msec <= MOST_CANCEL_MSEC);
}

int
main (void)
{
  Bench bench = { 0 };

  setlocale (LC_ALL, "");
  dex_init ();
  curl_global_init (CURL_GLOBAL_DEFAULT);
  set_up (&bench);
  bench_speed (&bench);
  bench_memory (&bench);
  bench_cancel (&bench);
  tear_down (&bench);

  return bench_table_finish ();
}
