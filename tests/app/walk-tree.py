#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks a program's windows as a screen reader does, each time that a line comes in, and says what
is wrong with them; a line with a dot ends each answer.

Usage: walk-tree.py PID [--marked FILE]

With --marked every text must have the marks of the pseudo-locale; FILE has a pattern a line for what
is not the program's to translate.

All questions of a level of the tree are asked at once: one by one, as libatspi asks, the answers
take many times as long.
"""

import re
import sys

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # pylint: disable=wrong-import-position

ROLE = Atspi.Role
STATE = Atspi.StateType
ACCESSIBLE = 'org.a11y.atspi.Accessible'
ROOT = '/org/a11y/atspi/accessible/root'
DEEPEST = 80

# Toolkit's parts that take the focus to hand it on, or to be scrolled by keys.
CONTAINERS = {
    ROLE.FRAME, ROLE.WINDOW, ROLE.DIALOG, ROLE.ALERT, ROLE.PANEL, ROLE.FILLER, ROLE.GROUPING,
    ROLE.SCROLL_PANE, ROLE.VIEWPORT, ROLE.LIST, ROLE.LIST_BOX, ROLE.TABLE, ROLE.TREE_TABLE,
}
# What has a value says of what.
VALUED = {ROLE.SLIDER, ROLE.SPIN_BUTTON, ROLE.PROGRESS_BAR, ROLE.LEVEL_BAR}
MARKED = re.compile(r'⟦.*⟧', re.DOTALL)
LETTERS = re.compile(r'[^\W\d_]{2}')


class Bus:
    """The accessibility bus, asked many things at once."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address, = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                     None, None, Gio.DBusCallFlags.NONE, -1)
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags)
        self.loop = GLib.MainContext.default()

    def ask(self, questions):
        """The answers to (name, path, interface, method, arguments), None where there is none."""
        answers = [None] * len(questions)
        n_left = len(questions)

        def on_answer(connection, result, index):
            nonlocal n_left
            n_left -= 1
            try:
                answers[index] = connection.call_finish(result).unpack()
            except GLib.Error:  # It went since it was named.
                pass

        for index, (name, path, interface, method, arguments) in enumerate(questions):
            self.connection.call(name, path, interface, method, arguments, None,
                                 Gio.DBusCallFlags.NONE, -1, None, on_answer, index)
        while n_left > 0:
            self.loop.iteration(True)
        return answers

    def find_application(self, pid):
        (applications,), = self.ask([('org.a11y.atspi.Registry', ROOT, ACCESSIBLE, 'GetChildren', None)])
        pids = self.ask([('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                          'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)))
                         for name, _ in applications])
        for application, answer in zip(applications, pids):
            if answer == (pid,):
                return application
        return None


class Node:
    def __init__(self, parent, answers):
        (states,), (role,), (properties,), (self.references,) = answers
        self.states = states[0] | states[1] << 32
        self.role = ROLE(role)
        self.name = properties.get('Name', '')
        self.description = properties.get('Description', '')
        self.parent = parent
        self.children = []

    def has(self, state):
        return bool(self.states >> int(state) & 1)

    def describe(self):
        role = self.role.value_nick
        return f'{role} “{self.name}”' if self.name else role

    def path(self):
        return (self.parent.path() if self.parent is not None else []) + [self.describe()]

    def texts(self):
        for child in self.children:
            yield from filter(None, [child.name])
            yield from child.texts()

    def holds_rows(self, depth=0):
        """A row that unfolds: the rows in it take the focus, not itself."""
        return depth < 4 and any(child.role == ROLE.LIST_ITEM or child.holds_rows(depth + 1)
                                 for child in self.children)


def read_level(bus, references):
    properties = GLib.Variant('(s)', (ACCESSIBLE,))
    answers = bus.ask([question for name, path in references for question in (
        (name, path, ACCESSIBLE, 'GetState', None),
        (name, path, ACCESSIBLE, 'GetRole', None),
        (name, path, 'org.freedesktop.DBus.Properties', 'GetAll', properties),
        (name, path, ACCESSIBLE, 'GetChildren', None),
    )])
    return [answers[index:index + 4] for index in range(0, len(answers), 4)]


def read_windows(bus, pid):
    """All that shows, parents before their children."""
    application = bus.find_application(pid)
    if application is None:
        return []
    (references,), = bus.ask([(*application, ACCESSIBLE, 'GetChildren', None)])
    level = [(None, reference) for reference in references]
    nodes = []
    for _ in range(DEEPEST):
        following = []
        for (parent, _), answers in zip(level, read_level(bus, [reference for _, reference in level])):
            if None in answers:
                continue
            node = Node(parent, answers)
            if not node.has(STATE.SHOWING):
                continue
            nodes.append(node)
            if parent is not None:
                parent.children.append(node)
            # The toolkit draws what is chosen as a list of one.
            if node.role != ROLE.COMBO_BOX:
                following += [(node, reference) for reference in node.references]
        level = following
    return nodes


class Judge:
    def __init__(self, foreign):
        self.foreign = foreign
        self.findings = []

    def visit(self, node):
        if not node.name.strip() and not (node.role == ROLE.LIST_ITEM and node.holds_rows()):
            if node.role in VALUED or (node.has(STATE.FOCUSABLE) and node.role not in CONTAINERS):
                self.say(f'has no name: {" ".join(node.texts())}', node)
        if self.foreign is not None:
            for text in (node.name, node.description):
                self.judge_text(text, node)

    def judge_text(self, text, node):
        if MARKED.search(text) or not LETTERS.search(text):
            return
        if not any(pattern.fullmatch(text) for pattern in self.foreign):
            self.say(f'is not translated: “{text}”', node)

    def say(self, problem, node):
        self.findings.append(f'{" › ".join(node.path()[-8:])} {problem}')


def read_patterns(path):
    with open(path, encoding='utf-8') as lines:
        return [re.compile(line.rstrip('\n'), re.DOTALL) for line in lines
                if line.strip() and not line.startswith('#')]


def main(arguments):
    bus = Bus()
    foreign = read_patterns(arguments[2]) if arguments[1:2] == ['--marked'] else None
    for _ in sys.stdin:
        judge = Judge(foreign)
        nodes = read_windows(bus, int(arguments[0]))
        for node in nodes:
            judge.visit(node)
        if not nodes:
            judge.findings.append('there is no accessible tree')
        for finding in judge.findings:
            print(finding.replace('\n', '⏎'))
        print('.', flush=True)


if __name__ == '__main__':
    main(sys.argv[1:])
