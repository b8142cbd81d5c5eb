// The reader of JSON as a wasm of its own, for json.test.mjs: text in, and out what was read of it.
#include <emscripten/emscripten.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "feed/json.hpp"

extern "C" {

// Room for a text of so many bytes.
EMSCRIPTEN_KEEPALIVE char* json_room(std::size_t size) {
  static std::string room;
  if (room.size() < size) room.resize(size);
  return room.data();
}

// Reads the text that was written there. Returns "=" and the same written anew, or "!" and the name of
// the error; with a NUL at the end.
EMSCRIPTEN_KEEPALIVE const char* json_read(std::size_t size) {
  static std::string said;
  const auto document = scoreline::json::Document::parse(std::string_view(json_room(0), size));
  said = document ? "=" : "!" + std::string(name_of(document.error().code));
  if (document) document->root().append_to(said);
  return said.c_str();
}

}  // extern "C"
