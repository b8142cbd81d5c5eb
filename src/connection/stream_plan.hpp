// Which streams a source holds open, and which of them tells of which match.
#pragma once

#include <string>
#include <vector>

#include "connection/askings.hpp"
#include "connection/instant.hpp"
#include "connection/known_matches.hpp"
#include "connection/outbox.hpp"
#include "connection/provider.hpp"
#include "connection/slow_retry.hpp"
#include "connection/streams.hpp"
#include "connection/subject.hpp"
#include "connection/track.hpp"
#include "match/match.hpp"

namespace scoreline {

class StreamPlan {
 public:
  // All outlive this. The tracks of `matches` are told which stream covers them, and `askings` which
  // answers are needed for that.
  StreamPlan(Askings& askings, KnownMatches& matches, const Provider& provider, Streams& streams,
             Outbox& outbox)
      : askings_(askings),
        matches_(matches),
        provider_(provider),
        streams_(streams),
        outbox_(outbox) {}

  // Something has changed that may need other streams: make() is to be called.
  void invalidate() { is_valid_ = false; }
  [[nodiscard]] bool is_valid() const { return is_valid_; }

  // Plans anew: opens and closes streams, and says of each match which one covers it. `max_sockets`: the
  // most that may be open, at least 1. `may_open`: false where the credentials are not good, and only
  // what is live already goes on.
  void make(int max_sockets, bool may_open, const Instant& now);
  // A match that a list has for the first time: a stream of the plan may tell of it already.
  void cover_new(const Match& match, Track& track, MonoMs now);

  // A stream is live: its matches need answers for it to stand on, and a network is there.
  void note_live(const StreamKey& key, MonoMs now);
  // It is lost: its matches stand on nothing, REST may say why, and the plan is invalid.
  void note_lost(const StreamKey& key, MonoMs now);

  // The time is `now`: what had to wait for it makes the plan invalid.
  void take_time(MonoMs now);
  // When that is next; kNever where nothing waits.
  [[nodiscard]] MonoMs next_deadline() const {
    return all_refused_until_ == 0 ? kNever : all_refused_until_;
  }
  // The reader asks to try again what was refused: the plan is invalid.
  void forget_refusal();

 private:
  [[nodiscard]] bool needs_stream(const std::string& id) const;
  [[nodiscard]] Wanted wanted(int max_sockets) const;
  void note_refusal(MonoMs now);
  [[nodiscard]] const StreamKey* cover_of(const std::string& id) const;
  void set_cover(const std::string& id, Track& track, const StreamKey* cover, MonoMs now);
  void cover_tracks(MonoMs now);

  Askings& askings_;
  KnownMatches& matches_;
  const Provider& provider_;
  Streams& streams_;
  Outbox& outbox_;
  std::vector<StreamKey> planned_;
  // The stream of all matches was refused: until then others stand in for it. 0: it was not.
  MonoMs all_refused_until_ = 0;
  SlowRetry all_refusals_;
  bool is_valid_ = false;
};

}  // namespace scoreline
