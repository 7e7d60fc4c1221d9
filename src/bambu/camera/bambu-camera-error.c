/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-camera-error.h"

G_DEFINE_QUARK (bambu - camera - error - quark, bambu_camera_error)
