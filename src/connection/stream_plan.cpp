#include "connection/stream_plan.hpp"

#include <algorithm>
#include <utility>

#include "connection/spread.hpp"

namespace scoreline {
namespace {

// A refusal of the stream itself, not of the connection or the credentials that all share.
bool is_of_one_stream(Reason refusal) {
  return refusal == Reason::kForbidden || refusal == Reason::kNotFound ||
         refusal == Reason::kUnauthorised;
}

}  // namespace

bool StreamPlan::needs_stream(const std::string& id) const {
  const Match* match = matches_.find(id);
  if (match != nullptr && is_final(match->status)) return false;
  const bool is_live = match != nullptr && stage_of(match->status) == 1;
  return std::any_of(askings_.interests.begin(), askings_.interests.end(), [&](const auto& entry) {
    const auto& [subject, interest] = entry;
    // Of a list only what is in play needs more than the list's own stream.
    const bool may_need =
        interest.asking.refusal == Reason::kNone && (is_live || !subject.is_list());
    return may_need && interest.has(id);
  });
}

// Remembered, since a stream that is not wanted any more has no status: it would be asked for, and
// refused, at every other planning.
void StreamPlan::note_refusal(MonoMs now) {
  const StreamStatus all = streams_.status({StreamKind::kAll, {}});
  if (all_refused_until_ == 0 && all.phase == StreamPhase::kRefused &&
      is_of_one_stream(all.reason)) {
    all_refused_until_ = all_refusals_.refused(now, outbox_.random());
  }
  if (all.phase == StreamPhase::kLive) all_refusals_.reset();
}

Wanted StreamPlan::wanted(int max_sockets) const {
  Wanted wanted;
  wanted.max_sockets = max_sockets;
  wanted.is_all_refused = all_refused_until_ != 0;
  for (const auto& [subject, interest] : askings_.interests) {
    const bool is_refused = interest.asking.refusal != Reason::kNone;
    if (subject.is_list() && !is_refused) wanted.lists.push_back(subject);
  }
  for (const auto& [id, track] : matches_.tracks()) {
    if (needs_stream(id)) wanted.matches.push_back(id);
  }
  return wanted;
}

void StreamPlan::make(int max_sockets, bool may_open, const Instant& now) {
  is_valid_ = true;
  note_refusal(now.mono);
  std::vector<StreamKey> plan = provider_.plan(wanted(max_sockets));
  if (!may_open) {
    // Nothing can be opened without a good key, but what was opened with the one before goes on.
    std::erase_if(plan, [&](const StreamKey& key) {
      return streams_.status(key).phase != StreamPhase::kLive;
    });
  }
  planned_ = std::move(plan);
  streams_.want(planned_, now);
  cover_tracks(now.mono);
}

const StreamKey* StreamPlan::cover_of(const std::string& id) const {
  const StreamKey* best = nullptr;
  for (const StreamKey& key : planned_) {
    if (key.kind == StreamKind::kMatch && key.id == id) return &key;
    if (key.kind == StreamKind::kAll) best = &key;
    // A competition's channel tells of status only: enough for a match that is not in play.
    if (key.kind == StreamKind::kCompetition && best == nullptr) {
      const Match* match = matches_.find(id);
      if (match != nullptr && match->league_id == key.id) best = &key;
    }
  }
  return best;
}

void StreamPlan::set_cover(const std::string& id, Track& track, const StreamKey* cover,
                           MonoMs now) {
  track.sync.stream_lost();
  track.is_covered = cover != nullptr;
  if (cover == nullptr) return;
  track.cover = *cover;
  if (streams_.status(*cover).phase == StreamPhase::kLive) {
    track.sync.stream_live(outbox_.next_seq(), now);
    askings_.want_match(id, now);
  }
}

void StreamPlan::cover_new(const Match& match, Track& track, MonoMs now) {
  const StreamKey* cover = cover_of(match.id);
  if (cover != nullptr && !is_final(match.status)) set_cover(match.id, track, cover, now);
}

void StreamPlan::cover_tracks(MonoMs now) {
  for (auto& [id, track] : matches_.tracks()) {
    const Match* match = matches_.find(id);
    const bool is_over = match != nullptr && is_final(match->status);
    const StreamKey* cover = is_over ? nullptr : cover_of(id);
    const bool is_same =
        track.is_covered == (cover != nullptr) && (cover == nullptr || track.cover == *cover);
    if (!is_same) set_cover(id, track, cover, now);
  }
}

void StreamPlan::note_live(const StreamKey& key, MonoMs now) {
  const Seq seq = outbox_.next_seq();
  for (auto& [id, track] : matches_.tracks()) {
    if (!track.is_covered || track.cover != key) continue;
    track.sync.stream_live(seq, now);
    askings_.want_match(id, now);
  }
  // The network is there: what was not answered for want of it is asked for at once.
  askings_.each([](Asking& asking) {
    if (asking.trouble == Reason::kUnreachable && asking.refusal == Reason::kNone) {
      asking.retry_at = 0;
    }
  });
  if (key.kind != StreamKind::kMatch) askings_.want_lists(now);
}

void StreamPlan::note_lost(const StreamKey& key, MonoMs now) {
  for (auto& [id, track] : matches_.tracks()) {
    if (!track.is_covered || track.cover != key) continue;
    // What the answers dispute, this connection may not have told: nobody would blame the next one for it.
    if (track.sync.is_disputed()) track.conviction.put_on_probation();
    track.sync.stream_lost();
  }
  // Why was it lost, and is there anything to reconnect for? A browser does not say; REST does.
  // Spread, since whatever dropped this client has dropped others too.
  const MonoMs at = spread(now, outbox_.random());
  askings_.want_everything(at);
  // Nor does anybody poll before that for want of a stream.
  askings_.each([at](Asking& asking) { asking.calm_from = at; });
  invalidate();
}

void StreamPlan::take_time(MonoMs now) {
  if (now < next_deadline()) return;
  all_refused_until_ = 0;
  invalidate();
}

void StreamPlan::forget_refusal() {
  all_refused_until_ = 0;
  all_refusals_.reset();
  invalidate();
}

}  // namespace scoreline
