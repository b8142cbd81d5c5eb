# What only scripts/bench builds: the decoders by themselves.

# A program with Google Benchmark, where that is installed; nothing else builds it.
function(scoreline_add_native_bench folder)
  find_package(benchmark QUIET)
  if(NOT benchmark_FOUND)
    return()
  endif()
  add_executable(decoding_bench EXCLUDE_FROM_ALL ${folder}/native/decoding_bench.cpp)
  scoreline_compile_as_ours(decoding_bench)
  scoreline_see(decoding_bench text match feed connection)
  target_include_directories(decoding_bench PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(decoding_bench PRIVATE benchmark::benchmark)
endfunction()
