// All that a source keeps of one match besides the match itself: how it is followed, and how far what
// is known of it may be trusted.
#pragma once

#include "connection/conviction.hpp"
#include "connection/instant.hpp"
#include "connection/match_sync.hpp"
#include "connection/pace.hpp"
#include "connection/subject.hpp"

namespace scoreline {

struct Track {
  MatchSync sync;
  Pace pace;                  // of what its stream tells of it
  Conviction conviction;      // of its stream
  StreamKey cover;            // the stream that tells of it
  bool is_covered = false;    // there is such a stream
  MonoMs doubted_at = 0;      // proof from before is void
  MonoMs answered_at = 0;     // when any answer last had it
  MonoMs asked_at = 0;        // when that answer had been asked for
  MonoMs lapsed_at = kNever;  // since then only an answer can prove it again
  MonoMs hinted_at = kNever;  // when a message last hinted at what no message tells
  MonoMs ended_at = kNever;   // when its result was first seen
  bool wants_plays = false;   // those before its stream was followed, see PlayHistory

  // When the match itself was last told of: by a message that changed it, or by a snapshot that stood
  // for what is shown; kNever for not since it was doubted.
  [[nodiscard]] MonoMs told_at() const {
    const MonoMs heard = lapsed_at == kNever ? pace.heard_at() : kNever;
    const MonoMs proven = sync.proven_at();
    const MonoMs told = heard == kNever || (proven != kNever && proven > heard) ? proven : heard;
    return told != kNever && told < doubted_at ? kNever : told;
  }
};

}  // namespace scoreline
