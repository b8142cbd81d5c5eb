// What a Pusher server and its authorisation endpoint send. The first byte chooses.
#include "feed/json.hpp"
#include "feed/pusher/auth.hpp"
#include "feed/pusher/frame.hpp"
#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace scoreline;
  fuzz::Input input(data, size);
  if (input.byte() & 1U) {
    const auto auth = pusher::decode_auth(input.rest());
    if (auth) {
      // What is sent on is a frame of JSON, whatever was signed.
      const std::string frame =
          pusher::subscribe_frame("private-match.1", auth->auth, auth->channel_data);
      fuzz::require(json::Document::parse(frame).ok());
    }
    return 0;
  }
  const auto frame = pusher::decode_frame(input.rest());
  if (!frame) return 0;
  if (const auto* established = std::get_if<pusher::Established>(&*frame)) {
    fuzz::require(!established->socket_id.empty());
  }
  return 0;
}
