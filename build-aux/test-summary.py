#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the test cases of a `meson test` run and says so in one last line.

Meson counts programs; here each case of a program counts. A skipped case is a failure: whatever the
suites need, ./dev provides. A program that ends badly without a failed case counts as one failure.
"""

import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def case_is_bad(case):
    return any(case.find(tag) is not None for tag in ('failure', 'error', 'skipped'))


def read_cases(junit):
    """Maps the name of a program to its cases, as (name, is bad)."""
    cases = {}
    for suite in ElementTree.parse(junit).getroot().iter('testsuite'):
        for case in suite.iter('testcase'):
            # Programs with one result share the suite that is named like the project.
            program = suite.get('name').partition('.')[2] or case.get('name')
            cases.setdefault(program, []).append((case.get('name'), case_is_bad(case)))
    return cases


def main(build, extra_passed, extra_failed):
    logs = Path(build) / 'meson-logs'
    passed, bad = extra_passed, []

    cases = read_cases(logs / 'testlog-dev.junit.xml')
    for line in (logs / 'testlog-dev.json').read_text().splitlines():
        test = json.loads(line)
        program = test['name']
        results = cases.get(program, [])
        failed = [f'{program}: {name}' for name, is_bad in results if is_bad]
        if not failed and test['result'] not in ('OK', 'EXPECTEDFAIL'):
            failed = [f'{program}: {test["result"].lower()}']
        passed += sum(not is_bad for _, is_bad in results)
        bad += failed

    if bad:
        print('\nFailed or skipped:')
        for name in bad:
            print(f'  {name}')
    failures = len(bad) + extra_failed
    print(f'\n{passed} passed, {failures} failed')
    return 0 if passed and not failures else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
