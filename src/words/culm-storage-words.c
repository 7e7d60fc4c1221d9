/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-storage-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "culm-format.h"

/* Translators: %s is a printer's name, in all of these. */

static const char *
get_denied (CulmStorageAction action)
{
  switch (action)
    {
    case CULM_STORAGE_ACTION_REMOVE:
      return N_ ("Connected, but %s did not delete the file. Its card may be write-protected.");
    case CULM_STORAGE_ACTION_RENAME:
      return N_ ("Connected, but %s did not rename the file. Its card may be write-protected.");
    case CULM_STORAGE_ACTION_LIST:
    case CULM_STORAGE_ACTION_UPLOAD:
    case CULM_STORAGE_ACTION_DOWNLOAD:
    case CULM_STORAGE_ACTION_PREVIEW:
    default:
      return N_ ("Connected, but %s did not take the file. Its card may be missing, full, "
                 "write-protected or not formatted, or the printer may be busy.");
    }
}

static const char *
get_not_found (CulmStorageAction action)
{
  switch (action)
    {
    case CULM_STORAGE_ACTION_LIST:
      return N_ ("Connected, but %s refused the folder. It may be gone.");
    case CULM_STORAGE_ACTION_PREVIEW:
      return N_ ("%s has no picture of this file.");
    case CULM_STORAGE_ACTION_UPLOAD:
    case CULM_STORAGE_ACTION_DOWNLOAD:
    case CULM_STORAGE_ACTION_REMOVE:
    case CULM_STORAGE_ACTION_RENAME:
    default:
      return N_ ("There is no such file on %s.");
    }
}

static const char *
get_unsupported (CulmStorageAction action)
{
  switch (action)
    {
    case CULM_STORAGE_ACTION_RENAME:
      return N_ ("%s cannot rename files.");
    case CULM_STORAGE_ACTION_REMOVE:
      return N_ ("%s cannot delete files over the network.");
    case CULM_STORAGE_ACTION_PREVIEW:
      return N_ ("%s cannot show the picture of this file.");
    case CULM_STORAGE_ACTION_LIST:
    case CULM_STORAGE_ACTION_UPLOAD:
    case CULM_STORAGE_ACTION_DOWNLOAD:
    default:
      return N_ ("There is no USB stick in %s. The storage inside this model is not reached yet.");
    }
}

static const char *
get_timed_out (CulmStorageAction action)
{
  return action == CULM_STORAGE_ACTION_UPLOAD
             ? N_ ("The file was sent, but %s did not confirm it. What it has of it was removed.")
             : N_ ("Connected, but %s stopped answering.");
}

static const char *
get_too_large (CulmStorageAction action)
{
  switch (action)
    {
    case CULM_STORAGE_ACTION_LIST:
      return N_ ("There are more files on %s than can be shown.");
    case CULM_STORAGE_ACTION_UPLOAD:
      return N_ ("The file is larger than the card of %s can take.");
    case CULM_STORAGE_ACTION_DOWNLOAD:
    case CULM_STORAGE_ACTION_PREVIEW:
    case CULM_STORAGE_ACTION_REMOVE:
    case CULM_STORAGE_ACTION_RENAME:
    default:
      return N_ ("The file on %s is too large for this.");
    }
}

