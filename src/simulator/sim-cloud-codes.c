/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-codes.h"

/* "Throttled after about four in a row." */
#define MOST_SENT 5
#define IN_SECONDS 60

typedef struct
{
  char *text;
  gint64 sent;
  gint64 expires;
  gboolean spent;
} Code;

struct _SimCloudCodes
{
  GPtrArray *codes; /* Code, the newest last */
};

static void
code_free (gpointer data)
{
  Code *self = data;

  g_free (self->text);
  g_free (self);
}

SimCloudCodes *
sim_cloud_codes_new (void)
{
  SimCloudCodes *self = g_new0 (SimCloudCodes, 1);

  self->codes = g_ptr_array_new_with_free_func (code_free);

  return self;
}

void
sim_cloud_codes_free (SimCloudCodes *self)
{
  g_ptr_array_unref (self->codes);
  g_free (self);
}

static Code *
find (SimCloudCodes *self, const char *text)
{
  for (guint i = self->codes->len; i > 0; i--)
    {
      Code *code = g_ptr_array_index (self->codes, i - 1);

      if (g_str_equal (code->text, text))
        return code;
    }

  return NULL;
}

const char *
sim_cloud_codes_send (SimCloudCodes *self, int seconds)
{
  gint64 now = g_get_monotonic_time ();
  Code *code;

  if (self->codes->len >= MOST_SENT)
    {
      code = g_ptr_array_index (self->codes, self->codes->len - MOST_SENT);
      if (now - code->sent < IN_SECONDS * G_USEC_PER_SEC)
        return NULL;
    }

  for (guint i = 0; i < self->codes->len; i++)
    ((Code *) g_ptr_array_index (self->codes, i))->spent = TRUE;

  code = g_new0 (Code, 1);
  do
    {
      g_free (code->text);
      code->text = g_strdup_printf ("%06d", g_random_int_range (0, 1000000));
    }
  while (find (self, code->text) != NULL);
  code->sent = now;
  code->expires = now + seconds * G_USEC_PER_SEC;
  g_ptr_array_add (self->codes, code);

  return code->text;
}

SimCloudCodeVerdict
sim_cloud_codes_check (SimCloudCodes *self, const char *text)
{
  Code *code = find (self, text);

  if (code == NULL)
    return SIM_CLOUD_CODE_WRONG;
  if (code->spent)
    return SIM_CLOUD_CODE_SPENT;
  if (g_get_monotonic_time () >= code->expires)
    return SIM_CLOUD_CODE_EXPIRED;

  code->spent = TRUE;

  return SIM_CLOUD_CODE_RIGHT;
}
