#!/bin/sh
# Builds the harness and the page's modules into a folder: build.sh <folder> [emcc options...]
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
out=$1
shift
mkdir -p "$out"
imgui=${SCORELINE_IMGUI_DIR:-$root/build/third_party/imgui}
config="-DIMGUI_USER_CONFIG=\"$root/src/board/imgui_config.hpp\""
flags="-std=c++20 -Oz -DNDEBUG -fno-exceptions -fno-rtti -flto"
NODE_PATH=${NODE_PATH:-/usr/share/nodejs}
export NODE_PATH
# shellcheck disable=SC2086 # flags are words
emcc $flags "$config" -isystem "$imgui" -I"$root/src" "$@" \
  "$root"/tests/browser/look/harness.cpp "$root"/src/platform/web/canvas_port.cpp \
  "$root"/src/board/*.cpp "$root"/src/board/layout/*.cpp "$root"/src/match/status.cpp \
  "$imgui"/imgui.cpp "$imgui"/imgui_draw.cpp "$imgui"/imgui_tables.cpp "$imgui"/imgui_widgets.cpp \
  -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web -sFILESYSTEM=0 -sMALLOC=emmalloc \
  -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=4MB -sTOTAL_STACK=256KB -sEXPORTED_RUNTIME_METHODS=HEAPU8 \
  -o "$out/board.mjs"
"$root/node_modules/.bin/esbuild" "$root/web/src/gpu/renderer.ts" "$root/web/src/text/rasteriser.ts" \
  --bundle --minify --format=esm --outdir="$out" --out-extension:.js=.mjs --log-level=warning
