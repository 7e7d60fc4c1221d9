# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Flatpak: built from its manifest, checked, run. Read by ./dev, which it uses. All of it is in
# an installation of its own under the cache; the user's Flatpaks stay as they are.
#
# shellcheck shell=bash
# shellcheck disable=SC2154 # what ./dev sets

flatpak_cache=$cache/flatpak
export FLATPAK_USER_DIR=$flatpak_cache/installation

manifest_says () { python3 "$tree/build-aux/flatpak-manifest.py" "$@"; }

# ---- Platform and SDK ------------------------------------------------------------------------

# What the stand-in lacks, as GNOME's own platform does: the manifest has to bring it. Then what is
# large and no part of a platform.
standin_lacks='^((lib)?(mosquitto|yyjson|portal|gstrtspserver)|blueprint-compiler|gir1\.2-xdp)'
standin_spares='^(lib)?(clang|proftpd|gnome-keyring|imagemagick|magick|shellcheck|valgrind)|^xvfb'
# What only the SDK has
sdk_only='-dev(-bin|-tools)?(:|$)|^(gcc|g\+\+|cpp|binutils)(-|$)|^(meson|ninja-build)$|^lib(gcc|stdc\+\+)-[0-9]+-dev'
# What GNOME's SDK has and building in the root does not take; the two generations of
# flatpak-builder want an appstream-compose each.
sdk_extra=(cmake g++ make appstream-compose appstream-util)
standin_is=(standin_lacks standin_spares sdk_only sdk_extra)

# in_root COMMAND …: as root of the Debian root, which stays as it is; the cache can be written.
in_root () {
  local -a mounts=()
  local link file
  for link in bin sbin lib lib64; do
    mounts+=(--symlink "usr/$link" "/$link")
  done
  for file in resolv.conf hosts; do
    [[ ! -e /etc/$file ]] || mounts+=(--ro-bind "$(realpath "/etc/$file")" "/etc/$file")
  done
  bwrap --unshare-user --uid 0 --gid 0 --ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc --ro-bind "$root/var" /var \
    "${mounts[@]}" --dev /dev --proc /proc --tmpfs /tmp --bind "$flatpak_cache" "$flatpak_cache" \
    --setenv PATH /usr/sbin:/usr/bin --setenv LC_ALL C.UTF-8 --die-with-parent "$@"
}

in_root_apt () {
  local work=$flatpak_cache/apt
  mkdir -p "$work"/{lists,archives}/partial
  in_root apt-get -q -o Dir::State::lists="$work/lists" -o Dir::Cache="$work" -o APT::Sandbox::User=root \
    -o Debug::NoLocking=true "$@" </dev/null >&2
}

# drop_packages PATTERN: takes the files of the root's packages of that name out of the tree.
drop_packages () {
  local name file
  find "$root/var/lib/dpkg/info" -name '*.list' -printf '%f\n' | sed 's/\.list$//' | grep -E -- "$1" |
    while read -r name; do
      grep '^/usr/' "$root/var/lib/dpkg/info/$name.list" || true
    done |
    while read -r file; do
      [[ -d $standin/$file && ! -L $standin/$file ]] || printf '%s\0' "$standin/$file"
    done |
    xargs -0 rm -f
}

# The tree consists of links to the root's files; whatever is written to it takes their place.
make_standin () {
  local version=$1 standin=$flatpak_cache/standin name
  say "Making a stand-in for org.gnome.Platform and Sdk $version of the Debian root (once; a minute, 1.4 GB)"
  need_room "$flatpak_cache"
  rm -rf --one-file-system "$standin" "$flatpak_cache"/{repo,installation}
  mkdir -p "$standin/files"
  cp -al "$root/usr" "$standin/usr"
  cp -a "$root/etc" "$standin/usr/etc"

  { in_root_apt update && in_root_apt -y --no-install-recommends --download-only install "${sdk_extra[@]}"; } ||
    fail "What the SDK needs could not be fetched (see above). Is there a network?"
  for name in "$flatpak_cache"/apt/archives/*.deb; do
    dpkg-deb -x "$name" "$standin"
  done
  ln -sf g++ "$standin/usr/bin/c++" # which installing would do
  # In a platform it is the same folder; else Meson takes it for the one of libraries.
  if [[ -d $standin/usr/lib64 ]]; then
    mv "$standin"/usr/lib64/* "$standin/usr/lib"
    rmdir "$standin/usr/lib64"
    ln -s lib "$standin/usr/lib64"
  fi
  drop_packages "$standin_lacks|$standin_spares"
  rm -rf "$standin"/usr/share/{doc,locale,man}

  ostree init --repo="$flatpak_cache/repo" --mode=bare-user-only
  for name in Sdk Platform; do
    printf '[Runtime]\nname=org.gnome.%s\nruntime=org.gnome.Platform/%s/%s\nsdk=org.gnome.Sdk/%s/%s\n' \
      "$name" "$(flatpak --default-arch)" "$version" "$(flatpak --default-arch)" "$version" >"$standin/metadata"
    [[ $name == Sdk ]] || drop_packages "$sdk_only"
    flatpak build-export --runtime --disable-fsync "$flatpak_cache/repo" "$standin" "$version" >/dev/null
  done
  flatpak --user remote-add --no-gpg-verify standin "$flatpak_cache/repo"
  flatpak --user install -y --noninteractive standin "org.gnome.Sdk//$version" "org.gnome.Platform//$version" >&2
  rm -rf --one-file-system "$standin" "$flatpak_cache/apt"
}

platform_is_there () {
  flatpak info "org.gnome.Sdk//$1" >/dev/null 2>&1 && flatpak info "org.gnome.Platform//$1" >/dev/null 2>&1
}

# GNOME's SDK no longer has the appstream-compose that older ones start.
builder_is_new_enough () { printf '1.4\n%s\n' "$(flatpak-builder --version | grep -o '[0-9][0-9.]*')" | sort -CV; }

fetch_platform () {
  say "Fetching org.gnome.Platform and Sdk $1 from Flathub"
  timeout 60 flatpak --user remote-add --if-not-exists flathub https://dl.flathub.org/repo/flathub.flatpakrepo >&2 &&
    flatpak --user install -y --noninteractive flathub "org.gnome.Sdk//$1" "org.gnome.Platform//$1" >&2
}

# Sets sources: the options with which flatpak-builder finds them.
need_platform () {
  local manifest=$1 version mirror checksum name path file
  local root stamp
  version=$(manifest_says runtime "$manifest")
  root=$(root_path)
  stamp="${root##*/} $version $({ declare -p "${standin_is[@]}"; declare -f make_standin drop_packages; } | sha256sum)"
  sources=()
  if [[ ! -e $flatpak_cache/stamp ]]; then
    if builder_is_new_enough; then
      ! platform_is_there "$version" || return 0
      ! fetch_platform "$version" || return 0
      say 'Flathub is not to be reached'
    else
      say "flatpak-builder is older than 1.4, which GNOME's SDK takes"
    fi
  fi

  [[ -d $root ]] || (make_root "$root")
  if [[ $(cat "$flatpak_cache/stamp" 2>/dev/null) != "$stamp" ]] || ! platform_is_there "$version"; then
    make_standin "$version"
    echo "$stamp" >"$flatpak_cache/stamp"
  fi
  # shellcheck disable=SC2016 # apt's own variable
  mirror=$(in_root apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
  while read -r checksum name path; do
    file=$flatpak_cache/sources/downloads/$checksum/$name
    [[ ! -e $file ]] || continue
    mkdir -p "${file%/*}"
    in_root /usr/lib/apt/apt-helper -o APT::Sandbox::User=root \
      download-file "$mirror$path" "$file" "SHA256:$checksum" </dev/null >&2 ||
      fail "$name could not be fetched (see above). Is there a network?"
  done < <(manifest_says debian "$manifest")
  sources=(--disable-download --extra-sources="$flatpak_cache/sources")
}

