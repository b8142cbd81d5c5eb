// What a gateway says on a channel: one message, whole.
// Source: docs/gateway-wire.md, "Messages".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "feed/result.hpp"
#include "match/match.hpp"

namespace scoreline::gateway {

// Of two words of one channel the one with the greater number is the newer.
struct Number {
  std::int64_t epoch = 0;  // of the gateway: rises whenever one starts
  std::int64_t seq = 0;    // of the channel's changes

  bool operator==(const Number&) const = default;
  bool operator<(const Number& other) const {
    return std::tie(epoch, seq) < std::tie(other.epoch, other.seq);
  }
};

// How long ago a clock was read, in place of when, is the reader's to say: Match::minute_as_of and
// GameClock::as_of are left as they are.
struct Row {
  Match match;
  std::string trust;  // of a list's row; else the word's own counts
};

struct Word {
  std::string channel;
  Number number;
  WallMs at = 0;                    // when it was made, by the gateway's clock
  std::optional<WallMs> proven_at;  // what it says was true then; absent: at `at`
  std::string trust;
  std::string reason;                           // empty: none
  std::vector<Row> rows;                        // of a match at most one
  std::optional<std::vector<std::string>> ids;  // of a list, where they are told
  std::vector<RefusedRow> refused;              // rows that cannot be shown
};

// Errors: those of json::Document::parse(); kWrongType or kMissing of what a word cannot do without; with
// `where` "v", kOutOfRange: a word of another version.
[[nodiscard]] Result<Word> decode_word(std::string_view text);

}  // namespace scoreline::gateway