static const char *
get_sentence (BambuStorageError code, CulmStorageAction action)
{
  switch (code)
    {
    case BAMBU_STORAGE_ERROR_REFUSED:
      return N_ ("%s refused the access code. It changes when it is refreshed on the printer.");
    case BAMBU_STORAGE_ERROR_NO_CODE:
      return N_ ("The access code of %s is not known.");
    case BAMBU_STORAGE_ERROR_CERTIFICATE:
      return N_ ("%s shows a certificate that is not trusted. The access code was not sent to "
                 "it.");
    case BAMBU_STORAGE_ERROR_DATA:
      return N_ ("Connected, but %s opened no channel for files.");
    case BAMBU_STORAGE_ERROR_TIMED_OUT:
      return get_timed_out (action);
    case BAMBU_STORAGE_ERROR_BUSY:
      return N_ ("%s is busy, or serves another app. Try again later.");
    case BAMBU_STORAGE_ERROR_UNSUPPORTED:
      return get_unsupported (action);
    case BAMBU_STORAGE_ERROR_ABSENT:
      return N_ ("There is no storage in %s.");
    case BAMBU_STORAGE_ERROR_FULL:
      return N_ ("The storage of %s is full.");
    case BAMBU_STORAGE_ERROR_NOT_FOUND:
      return get_not_found (action);
    case BAMBU_STORAGE_ERROR_DENIED:
      return get_denied (action);
    case BAMBU_STORAGE_ERROR_EXISTS:
      return N_ ("There is a file of this name on %s already.");
    case BAMBU_STORAGE_ERROR_NAME:
      return N_ ("%s takes no file of this name.");
    case BAMBU_STORAGE_ERROR_SIZE:
      return action == CULM_STORAGE_ACTION_UPLOAD
                 ? N_ ("Not all of the file arrived on %s. What came was removed.")
                 : N_ ("%s did not send all of the file, or is still writing it.");
    case BAMBU_STORAGE_ERROR_TOO_LARGE:
      return get_too_large (action);
    case BAMBU_STORAGE_ERROR_PROTOCOL:
      return N_ ("What %s answered is not what a printer’s storage answers.");
    case BAMBU_STORAGE_ERROR_LOCAL:
      return action == CULM_STORAGE_ACTION_UPLOAD ? N_ ("The file on this computer cannot be read.")
                                                  : N_ ("The file cannot be saved here.");
    case BAMBU_STORAGE_ERROR_CANCELLED:
      return N_ ("It was cancelled.");
    case BAMBU_STORAGE_ERROR_CLOUD_ONLY:
      return N_ ("The files of %s are available on the printer’s own network only.");
    case BAMBU_STORAGE_ERROR_UNREACHABLE:
    default:
      return N_ ("%s is not reached, or the connection was lost. It may be off, or on another "
                 "network.");
    }
}

char *
culm_storage_words_failure (const GError *error, CulmStorageAction action, const char *name)
{
  const char *sentence;
  const char *place;

  g_return_val_if_fail (error != NULL && error->domain == BAMBU_STORAGE_ERROR, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  sentence = _ (get_sentence ((BambuStorageError) error->code, action));
  place = strstr (sentence, "%s");

  return place != NULL
             ? g_strdup_printf ("%.*s%s%s", (int) (place - sentence), sentence, name, place + 2)
             : g_strdup (sentence);
}

char *
culm_storage_words_in_the_clear (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_strdup_printf (
      _ ("%s cannot encrypt files on their way: whoever listens on this network "
         "can read them. The access code is encrypted."),
      name);
}

char *
culm_storage_words_progress (BambuTransfer *transfer)
{
  gint64 total = bambu_transfer_get_bytes_total (transfer);
  double speed = bambu_transfer_get_speed (transfer);
  int left = bambu_transfer_get_seconds_left (transfer);
  g_autofree char *done = g_format_size ((guint64) bambu_transfer_get_bytes_done (transfer));
  g_autofree char *all = total >= 0 ? g_format_size ((guint64) total) : NULL;
  g_autofree char *rate = speed >= 1 ? g_format_size ((guint64) speed) : NULL;
  g_autofree char *duration = culm_format_duration (left / 60);

  if (all == NULL)
    return g_steal_pointer (&done);
  if (rate == NULL)
    /* Translators: so much of a file was moved: “12.3 MB of 40.1 MB” */
    return g_strdup_printf (_ ("%s of %s"), done, all);
  if (left < 0)
    /* Translators: the same with how fast: “12.3 MB of 40.1 MB, 3.1 MB/s” */
    return g_strdup_printf (_ ("%s of %s, %s/s"), done, all, rate);

  /* Translators: the same with the time: “12.3 MB of 40.1 MB, 3.1 MB/s, 2 min left” */
  return g_strdup_printf (_ ("%s of %s, %s/s, %s left"), done, all, rate, duration);
}
