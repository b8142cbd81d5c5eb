// How far what is shown of a match may be trusted, and until when: the rules of docs/trust.md.
//
// Nothing here changes anything. Each answer follows from the match, from what is kept of how it is
// followed (its track), from the state of its stream and from the clocks.
#pragma once

#include "connection/page_life.hpp"
#include "connection/server_clock.hpp"
#include "connection/streams.hpp"
#include "connection/track.hpp"
#include "match/match.hpp"

namespace scoreline {

class MatchTrust {
 public:
  // All three outlive this.
  MatchTrust(const PageLife& page, const ServerClock& server, const Streams& streams)
      : page_(page), server_(server), streams_(streams) {}

  // How long its stream may be silent before it is asked for, in milliseconds.
  [[nodiscard]] MonoMs patience(const Match& match, const Track& track) const;
  // How long after its last answer it is asked for where no stream tells of it, in milliseconds.
  [[nodiscard]] MonoMs poll_interval(const Match& match) const;

  // The last moment at which what its stream shows may be called live; kNever where it may not even now.
  [[nodiscard]] MonoMs trust_end(const Match& match, const Track& track) const;
  // The last moment at which an answer is fresh enough for what is only polled; kNever where it is not
  // even now.
  [[nodiscard]] MonoMs fresh_end(const Match& match, const Track& track) const;

  // How long ago its row was written, or its stream last told a change of it, in milliseconds: at least
  // 0, and 0 where no row tells when it was written.
  [[nodiscard]] MonoMs row_age(const Track& track, const Instant& now) const;
  // It is being played, and nobody has written its row for so long that somebody has to have forgotten it.
  [[nodiscard]] bool is_stuck(const Match& match, const Track& track, const Instant& now) const;

  // How the stream that tells of it is doing; of phase kNone where there is none.
  [[nodiscard]] StreamStatus stream_of(const Track& track) const {
    return track.is_covered ? streams_.status(track.cover) : StreamStatus();
  }
  // There is a stream that tells of it, and nothing speaks against what that tells.
  [[nodiscard]] bool is_followed(const Track& track) const;
  // The browser does not say that there is no network.
  [[nodiscard]] bool is_online() const { return page_.is_online(); }
  // What is shown of it is the truth of this moment, as far as anybody can know.
  [[nodiscard]] bool is_proven_live(const Match& match, const Track& track,
                                    const Instant& now) const;
  // Its connection was doubted and has not been heard since: it may have ended, as connections do.
  [[nodiscard]] bool may_have_ended(const Track& track) const;

  // When one of these answers changes next although nothing comes; kNever where none does.
  [[nodiscard]] MonoMs next_change(const Match& match, const Track& track,
                                   const Instant& now) const;

 private:
  [[nodiscard]] WallMs server_now() const { return server_.guess(page_.last_input()); }

  const PageLife& page_;
  const ServerClock& server_;
  const Streams& streams_;
};

}  // namespace scoreline
