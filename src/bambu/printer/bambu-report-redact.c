/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-report-redact.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#define HIDDEN "…"
#define DEEPEST 32
#define LONGEST_WORD 40
#define LONGEST_KEY 32
/* What has more digits may be a PIN, a code or somebody's number. */
#define MOST_DIGITS 5
#define LARGEST_ID 99999

/* Sorted. Their words tell a state, a kind or a version. */
static const char *const words[] = {
  "agora_service",
  "ams_exist_bits",
  "aux",
  "brtc_service",
  "cap_pic_enable",
  "cfg",
  "color_m",
  "cols",
  "command",
  "fun",
  "fun2",
  "gcode_state",
  "halt_print_sensitivity",
  "hw_ver",
  "info",
  "ipcam_record",
  "lifecycle",
  "loader_ver",
  "lower_limit",
  "mess_production_state",
  "mode",
  "node",
  "nozzle_type",
  "ota_ver",
  "print_type",
  "printer_state",
  "product_name",
  "project_name",
  "resolution",
  "result",
  "stat",
  "status",
  "sw_ver",
  "timelapse",
  "tool",
  "tray_color",
  "tray_exist_bits",
  "tray_id_name",
  "tray_is_bbl_bits",
  "tray_read_done_bits",
  "tray_reading_bits",
  "tray_sub_brands",
  "tray_type",
  "tutk_server",
  "type",
  "ver",
  "wifi_signal",
  "xcam_info",
};

/* Sorted. Nothing below these is shown, not even numbers. */
static const char *const closed[] = { "ip", "mac", "mask", "net", "ssid" };

static int
compare (const void *key, const void *element)
{
  return strcmp (key, *(const char *const *) element);
}

static gboolean
is_in (const char *const *list, gsize n, const char *key)
{
  return bsearch (key, list, n, sizeof *list, compare) != NULL;
}

static gboolean
is_number (const char *text)
{
  const char *start = text + (*text == '-');
  gsize n = strspn (start, "0123456789");

  if (n == 0 || n > MOST_DIGITS)
    return FALSE;

  /* 29.8125, not 192.168.1.20 */
  if (start[n] == '.')
    n += 1 + strspn (start + n + 1, "0123456789");

  return start[n] == '\0';
}

static gboolean
is_word (const char *text)
{
  if (strlen (text) > LONGEST_WORD)
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (" .,%/_()+-", *p) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_key (const char *key)
{
  for (const char *p = key; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return FALSE;

  /* A serial number begins with a digit, and is longer than 2D and 3D. */
  return strlen (key) <= LONGEST_KEY && (!g_ascii_isdigit (*key) || strlen (key) <= 2);
}

/* Modules have names: `ota`, `ams/0`. Whatever else has one was named by somebody. */
static gboolean
may_show (const char *key, const char *text, yyjson_val *parent)
{
  if (*text == '\0' || is_number (text))
    return TRUE;
  if (g_str_equal (key, "name"))
    return yyjson_obj_get (parent, "sw_ver") != NULL && is_word (text);
  if (g_str_equal (key, "tray_info_idx"))
    return g_str_has_prefix (text, "GF") && is_word (text); /* others are the user's own */

  return is_in (words, G_N_ELEMENTS (words), key) && is_word (text);
}

static gboolean
may_show_number (const char *key, yyjson_val *value)
{
  return !g_str_has_suffix (key, "id") || !yyjson_is_int (value)
         || llabs (yyjson_get_sint (value)) <= LARGEST_ID;
}

static yyjson_mut_val *
redact (yyjson_mut_doc *document, const char *key, yyjson_val *value, yyjson_val *parent, int depth)
{
  if (depth > DEEPEST || is_in (closed, G_N_ELEMENTS (closed), key))
    return yyjson_mut_str (document, HIDDEN);

  if (yyjson_is_obj (value))
    {
      yyjson_mut_val *object = yyjson_mut_obj (document);
      yyjson_obj_iter iter = yyjson_obj_iter_with (value);
      yyjson_val *name;

      while ((name = yyjson_obj_iter_next (&iter)) != NULL)
        {
          const char *text = yyjson_get_str (name);

          yyjson_mut_obj_add (
              object, yyjson_mut_strcpy (document, is_key (text) ? text : HIDDEN),
              redact (document, text, yyjson_obj_iter_get_val (name), value, depth + 1));
        }
      return object;
    }

  if (yyjson_is_arr (value))
    {
      yyjson_mut_val *array = yyjson_mut_arr (document);
      yyjson_arr_iter iter = yyjson_arr_iter_with (value);
      yyjson_val *item;

      while ((item = yyjson_arr_iter_next (&iter)) != NULL)
        yyjson_mut_arr_append (array, redact (document, key, item, parent, depth + 1));
      return array;
    }

  if (yyjson_is_str (value))
    return may_show (key, yyjson_get_str (value), parent) ? yyjson_val_mut_copy (document, value)
                                                          : yyjson_mut_str (document, HIDDEN);

  if (yyjson_is_num (value) && !may_show_number (key, value))
    return yyjson_mut_str (document, HIDDEN);

  return yyjson_val_mut_copy (document, value);
}

char *
bambu_report_redact (GBytes *report)
{
  gsize size;
  const char *data;
  yyjson_doc *read;
  yyjson_mut_doc *document;
  char *written;
  char *text;

  g_return_val_if_fail (report != NULL, NULL);

  data = g_bytes_get_data (report, &size);
  read = yyjson_read (data, size, YYJSON_READ_NOFLAG);
  if (read == NULL)
    return NULL;

  document = yyjson_mut_doc_new (NULL);
  yyjson_mut_doc_set_root (document, redact (document, "", yyjson_doc_get_root (read), NULL, 0));
  written = yyjson_mut_write (document, YYJSON_WRITE_PRETTY_TWO_SPACES, NULL);
  text = g_strdup (written);
  free (written);
  yyjson_mut_doc_free (document);
  yyjson_doc_free (read);

  return text;
}
