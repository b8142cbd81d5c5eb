// Which streams are found out: open, and yet they do not tell what answers know. None of their matches is
// believed before later answers confirm what they tell, and the stream is opened anew.
#pragma once

#include "connection/instant.hpp"
#include "connection/known_matches.hpp"
#include "connection/match_trust.hpp"
#include "connection/outbox.hpp"
#include "connection/streams.hpp"

namespace scoreline {

class StreamVerdicts {
 public:
  // All outlive this.
  StreamVerdicts(KnownMatches& matches, const MatchTrust& trust, Outbox& outbox)
      : matches_(matches), trust_(trust), outbox_(outbox) {}

  // Convicts the streams of matches for which the time to tell has passed, and opens one of them anew: at
  // most one a minute. `streams`: those that `trust` looks at.
  void judge(Streams& streams, const Instant& now);

 private:
  KnownMatches& matches_;
  const MatchTrust& trust_;
  Outbox& outbox_;
  MonoMs reopened_at_ = kNever;
};

}  // namespace scoreline
