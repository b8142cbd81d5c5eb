# shellcheck shell=bash
# The sources of Dear ImGui, into build/third_party/imgui.
#
# In this order: the folder named by SCORELINE_IMGUI_DIR; upstream's git; Debian's signed source package.

IMGUI_VERSION=1.92.2b
IMGUI_GIT=https://github.com/ocornut/imgui.git
# Debian 12 has no Dear ImGui that is new enough; these suites have this very version.
IMGUI_DEBIAN_SUITES="forky sid"

provide_imgui() {
  if [ -n "${SCORELINE_IMGUI_DIR:-}" ]; then
    [ -f "$SCORELINE_IMGUI_DIR/imgui_draw.cpp" ] ||
      die "SCORELINE_IMGUI_DIR=$SCORELINE_IMGUI_DIR holds no Dear ImGui (no imgui_draw.cpp)"
    return 0
  fi
  local target="$THIRD_PARTY_DIR/imgui" stage="$THIRD_PARTY_DIR/imgui.part"
  [ -f "$target/imgui_draw.cpp" ] && return 0

  say "fetching the sources of Dear ImGui $IMGUI_VERSION: it draws the boards"
  mkdir -p "$THIRD_PARTY_DIR"
  rm -rf "$stage" "$target"
  imgui_from_git "$stage" || imgui_from_debian "$stage" ||
    die "missing: Dear ImGui $IMGUI_VERSION, neither upstream's git nor Debian could be reached.
Bring it with: git clone --branch v$IMGUI_VERSION $IMGUI_GIT, and set SCORELINE_IMGUI_DIR to that folder."
  mv "$stage" "$target"
}

imgui_from_git() {
  # A machine without a way out should learn so in seconds.
  have git && GIT_TERMINAL_PROMPT=0 timeout 60 git \
    -c http.lowSpeedLimit=1000 -c http.lowSpeedTime=10 -c advice.detachedHead=false \
    clone --quiet --depth 1 --branch "v$IMGUI_VERSION" "$IMGUI_GIT" "$1" 2>/dev/null
}

# apt checks the signatures. It is given a sources list and a folder for lists of its own, so that
# nothing of the system's own package management changes.
imgui_from_debian() {
  have apt-get || return 1
  local work="$THIRD_PARTY_DIR/apt" uri suite
  uri="$(debian_mirror)" || return 1
  rm -rf "$work"
  for suite in $IMGUI_DEBIAN_SUITES; do
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri $suite main" \
      >"$work/sources.list"
    if imgui_source_from_suite "$work"; then
      mkdir -p "$1" &&
        tar -xf "$work"/imgui_"$IMGUI_VERSION"*.orig.tar.* -C "$1" --strip-components=1 || return 1
      rm -rf "$work"
      return 0
    fi
    rm -rf "$work"
  done
  return 1
}

imgui_source_from_suite() {
  local options=(
    -q
    -o "Dir::Etc::SourceList=$1/sources.list"
    -o "Dir::Etc::SourceParts=-"
    -o "Dir::State::Lists=$1/lists"
    -o "Dir::Cache=$1/cache"
    # Nothing here needs a user of its own, and that user may not read the build tree.
    -o "APT::Sandbox::User="
  )
  (
    cd "$1" &&
      apt-get "${options[@]}" update &&
      apt-get "${options[@]}" source --download-only imgui &&
      ls imgui_"$IMGUI_VERSION"*.orig.tar.*
  ) >/dev/null 2>&1
}

# The machine's own mirror, as its apt is configured; fails where it has none.
debian_mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    grep -E '/debian/?$' | head -n 1 | grep .
}
