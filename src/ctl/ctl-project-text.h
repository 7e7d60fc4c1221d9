/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "project/bambu-project.h"

G_BEGIN_DECLS

/**
 * CtlGcodeCheck:
 * @CTL_GCODE_CHECK_NONE: the plate is not sliced
 * @CTL_GCODE_CHECK_GOOD: its MD5 is what the slicer noted
 * @CTL_GCODE_CHECK_NO_MD5: it could be read, but the slicer noted none
 * @CTL_GCODE_CHECK_WRONG: its MD5 is another one
 * @CTL_GCODE_CHECK_UNREADABLE: it could not be read
 *
 * What came out when a plate's G-code was read.
 */
typedef enum
{
  CTL_GCODE_CHECK_NONE,
  CTL_GCODE_CHECK_GOOD,
  CTL_GCODE_CHECK_NO_MD5,
  CTL_GCODE_CHECK_WRONG,
  CTL_GCODE_CHECK_UNREADABLE,
} CtlGcodeCheck;

/** ctl_project_text_new: @checks: one for each plate. Returns: (transfer full): without the last
 * line's break */
char *ctl_project_text_new (BambuProject *project, const CtlGcodeCheck *checks);

G_END_DECLS
