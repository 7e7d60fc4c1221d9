/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For gst-launch-1.0 and gst-inspect-1.0 in the build tree; Culm's programs need no plug-in. */
#include "config.h"

#include "bambu-jpeg-src.h"

#define PACKAGE "culm"

GST_PLUGIN_DEFINE (GST_VERSION_MAJOR,
                   GST_VERSION_MINOR,
                   bambu,
                   "Cameras of Bambu Lab printers",
                   bambu_jpeg_src_register,
                   CULM_VERSION,
                   "GPL",
                   "Culm",
                   "Unknown package origin")
