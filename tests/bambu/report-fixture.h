/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "link/bambu-frame.h"

/* JSON in these tests has ' for ", to be read with ease. */
static inline BambuFrame *
fixture_frame (const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GError) error = NULL;
  BambuFrame *frame = bambu_frame_parse (text, strlen (text), &error);

  g_assert_no_error (error);

  return frame;
}

/* The same around the fields of a status message. */
static inline BambuFrame *
fixture_status (const char *fields, gboolean full)
{
  g_autofree char *json = g_strdup_printf ("{'print':{'command':'push_status','msg':%d%s%s}}",
                                           full ? 0 : 1, *fields ? "," : "", fields);

  return fixture_frame (json);
}
