/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-storage-error.h"

G_DEFINE_QUARK (bambu - storage - error - quark, bambu_storage_error)
