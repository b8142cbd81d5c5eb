# How our own C++ is compiled. What is not ours (Dear ImGui, nlohmann/json, GoogleTest) is a system
# include and is not held to our warnings.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Type of build" FORCE)
endif()

option(SCORELINE_WARNINGS_AS_ERRORS "A compiler warning in our own code fails the build" ON)
option(SCORELINE_SANITIZE "Native builds check memory and undefined behaviour, and stop at a finding" OFF)

option(SCORELINE_FUZZ "Build the fuzz targets, with Clang's libFuzzer" OFF)
option(SCORELINE_COVERAGE "Our own code counts which of its lines are run (scripts/coverage)" OFF)
option(SCORELINE_TIMED "What is built is timed: without assertions" OFF)
option(SCORELINE_TIDY "clang-tidy reads each room's file when it is compiled" OFF)

# For every target of ours: the warnings, and no RTTI.
#
# RTTI is off in the tests too. A test that derives from a class of a room would else ask for type
# information that the room, built as it is built for the wasm, does not have.
function(scoreline_compile_as_ours target)
  target_compile_options(${target} PRIVATE
    -fno-rtti
    -Wall -Wextra -Wpedantic
    -Wconversion -Wsign-conversion -Wdouble-promotion
    -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Wold-style-cast -Wcast-align -Wcast-qual -Wimplicit-fallthrough
    $<$<BOOL:${SCORELINE_WARNINGS_AS_ERRORS}>:-Werror>
    $<$<BOOL:${SCORELINE_COVERAGE}>:--coverage>)
endfunction()

# Debian's emcc and a Node.js that is not Debian's do not find each other's JavaScript modules; the
# toolchain file knows the folder. Every compiler and linker call gets it, so that nobody has to.
if(EMSCRIPTEN AND SCORELINE_EMSCRIPTEN_NODE_PATH)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;NODE_PATH=${SCORELINE_EMSCRIPTEN_NODE_PATH}")
  set(CMAKE_CXX_LINKER_LAUNCHER "${CMAKE_CXX_COMPILER_LAUNCHER}")
endif()

if(SCORELINE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

if(SCORELINE_COVERAGE)
  add_link_options(--coverage)
endif()

if(SCORELINE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# At -Oz emcc tells Clang to inline nothing at all, not even a function of one load; LLVM's own rule at -Oz,
# to inline what makes the caller smaller, leaves a tenth less after brotli. Nothing is ever destroyed at
# exit, and there are no threads. (-flto and -fwhole-program-vtables are in the preset: a call of a port
# that only one class implements becomes that class's function.)
if(EMSCRIPTEN)
  # Instructions that every browser with WebGL 2 has, and that later Emscriptens use unasked.
  add_compile_options(-mbulk-memory -msign-ext -mnontrapping-fptoint)
  add_compile_options(-sINLINING_LIMIT=0 -fno-threadsafe-statics -fno-c++-static-destructors
                      -fmerge-all-constants -fvisibility=hidden)
endif()

# Cheap bounds checks of libstdc++ in every native build but the one that is timed; they do not change
# the ABI.
if(NOT EMSCRIPTEN AND NOT SCORELINE_TIMED)
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
