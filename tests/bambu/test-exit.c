/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctl/ctl-exit.h>

#include "account/bambu-cloud-error.h"
#include "camera/bambu-camera-error.h"
#include "print/bambu-print-enums.h"
#include "storage/bambu-storage-error.h"

/* What a script can tell apart when the service says no. */
static void
test_cloud (void)
{
  static const struct
  {
    BambuCloudError code;
    CtlExit exit;
  } rows[] = {
    { BAMBU_CLOUD_ERROR_SIGN_IN, CTL_EXIT_REFUSED },
    { BAMBU_CLOUD_ERROR_CREDENTIALS, CTL_EXIT_REFUSED },
    { BAMBU_CLOUD_ERROR_WRONG_CODE, CTL_EXIT_REFUSED },
    { BAMBU_CLOUD_ERROR_EXPIRED_CODE, CTL_EXIT_REFUSED },
    { BAMBU_CLOUD_ERROR_START_AGAIN, CTL_EXIT_REFUSED },
    { BAMBU_CLOUD_ERROR_REFUSED, CTL_EXIT_REFUSED },
    { BAMBU_CLOUD_ERROR_TOO_MANY_TRIES, CTL_EXIT_LATER },
    { BAMBU_CLOUD_ERROR_BROWSER_CHECK, CTL_EXIT_LATER },
    { BAMBU_CLOUD_ERROR_CAPTCHA, CTL_EXIT_LATER },
    { BAMBU_CLOUD_ERROR_OFFLINE, CTL_EXIT_UNREACHABLE },
    { BAMBU_CLOUD_ERROR_SERVER, CTL_EXIT_UNREACHABLE },
    { BAMBU_CLOUD_ERROR_PROTOCOL, CTL_EXIT_UNREACHABLE },
    { BAMBU_CLOUD_ERROR_UNSETTLED, CTL_EXIT_UNREACHABLE },
    { BAMBU_CLOUD_ERROR_TIMED_OUT, CTL_EXIT_TIMED_OUT },
    { BAMBU_CLOUD_ERROR_CERTIFICATE, CTL_EXIT_CERTIFICATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = bambu_cloud_error_new (rows[i].code, 0, NULL, 0, "A test");

      g_assert_cmpint (ctl_exit_from_error (error), ==, rows[i].exit);
    }
}

static void
test_camera (void)
{
  static const struct
  {
    BambuCameraError code;
    CtlExit exit;
  } rows[] = {
    { BAMBU_CAMERA_ERROR_UNREACHABLE, CTL_EXIT_UNREACHABLE },
    { BAMBU_CAMERA_ERROR_REFUSED, CTL_EXIT_REFUSED },
    { BAMBU_CAMERA_ERROR_NO_CODE, CTL_EXIT_REFUSED },
    { BAMBU_CAMERA_ERROR_CERTIFICATE, CTL_EXIT_CERTIFICATE },
    { BAMBU_CAMERA_ERROR_BUSY, CTL_EXIT_NOT_NOW },
    { BAMBU_CAMERA_ERROR_STALLED, CTL_EXIT_TIMED_OUT },
    { BAMBU_CAMERA_ERROR_PROTOCOL, CTL_EXIT_UNREACHABLE },
    { BAMBU_CAMERA_ERROR_OFF, CTL_EXIT_REFUSED },
    { BAMBU_CAMERA_ERROR_NO_DECODER, CTL_EXIT_USAGE },
    { BAMBU_CAMERA_ERROR_CLOUD_ONLY, CTL_EXIT_UNREACHABLE },
    { BAMBU_CAMERA_ERROR_NONE, CTL_EXIT_NOT_ABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error =
          g_error_new_literal (BAMBU_CAMERA_ERROR, (int) rows[i].code, "A test");

      g_assert_cmpint (ctl_exit_from_error (error), ==, rows[i].exit);
    }
}

static void
test_storage (void)
{
  static const struct
  {
    BambuStorageError code;
    CtlExit exit;
  } rows[] = {
    { BAMBU_STORAGE_ERROR_UNREACHABLE, CTL_EXIT_UNREACHABLE },
    { BAMBU_STORAGE_ERROR_REFUSED, CTL_EXIT_REFUSED },
    { BAMBU_STORAGE_ERROR_CERTIFICATE, CTL_EXIT_CERTIFICATE },
    { BAMBU_STORAGE_ERROR_TIMED_OUT, CTL_EXIT_TIMED_OUT },
    { BAMBU_STORAGE_ERROR_SIZE, CTL_EXIT_NOT_CONFIRMED },
    { BAMBU_STORAGE_ERROR_BUSY, CTL_EXIT_NOT_NOW },
    { BAMBU_STORAGE_ERROR_UNSUPPORTED, CTL_EXIT_NOT_ABLE },
    { BAMBU_STORAGE_ERROR_FULL, CTL_EXIT_REFUSED },
    { BAMBU_STORAGE_ERROR_LOCAL, CTL_EXIT_USAGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error =
          g_error_new_literal (BAMBU_STORAGE_ERROR, (int) rows[i].code, "A test");

      g_assert_cmpint (ctl_exit_from_error (error), ==, rows[i].exit);
    }
}

static void
test_print (void)
{
  static const struct
  {
    BambuPrintCheckKind check;
    CtlExit exit;
  } rows[] = {
    { BAMBU_PRINT_CHECK_SLICED, CTL_EXIT_NOT_ABLE },
    { BAMBU_PRINT_CHECK_MODEL, CTL_EXIT_NOT_ABLE },
    { BAMBU_PRINT_CHECK_NOZZLE, CTL_EXIT_NOT_ABLE },
    { BAMBU_PRINT_CHECK_REACHED, CTL_EXIT_UNREACHABLE },
    { BAMBU_PRINT_CHECK_RIGHTS, CTL_EXIT_VIEW_ONLY },
    { BAMBU_PRINT_CHECK_STATE, CTL_EXIT_NOT_NOW },
    { BAMBU_PRINT_CHECK_FILAMENTS, CTL_EXIT_NOT_NOW },
    { BAMBU_PRINT_CHECK_STORAGE, CTL_EXIT_NOT_NOW },
    { BAMBU_PRINT_CHECK_MESSAGES, CTL_EXIT_NOT_NOW },
  };
  g_autoptr (GError) refused =
      g_error_new_literal (BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_SERVICE_REFUSED_APP, "A test");
  g_autoptr (GError) changed =
      g_error_new_literal (BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_CHANGED, "A test");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = bambu_print_error_new_blocked (rows[i].check);

      g_assert_cmpint (ctl_exit_from_error (error), ==, rows[i].exit);
    }
  g_assert_cmpint (ctl_exit_from_error (refused), ==, CTL_EXIT_REFUSED);
  g_assert_cmpint (ctl_exit_from_error (changed), ==, CTL_EXIT_NOT_NOW);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/exit/cloud", test_cloud);
  g_test_add_func ("/ctl/exit/camera", test_camera);
  g_test_add_func ("/ctl/exit/storage", test_storage);
  g_test_add_func ("/ctl/exit/print", test_print);

  return g_test_run ();
}
