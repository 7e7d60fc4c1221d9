/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/printer/bambu-vigil-private.h"

#define SECONDS(n) ((gint64) ((n) * G_USEC_PER_SEC))
#define START SECONDS (1000)

#define CLOSED BAMBU_LINK_STATE_CLOSED
#define CONNECTING BAMBU_LINK_STATE_CONNECTING
#define OPEN BAMBU_LINK_STATE_OPEN
#define WAITING BAMBU_LINK_STATE_WAITING
#define REFUSED BAMBU_LINK_STATE_REFUSED
#define UNTRUSTED BAMBU_LINK_STATE_UNTRUSTED

#define VERSIONS BAMBU_DUTY_VERSIONS
#define PUSHALL BAMBU_DUTY_PUSHALL

static void
test_judge (void)
{
  static const struct
  {
    BambuLinkState state;
    BambuHeard heard;
    double age;
    BambuFreshness freshness;
  } cases[] = {
    { OPEN, BAMBU_HEARD_NOW, 0, BAMBU_FRESHNESS_LIVE },
    { OPEN, BAMBU_HEARD_NOW, 29.9, BAMBU_FRESHNESS_LIVE },
    { OPEN, BAMBU_HEARD_NOW, 30, BAMBU_FRESHNESS_LAST_KNOWN },
    { OPEN, BAMBU_HEARD_NOW, 119.9, BAMBU_FRESHNESS_LAST_KNOWN },
    { OPEN, BAMBU_HEARD_NOW, 120, BAMBU_FRESHNESS_OFFLINE },
    { OPEN, BAMBU_HEARD_EARLIER, 0, BAMBU_FRESHNESS_LAST_KNOWN },
    { WAITING, BAMBU_HEARD_NOW, 0, BAMBU_FRESHNESS_LAST_KNOWN },
    { CONNECTING, BAMBU_HEARD_EARLIER, 60, BAMBU_FRESHNESS_LAST_KNOWN },
    { REFUSED, BAMBU_HEARD_EARLIER, 60, BAMBU_FRESHNESS_LAST_KNOWN },
    { UNTRUSTED, BAMBU_HEARD_EARLIER, 121, BAMBU_FRESHNESS_OFFLINE },
    { CLOSED, BAMBU_HEARD_EARLIER, 10, BAMBU_FRESHNESS_LAST_KNOWN },
    { CLOSED, BAMBU_HEARD_EARLIER, 200, BAMBU_FRESHNESS_OFFLINE },
    { CLOSED, BAMBU_HEARD_NEVER, 0, BAMBU_FRESHNESS_OFFLINE },
    { CONNECTING, BAMBU_HEARD_NEVER, 0, BAMBU_FRESHNESS_LAST_KNOWN },
    { CONNECTING, BAMBU_HEARD_NEVER, 120, BAMBU_FRESHNESS_OFFLINE },
    { OPEN, BAMBU_HEARD_NEVER, 10, BAMBU_FRESHNESS_LAST_KNOWN },
    { WAITING, BAMBU_HEARD_NEVER, 0, BAMBU_FRESHNESS_OFFLINE },
    { REFUSED, BAMBU_HEARD_NEVER, 0, BAMBU_FRESHNESS_OFFLINE },
    { UNTRUSTED, BAMBU_HEARD_NEVER, 0, BAMBU_FRESHNESS_OFFLINE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (bambu_vigil_judge (cases[i].state, cases[i].heard, SECONDS (cases[i].age)), ==,
                     cases[i].freshness);
}

/* A printer with an open link at START; what opening asks for is done. */
static void
open_at_start (BambuVigil *vigil, gboolean slow)
{
  bambu_vigil_init (vigil, START - SECONDS (5));
  bambu_vigil_set_slow (vigil, slow);
  bambu_vigil_link (vigil, CONNECTING, START - SECONDS (1));
  g_assert_cmpint (bambu_vigil_take_duties (vigil, START - SECONDS (1)), ==, 0);
  bambu_vigil_link (vigil, OPEN, START);
  g_assert_cmpint (bambu_vigil_get_next (vigil, START), ==, START);
  g_assert_cmpint (bambu_vigil_take_duties (vigil, START), ==, VERSIONS | PUSHALL);
  bambu_vigil_versions (vigil, TRUE, START);
}

/* Goes to what is next and does it, as a timer would; returns when and what. */
static BambuDuties
go_on (BambuVigil *vigil, gint64 *now)
{
  gint64 next = bambu_vigil_get_next (vigil, *now);

  g_assert_cmpint (next, >, *now);
  *now = next;

  return next == G_MAXINT64 ? 0 : bambu_vigil_take_duties (vigil, next);
}

static void
test_freshness (void)
{
  BambuVigil vigil;
  gint64 now = START + SECONDS (1);

  open_at_start (&vigil, FALSE);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, START), ==, BAMBU_FRESHNESS_LAST_KNOWN);
  bambu_vigil_report (&vigil, FALSE, START);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, START), ==, BAMBU_FRESHNESS_LAST_KNOWN);
  bambu_vigil_report (&vigil, TRUE, now);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now), ==, BAMBU_FRESHNESS_LIVE);

  /* Silence: once woken at 30 s, given up at 120 s, the usual pushall at 330 s. */
  g_assert_cmpint (go_on (&vigil, &now), ==, BAMBU_DUTY_START | PUSHALL);
  g_assert_cmpint (now, ==, START + SECONDS (31));
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now), ==, BAMBU_FRESHNESS_LAST_KNOWN);
  g_assert_cmpint (go_on (&vigil, &now), ==, 0);
  g_assert_cmpint (now, ==, START + SECONDS (121));
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now), ==, BAMBU_FRESHNESS_OFFLINE);
  g_assert_cmpint (go_on (&vigil, &now), ==, PUSHALL);
  g_assert_cmpint (now, ==, START + SECONDS (331));

  /* A word of it, and all is well. */
  bambu_vigil_report (&vigil, FALSE, now);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now), ==, BAMBU_FRESHNESS_LIVE);
  g_assert_cmpint (go_on (&vigil, &now), ==, BAMBU_DUTY_START | PUSHALL);
}

