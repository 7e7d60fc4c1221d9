/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-account-pages.h"

#include <glib/gi18n.h>
#include <words/culm-history-words.h>

/* protocol/cloud-account.md §10: lists are not to be asked for more often */
#define STALE_USEC (60 * G_USEC_PER_SEC)

struct _CulmAccountPages
{
  CulmAccountPagesSource source;
  CulmAccountPagesFunc replaced;
  CulmAccountPagesFunc changed;
  gpointer owner;

  BambuAccount *account;
  BambuCloudPages *pages;
  CulmCovers *covers;
  gint64 loaded_at; /* monotonic */
  gboolean is_seen;
};

static gboolean
is_signed_in (CulmAccountPages *self)
{
  return self->account != NULL
         && bambu_account_get_state (self->account) == BAMBU_ACCOUNT_STATE_SIGNED_IN;
}

static void
on_changed (CulmAccountPages *self)
{
  self->changed (self->owner);
}

static void
drop (CulmAccountPages *self)
{
  if (self->pages != NULL)
    g_signal_handlers_disconnect_by_data (self->pages, self);
  g_clear_object (&self->pages);
  g_clear_object (&self->covers);
}

/* Whoever reads on further down is not thrown back to the top. */
static void
refresh (CulmAccountPages *self, gboolean at_top)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->loaded_at < STALE_USEC || !at_top)
    return;

  self->loaded_at = now;
  dex_unref (bambu_cloud_pages_reload (self->pages));
}

static void
begin (CulmAccountPages *self)
{
  BambuCloud *cloud = bambu_account_get_cloud (self->account);

  self->covers = culm_cloud_covers_dup (cloud);
  self->pages = self->source (cloud, self->owner);
  self->loaded_at = g_get_monotonic_time ();
  g_signal_connect_swapped (self->pages, "notify", G_CALLBACK (on_changed), self);
  self->replaced (self->owner);
  dex_unref (bambu_cloud_pages_load_more (self->pages));
}

static void
begin_or_refresh (CulmAccountPages *self, gboolean at_top)
{
  if (!self->is_seen || !is_signed_in (self))
    return;

  if (self->pages != NULL)
    refresh (self, at_top);
  else
    begin (self);
}

static void
on_state_changed (CulmAccountPages *self)
{
  if (self->account == NULL
      || bambu_account_get_state (self->account) == BAMBU_ACCOUNT_STATE_SIGNED_OUT)
    {
      drop (self);
      self->replaced (self->owner);
    }
  else if (culm_account_pages_get_error (self) == NULL || !culm_account_pages_try_again (self))
    {
      begin_or_refresh (self, FALSE);
    }

  on_changed (self);
}

CulmAccountPages *
culm_account_pages_new (CulmAccountPagesSource source,
                        CulmAccountPagesFunc replaced,
                        CulmAccountPagesFunc changed,
                        gpointer owner)
{
  CulmAccountPages *self = g_new0 (CulmAccountPages, 1);

  self->source = source;
  self->replaced = replaced;
  self->changed = changed;
  self->owner = owner;

  return self;
}

void
culm_account_pages_free (CulmAccountPages *self)
{
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  drop (self);
  g_clear_object (&self->account);
  g_free (self);
}

void
culm_account_pages_set_account (CulmAccountPages *self, BambuAccount *account)
{
  if (self->account == account)
    return;

  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  drop (self);
  self->replaced (self->owner);
  g_set_object (&self->account, account);
  if (account != NULL)
    g_signal_connect_swapped (account, "notify::state", G_CALLBACK (on_state_changed), self);
  on_state_changed (self);
}

BambuAccount *
culm_account_pages_get_account (CulmAccountPages *self)
{
  return self->account;
}

void
culm_account_pages_look (CulmAccountPages *self, gboolean at_top)
{
  self->is_seen = TRUE;
  begin_or_refresh (self, at_top);
}

void
culm_account_pages_leave (CulmAccountPages *self)
{
  self->is_seen = FALSE;
}

void
culm_account_pages_load_more (CulmAccountPages *self)
{
  if (self->is_seen && culm_account_pages_has_more (self) && !culm_account_pages_is_loading (self))
    dex_unref (bambu_cloud_pages_load_more (self->pages));
}

gboolean
culm_account_pages_try_again (CulmAccountPages *self)
{
  if (self->pages == NULL || !is_signed_in (self))
    return FALSE;

  dex_unref (bambu_cloud_pages_load_more (self->pages));

  return TRUE;
}

GListModel *
culm_account_pages_get_list (CulmAccountPages *self)
{
  return G_LIST_MODEL (self->pages);
}

CulmCovers *
culm_account_pages_get_covers (CulmAccountPages *self)
{
  return self->covers;
}

gboolean
culm_account_pages_has_more (CulmAccountPages *self)
{
  return self->pages != NULL && is_signed_in (self) && !bambu_cloud_pages_is_complete (self->pages)
         && bambu_cloud_pages_get_error (self->pages) == NULL;
}

gboolean
culm_account_pages_is_loading (CulmAccountPages *self)
{
  return self->pages != NULL && bambu_cloud_pages_is_loading (self->pages);
}

gboolean
culm_account_pages_is_signed_out (CulmAccountPages *self)
{
  return self->account != NULL && !is_signed_in (self);
}

const GError *
culm_account_pages_get_error (CulmAccountPages *self)
{
  return self->pages != NULL ? bambu_cloud_pages_get_error (self->pages) : NULL;
}

char *
culm_account_pages_dup_problem (CulmAccountPages *self)
{
  const GError *error = culm_account_pages_get_error (self);

  if (culm_account_pages_is_signed_out (self))
    return g_strdup (_ ("Your Bambu Lab sign-in has ended."));

  return error != NULL ? culm_format_list_problem (error, g_get_real_time () / G_USEC_PER_SEC)
                       : NULL;
}
