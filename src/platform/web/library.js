// What the wasm calls in the browser, beside Emscripten's own functions: its page, and the network.
//
// For emscripten/fetch.h and emscripten/websocket.h these stand in place of Emscripten's functions of the
// same names, as much of each as network_fetch.cpp and network_sockets.cpp use. What Emscripten's cannot do:
//   fetch      stands on XMLHttpRequest, which knows neither `cache: 'no-store'` nor `redirect` and reads
//              an answer of any size; in 3.1.6 a request that is freed early goes on, into freed memory.
//   websocket  in 3.1.6 a deleted socket is kept for ever and goes on calling.
//
// Written in the JavaScript that Emscripten 3.1.6 takes in a library. What is in triple braces becomes
// a number when it is linked.

const library = {
  $host: '=Module["host"]',

  // Text crosses as UTF-8, with its length in bytes.
  $textOf: function(pointer, length) {
    return new TextDecoder().decode(HEAPU8.subarray(pointer, pointer + length));
  },

  // An answer with text: its length is returned, and it lies in the scratch.
  $answer: function(text) {
    const bytes = new TextEncoder().encode(text);
    // First the room, which may move the memory, then the view of it.
    const scratch = _sl_scratch(bytes.length);
    HEAPU8.set(bytes, scratch);
    return bytes.length;
  },

  sl_text__deps: ['$host', '$textOf'],
  sl_text: function(text, length) {
    host.text(textOf(text, length));
  },

  sl_board_event__deps: ['$host', '$textOf'],
  sl_board_event: function(board, name, nameLength, detail, detailLength) {
    host.boardEvent(board, textOf(name, nameLength), textOf(detail, detailLength));
  },

  sl_ask_authorisation__deps: ['$host', '$textOf'],
  sl_ask_authorisation: function(board, request, channel, channelLength, socketId, socketIdLength) {
    host.askAuthorisation(
      board, request, textOf(channel, channelLength), textOf(socketId, socketIdLength));
  },

  sl_take_early__deps: ['$host', '$textOf'],
  sl_take_early: function(ticket, url, urlLength, headers, headersLength) {
    return host.takeEarly(ticket, textOf(url, urlLength), textOf(headers, headersLength));
  },

  sl_map_match__deps: ['$answer', '$host', '$textOf'],
  sl_map_match: function(board, json, length) {
    return answer(host.mapMatch(board, textOf(json, length)));
  },

  sl_kickoff_text__deps: ['$answer', '$host'],
  sl_kickoff_text: function(board, at, isDay) {
    return answer(host.kickoffText(board, at, isDay));
  },

  // The number that a text is (c_library.cpp).
  sl_number__deps: ['$textOf'],
  sl_number: function(text, length) {
    return Number(textOf(text, length));
  },

  // As Emscripten's, but without what a program that can end needs for its end.
  emscripten_set_timeout__deps: ['$getWasmTableEntry'],
  emscripten_set_timeout: function(callback, ms, data) {
    return setTimeout(() => getWasmTableEntry(callback)(data), ms);
  },

  // Requests and sockets by their numbers, from 1 up.
  $connections: '=[0]',

  // Text that ends with a zero.
  $textAt__deps: ['$textOf'],
  $textAt: function(pointer) {
    return textOf(pointer, HEAPU8.indexOf(0, pointer) - pointer);
  },

  // A copy in new memory, with a zero behind it and so much room before it.
  $copyOf__deps: ['malloc'],
  $copyOf: function(bytes, before) {
    const copy = _malloc(before + bytes.length + 1);
    HEAPU8.set(bytes, copy + before);
    HEAPU8[copy + before + bytes.length] = 0;
    return copy;
  },

  // The page sends it, as it does its own first requests (web/src/request.ts).
  emscripten_start_fetch__deps: ['$connections', '$copyOf', '$getWasmTableEntry', '$host', '$textAt'],
  emscripten_start_fetch: function(fetch) {
    const attributes = fetch + {{{ C_STRUCTS.emscripten_fetch_t.__attributes }}};
    const word = (at) => HEAPU32[at >> 2];
    const headers = [];
    let header = word(attributes + {{{ C_STRUCTS.emscripten_fetch_attr_t.requestHeaders }}});
    for (; word(header); header += 8) headers.push([textAt(word(header)), textAt(word(header + 4))]);
    const body = word(attributes + {{{ C_STRUCTS.emscripten_fetch_attr_t.requestData }}});
    const size = word(attributes + {{{ C_STRUCTS.emscripten_fetch_attr_t.requestDataSize }}});
    const succeeded = word(attributes + {{{ C_STRUCTS.emscripten_fetch_attr_t.onsuccess }}});
    const failed = word(attributes + {{{ C_STRUCTS.emscripten_fetch_attr_t.onerror }}});
    const connection = {};
    connection.stop = host.send({
      url: textAt(word(fetch + {{{ C_STRUCTS.emscripten_fetch_t.url }}})),
      method: textAt(attributes),
      headers,
      body: body ? HEAPU8.slice(body, body + size) : null,
      timeoutMs: word(attributes + {{{ C_STRUCTS.emscripten_fetch_attr_t.timeoutMSecs }}}),
    }, function(answer) {
      connection.headers = new TextEncoder().encode(answer.headers);
      const status = answer.status;
      HEAPU32[(fetch + {{{ C_STRUCTS.emscripten_fetch_t.data }}}) >> 2] = copyOf(answer.body, 0);
      HEAPU32[(fetch + {{{ C_STRUCTS.emscripten_fetch_t.numBytes }}}) >> 2] = answer.body.length;
      HEAPU16[(fetch + {{{ C_STRUCTS.emscripten_fetch_t.readyState }}}) >> 1] = 4;
      HEAPU16[(fetch + {{{ C_STRUCTS.emscripten_fetch_t.status }}}) >> 1] = status;
      getWasmTableEntry(status >= 200 && status < 300 ? succeeded : failed)(fetch);
    });
    HEAPU32[(fetch + {{{ C_STRUCTS.emscripten_fetch_t.id }}}) >> 2] = connections.push(connection) - 1;
  },

  _emscripten_fetch_get_response_headers_length__deps: ['$connections'],
  _emscripten_fetch_get_response_headers_length: function(id) {
    return connections[id].headers.length + 1;
  },

  // `size` has room for the zero at the end.
  _emscripten_fetch_get_response_headers__deps: ['$connections'],
  _emscripten_fetch_get_response_headers: function(id, target, size) {
    HEAPU8.set(connections[id].headers.subarray(0, size - 1), target);
    return size;
  },

  // A request that is under way ends here without a word. That of Emscripten 3.1.6 goes on, and its
  // events find freed memory.
  _emscripten_fetch_free__deps: ['$connections'],
  _emscripten_fetch_free: function(id) {
    connections[id].stop();
    delete connections[id];
  },

  emscripten_websocket_new__deps: ['$connections', '$textAt'],
  emscripten_websocket_new: function(attributes) {
    try {
      return connections.push(new WebSocket(textAt(HEAPU32[attributes >> 2]))) - 1;
    } catch (refused) {
      return -1;
    }
  },

  // Emscripten 3.1.6 keeps every socket for ever.
  emscripten_websocket_delete__deps: ['$connections'],
  emscripten_websocket_delete: function(id) {
    const socket = connections[id];
    delete connections[id];
    socket.onopen = socket.onclose = socket.onmessage = null;
  },

  emscripten_websocket_close__deps: ['$connections'],
  emscripten_websocket_close: function(id, code) {
    connections[id].close(code);
  },

  emscripten_websocket_send_utf8_text__deps: ['$connections', '$textAt'],
  emscripten_websocket_send_utf8_text: function(id, text) {
    connections[id].send(textAt(text));
  },

  emscripten_websocket_set_onopen_callback_on_thread__deps: ['$connections', '$getWasmTableEntry'],
  emscripten_websocket_set_onopen_callback_on_thread: function(id, data, callback) {
    connections[id].onopen = () => getWasmTableEntry(callback)(0, 0, data);
  },

  emscripten_websocket_set_onclose_callback_on_thread__deps: [
    '$connections', '$copyOf', '$getWasmTableEntry', 'free',
  ],
  emscripten_websocket_set_onclose_callback_on_thread: function(id, data, callback) {
    connections[id].onclose = function(event) {
      // Emscripten 3.1.6 does not know the layout of this structure, later ones have another.
      const at = {{{ (C_STRUCTS.EmscriptenWebSocketCloseEvent || { code: 8 }).code }}};
      const closed = copyOf([], at + 2);
      HEAPU16[(closed + at) >> 1] = event.code;
      getWasmTableEntry(callback)(0, closed, data);
      _free(closed);
    };
  },

  // Text only: neither provider sends anything else, and what is binary is passed over.
  emscripten_websocket_set_onmessage_callback_on_thread__deps: [
    '$connections', '$copyOf', '$getWasmTableEntry', 'free',
  ],
  emscripten_websocket_set_onmessage_callback_on_thread: function(id, data, callback) {
    connections[id].onmessage = function(event) {
      if (typeof event.data != 'string') return;
      const bytes = new TextEncoder().encode(event.data);
      const message = copyOf(bytes, 16);
      HEAPU32.set([id, message + 16, bytes.length + 1, 1], message >> 2);
      getWasmTableEntry(callback)(0, message, data);
      _free(message);
    };
  },
};

// Its name in later versions.
library.emscripten_fetch_free__deps = library._emscripten_fetch_free__deps;
library.emscripten_fetch_free = library._emscripten_fetch_free;

// The page's functions of numbers (CoreHost in web/src/core.ts) are called as they are.
for (const name of [
  'ask_credential',
  'board_changed',
  'crest_has',
  'crest_pixels',
  'present',
  'text_measure',
  'text_pixels',
  'texture_create',
  'texture_destroy',
  'texture_update',
  'wake_board',
]) {
  const method = name.replace(/_./g, (letter) => letter[1].toUpperCase());
  library[`sl_${name}__deps`] = ['$host'];
  library[`sl_${name}`] = `=host["${method}"]`;
}

mergeInto(LibraryManager.library, library);
