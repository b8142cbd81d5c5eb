// Linked into the glue: gives the host a function that says how much of the wasm's memory is in use.
Module.host.memoryInUse = () => _emmalloc_dynamic_heap_size() - _emmalloc_free_dynamic_memory();
