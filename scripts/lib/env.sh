# shellcheck shell=bash
# Sourced by every script: where things are, the tools that scripts/setup put into the build tree, and
# how a script speaks.

set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
cd "$ROOT"

TOOLS_DIR="$ROOT/build/tools"
THIRD_PARTY_DIR="$ROOT/build/third_party"

# Made by scripts/lib/node.sh where the system's own Node.js is too old. That one trusts the certificates
# that the system trusts; this one has to be told (a company's proxy may have its own).
use_own_node() {
  [ -x "$TOOLS_DIR/node/bin/node" ] || return 0
  PATH="$TOOLS_DIR/node/bin:$PATH"
  if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
    export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}"
  fi
}
use_own_node

# An activated or unpacked SDK comes before an emcc on PATH.
if [ -n "${EMSDK:-}" ] && [ -x "$EMSDK/upstream/emscripten/emcc" ]; then
  PATH="$EMSDK/upstream/emscripten:$PATH"
elif [ -n "${EMSCRIPTEN:-}" ] && [ -x "$EMSCRIPTEN/emcc" ]; then
  PATH="$EMSCRIPTEN:$PATH"
fi

say() { printf '%s: %s\n' "$(basename "$0")" "$*"; }

die() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# at_least <version> <minimum>: 3.10 is at least 3.9.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# quietly <command...>: its output only when it fails.
quietly() {
  local output status=0
  output="$("$@" 2>&1)" || status=$?
  [ "$status" -eq 0 ] || printf '%s\n' "$output" >&2
  return "$status"
}
