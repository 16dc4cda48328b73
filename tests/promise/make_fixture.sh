#!/usr/bin/env bash
# Makes fixtures/house-N.tar.gz, the house that this release leaves behind, for every later release
# to open. Once a release is out its fixture is never made again.
#   tests/promise/make_fixture.sh BUILD_FOLDER N
set -euo pipefail
build=${1:?the build folder with tests/make_old_house}
number=${2:?the number of the fixture}
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$build/tests/make_old_house" "$scratch/old"
mkdir -p "$here/fixtures"
tar -C "$scratch/old" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf - . |
  gzip -9n > "$here/fixtures/house-$number.tar.gz"
ls -l "$here/fixtures/house-$number.tar.gz"
