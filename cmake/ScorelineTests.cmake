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
