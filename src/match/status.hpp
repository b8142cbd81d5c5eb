// What state a match is in, in the words of the game rather than of one provider.
#pragma once

#include <cstdint>
#include <string_view>

namespace scoreline {

enum class Sport : std::uint8_t { kUnknown, kFootball, kBasketball };

// The ten states that Scorelytics documents (its status codes 1 to 10 have the same meaning), and
// kUnknown for a code or a word that nobody documented: the board then shows the provider's word.
enum class MatchStatus : std::uint8_t {
  kUnknown,
  kScheduled,
  kLive,
  kFinished,
  kPostponed,
  kCancelled,
  kWalkover,
  kInterrupted,
  kAbandoned,
  kAfterPenalties,
  kAfterExtraTime,
};

// No further change is expected: the match holds no socket. Postponed and interrupted matches are
// not final, since both may go on. An unknown status is not final: we would rather watch too long.
[[nodiscard]] bool is_final(MatchStatus status);

// Nothing of it was played yet, or never will be: it need not have a score. Of an unknown status
// nobody knows.
[[nodiscard]] bool may_be_unplayed(MatchStatus status);

// The ball is in play or may be any moment: only then do clocks tick.
[[nodiscard]] inline bool is_in_play(MatchStatus status) { return status == MatchStatus::kLive; }

// Stable lower-case names, used in state objects and events ("after_penalties").
[[nodiscard]] std::string_view name_of(MatchStatus status);
[[nodiscard]] std::string_view name_of(Sport sport);

// "football" and "basketball"; anything else is kUnknown.
[[nodiscard]] Sport sport_from_name(std::string_view name);

}  // namespace scoreline
