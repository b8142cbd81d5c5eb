# The WebAssembly program: build/web/scoreline-core.mjs (Emscripten's glue, an ES module) and
# scoreline-core.wasm. Everything that Emscripten versions disagree about is in this file.

file(STRINGS "${SCORELINE_EMSCRIPTEN_ROOT}/emscripten-version.txt" emscripten_version LIMIT_COUNT 1)
string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" SCORELINE_EMSCRIPTEN_VERSION "${emscripten_version}")
message(STATUS "Emscripten ${SCORELINE_EMSCRIPTEN_VERSION} in ${SCORELINE_EMSCRIPTEN_ROOT}")

# CMake keeps the compiler of its first run; a second Emscripten would be mixed into that build tree.
set(SCORELINE_EMSCRIPTEN_OF_THIS_TREE "${SCORELINE_EMSCRIPTEN_ROOT}" CACHE INTERNAL "")
if(NOT SCORELINE_EMSCRIPTEN_OF_THIS_TREE STREQUAL SCORELINE_EMSCRIPTEN_ROOT)
  message(FATAL_ERROR "${PROJECT_BINARY_DIR} was made with the Emscripten in "
                      "${SCORELINE_EMSCRIPTEN_OF_THIS_TREE}: remove that folder to use another")
endif()

# Settings of the glue and the wasm, as -s options of emcc.
function(scoreline_wasm_settings out)
  set(settings
    # One function that makes an instance; a page imports it, a bundler takes it in.
    MODULARIZE=1
    EXPORT_ES6=1
    EXPORT_NAME=createScorelineCore
    ENVIRONMENT=web
    # C functions are exported where they stand (EMSCRIPTEN_KEEPALIVE), and there is no main().
    EXPORTED_RUNTIME_METHODS=HEAPU8
    # Every browser with WebGL 2 decodes UTF-8 itself.
    TEXTDECODER=2
    # What a caller may give the instance. `host` is ours: what the C++ asks of the page.
    INCOMING_MODULE_JS_API=instantiateWasm
    # What an embedded board does not need: files, a big allocator, eval, workarounds for old browsers.
    FILESYSTEM=0
    MALLOC=emmalloc
    # A board needs half of this, and it grows by a fifth.
    INITIAL_MEMORY=2MB
    ALLOW_MEMORY_GROWTH=1
    DYNAMIC_EXECUTION=0
    STRICT=1
    STRICT_JS=0
    ASSERTIONS=0
    # The optimiser over its own result, whose control flow is taken apart and made anew first: 1.4 KB less
    # after brotli.
    BINARYEN_EXTRA_PASSES=flatten,rereloop,-Oz,-Oz)

  # 64 KB: decoding is not recursive, drawing is shallow.
  if(SCORELINE_EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
    list(APPEND settings TOTAL_STACK=65536)
  else()
    list(APPEND settings STACK_SIZE=65536)
  endif()
  set(${out} "${settings}" PARENT_SCOPE)
endfunction()

# For every wasm of ours.
function(scoreline_link_wasm target)
  scoreline_wasm_settings(settings)
  list(TRANSFORM settings PREPEND "-s")
  set(platform "${PROJECT_SOURCE_DIR}/src/platform/web")
  # Emscripten's emscripten_fetch. Only the linker is told: for -sFETCH or -lfetch later versions of emcc
  # bring their JavaScript too, in place of library.js's.
  if(SCORELINE_EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
    set(fetch -Wl,-lfetch)
  else()
    set(fetch -Wl,--library=fetch)
  endif()
  # The whole program is known when it is linked: only what is sure to be smaller is inlined then.
  target_link_options(${target} PRIVATE --no-entry -fno-exceptions ${settings}
    -Wl,-mllvm,-inline-threshold=-50 --js-library "${platform}/library.js"
    # Calls of these go to ours (c_library.cpp).
    -Wl,--wrap=strtod -Wl,--wrap=snprintf ${fetch})
  target_sources(${target} PRIVATE "${platform}/c_library.cpp")
  set_target_properties(${target} PROPERTIES LINK_DEPENDS "${platform}/library.js" SUFFIX .mjs)
endfunction()

# scoreline_add_wasm(<target> <name> <sources of the engine>): build/web/<name>.mjs and .wasm. Of the files in
# src/platform/web that say which sources there are, each wasm has its own.
function(scoreline_add_wasm target name sources_of_engine)
  set(platform "${PROJECT_SOURCE_DIR}/src/platform/web")
  file(GLOB sources CONFIGURE_DEPENDS "${platform}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "_sources\\.cpp$")
  scoreline_make_room_root(platform)
  scoreline_room_root(root platform)

  add_executable(${target} ${sources} "${platform}/${sources_of_engine}")
  scoreline_compile_as_ours(${target})
  target_compile_options(${target} PRIVATE -fno-exceptions)
  target_include_directories(${target} PRIVATE "${root}")
  scoreline_see(${target} text match feed connection board engine)

  scoreline_link_wasm(${target})
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name})
endfunction()

# What tests and benches link for Node.js, with the settings of the one that ships; nothing of them is in
# that one. Built only when asked for: build/web/<name>.mjs and .wasm.
function(scoreline_add_wasm_for_node target name source)
  add_executable(${target} EXCLUDE_FROM_ALL ${source})
  scoreline_compile_as_ours(${target})
  target_compile_options(${target} PRIVATE -fno-exceptions)
  scoreline_see(${target} text match feed connection)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  scoreline_link_wasm(${target})
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name})
endfunction()
