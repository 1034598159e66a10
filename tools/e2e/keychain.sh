#!/usr/bin/env bash
# Runs the keychain tests against a real Secret Service: gnome-keyring in a D-Bus session of its own.
set -euo pipefail
cd "$(dirname "$0")/../../packages/auth"
if ! command -v dbus-run-session >/dev/null || ! command -v gnome-keyring-daemon >/dev/null; then
  echo 'The keychain tests need gnome-keyring and dbus (Debian: apt-get install gnome-keyring dbus).' >&2
  exit 2
fi
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_RUNTIME_DIR="$home" MMD_TEST_KEYCHAIN=1
chmod 700 "$home"
exec dbus-run-session -- bash -c '
  printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null
  vitest run --config vitest.keychain.config.ts
'