static void
test_loss (void)
{
  BambuVigil vigil;
  gint64 now = START + SECONDS (10);

  open_at_start (&vigil, FALSE);
  bambu_vigil_report (&vigil, TRUE, START);

  /* Lost: nothing is asked, only time goes by. */
  bambu_vigil_link (&vigil, WAITING, now);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now), ==, BAMBU_FRESHNESS_LAST_KNOWN);
  g_assert_cmpint (bambu_vigil_get_next (&vigil, now), ==, START + SECONDS (120));
  bambu_vigil_link (&vigil, CONNECTING, now);
  g_assert_cmpint (bambu_vigil_take_duties (&vigil, now), ==, 0);

  /* Back: what was known is old until the printer has said all. */
  now = START + SECONDS (15);
  bambu_vigil_link (&vigil, OPEN, now);
  g_assert_cmpint (bambu_vigil_take_duties (&vigil, now), ==, VERSIONS | PUSHALL);
  bambu_vigil_report (&vigil, FALSE, now);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now), ==, BAMBU_FRESHNESS_LAST_KNOWN);
  bambu_vigil_report (&vigil, TRUE, now);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now), ==, BAMBU_FRESHNESS_LIVE);

  /* The cloud says that it went. */
  bambu_vigil_lost (&vigil, now);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now), ==, BAMBU_FRESHNESS_LAST_KNOWN);
}

/* A printer may ignore a second pushall within three seconds, so one whose connection broke and
 * came back at once is asked anew after them. */
static void
test_quick_return (void)
{
  BambuVigil vigil;
  gint64 now = START + SECONDS (1);

  open_at_start (&vigil, FALSE);
  bambu_vigil_report (&vigil, TRUE, START);
  bambu_vigil_link (&vigil, WAITING, now);
  bambu_vigil_link (&vigil, CONNECTING, now);
  bambu_vigil_link (&vigil, OPEN, now);
  g_assert_cmpint (bambu_vigil_take_duties (&vigil, now), ==, VERSIONS | PUSHALL);
  bambu_vigil_versions (&vigil, TRUE, now);
  g_assert_cmpint (go_on (&vigil, &now), ==, PUSHALL);
  g_assert_cmpint (now, ==, START + SECONDS (4));

  /* From there on as ever. */
  g_assert_cmpint (go_on (&vigil, &now), ==, PUSHALL);
  g_assert_cmpint (now, ==, START + SECONDS (14));
}

