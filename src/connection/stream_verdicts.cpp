#include "connection/stream_verdicts.hpp"

#include <algorithm>
#include <vector>

namespace scoreline {
namespace {

// A match of which its stream told something within this is not suspected with others.
constexpr MonoMs kJustHeard = 5'000;
// It may be one match alone that a stream does not tell of: others are not interrupted again and again.
constexpr MonoMs kBetweenReopenings = 60'000;

}  // namespace

void StreamVerdicts::judge(Streams& streams, const Instant& now) {
  KnownMatches::Tracks& tracks = matches_.tracks();
  const bool is_any_suspect = std::any_of(tracks.begin(), tracks.end(), [&](const auto& entry) {
    return entry.second.sync.is_stream_suspect(now.mono);
  });
  if (!is_any_suspect) return;
  // All of them first: a stream that is opened anew is lost for every match that it tells of.
  std::vector<StreamKey> found_out;
  for (auto& [id, track] : tracks) {
    // What the next moment would find out of another match is not forgotten with the connection.
    if (!track.sync.is_stream_behind()) continue;
    track.sync.expect_nothing();
    // A connection ends as connections do, while a page sleeps: the next one is believed. But one that
    // was believed since then, and was not heard, may as well be open and dead.
    const bool has_ended = track.sync.may_be_from_before_doubt() && trust_.may_have_ended(track);
    const bool was_convicted = track.conviction.is_convicted();
    if (!has_ended) track.conviction.convict(now.mono);
    if (!track.is_covered) continue;
    if (!was_convicted) track.sync.doubt(outbox_.next_seq(), now.mono);
    found_out.push_back(track.cover);
  }
  // It does not tell of others in play either, as far as anybody has heard: they need proof, too.
  for (auto& [id, track] : tracks) {
    const MonoMs heard = track.pace.heard_at();
    const bool is_found_out = track.is_covered && std::find(found_out.begin(), found_out.end(),
                                                            track.cover) != found_out.end();
    const Match* match = matches_.find(id);
    if (!is_found_out || match == nullptr || !is_in_play(match->status)) continue;
    if (track.conviction.is_convicted() || trust_.may_have_ended(track)) continue;
    if (heard == kNever || now.mono - heard > kJustHeard) track.conviction.convict(now.mono);
  }
  const bool may_reopen = reopened_at_ == kNever || now.mono - reopened_at_ >= kBetweenReopenings;
  if (found_out.empty() || !may_reopen) return;
  reopened_at_ = now.mono;
  streams.reopen(found_out.front(), now);
}

}  // namespace scoreline
