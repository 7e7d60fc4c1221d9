#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks a program's windows as a screen reader does, each time that a line comes in, and says what
is wrong with them; a line with a dot ends each answer.

Usage: walk-tree.py PID [--marked FILE]

With --marked every text must have the marks of the pseudo-locale; FILE has a pattern a line for what
is not the program's to translate.
"""

import re
import sys

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # pylint: disable=wrong-import-position

ROLE = Atspi.Role
STATE = Atspi.StateType

# Toolkit's parts that take the focus to hand it on, or to be scrolled by keys.
CONTAINERS = {
    ROLE.FRAME, ROLE.WINDOW, ROLE.DIALOG, ROLE.ALERT, ROLE.PANEL, ROLE.FILLER, ROLE.GROUPING,
    ROLE.SCROLL_PANE, ROLE.VIEWPORT, ROLE.LIST, ROLE.LIST_BOX, ROLE.TABLE, ROLE.TREE_TABLE,
}
# What has a value says of what.
VALUED = {ROLE.SLIDER, ROLE.SPIN_BUTTON, ROLE.PROGRESS_BAR, ROLE.LEVEL_BAR}
MARKED = re.compile(r'⟦.*⟧', re.DOTALL)
LETTERS = re.compile(r'[^\W\d_]{2}')


def find_window_roots(pid):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is not None and application.get_process_id() == pid:
            application.set_cache_mask(Atspi.Cache.NONE)
            for child in range(application.get_child_count()):
                yield application.get_child_at_index(child)


def walk(accessible, path, visit, depth=0):
    if accessible is None or depth > 80:
        return
    states = accessible.get_state_set()
    if not states.contains(STATE.SHOWING):
        return
    name = accessible.get_name() or ''
    role = accessible.get_role()
    path = path + [f'{accessible.get_role_name()} “{name}”' if name else accessible.get_role_name()]
    visit(accessible, role, name, states, path)
    # The toolkit draws what is chosen as a list of one.
    if role == ROLE.COMBO_BOX:
        return
    for index in range(accessible.get_child_count()):
        walk(accessible.get_child_at_index(index), path, visit, depth + 1)


def texts(accessible):
    for index in range(accessible.get_child_count()):
        child = accessible.get_child_at_index(index)
        if child is not None:
            yield from filter(None, [child.get_name()])
            yield from texts(child)


def holds_rows(accessible, depth=0):
    """A row that unfolds: the rows in it take the focus, not itself."""
    for index in range(accessible.get_child_count() if depth < 4 else 0):
        child = accessible.get_child_at_index(index)
        if child is not None and (child.get_role() == ROLE.LIST_ITEM or holds_rows(child, depth + 1)):
            return True
    return False


class Judge:
    def __init__(self, foreign):
        self.foreign = foreign
        self.findings = []
        self.n_nodes = 0

    def visit(self, accessible, role, name, states, path):
        self.n_nodes += 1
        if not name.strip() and not (role == ROLE.LIST_ITEM and holds_rows(accessible)):
            if role in VALUED or (states.contains(STATE.FOCUSABLE) and role not in CONTAINERS):
                self.say(f'has no name: {" ".join(texts(accessible))}', path)
        if self.foreign is not None:
            for text in (name, accessible.get_description() or ''):
                self.judge_text(text, path)

    def judge_text(self, text, path):
        if MARKED.search(text) or not LETTERS.search(text):
            return
        if not any(pattern.fullmatch(text) for pattern in self.foreign):
            self.say(f'is not translated: “{text}”', path)

    def say(self, problem, path):
        self.findings.append(f'{" › ".join(path[-8:])} {problem}')


def read_patterns(path):
    with open(path, encoding='utf-8') as lines:
        return [re.compile(line.rstrip('\n'), re.DOTALL) for line in lines
                if line.strip() and not line.startswith('#')]


def main(arguments):
    # It warns of a cache that GTK does not keep.
    GLib.log_set_handler('dbind', GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None)
    Atspi.init()
    foreign = read_patterns(arguments[2]) if arguments[1:2] == ['--marked'] else None
    for _ in sys.stdin:
        judge = Judge(foreign)
        try:
            for window in find_window_roots(int(arguments[0])):
                walk(window, [], judge.visit)
        except GLib.Error as error:
            judge.findings.append(f'the tree could not be walked: {error.message}')
        if judge.n_nodes == 0:
            judge.findings.append('there is no accessible tree')
        for finding in judge.findings:
            print(finding.replace('\n', '⏎'))
        print('.', flush=True)


if __name__ == '__main__':
    main(sys.argv[1:])
