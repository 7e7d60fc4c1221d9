/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-window.h"

#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>

/* Smaller ones are helpers that nobody sees. */
#define MIN_WINDOW_SIZE 200

struct _BenchWindow
{
  Display *display;
  int damage_event;
  GHashTable *drawn; /* window → pixels so far */
};

/* Windows of other programs go away at any time; that is no error here. */
static int
on_x_error (Display *display, XErrorEvent *event)
{
  return 0;
}

BenchWindow *
bench_window_new (void)
{
  g_autoptr (BenchWindow) self = g_new0 (BenchWindow, 1);
  int error_base;

  self->drawn = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->display = XOpenDisplay (NULL);
  if (!self->display || !XDamageQueryExtension (self->display, &self->damage_event, &error_base))
    return NULL;

  XSetErrorHandler (on_x_error);
  XSelectInput (self->display, DefaultRootWindow (self->display), SubstructureNotifyMask);
  XSync (self->display, False);

  return g_steal_pointer (&self);
}

void
bench_window_free (BenchWindow *self)
{
  g_clear_pointer (&self->display, XCloseDisplay);
  g_hash_table_unref (self->drawn);
  g_free (self);
}

/* Asked for before the window is mapped, so that nothing drawn is missed. */
static void
on_create (BenchWindow *self, XCreateWindowEvent *event)
{
  g_hash_table_insert (self->drawn, GSIZE_TO_POINTER (event->window), g_new0 (double, 1));
  XDamageCreate (self->display, event->window, XDamageReportRawRectangles);
}

/* A frame comes in one piece or in many; the first one is there when most of the window is. */
static gboolean
on_damage (BenchWindow *self, XDamageNotifyEvent *event)
{
  double *drawn = g_hash_table_lookup (self->drawn, GSIZE_TO_POINTER (event->drawable));
  double size = (double) event->geometry.width * event->geometry.height;

  if (!drawn || event->geometry.width < MIN_WINDOW_SIZE || event->geometry.height < MIN_WINDOW_SIZE)
    return FALSE;

  *drawn += (double) event->area.width * event->area.height;

  return *drawn > size / 2;
}

void
bench_window_forget (BenchWindow *self)
{
  XEvent event;

  g_hash_table_remove_all (self->drawn);
  XSync (self->display, False);
  while (XPending (self->display))
    XNextEvent (self->display, &event);
}

gint64
bench_window_wait_for_frame (BenchWindow *self, gint64 timeout_usec)
{
  gint64 deadline = g_get_monotonic_time () + timeout_usec;

  for (;;)
    {
      struct pollfd wait = { .fd = ConnectionNumber (self->display), .events = POLLIN };
      gint64 left_usec = deadline - g_get_monotonic_time ();

      while (XPending (self->display))
        {
          XEvent event;

          XNextEvent (self->display, &event);
          if (event.type == CreateNotify)
            on_create (self, &event.xcreatewindow);
          else if (event.type == self->damage_event + XDamageNotify
                   && on_damage (self, (XDamageNotifyEvent *) &event))
            return g_get_monotonic_time ();
        }

      XFlush (self->display);
      if (left_usec <= 0 || poll (&wait, 1, (int) (left_usec / 1000 + 1)) < 0)
        return 0;
    }
}
