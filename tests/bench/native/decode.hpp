// The way of a frame from its text to the store, without socket, page and boards: what the bench
// measures in the wasm and natively.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <variant>

#include "connection/scorelytics_provider.hpp"
#include "connection/server_clock.hpp"
#include "connection/stats_api_provider.hpp"
#include "feed/pusher/frame.hpp"
#include "match/store.hpp"

namespace scoreline::bench {

// The numbers are those of tests/bench/lib/frames.mjs.
enum class FrameKind : int {
  kScorelyticsMessage = 0,
  kPusherEvent = 1,
  kScorelyticsList = 2,
  kStatsApiList = 3,
};

class Decoder {
 public:
  // How many matches are told of; 0: the text was not read.
  std::size_t take(FrameKind kind, std::string_view text) {
    // A moment is an argument everywhere, so one is as good as another.
    now_.mono += 1;
    now_.wall += 1;
    switch (kind) {
      case FrameKind::kScorelyticsMessage:
        return amend(scorelytics_.read_message({}, text, reception()));
      case FrameKind::kPusherEvent: {
        const Result<pusher::Frame> frame = pusher::decode_frame(text);
        const auto* event = frame ? std::get_if<pusher::ChannelEvent>(&frame.value()) : nullptr;
        if (event == nullptr) return 0;
        return amend(stats_api_.read_message(event->name, event->data, reception()));
      }
      case FrameKind::kScorelyticsList:
        return replace(scorelytics_.read_snapshot(
            {SubjectKind::kLeague, Sport::kFootball, "DEf456"}, {}, text, reception()));
      case FrameKind::kStatsApiList:
        return replace(stats_api_.read_snapshot({SubjectKind::kCompetition, Sport::kUnknown, "4"},
                                                {}, text, reception()));
    }
    return 0;
  }

 private:
  [[nodiscard]] Reception reception() const { return {now_, server_, store_}; }

  std::size_t amend(const MessageReading& reading) {
    if (!reading.delta) return 0;
    store_.apply(*reading.delta);
    return store_.find(reading.delta->match_id) == nullptr ? 0 : 1;
  }

  std::size_t replace(SnapshotReading reading) {
    const std::size_t count = reading.matches.size();
    for (Match& match : reading.matches) store_.apply(std::move(match));
    return count;
  }

  Instant now_{1'000, 1'770'000'000'000};
  ServerClock server_;
  MatchStore store_;
  ScorelyticsProvider scorelytics_{"", scorelytics::ClockUnit::kUndecided};
  StatsApiProvider stats_api_{"", nullptr};
};

}  // namespace scoreline::bench
