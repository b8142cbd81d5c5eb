# shellcheck shell=bash
# System packages: what is missing is collected first and installed in one go.
#
#   want <package> <why> <test command...>   the test succeeds where the thing is already there
#   install_wanted                           installs what was collected, or says how to

MISSING_PACKAGES=()

want() {
  local package="$1" why="$2"
  shift 2
  if ! "$@" >/dev/null 2>&1; then
    say "installing $package: $why"
    MISSING_PACKAGES+=("$package")
  fi
}

install_wanted() {
  [ ${#MISSING_PACKAGES[@]} -gt 0 ] || return 0

  local packages="${MISSING_PACKAGES[*]}" as_root=()
  local command="apt-get update && apt-get install --no-install-recommends $packages"
  MISSING_PACKAGES=()
  have apt-get || die "missing, and this system has no apt-get: $packages (Debian's names).
Install them with the system's package manager, then run $0 again."
  if [ "$(id -u)" -ne 0 ]; then
    have sudo || die "missing: $packages. Run as root: $command"
    as_root=(sudo)
  fi

  local log="$ROOT/build/setup-packages.log"
  mkdir -p "$ROOT/build"
  if ! {
    "${as_root[@]}" apt-get update -q &&
      # shellcheck disable=SC2086 # a list of names
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends $packages
  } </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    die "could not install: $packages. The command is: $command (its output: $log)"
  fi
}
