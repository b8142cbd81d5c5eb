# Native tests. A test program sees every room.
#
#   scoreline_add_tests(<target> <folder>)   one GoogleTest program of <folder>/**/*_test.cpp, and one
#                                            ctest entry a test

find_package(GTest REQUIRED)
include(GoogleTest)

function(scoreline_add_tests target folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.cpp")
  if(NOT sources)
    message(STATUS "${target}: no sources in ${folder}")
    return()
  endif()
  add_executable(${target} ${sources})
  scoreline_compile_as_ours(${target})
  scoreline_see(${target} match feed connection board engine)
  # Helpers that tests share are included by their name from tests/.
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(${target} PRIVATE
    "SCORELINE_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\"")
  target_link_libraries(${target} PRIVATE scoreline_json GTest::gtest GTest::gtest_main)
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
    scoreline_see(${target} match feed connection)
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  endforeach()
  gtest_discover_tests(scoreline_sim_tests DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 600)
endfunction()

# One libFuzzer program of each <folder>/*_fuzz.cpp, and `scoreline_fuzz` to build them all.
function(scoreline_add_fuzzing folder)
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*_fuzz.cpp")
  add_custom_target(scoreline_fuzz)
  foreach(source ${sources})
    get_filename_component(target ${source} NAME_WE)
    add_executable(${target} ${source})
    scoreline_compile_as_ours(${target})
    scoreline_see(${target} match feed connection board engine)
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    add_dependencies(scoreline_fuzz ${target})
  endforeach()
endfunction()
