// What a stream's message changes: how it is believed, and what has to be asked because of it.
#pragma once

#include <string>

#include "connection/askings.hpp"
#include "connection/instant.hpp"
#include "connection/known_matches.hpp"
#include "connection/match_trust.hpp"
#include "connection/page_life.hpp"
#include "connection/provider.hpp"
#include "connection/random.hpp"
#include "connection/stream_plan.hpp"

namespace scoreline {

class MessageIntake {
 public:
  // All outlive this.
  MessageIntake(Askings& askings, KnownMatches& matches, StreamPlan& plan, const MatchTrust& trust,
                const PageLife& page, Random& random)
      : askings_(askings),
        matches_(matches),
        plan_(plan),
        trust_(trust),
        page_(page),
        random_(random) {}

  // A message that tells something of a match, ours or not. `asks_snapshot`: it hints at something that
  // no message tells. Returns whether it concerns that match alone: one that was live and is, or a
  // stranger, and nothing is to be asked for because of it.
  [[nodiscard]] bool take(MatchDelta&& delta, bool asks_snapshot, const Instant& now);

 private:
  void note_told(const std::string& id, Track& track, MatchSync::Heard& heard, MonoMs now);
  void ask_calmly(const std::string& id, MonoMs now);

  Askings& askings_;
  KnownMatches& matches_;
  StreamPlan& plan_;
  const MatchTrust& trust_;
  const PageLife& page_;
  Random& random_;
};

}  // namespace scoreline
