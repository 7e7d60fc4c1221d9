#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes what it takes to see the program in other languages, where nothing is installed of them: the
locales of the C library, and a translation that is longer than the original, with marks around each
text. What lacks them on the screen is not translated, or glued together from several.

Usage: make-languages.py TEMPLATE.pot FOLDER
"""

import os
import re
import subprocess
import sys

LOCALES = ('de_DE', 'en_US', 'es_ES', 'fr_FR', 'pt_BR', 'zh_CN')

ACCENTS = str.maketrans('AEIOUaeiouncysz', 'ÅÉÎÖÛåéîöûñçýšž')
# Directives, markup, entities and mnemonics stay as they are.
KEPT = re.compile(r'(%(?:\d+\$)?[-+ #0\']*\d*(?:\.\d+)?(?:l|ll|z)?[a-zA-Z%]|<[^<>]*>|&\w+;|\\.|_)')
ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr)(?:\[\d\])? (".*(?:\n".*)*)', re.MULTILINE)


def unquote(text):
    return ''.join(line.strip()[1:-1] for line in text.splitlines())


def lengthen(text):
    parts = KEPT.split(text)
    accented = ''.join(part if index % 2 else part.translate(ACCENTS) for index, part in enumerate(parts))
    # gettext wants line ends at both ends kept there.
    tildes = ' '.join(['~' * 8] * (len(text) // 32) + ['~' * (len(text) // 4 % 8)])
    # Several words become more words, not one that no line has room for.
    gap = ' ' if ' ' in text.strip() and tildes.strip() else ''
    start, body, end = re.fullmatch(r'((?:\\n)?)(.*?)((?:\\n)?)', accented).groups()
    return f'{start}⟦{body}{gap}{tildes}⟧{end}'


def translate(template):
    with open(template, encoding='utf-8') as lines:
        blocks = lines.read().split('\n\n')
    translated = ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
                  '"Plural-Forms: nplurals=2; plural=n != 1;\\n"']
    for block in blocks[1:]:
        entry = {key: unquote(text) for key, text in ENTRY.findall(block)}
        if not entry.get('msgid'):
            continue
        lines = [line for line in block.splitlines() if line.startswith('#,')]
        lines += [f'{key} "{entry[key]}"' for key in ('msgctxt', 'msgid', 'msgid_plural') if key in entry]
        if 'msgid_plural' in entry:
            lines += [f'msgstr[0] "{lengthen(entry["msgid"])}"', f'msgstr[1] "{lengthen(entry["msgid_plural"])}"']
        else:
            lines.append(f'msgstr "{lengthen(entry["msgid"])}"')
        translated.append('\n'.join(lines))
    return '\n\n'.join(translated) + '\n'


def main(template, folder):
    catalogue = os.path.join(folder, 'en_XA', 'LC_MESSAGES')
    os.makedirs(catalogue, exist_ok=True)
    for locale in LOCALES:
        subprocess.run(['localedef', '-i', locale, '-f', 'UTF-8', os.path.join(folder, f'{locale}.UTF-8')], check=True)
    subprocess.run(['msgfmt', '--check-format', '-o', os.path.join(catalogue, 'culm.mo'), '-'], check=True,
                   input=translate(template), text=True, encoding='utf-8')


if __name__ == '__main__':
    main(*sys.argv[1:])
