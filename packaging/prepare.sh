#!/usr/bin/env bash
# Shared by ./run and ./test: installs what is missing, builds, and says what it does. Sourced.
# Phases print "[n/N] what"; a phase that fails ends with one sentence that says what to do.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
phase_count=${phase_count:-4}
phase_number=0
started_at=$SECONDS

phase() {
  phase_number=$((phase_number + 1))
  printf '[%d/%d] %s\n' "$phase_number" "$phase_count" "$1"
}

stop_with() {
  printf '\nLiuhen cannot go on: %s\n' "$1" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

missing_packages() {
  local name
  while read -r name; do
    dpkg-query -W -f='${Status}\n' "$name" 2>/dev/null | grep -q '^install ok installed$' ||
      printf '%s\n' "$name"
  done < <(grep -vE '^\s*(#|$)' "$root/packages.debian")
}

install_packages() {
  phase "Debian packages"
  command -v dpkg-query >/dev/null || stop_with "this is not Debian; the supported system is Debian 12."
  local missing
  mapfile -t missing < <(missing_packages)
  if [ "${#missing[@]}" -gt 0 ]; then
    printf '      installing %d missing: %s\n' "${#missing[@]}" "${missing[*]}"
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
      stop_with "packages are missing and there is no sudo; run this as root once, or install: ${missing[*]}"
    fi
    as_root apt-get update -qq || stop_with "apt-get update failed; check the package sources."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      "${missing[@]}" >"$root/build/apt.log" 2>&1 ||
      stop_with "apt-get install failed; the last lines are in build/apt.log."
  fi
  if ! command -v npm >/dev/null; then
    printf '      installing Node.js and npm\n'
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      nodejs npm >>"$root/build/apt.log" 2>&1 ||
      stop_with "Node.js could not be installed; the last lines are in build/apt.log."
  fi
}

build_web() {
  phase "Web pages"
  cd "$root/web"
  local stamp=node_modules/.liuhen-lock
  if ! cmp -s package-lock.json "$stamp" 2>/dev/null; then
    npm ci --no-audit --no-fund --loglevel=error || stop_with "npm ci failed; see the lines above."
    cp package-lock.json "$stamp"
  fi
  local sources
  sources=$(find src public index.html vite.config.ts package-lock.json ../api/openapi.yaml -type f \
    -exec sha256sum {} + 2>/dev/null | sort | sha256sum)
  if [ ! -f dist/index.html ] || [ "$(cat dist/.sources 2>/dev/null)" != "$sources" ]; then
    npm run --silent build || stop_with "the web pages do not build; see the lines above."
    printf '%s\n' "$sources" >dist/.sources
  fi
  cd "$root"
}

# build_server FOLDER TYPE [target...]
build_server() {
  phase "Server ($2)"
  local folder=$root/build/$1 type=$2
  shift 2
  cmake -S "$root" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE="$type" >"$folder.configure.log" 2>&1 ||
    { tail -n 20 "$folder.configure.log"; stop_with "the build cannot be configured; see the lines above."; }
  ninja -C "$folder" "$@" | sed -un 's/^\[\([0-9]*\/[0-9]*\)\].*/      \1/p; /error\|FAILED\|warning/p' |
    awk '/^      [0-9]/ { n = split($1, p, "/"); if (p[1] % 10 == 0 || p[1] == p[2]) print; next } { print }' ||
    { ninja -C "$folder" "$@" | tail -n 40 || true; stop_with "the server does not build; see the lines above."; }
}

mkdir -p "$root/build"
