// What differs between the providers, seen from a source: where snapshots are asked, what answers
// and messages mean, and which streams cover what is wanted. No state of a connection.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connection/instant.hpp"
#include "connection/server_clock.hpp"
#include "connection/subject.hpp"
#include "feed/result.hpp"
#include "match/delta.hpp"
#include "match/match.hpp"
#include "match/store.hpp"

namespace scoreline {

// What an answer or a message is read with, and a request made.
struct Reception {
  const Instant& now;
  const ServerClock& server;
  const MatchStore& store;

  // When a row that the server wrote at `written` was true, on the steady clock; absent where nobody
  // can tell, because no answer has said what time it is at the server.
  [[nodiscard]] std::optional<MonoMs> true_at(const std::optional<WallMs>& written) const {
    if (!written || !server.is_known()) return std::nullopt;
    return now.mono - server.age_of(*written, now.mono).value_or(0);
  }
};

// What one answer to a snapshot request says.
struct SnapshotReading {
  bool is_readable = false;  // false: the answer is not what the provider documents
  std::vector<Match> matches;
  std::vector<RefusedRow> refused;  // rows that cannot be shown; of one match, its own
  // A list may take several requests: the next step, in the provider's own notation; empty: done.
  std::string next_step;
};

// Of a match whose answer is JSON, and yet not one that can be shown: the row is at fault, and not
// the way to it.
inline void note_refused_match(SnapshotReading& reading, const std::string& id,
                               const FeedError& error) {
  if (std::string_view(error.where) != "json") reading.refused.push_back({id, error});
}

// What one message of a stream says.
struct MessageReading {
  std::optional<MatchDelta> delta;
  // The message hints at something that no message tells (a football half-time): ask REST.
  bool asks_snapshot = false;
  bool is_readable = true;
  bool is_known = true;  // false: a type that did not exist when this was written
};

// What the streams have to cover.
struct Wanted {
  std::vector<std::string> matches;  // that are not over
  std::vector<Subject> lists;
  int max_sockets = 5;
  // Refused by the provider: to be covered in another way, if there is one.
  bool is_all_refused = false;
};

class Provider {
 public:
  virtual ~Provider() = default;

  // Where a snapshot begins: empty, or a later step where what the first ones tell is known.
  [[nodiscard]] virtual std::string first_step(const Subject&, const Reception&) const {
    return {};
  }
  // `step` as first_step() or SnapshotReading::next_step gave it.
  [[nodiscard]] virtual std::string snapshot_url(const Subject& subject,
                                                 std::string_view step) const = 0;
  [[nodiscard]] virtual SnapshotReading read_snapshot(const Subject& subject, std::string_view step,
                                                      std::string_view body,
                                                      const Reception& reception) = 0;
  // A 404 at this step: another place to ask, or empty.
  [[nodiscard]] virtual std::string step_after_not_found(const Subject& subject,
                                                         std::string_view step) const = 0;
  // The header that carries a key or token.
  [[nodiscard]] virtual std::pair<std::string, std::string> credential_header(
      std::string_view key) const = 0;

  [[nodiscard]] virtual MessageReading read_message(std::string_view name, std::string_view text,
                                                    const Reception& reception) = 0;

  // Where a match's play-by-play is; empty: the provider has none.
  [[nodiscard]] virtual std::string plays_url(std::string_view match_id) const = 0;
  // Its last plays, oldest first; none where the answer cannot be read.
  [[nodiscard]] virtual std::vector<Play> read_plays(std::string_view body) const = 0;

  // The lists that have this match whatever becomes of it, the shortest first.
  [[nodiscard]] virtual std::vector<Subject> lists_with(const Match& match) const = 0;

  [[nodiscard]] virtual std::vector<StreamKey> plan(const Wanted& wanted) const = 0;
};

}  // namespace scoreline
