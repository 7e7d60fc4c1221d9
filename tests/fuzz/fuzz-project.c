/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file to be printed can hold. The first byte chooses: an archive, or what stands in one of
 * its entries, where no checksum keeps the fuzzer out. */
#define _GNU_SOURCE /* memfd_create() */
#include <sys/mman.h>
#include <unistd.h>

#include "bambu/project/bambu-gcode-header-private.h"
#include "bambu/project/bambu-project-draft-private.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
read_archive (const guint8 *data, size_t size)
{
  int fd = memfd_create ("project", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (BambuProject) project = NULL;

  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  project = bambu_project_read (path, NULL);
  close (fd);
}

static void
read_entry (guint8 kind, const guint8 *data, size_t size)
{
  g_autoptr (BambuProjectDraft) draft = bambu_project_draft_new ();
  BambuPlateDraft *plate = bambu_project_draft_get_plate (draft, 1, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (BambuProject) project = NULL;
  BambuGcodeHeader header;
  gboolean good = TRUE;

  switch (kind)
    {
    case 1:
      good = bambu_project_read_slice_info (draft, bytes, NULL);
      break;
    case 2:
      good = bambu_project_read_model_settings (draft, bytes, NULL);
      break;
    case 3:
      good = bambu_project_read_settings (draft, bytes, NULL);
      break;
    case 4:
      good = bambu_project_read_layout (draft, plate, bytes, NULL);
      break;
    default:
      bambu_gcode_header_parse (&header, (const char *) data, size);
      break;
    }

  if (good)
    project = bambu_project_draft_build (draft, &(BambuFileMark) { 0 });
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  if (size == 0)
    return 0;

  if (*data % 6 == 0)
    read_archive (data + 1, size - 1);
  else
    read_entry (*data % 6, data + 1, size - 1);

  return 0;
}
