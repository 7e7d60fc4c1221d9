#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits until a program's window shows a live printer, as a screen reader would find it.

Usage: wait-for-window.py [--press BUTTON] [--text TEXT] PROGRAM
       BUTTON is pressed first; TEXT has to be there as well.
"""

import argparse
import re
import sys
import time

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # pylint: disable=wrong-import-position

DEADLINE_SECONDS = 60
LIVE = re.compile(r'^(Ready|Preparing|Printing|Paused|Finished|Print )')
NOT_YET = re.compile(r'^(Connecting|Not reachable|Offline|Not connected|As of)|sends no picture', re.IGNORECASE)


def below(accessible, depth=0):
    if accessible is None or depth > 60:
        return
    yield accessible
    for index in range(accessible.get_child_count()):
        yield from below(accessible.get_child_at_index(index), depth + 1)


def window_parts(program):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is not None and program in (application.get_name() or ''):
            yield from ((part, part.get_name() or '') for part in below(application))


def is_pressed(parts, button):
    for part, text in parts:
        if text == button and part.get_role() == Atspi.Role.PUSH_BUTTON:
            return Atspi.Action.do_action(part, 0)
    return False


def main(program, button, text_too):
    # It warns of a cache that GTK does not keep.
    GLib.log_set_handler('dbind', GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None)
    Atspi.init()
    end = time.monotonic() + DEADLINE_SECONDS
    found = []
    while time.monotonic() < end:
        try:
            parts = list(window_parts(program))
            if button and is_pressed(parts, button):
                button = None
        except GLib.Error:
            parts = []  # the window changed while it was read
        found = [text for _, text in parts]
        if button or text_too and text_too not in found:
            pass
        elif any(LIVE.search(text) for text in found) and not any(NOT_YET.search(text) for text in found):
            return 0
        time.sleep(0.1)
    print(f'{program} showed no live printer in {DEADLINE_SECONDS} s. It showed:', file=sys.stderr)
    print('\n'.join(f'  {text}' for text in found if text), file=sys.stderr)
    return 1


if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--press')
    parser.add_argument('--text')
    parser.add_argument('program')
    options = parser.parse_args()
    sys.exit(main(options.program, options.press, options.text))
