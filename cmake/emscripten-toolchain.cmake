# Finds Emscripten and hands over to its own toolchain file.
#
# In this order: an SDK (EMSDK), the folder that holds emcc (EMSCRIPTEN), the one that belongs to the
# em-config on PATH.

if(DEFINED ENV{EMSDK} AND EXISTS "$ENV{EMSDK}/upstream/emscripten/emcc.py")
  set(SCORELINE_EMSCRIPTEN_ROOT "$ENV{EMSDK}/upstream/emscripten")
elseif(DEFINED ENV{EMSCRIPTEN} AND EXISTS "$ENV{EMSCRIPTEN}/emcc.py")
  set(SCORELINE_EMSCRIPTEN_ROOT "$ENV{EMSCRIPTEN}")
else()
  execute_process(COMMAND em-config EMSCRIPTEN_ROOT
    OUTPUT_VARIABLE SCORELINE_EMSCRIPTEN_ROOT OUTPUT_STRIP_TRAILING_WHITESPACE
    ERROR_QUIET)
endif()

set(platform_file "${SCORELINE_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake")
if(NOT EXISTS "${platform_file}")
  message(FATAL_ERROR "Emscripten not found: run scripts/setup, or set EMSDK to an SDK's folder")
endif()

# Debian's Emscripten takes its JavaScript modules (acorn) from where only Debian's own Node.js looks.
if(SCORELINE_EMSCRIPTEN_ROOT STREQUAL "/usr/share/emscripten" AND EXISTS /usr/share/nodejs)
  set(SCORELINE_EMSCRIPTEN_NODE_PATH /usr/share/nodejs)
  set(ENV{NODE_PATH} /usr/share/nodejs)
endif()

include("${platform_file}")
