// Joins Emscripten's minimal runtime to a page that has a loader of its own (web/src/wasm-loader.ts).
// It stands before what that runtime writes: the names that are not declared here are its.

// The page instantiates, and so hears when that fails.
var WebAssembly = {
  instantiate: (_, imports) =>
    new Promise((resolve) => {
      Module.instantiateWasm(imports, (instance) => resolve({ instance }));
    }),
};

// The runtime would give the page no functions: here is what CoreExports has (web/src/core.ts).
const resolveReady = readyPromiseResolve;
readyPromiseResolve = () =>
  resolveReady({
    // Another one whenever the memory has grown.
    get HEAPU8() {
      return HEAPU8;
    },
    _sl_authorisation,
    _sl_board_boxes,
    _sl_board_configure,
    _sl_board_create,
    _sl_board_destroy,
    _sl_board_draw,
    _sl_board_hold,
    _sl_board_layout,
    _sl_board_look,
    _sl_board_refresh,
    _sl_board_state,
    _sl_board_words,
    _sl_credential,
    _sl_early_answer,
    _sl_gpu_lost,
    _sl_page_hidden,
    _sl_page_online,
    _sl_scratch,
  });
