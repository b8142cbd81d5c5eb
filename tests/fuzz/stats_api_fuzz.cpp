// What the Stats API sends: events, matches, schedules, lists and play-by-plays, and a page's
// mapping of them. The first byte chooses.
#include "feed/json.hpp"
#include "feed/stats_api/event.hpp"
#include "feed/stats_api/mapping.hpp"
#include "feed/stats_api/snapshot.hpp"
#include "fuzz/valid.hpp"

namespace {

using namespace scoreline;
using fuzz::require;

constexpr WallMs kNow = 1'790'000'000'000;

void decode_event(fuzz::Input& input) {
  const char* const name = input.byte() & 1U ? "status.changed" : ".event.received";
  const auto event = stats_api::decode_event(name, input.rest());
  if (!event) return;
  if (const auto* received = std::get_if<stats_api::EventReceived>(&*event)) {
    require(!received->match_id.empty());
    fuzz::require_score(received->home_score);
    fuzz::require_score(received->away_score);
    if (received->play) fuzz::require_valid(*received->play);
  }
}

class Same final : public stats_api::MatchMapper {
 public:
  std::string map_match(std::string_view match) override { return std::string(match); }
};

void map(std::string_view body) {
  if (!json::Document::parse(body)) return;  // as with_mapped_match() asks
  Same same;
  const std::string match = stats_api::with_mapped_match(body, same);
  require(json::Document::parse(match).ok());
  const std::string schedule = stats_api::with_mapped_schedule(body, same);
  require(json::Document::parse(schedule).ok());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  switch (input.byte() % 6) {
    case 0:
      decode_event(input);
      break;
    case 1:
      if (const auto match = stats_api::decode_match(input.rest(), kNow)) {
        fuzz::require_valid(*match);
      }
      break;
    case 2:
      if (const auto page = stats_api::decode_schedule(input.rest(), kNow)) {
        for (const Match& match : page->matches) fuzz::require_valid(match);
      }
      break;
    case 3:
      if (const auto plays = stats_api::decode_plays(input.rest())) {
        require(plays->size() <= kMaxPlays);
        for (const Play& play : *plays) fuzz::require_valid(play);
      }
      break;
    case 4:
      (void)stats_api::decode_competitions(input.text(input.number()));
      (void)stats_api::decode_error_message(input.rest());
      break;
    default:
      map(input.rest());
  }
  return 0;
}