/* One that was never reached does not come and go with each try. */
static void
test_never_reached (void)
{
  BambuVigil vigil;

  bambu_vigil_init (&vigil, START);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, START), ==, BAMBU_FRESHNESS_OFFLINE);
  bambu_vigil_link (&vigil, CONNECTING, START);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, START), ==, BAMBU_FRESHNESS_LAST_KNOWN);

  for (guint i = 1; i < 5; i++)
    {
      bambu_vigil_link (&vigil, WAITING, START + SECONDS (i));
      g_assert_cmpint (bambu_vigil_get_freshness (&vigil, START + SECONDS (i)), ==,
                       BAMBU_FRESHNESS_OFFLINE);
      bambu_vigil_link (&vigil, CONNECTING, START + SECONDS (i));
      g_assert_cmpint (bambu_vigil_get_freshness (&vigil, START + SECONDS (i)), ==,
                       BAMBU_FRESHNESS_OFFLINE);
      g_assert_cmpint (bambu_vigil_get_next (&vigil, START + SECONDS (i)), ==, G_MAXINT64);
    }

  bambu_vigil_link (&vigil, OPEN, START + SECONDS (6));
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, START + SECONDS (6)), ==,
                   BAMBU_FRESHNESS_LAST_KNOWN);
}

/* Changes came, the whole did not. */
static void
test_no_full_report (void)
{
  BambuVigil vigil;
  static const gint64 asked[] = { 10, 40, 340, 640 };
  guint n_asked = 0;

  open_at_start (&vigil, TRUE);

  for (gint64 now = START; n_asked < G_N_ELEMENTS (asked); now += SECONDS (1))
    {
      bambu_vigil_report (&vigil, FALSE, now);
      if (bambu_vigil_take_duties (&vigil, now) & PUSHALL)
        g_assert_cmpint (now, ==, START + SECONDS (asked[n_asked++]));
      g_assert_cmpint (now, <, START + SECONDS (700));
    }
}

static void
test_keep_alive (void)
{
  BambuVigil vigil;
  guint n_pushalls = 0;

  open_at_start (&vigil, FALSE);
  bambu_vigil_report (&vigil, TRUE, START);

  for (gint64 now = START; now <= START + SECONDS (1000); now += SECONDS (1))
    {
      bambu_vigil_report (&vigil, FALSE, now);
      if (bambu_vigil_take_duties (&vigil, now) == PUSHALL)
        {
          n_pushalls++;
          bambu_vigil_report (&vigil, TRUE, now);
        }
    }

  g_assert_cmpuint (n_pushalls, ==, 3);

  /* One that says all by itself need not be asked. */
  for (gint64 now = START; now <= START + SECONDS (1000); now += SECONDS (1))
    {
      bambu_vigil_report (&vigil, TRUE, now);
      g_assert_cmpint (bambu_vigil_take_duties (&vigil, now), ==, 0);
    }
}

static void
test_refresh (void)
{
  for (gboolean slow = FALSE; slow <= TRUE; slow++)
    {
      gint64 gap = slow ? SECONDS (300) : SECONDS (3);
      BambuVigil vigil;

      bambu_vigil_init (&vigil, START);
      g_assert_false (bambu_vigil_want_pushall (&vigil, START));

      open_at_start (&vigil, slow);
      bambu_vigil_report (&vigil, TRUE, START);
      g_assert_false (bambu_vigil_want_pushall (&vigil, START + gap - 1));
      g_assert_true (bambu_vigil_want_pushall (&vigil, START + gap));
      g_assert_cmpint (bambu_vigil_take_duties (&vigil, START + gap) & PUSHALL, ==, PUSHALL);
      g_assert_false (bambu_vigil_want_pushall (&vigil, START + gap + SECONDS (1)));
    }
}

