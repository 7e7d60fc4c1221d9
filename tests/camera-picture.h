/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** camera_picture_read_number: Returns: which picture of a simulated camera @jpeg is. Blocks */
guint32 camera_picture_read_number (GBytes *jpeg);

G_END_DECLS
