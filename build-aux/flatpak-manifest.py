#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Flatpak's manifests say, and whether that holds.

Usage: flatpak-manifest.py check TREE           both manifests; TAP on standard output
       flatpak-manifest.py built MANIFEST DIR   what flatpak-builder made of one in DIR
       flatpak-manifest.py runtime MANIFEST     version of the runtime
       flatpak-manifest.py debian MANIFEST      checksum, file name and path in Debian's pool of each source
"""

import configparser
import json
import re
import sys
from pathlib import Path

RELEASE = 'io.github.culm.Culm'
DEVEL = 'io.github.culm.Culm.Devel'

# All that the app may do. What it asks portals for needs no permission.
FINISH_ARGS = ['--share=network', '--share=ipc', '--socket=wayland', '--socket=fallback-x11', '--device=dri']
# As flatpak writes them down: fallback-x11 takes x11 back where there is Wayland.
CONTEXT = {'shared': {'network', 'ipc'}, 'sockets': {'wayland', 'x11', 'fallback-x11'}, 'devices': {'dri'}}

# Dependencies in meson.build that are not bundled: in org.gnome.Platform, by their names in pkg-config
PLATFORM = {
    'gio-2.0', 'gio-unix-2.0', 'gtk4', 'libadwaita-1', 'libdex-1', 'json-glib-1.0', 'libsoup-3.0', 'libsecret-1',
    'libssl', 'libcrypto', 'libcurl', 'sqlite3', 'libarchive', 'libjpeg',
    'gstreamer-1.0', 'gstreamer-base-1.0', 'gstreamer-video-1.0',
}
BUNDLED = {'libmosquitto': 'mosquitto', 'yyjson': 'yyjson', 'libportal': 'libportal', 'libportal-gtk4': 'libportal'}
TESTS_ONLY = {'gstreamer-rtsp-server-1.0', 'x11', 'gtk4-x11'}


def load(tree, app_id):
    return json.loads((tree / f'flatpak/{app_id}.json').read_text())


def manifests(tree):
    return [(app_id, load(tree, app_id)) for app_id in (RELEASE, DEVEL)]


def archives(manifest):
    return [(module, source) for module in manifest['modules'] for source in module['sources']
            if source['type'] != 'dir']


def check_ids(tree):
    for app_id, manifest in manifests(tree):
        if manifest['id'] != app_id:
            yield f'{app_id}.json is for {manifest["id"]}'
        if manifest['command'] != 'culm':
            yield f'{app_id} starts {manifest["command"]}'
        if f"'{app_id}'" not in (tree / 'meson.build').read_text():
            yield f'meson.build knows no {app_id}'
        options = manifest['modules'][-1]['config-opts']
        if ('-Ddevelopment=true' in options) != (app_id == DEVEL):
            yield f'{app_id} is built as the other one: {options}'
        if '-Dtests=false' not in options:
            yield f'{app_id} builds the tests'
    files = sorted(path.name for path in (tree / 'flatpak').glob('*.json'))
    if files != sorted([f'{RELEASE}.json', f'{DEVEL}.json']):
        yield f'flatpak/ has {", ".join(files)}'


def check_permissions(tree):
    for app_id, manifest in manifests(tree):
        if manifest['finish-args'] != FINISH_ARGS:
            yield f'{app_id} may {manifest["finish-args"]}'


def check_sources(tree):
    for app_id, manifest in manifests(tree):
        for module in manifest['modules']:
            if module.get('build-options') or not module['sources']:
                yield f'{app_id}: {module["name"]} has build-options, or no source'
        for module, source in archives(manifest):
            if source['type'] != 'archive' or not re.fullmatch(r'[0-9a-f]{64}', source.get('sha256', '')):
                yield f'{app_id}: a source of {module["name"]} has no sha256'
            for url in [source.get('url', ''), *source.get('mirror-urls', [])]:
                if not url.startswith('https://'):
                    yield f'{app_id}: {module["name"]} comes from "{url}"'
        own = manifest['modules'][-1]
        if [(source['type'], source['path']) for source in own['sources']] != [('dir', '..')]:
            yield f'{app_id}: Culm is not built from the tree'
        made = set(re.findall(r'\b_(?:build|run)(?:-\w+)?\b', (tree / 'dev').read_text())) | {'.flatpak-builder', '.git', '_build-flatpak'}
        missing = made - set(own['sources'][0]['skip'])
        if missing:
            yield f'{app_id}: copies {", ".join(sorted(missing))}'


def check_same(tree):
    release, devel = (manifest for _, manifest in manifests(tree))
    for manifest in (release, devel):
        del manifest['id'], manifest['modules'][-1]['config-opts']
    devel.pop('desktop-file-name-suffix', None)
    if release != devel:
        yield 'They differ in more than the id, the name and Culm’s options'


def check_dependencies(tree):
    wanted = set(re.findall(r"dependency\('([^']+)'", (tree / 'meson.build').read_text())) - TESTS_ONLY
    if not wanted:
        yield 'meson.build depends on nothing'
    modules = {module['name'] for module in load(tree, RELEASE)['modules']}
    for name in sorted(wanted - PLATFORM):
        if BUNDLED.get(name) not in modules:
            yield f'{name} is neither in the platform nor bundled'


def check_compiler(tree):
    for app_id, manifest in manifests(tree):
        first = manifest['modules'][0]
        if (first['name'], first.get('cleanup')) != ('blueprint-compiler', ['*']):
            yield f'{app_id}: the first module is not the Blueprint compiler, cleaned up'


CHECKS = {
    'each manifest is named and built for its id': check_ids,
    'the permissions are the allowed ones': check_permissions,
    'every source has an address and a sha256, or is the tree': check_sources,
    'both manifests build the same': check_same,
    'what meson.build needs is in the platform or bundled': check_dependencies,
    'the Blueprint compiler is not shipped': check_compiler,
}


def check(tree):
    print(f'1..{len(CHECKS)}')
    for number, (name, function) in enumerate(CHECKS.items(), 1):
        try:
            faults = list(function(tree))
        except (KeyError, IndexError, TypeError, ValueError, OSError) as error:
            faults = [f'{type(error).__name__}: {error}']
        for fault in faults:
            print(f'# {fault}')
        print(f'{"not ok" if faults else "ok"} {number} {name}')


def built_faults(manifest, directory):
    app_id = manifest['id']
    metadata = configparser.ConfigParser(delimiters='=', interpolation=None)
    metadata.optionxform = str
    metadata.read_string((directory / 'metadata').read_text())

    context = {key: set(value.split(';')) - {''} for key, value in metadata['Context'].items()}
    if context != CONTEXT:
        yield f'The app may {context}'
    for section in metadata.sections():
        if section not in ('Application', 'Context', 'Build') and not section.startswith('Extension '):
            yield f'The metadata has [{section}]'
    for key, value in (('name', app_id), ('command', 'culm')):
        if metadata['Application'].get(key) != value:
            yield f'{key} is {metadata["Application"].get(key)}'

    # Before 1.3 flatpak-builder renames the metainfo.
    for name in (f'applications/{app_id}.desktop', f'*/{app_id}.*.xml', f'mime/packages/{app_id}.xml',
                 f'dbus-1/services/{app_id}.service', f'gnome-shell/search-providers/{app_id}.search-provider.ini',
                 f'icons/hicolor/scalable/apps/{app_id}.svg', f'icons/hicolor/symbolic/apps/{app_id}-symbolic.svg'):
        if not any(path.is_file() for path in (directory / 'export/share').glob(name)):
            yield f'{name} is not exported'
    shipped = {path.name for path in (directory / 'files/bin').iterdir()}
    if shipped != {'culm', 'culmctl'}:
        yield f'bin/ has {", ".join(sorted(shipped))}'
    if (directory / 'files/include').exists():
        yield 'Headers are shipped'


def built(manifest, directory):
    faults = list(built_faults(manifest, directory))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def debian(manifest):
    for _, source in archives(manifest):
        for url in [source['url'], *source.get('mirror-urls', [])]:
            if '/debian/pool/' in url:
                print(source['sha256'], source['url'].rsplit('/', 1)[1], 'pool/' + url.split('/debian/pool/', 1)[1])
                break


def main(command, path, *rest):
    if command == 'check':
        return check(Path(path))
    manifest = json.loads(Path(path).read_text())
    if command == 'built':
        return built(manifest, Path(rest[0]))
    if command == 'debian':
        return debian(manifest)
    assert command == 'runtime'
    return print(manifest['runtime-version'])


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
