// Matches that a stream tells of and that none of our lists has.
//
// A stream of everything tells of all matches, ours or not. One that was never heard of may have joined
// a list since the list was last asked, and so the lists are asked once more; after that it is foreign,
// and no message about it costs a request again, unless it begins. What it told last is kept for a while:
// the answer that has the match may be an older copy.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "connection/instant.hpp"
#include "connection/match_sync.hpp"
#include "connection/random.hpp"
#include "match/delta.hpp"

namespace scoreline {

class Strangers {
 public:
  // A message about one. Returns when the lists are to be asked for because of it, spread at random over
  // the readers who have all heard it; kNever where there is nothing to ask.
  [[nodiscard]] MonoMs meet(MatchDelta&& delta, MonoMs now, Random& random);
  // It is a stranger no more: `sync` is told what was told of it lately, and it is forgotten here.
  void hand_over(const std::string& id, MatchSync& sync, MonoMs now);
  // A match of ours that nobody watches any more: foreign from now on. `newest_play`: the newest one
  // that was told of it; 0 where none was.
  void add_former(const std::string& id, std::int64_t newest_play);
  void clear() { strangers_.clear(); }

 private:
  struct Stranger {
    std::int64_t newest_play = 0;    // that was told of it before `last`
    std::optional<MatchDelta> last;  // the last message
    MonoMs told_at = 0;              // when it came
  };

  static void note_last_play(Stranger& stranger);

  std::map<std::string, Stranger> strangers_;
};

}  // namespace scoreline
