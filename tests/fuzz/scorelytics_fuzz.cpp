// What Scorelytics sends: messages, rows, pages and errors. The first byte chooses.
#include "feed/scorelytics/message.hpp"
#include "feed/scorelytics/snapshot.hpp"
#include "fuzz/valid.hpp"

namespace {

using namespace scoreline;
using fuzz::require;

void require_valid(const scorelytics::Message& message) {
  if (const auto* score = std::get_if<scorelytics::ScoreUpdate>(&message.what)) {
    fuzz::require_score(score->home);
    fuzz::require_score(score->away);
    require(!score->minute || (*score->minute >= 0 && *score->minute <= kMaxMinute));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t what = input.byte();
  const Sport sport = what & 0x80U ? Sport::kBasketball : Sport::kFootball;
  switch (what & 0x3U) {
    case 0:
      if (const auto message = scorelytics::decode_message(input.rest())) require_valid(*message);
      break;
    case 1:
      if (const auto row = scorelytics::decode_match(input.rest(), sport)) {
        fuzz::require_valid(row->match);
      }
      break;
    case 2:
      if (const auto page = scorelytics::decode_page(input.rest(), sport)) {
        for (const scorelytics::MatchRow& row : page->rows) fuzz::require_valid(row.match);
      }
      break;
    default:
      (void)scorelytics::decode_error(input.rest());
  }
  return 0;
}
