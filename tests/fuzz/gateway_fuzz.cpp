// What a gateway says, and a source that hears it: sockets, answers, times and the page's life in any order.
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "connection/gateway_source.hpp"
#include "feed/gateway/word.hpp"
#include "fuzz/valid.hpp"

namespace {

using namespace scoreline;
using fuzz::require;

const Subject kMatch = {SubjectKind::kMatch, Sport::kUnknown, "a"};
const Subject kLive = {SubjectKind::kLive, Sport::kUnknown, {}};

SourceOptions options() {
  SourceOptions options;
  options.provider = ProviderKind::kGateway;
  options.rest_base = "https://g";
  options.socket_base = "wss://g";
  options.upstream = "scorelytics";
  return options;
}

void require_valid(const gateway::Word& word) {
  require(word.number.epoch >= 0 && word.number.seq >= 0 && word.at >= 0);
  for (const gateway::Row& row : word.rows) fuzz::require_valid(row.match);
}

class Reader {
 public:
  // One step, as a byte chooses.
  void step(fuzz::Input& input) {
    const std::uint8_t what = input.byte();
    now_.mono += input.byte() * 100;
    now_.wall += input.byte() * 100;
    switch (what % 8) {
      case 0:
        source_.watch(what & 0x80U ? kLive : kMatch, now_);
        break;
      case 1:
        source_.unwatch(what & 0x80U ? kLive : kMatch, now_);
        break;
      case 2:
        source_.on_socket_open(socket_, now_);
        break;
      case 3:
        source_.on_socket_closed(socket_, 1000 + input.byte() % 16, now_);
        break;
      case 4:
        source_.set_online((what & 0x80U) != 0, now_);
        break;
      case 5:
        source_.on_wake(now_);
        break;
      case 6: {
        HttpAnswer answer;
        answer.status = what & 0x80U ? 200 : 404;
        answer.body = word(input);
        source_.on_answer(request_, answer, now_);
        break;
      }
      default:
        source_.on_socket_text(socket_, word(input), now_);
    }
    for (const Action& action : source_.take_actions()) {
      if (const auto* open = std::get_if<OpenSocket>(&action)) socket_ = open->socket;
      if (const auto* fetch = std::get_if<Fetch>(&action)) request_ = fetch->request;
    }
    for (const Subject& subject : {kMatch, kLive}) {
      std::string marks;
      (void)source_.view(subject, now_, &marks);
      for (const std::string& id : source_.matches_of(subject)) {
        (void)source_.row_view(subject, id, now_);
      }
    }
    for (const auto& [id, match] : source_.store().all()) fuzz::require_valid(match);
    require(source_.row_errors().size() <= 200);
  }

 private:
  // One that can be read, of numbers that the input chooses.
  static std::string word(fuzz::Input& input) {
    static const char* const kChannels[] = {"scorelytics.any.match.a", "scorelytics.any.live",
                                            "scorelytics.any.live.snapshot"};
    std::string text = R"({"v":1,"channel":")" + std::string(kChannels[input.byte() % 3]);
    text += R"(","epoch":)" + std::to_string(input.byte() % 4);
    text += R"(,"seq":)" + std::to_string(input.byte() % 16);
    text += R"(,"at":)" + std::to_string(1'790'000'000'000 + input.byte() * 1'000);
    text += R"(,"trust":"live","rows":[{"id":"a","status":"live","home":{"score":)";
    text += std::to_string(input.byte());
    return text + R"(},"away":{}}],"ids":["a","b"]})";
  }

  Instant now_{1'000'000, 1'790'000'000'000};
  GatewaySource source_{options(), 3};
  SocketId socket_ = 0;
  RequestId request_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  if (input.byte() & 1U) {
    if (const auto word = gateway::decode_word(input.rest())) require_valid(*word);
    return 0;
  }
  Reader reader;
  for (int steps = 0; steps < 200 && !input.is_empty(); ++steps) reader.step(input);
  return 0;
}
