/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ctl-project-text.h"

G_BEGIN_DECLS

/** ctl_project_json_new: @checks: one for each plate. Returns: (transfer full) */
JsonObject *ctl_project_json_new (BambuProject *project, const CtlGcodeCheck *checks);

G_END_DECLS