/* What came could not be merged: asked again, but not in the same breath. */
static void
test_lost_report (void)
{
  BambuVigil vigil;

  open_at_start (&vigil, TRUE);
  bambu_vigil_report (&vigil, TRUE, START);
  bambu_vigil_lost (&vigil, START + SECONDS (1));
  g_assert_cmpint (bambu_vigil_get_next (&vigil, START + SECONDS (1)), ==, START + SECONDS (3));
  bambu_vigil_lost (&vigil, START + SECONDS (2));
  g_assert_cmpint (bambu_vigil_take_duties (&vigil, START + SECONDS (3)), ==, PUSHALL);
}

static void
test_versions (void)
{
  BambuVigil vigil;
  guint n_asked = 0;

  open_at_start (&vigil, FALSE);
  g_assert_cmpint (bambu_vigil_take_duties (&vigil, START + SECONDS (2)), ==, 0);

  /* Right after its start a printer does not know its own serial. */
  bambu_vigil_want_versions (&vigil, START);
  for (gint64 now = START; now < START + SECONDS (60); now += SECONDS (1))
    {
      bambu_vigil_report (&vigil, TRUE, now);
      if (bambu_vigil_take_duties (&vigil, now) & VERSIONS)
        {
          g_assert_cmpint (now, ==, START + SECONDS (2 * n_asked));
          bambu_vigil_versions (&vigil, FALSE, now);
          n_asked++;
        }
    }
  g_assert_cmpuint (n_asked, ==, 10);

  bambu_vigil_want_versions (&vigil, START + SECONDS (70));
  g_assert_cmpint (bambu_vigil_take_duties (&vigil, START + SECONDS (70)) & VERSIONS, ==, VERSIONS);
  bambu_vigil_versions (&vigil, TRUE, START + SECONDS (71));
  g_assert_cmpint (bambu_vigil_take_duties (&vigil, START + SECONDS (75)) & VERSIONS, ==, 0);
}

static void
test_gone (void)
{
  BambuVigil vigil;
  gint64 now = START + SECONDS (1);

  open_at_start (&vigil, FALSE);
  bambu_vigil_report (&vigil, TRUE, now);
  bambu_vigil_link (&vigil, WAITING, now);
  bambu_vigil_gone (&vigil, now);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now), ==, BAMBU_FRESHNESS_LAST_KNOWN);
  bambu_vigil_gone (&vigil, now + SECONDS (5));
  g_assert_cmpint (go_on (&vigil, &now), ==, 0);
  g_assert_cmpint (now, ==, START + SECONDS (11));
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now), ==, BAMBU_FRESHNESS_OFFLINE);

  /* Back: no worse than after any other loss. */
  bambu_vigil_link (&vigil, OPEN, now);
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now), ==, BAMBU_FRESHNESS_LAST_KNOWN);
  bambu_vigil_gone (&vigil, now);
  bambu_vigil_report (&vigil, TRUE, now + SECONDS (9));
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now + SECONDS (11)), ==,
                   BAMBU_FRESHNESS_LIVE);

  /* On another way nobody left. */
  bambu_vigil_gone (&vigil, now + SECONDS (12));
  bambu_vigil_restart (&vigil, now + SECONDS (13));
  g_assert_cmpint (bambu_vigil_get_freshness (&vigil, now + SECONDS (30)), ==,
                   BAMBU_FRESHNESS_LAST_KNOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vigil/judge", test_judge);
  g_test_add_func ("/vigil/freshness", test_freshness);
  g_test_add_func ("/vigil/loss", test_loss);
  g_test_add_func ("/vigil/quick-return", test_quick_return);
  g_test_add_func ("/vigil/never-reached", test_never_reached);
  g_test_add_func ("/vigil/no-full-report", test_no_full_report);
  g_test_add_func ("/vigil/keep-alive", test_keep_alive);
  g_test_add_func ("/vigil/refresh", test_refresh);
  g_test_add_func ("/vigil/lost-report", test_lost_report);
  g_test_add_func ("/vigil/versions", test_versions);
  g_test_add_func ("/vigil/gone", test_gone);

  return g_test_run ();
}
