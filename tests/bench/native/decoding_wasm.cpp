// The decoders alone as a wasm of their own, so that the one that ships has nothing of the bench in
// it.
#include <emscripten/emscripten.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "bench/native/decode.hpp"

extern "C" {

// Room for a frame of so many bytes.
EMSCRIPTEN_KEEPALIVE char* bench_room(std::size_t size) {
  static std::string room;
  if (room.size() < size) room.resize(size);
  return room.data();
}

// Takes the frame that was written there.
EMSCRIPTEN_KEEPALIVE std::size_t bench_decode(int kind, std::size_t size) {
  static scoreline::bench::Decoder decoder;
  return decoder.take(static_cast<scoreline::bench::FrameKind>(kind),
                      std::string_view(bench_room(0), size));
}

}  // extern "C"
