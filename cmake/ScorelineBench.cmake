# What only scripts/bench builds: the decoders by themselves, natively and as a wasm. Neither is in any
# other build, and nothing of them is in the wasm that ships.

# A program with Google Benchmark.
function(scoreline_add_native_bench folder)
  find_package(benchmark REQUIRED)
  add_executable(decoding_bench ${folder}/native/decoding_bench.cpp)
  scoreline_compile_as_ours(decoding_bench)
  scoreline_see(decoding_bench match feed connection)
  target_include_directories(decoding_bench PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(decoding_bench PRIVATE benchmark::benchmark)
endfunction()

# build/web/scoreline-decoding.mjs and .wasm, with the settings of the one that ships, for Node.js.
function(scoreline_add_wasm_bench folder)
  add_executable(scoreline_decoding EXCLUDE_FROM_ALL ${folder}/native/decoding_wasm.cpp)
  scoreline_compile_as_ours(scoreline_decoding)
  target_compile_options(scoreline_decoding PRIVATE -fno-exceptions)
  scoreline_see(scoreline_decoding match feed connection)
  target_include_directories(scoreline_decoding PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  scoreline_link_wasm(scoreline_decoding)
  set_target_properties(scoreline_decoding PROPERTIES
    OUTPUT_NAME scoreline-decoding SUFFIX .mjs)
endfunction()
