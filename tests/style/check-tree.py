#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what holds for every file of the tree; TAP on standard output."""

import re
import subprocess
import sys
from pathlib import Path

# Folder → what its files may not include. Arrows point down only: app and ctl on words and bambu.
FORBIDDEN_INCLUDES = {
    'src/bambu': r'gtk|gdk|adwaita|(\.\./)*simulator/|(\.\./)*app/',
    'src/app': r'json-glib|yyjson|sqlite3|libsoup|mosquitto|openssl|(\.\./)*simulator/',
    'src/ctl': r'gtk|gdk|adwaita|(\.\./)*simulator/|(\.\./)*app/',
    'src/serve': r'gtk|gdk|adwaita|(\.\./)*simulator/|(\.\./)*app/|(\.\./)*ctl/',
    'src/simulator': r'gtk|gdk|adwaita|(\.\./)*app/',
    'src/words': r'gtk|gdk|adwaita|(\.\./)*simulator/|(\.\./)*app/|(\.\./)*ctl/',
}
# The one place that starts the demo
SIMULATOR_DOOR = 'src/app/culm-demo.c'

TRANSLATED = re.compile(r'(?<!\w)(_|C_|N_|NC_|ngettext|g_dngettext) ?\("')


def sources(tree, *patterns):
    found = (path for pattern in patterns for path in tree.glob(pattern))
    return sorted(path.relative_to(tree) for path in found)


def check_layers(tree):
    for folder, pattern in FORBIDDEN_INCLUDES.items():
        include = re.compile(rf'^#include [<"]({pattern})', re.MULTILINE)
        for path in sources(tree, f'{folder}/**/*.[ch]'):
            match = include.search((tree / path).read_text())
            if match and not (str(path) == SIMULATOR_DOOR and 'simulator/' in match[0]):
                yield f'{path}: {match[0]}'


def check_licence(tree):
    for path in sources(tree, 'src/**/*.[ch]', 'tests/**/*.[ch]', 'data/**/*.blp'):
        if 'SPDX-License-Identifier: GPL-3.0-or-later' not in (tree / path).open().readline():
            yield f'{path}: the first line names no licence'


def check_potfiles(tree):
    listed = [line for line in (tree / 'po/POTFILES.in').read_text().splitlines()
              if line and not line.startswith('#')]
    yield from (f'{name}: listed, but not there' for name in listed if not (tree / name).exists())
    if listed != sorted(listed):
        yield 'po/POTFILES.in: not sorted'
    for path in sources(tree, 'src/**/*.c', 'data/**/*.blp'):
        if TRANSLATED.search((tree / path).read_text()) and str(path) not in listed:
            yield f'{path}: has words for translators and is not listed'


def check_format(tree):
    paths = [str(path) for path in sources(tree, 'src/**/*.[ch]', 'tests/**/*.[ch]')]
    done = subprocess.run(['clang-format', '--dry-run', '-Werror', *paths],
                          cwd=tree, capture_output=True, text=True, check=False)
    wrong = {line.split(':', 1)[0] for line in done.stderr.splitlines() if ': error:' in line}
    if done.returncode and not wrong:
        yield done.stderr
    yield from (f'{path}: clang-format -i {path}' for path in sorted(wrong))


def check_scripts(tree):
    done = subprocess.run(['shellcheck', '--format=gcc', 'dev', '.ci/run', 'build-aux/flatpak.sh'],
                          cwd=tree, capture_output=True, text=True, check=False)
    yield from done.stdout.splitlines()


CHECKS = {
    'includes point down only': check_layers,
    'every source names its licence': check_licence,
    'POTFILES.in is complete': check_potfiles,
    'clang-format changes nothing': check_format,
    'shellcheck finds nothing': check_scripts,
}


def main(tree):
    print(f'1..{len(CHECKS)}')
    for number, (name, check) in enumerate(CHECKS.items(), 1):
        faults = list(check(tree))
        for fault in faults:
            print(f'# {fault}')
        print(f'{"not ok" if faults else "ok"} {number} {name}')


if __name__ == '__main__':
    main(Path(sys.argv[1]))
