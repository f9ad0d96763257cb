#!/usr/bin/env bash
# Makes sure that the programs which the tests drive are there: a Chromium, and the Mosquitto broker. Installs Debian's when missing.
set -eu
wanted=""
found=""
for name in "${CITY_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && found=yes
done
[ -n "$found" ] || wanted="$wanted chromium"
PATH="$PATH:/usr/sbin" command -v mosquitto >/dev/null 2>&1 || wanted="$wanted mosquitto"
[ -n "$wanted" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing for the tests:$wanted. Install it by your system's package manager (a browser can be named in CITY_CHROMIUM)." >&2
    exit 1
fi
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
$sudo apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $wanted >/dev/null
