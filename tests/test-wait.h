/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

/* Waits for conditions by iterating the main context, with a deadline that only a failure meets. */

#define TEST_DEADLINE_SECONDS 20

static inline gboolean
test_on_deadline (gpointer user_data)
{
  g_error ("not in %d s: %s", TEST_DEADLINE_SECONDS, (const char *) user_data);

  return G_SOURCE_REMOVE;
}

#define test_wait_until(condition)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint deadline_ =                                                                              \
        g_timeout_add_seconds (TEST_DEADLINE_SECONDS, test_on_deadline, (gpointer) #condition);    \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (deadline_);                                                                   \
  }                                                                                                \
  G_STMT_END

static inline DexFuture *
test_pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

/**
 * test_await:
 * @future: (transfer full): what to wait for
 *
 * Returns: (transfer full): the same future, settled
 */
static inline DexFuture *
test_await (DexFuture *future)
{
  /* Chained, so that one that another thread settles wakes the main context. */
  DexFuture *settled = dex_future_finally (future, test_pass_on, NULL, NULL);

  test_wait_until (!dex_future_is_pending (settled));

  return settled;
}

static inline void
test_await_true (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);
  g_assert_true (g_value_get_boolean (value));
}

static inline GError *
test_await_error (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  GError *error = NULL;

  g_assert_null (dex_future_get_value (settled, &error));
  g_assert_nonnull (error);

  return error;
}
