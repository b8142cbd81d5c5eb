// What is written on a board: a match's status and the notice about its connection, in words.
// After the vendors' suggestions (Scorelytics, "status-codes"): 63', HT, FT, Q3 7:42, Postponed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "connection/connection_state.hpp"
#include "engine/words.hpp"
#include "match/match.hpp"

namespace scoreline {

// How a point in time is written in the reader's language and zone.
class TimeText {
 public:
  virtual std::string time_text(WallMs at) = 0;
  // Of a date without a time: its midnight in UTC.
  virtual std::string day_text(WallMs day) = 0;

 protected:
  ~TimeText() = default;
};

// "7:42", "0:09". Seconds are not negative.
[[nodiscard]] std::string clock_text(std::int32_t seconds);

// A quarter or an overtime: "Q3 7:42", "OT 0:09", "OT2".
[[nodiscard]] std::string period_text(const Period& period,
                                      std::optional<std::int32_t> seconds_left, const Words& words);

// `clock_now` is the time that running clocks show: the reader's now, or for a match that is not
// followed the moment when it was last known to be true.
[[nodiscard]] std::string status_text(const Match& match, MonoMs clock_now, const Words& words,
                                      TimeText& times);

// Empty when there is nothing that a reader needs to know.
[[nodiscard]] std::string notice_text(const ConnectionView& view, bool has_matches, WallMs now,
                                      const Words& words, TimeText& times);

}  // namespace scoreline
