# Native tests.
#
#   scoreline_add_tests(<target> <folder> <room>...)   one GoogleTest program of <folder>/<room>/**, which
#                                                      sees these rooms, and one ctest entry a test

find_package(GTest REQUIRED)
include(GoogleTest)

function(scoreline_add_tests target folder)
  list(TRANSFORM ARGN PREPEND "${PROJECT_SOURCE_DIR}/${folder}/" OUTPUT_VARIABLE patterns)
  list(TRANSFORM patterns APPEND "/*.cpp")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${patterns})
  add_executable(${target} ${sources})
  scoreline_compile_as_ours(${target})
  scoreline_see(${target} ${ARGN})
  # Helpers that tests share are included by their name from tests/.
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(${target} PRIVATE
    "SCORELINE_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\"")
  target_link_libraries(${target} PRIVATE scoreline_json GTest::gtest GTest::gtest_main)
  # Built sooner: most of what a test's compilation takes is this header and its optimisation.
  target_precompile_headers(${target} PRIVATE <gtest/gtest.h>)
  target_compile_options(${target} PRIVATE -O0)
  gtest_discover_tests(${target} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 120)
endfunction()

# The simulation as a program of its own, for any number of seeds (scripts/simulate), and its parts as
# a library that the tests use too.
#
#   scoreline_add_simulation(<folder>)   <folder>/*.cpp: *_test.cpp are tests, *_main.cpp the program
function(scoreline_add_simulation folder)
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.cpp")
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  set(main ${sources})
  list(FILTER main INCLUDE REGEX "_main\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|main)\\.cpp$")
  find_package(Threads REQUIRED)

  add_library(scoreline_sim STATIC ${sources})
  add_executable(scoreline_simulate ${main})
  add_executable(scoreline_sim_tests ${tests})
  target_link_libraries(scoreline_sim PUBLIC Threads::Threads)
  target_link_libraries(scoreline_simulate PRIVATE scoreline_sim)
  target_link_libraries(scoreline_sim_tests PRIVATE scoreline_sim GTest::gtest GTest::gtest_main)
  foreach(target scoreline_sim scoreline_simulate scoreline_sim_tests)
    scoreline_compile_as_ours(${target})
    scoreline_see(${target} text match feed connection)
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  endforeach()
  gtest_discover_tests(scoreline_sim_tests DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 1800)
endfunction()

# One program of each <folder>/*_fuzz.cpp, and `scoreline_fuzz` to build them all: libFuzzer's, or without
# SCORELINE_FUZZ one that takes the inputs that it is given and looks for no others. They see these rooms;
# without the engine there is no page.
#
#   scoreline_add_fuzzing(<folder> <room>...)
function(scoreline_add_fuzzing folder)
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*_fuzz.cpp")
  if(NOT "engine" IN_LIST ARGN)
    list(FILTER sources EXCLUDE REGEX "/page_fuzz\\.cpp$")
  endif()
  add_custom_target(scoreline_fuzz)
  foreach(source ${sources})
    get_filename_component(target ${source} NAME_WE)
    add_executable(${target} ${source})
    scoreline_compile_as_ours(${target})
    scoreline_see(${target} ${ARGN})
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    if(SCORELINE_FUZZ)
      target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    else()
      target_sources(${target} PRIVATE "${PROJECT_SOURCE_DIR}/${folder}/replay_main.cpp")
    endif()
    add_dependencies(scoreline_fuzz ${target})
  endforeach()
endfunction()
