/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "culmctl-fixture.h"

#include <glib/gstdio.h>

#include "process-memory.h"

void
culmctl_set_up (CulmctlFixture *self, gconstpointer data)
{
  static const char *const arguments[] = { "--profile", "P1S", "--cloud", NULL };
  g_autoptr (GError) error = NULL;

  self->simulator = simulator_process_start (data ? data : arguments, &error);
  g_assert_no_error (error);
  self->data_folder = g_dir_make_tmp ("culm-test-XXXXXX", &error);
  g_assert_no_error (error);
}

void
culmctl_tear_down (CulmctlFixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->data_folder, "culm", NULL);
  g_autofree char *file = g_build_filename (folder, "culm.db", NULL);

  simulator_process_stop (self->simulator);
  g_unlink (file);
  g_rmdir (folder);
  g_assert_cmpint (g_rmdir (self->data_folder), ==, 0);
  g_free (self->data_folder);
}

GStrv
culmctl_make_command (CulmctlFixture *self,
                      JsonObject *cloud,
                      gboolean is_verbose,
                      const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *data = g_strconcat ("XDG_DATA_HOME=", self->data_folder, NULL);

  g_strv_builder_add_many (builder, "/usr/bin/env", data, PROCESS_MEMORY_KEPT, NULL);
  if (is_verbose)
    g_strv_builder_add (builder, "G_MESSAGES_DEBUG=all");
  g_strv_builder_add (builder, CULM_CTL);
  g_strv_builder_addv (builder, (const char **) arguments);
  if (cloud != NULL)
    g_strv_builder_add_many (
        builder, "--cloud-origin", json_object_get_string_member (cloud, "origin"),
        "--cloud-web-origin", json_object_get_string_member (cloud, "web_origin"), "--cloud-broker",
        json_object_get_string_member (cloud, "mqtt"), "--cloud-ca",
        json_object_get_string_member (simulator_process_get_cloud (self->simulator), "ca_file"),
        NULL);

  return g_strv_builder_end (builder);
}
