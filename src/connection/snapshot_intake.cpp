#include "connection/snapshot_intake.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "connection/tellers.hpp"

namespace scoreline {
namespace {

// A list that changes forever while it is read ends here.
constexpr std::size_t kMaxListed = 2'000;

}  // namespace

Asked SnapshotIntake::asked_of(const SnapshotRequest& request, MonoMs age, bool tells_age,
                               MonoMs now) const {
  Asked asked;
  asked.seq = request.step_asked;
  asked.at = request.step_asked_at;
  asked.as_of = asked.at - std::max(age, rest_.usual_age(now));
  // Headers tell how old a copy is, and nothing of the database behind it.
  asked.surely = asked.at - (tells_age ? age + kReplicaLag : std::max(age, kOldestCopy));
  return asked;
}

bool SnapshotIntake::take(SnapshotRequest& request, SnapshotReading&& reading, MonoMs age,
                          bool tells_age, MonoMs now) {
  const Asked asked = asked_of(request, age, tells_age, now);
  for (Match& match : reading.matches) {
    if (request.ids.size() >= kMaxListed) break;
    request.ids.push_back(match.id);
    take_row(request, std::move(match), asked, now);
  }
  if (!reading.next_step.empty() && request.ids.size() < kMaxListed) {
    request.step = std::move(reading.next_step);
    return false;
  }
  finish(request, now);
  return true;
}

void SnapshotIntake::take_row(const SnapshotRequest& request, Match&& match, const Asked& asked,
                              MonoMs now) {
  const auto it = askings_.interests.find(request.subject);
  const std::string id = match.id;
  // The end of a match that left a list may come when nobody watches that list any more.
  if (it == askings_.interests.end() && !askings_.is_wanted(id)) return;
  const bool is_new = matches_.track_of(id) == nullptr;
  Track& track = matches_.add(id, now);
  if (is_new) {
    // New in a list: the list's stream covers it already, since before this was asked.
    if (it != askings_.interests.end()) it->second.matches.push_back(id);
    plan_.cover_new(match, track, now);
  }
  if (match.updated_at) {
    rest_.server().note_written(*match.updated_at, now);
    const std::optional<WallMs> before = track.sync.written_at();
    // The answer before may have been an old copy.
    if (before && *match.updated_at > *before) {
      rest_.server().note_written_after(*match.updated_at, track.asked_at - kOldestCopy);
    }
  }
  const bool was_based = track.sync.is_based();
  MatchSync::Answered answered =
      track.sync.on_snapshot(matches_.find(id), std::move(match), asked, now);
  track.answered_at = now;
  track.asked_at = asked.at;
  if (track.sync.proven_at() != kNever && track.sync.proven_at() >= track.lapsed_at) {
    track.lapsed_at = kNever;
  }
  if (answered.caught > 0) rest_.caught(answered.caught, now);
  if (answered.agrees) {
    track.conviction.confirmed(asked.as_of);
    track.pace.confirmed(asked.at);
  } else if (answered.shown) {
    track.conviction.surpassed();
  }
  if (matches_.show(std::move(answered.shown), now)) plan_.invalidate();
  // Boards of one match show its plays; lists do not.
  track.wants_plays |= !was_based && track.sync.is_based() && askings_.has_own_board(id) &&
                       !provider_.plays_url(id).empty() && is_in_play(matches_.find(id)->status);
}

void SnapshotIntake::finish(const SnapshotRequest& request, MonoMs now) {
  Asking* asking = askings_.of(request.subject);
  if (asking == nullptr) return;
  // From now on others may tell of it, or it of others.
  if (asking->refusal != Reason::kNone || asking->answered_at == kNever) plan_.invalidate();
  asking->hope();
  asking->trouble = Reason::kNone;
  asking->answered = std::max(asking->answered, request.asked);
  asking->answered_at = now;
  asking->proven_at = request.asked_at;
  asking->steps = request.steps;
  const auto it = askings_.interests.find(request.subject);
  const bool is_list = it != askings_.interests.end() && request.subject.is_list();
  if (is_list) finish_list(request, it->second, now);
  finish_group(request, now);
  ask_what_is_open(request, *asking, now);
}

void SnapshotIntake::ask_what_is_open(const SnapshotRequest& request, Asking& asking, MonoMs now) {
  for (const std::string& id : request.ids) {
    Track* track = matches_.track_of(id);
    if (track == nullptr) continue;
    const MonoMs again_at = track->sync.ask_again_at(now);
    // A base is what a reader waits for, and what may be wrong must not wait; but a stream that was found out is
    // not live anyhow.
    const bool is_urgent = track->sync.wants_base() || track->sync.unsure_until() != kNever;
    if (is_urgent && !track->conviction.is_convicted()) {
      asking.want(again_at);
    } else {
      asking.want_calmly(again_at);
    }
  }
}

// Those that it should have and has not are asked for by themselves.
void SnapshotIntake::finish_group(const SnapshotRequest& request, MonoMs now) {
  const auto it = askings_.groups.find(request.subject);
  if (it == askings_.groups.end()) return;
  if (leave_group(askings_, it->second.members, request.ids, now)) plan_.invalidate();
}

void SnapshotIntake::finish_list(const SnapshotRequest& request, Interest& interest, MonoMs now) {
  std::vector<std::string> ids = request.ids;
  std::vector<std::string> listed = ids;
  // A row that cannot be shown is on the list all the same, and elsewhere it would be no better.
  listed.insert(listed.end(), request.unshown.begin(), request.unshown.end());
  if (listed != interest.listed) plan_.invalidate();
  interest.listed = std::move(listed);
  for (const std::string& id : interest.listed) askings_.asides.erase(id);
  for (const std::string& id : interest.matches) {
    if (has(ids, id) || matches_.find(id) == nullptr) continue;
    ids.push_back(id);
    if (!has(interest.listed, id)) set_aside(id, interest, now);
  }
  if (ids != interest.matches) plan_.invalidate();
  interest.matches = std::move(ids);
}

// It was on the list and is not any more. Its reader still wants to know how it ended.
void SnapshotIntake::set_aside(const std::string& id, const Interest& list, MonoMs now) {
  const bool is_told_elsewhere =
      std::any_of(askings_.interests.begin(), askings_.interests.end(), [&](const auto& entry) {
        const auto& [subject, interest] = entry;
        const std::vector<std::string>& told =
            subject.is_list() ? interest.listed : interest.matches;
        return &interest != &list && has(told, id);
      });
  if (is_told_elsewhere) return;
  const auto [aside, is_new] = askings_.asides.try_emplace(id);
  if (!is_new) return;
  aside->second.asked_at = 0;  // its reader sees it already: it waits its turn
  const Track* track = matches_.track_of(id);
  if (track != nullptr && track->sync.is_result_confirmed()) {
    aside->second.answered_at = now;
  } else {
    aside->second.want(now);
  }
}

}  // namespace scoreline