# ---- Build and run ---------------------------------------------------------------------------

# What meson.build does not find out: the parts that are loaded, and who does curl's TLS.
check_platform () {
  # shellcheck disable=SC2016 # the sandbox's variables
  flatpak build "$1" sh -c '
    status=0
    for element in jpegdec rtspsrc rtph264depay h264parse gtk4paintablesink; do
      gst-inspect-1.0 --exists "$element" || { echo "GStreamer has no $element" >&2; status=1; }
    done
    curl-config --ssl-backends | grep -q OpenSSL || { echo "curl does not use OpenSSL" >&2; status=1; }
    exit $status'
}

# take_picture FILE PRINTER [--press BUTTON] [CULM-OPTION …]: Culm in its sandbox, when it shows the
# printer's camera.
take_picture () {
  local file=$1 printer=$2 status=0 culm
  local -a press=()
  shift 2
  [[ ${1:-} != --press ]] || { press=("$1" "$2"); shift 2; }
  flatpak run "$app_id" "$@" &
  culm=$!
  if ! /usr/bin/python3 "$tree/build-aux/wait-for-window.py" "${press[@]}" --text "Camera of $printer, live" culm ||
    ! import -window root -crop 1000x720+0+0 "$file"; then
    status=1
  fi
  flatpak kill "$app_id" || true
  wait "$culm" 2>/dev/null || true
  return "$status"
}

look_at_flatpak () {
  mkdir -p "$tree/_run"
  take_picture "$tree/_run/flatpak.png" 'Big one' --demo &&
    take_picture "$tree/_run/flatpak-try.png" Workshop --press 'Try with a Demo Printer' &&
    say 'The window is in _run/flatpak.png, and in _run/flatpak-try.png with a demo printer that was asked for'
}

# The cache serves one checkout after the other.
build_flatpak () {
  local manifest=$1 built=$2
  local -a sources
  flock -n 9 || { say 'Waiting for another checkout that builds the Flatpak'; flock 9; }
  need_platform "$manifest"

  say "Building $app_id"
  flatpak-builder --user --install --force-clean --rebuild-on-sdk-change --ccache --disable-rofiles-fuse \
    --state-dir="$flatpak_cache/state" "${sources[@]}" "$built" "$manifest" >&2 ||
    fail 'The Flatpak could not be built (see above).'
  manifest_says built "$manifest" "$built" || fail 'The Flatpak is not what it should be (see above).'
  check_platform "$built" || fail 'The platform lacks something (see above).'
}

command_flatpak () {
  local app_id=io.github.culm.Culm.Devel
  [[ ${1:-} != --release ]] || { app_id=${app_id%.Devel}; shift; }

  ! command -v apt-get >/dev/null || install_packages flatpak flatpak-builder elfutils python3
  command -v flatpak flatpak-builder python3 >/dev/null || fail './dev flatpak needs flatpak, flatpak-builder and python3.'
  mkdir -p "$flatpak_cache"
  build_flatpak "$tree/flatpak/$app_id.json" "$tree/_build-flatpak" 9>"$flatpak_cache/lock"

  if [[ ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    flatpak run "$app_id" "$@"
  else
    say 'There is no display: the demo is shown on one of its own, and ends when its picture is taken.'
    install_packages xvfb dbus at-spi2-core gir1.2-atspi-2.0 python3-gi imagemagick
    with_display with_session look_at_flatpak
  fi
}
