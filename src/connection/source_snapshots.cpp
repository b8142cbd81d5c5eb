// Source's snapshots: how one is asked for, and what its answer means.
#include <algorithm>

#include "connection/source.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kRequestDeadline = 12'000;
// A list that changes forever while it is read ends here.
constexpr std::size_t kMaxListed = 2'000;
// A reader who sees nothing yet waits no longer than this between two tries.
constexpr MonoMs kLongestWaitForFirst = 10'000;
constexpr std::size_t kMaxRowErrors = 200;

std::optional<MonoMs> retry_after(const HttpAnswer& answer) {
  constexpr std::int64_t kLongestS = 3'600;
  if (!answer.retry_after_s) return std::nullopt;
  return std::clamp<std::int64_t>(*answer.retry_after_s, 0, kLongestS) * 1000;
}

}  // namespace

void Source::ask_snapshots(const Instant& now) {
  for (const Question& question : questions_.all()) {
    if (question.due > now.mono || !questions_.has_room()) continue;
    ask_snapshot(question.subject, *question.asking, now);
  }
}

void Source::ask_snapshot(const Subject& subject, Asking& asking, const Instant& now) {
  SnapshotRequest request;
  request.subject = subject;
  const bool is_calm = asking.wanted_at > now.mono && asking.asked_at != kNever;
  request.step = provider_->first_step(subject, Reception{now, rest_.server(), matches_.store()});
  request.asked = outbox_.next_seq();
  request.asked_at = now.mono;
  request.is_first = asking.asked_at == kNever;
  asking.note_asked(now.mono, is_calm);
  send_request(std::move(request), now);
}

void Source::send_request(SnapshotRequest&& request, const Instant& now) {
  std::string url = provider_->snapshot_url(request.subject, request.step);
  send_request(requests_, std::move(request), std::move(url), now);
}

void Source::send_request(SnapshotRequests& open, SnapshotRequest&& request, std::string&& url,
                          const Instant& now) {
  Fetch fetch;
  fetch.request = outbox_.new_request();
  fetch.url = std::move(url);
  fetch.headers = accepting_json(request_headers_);
  request.step_asked = outbox_.next_seq();
  request.step_asked_at = now.mono;
  request.key_number = credential_.number();
  request.deadline = now.mono + kRequestDeadline;
  request.id = fetch.request;
  if (!request.is_first) rate_.snapshot_sent(now.mono);
  open.add(std::move(request));
  outbox_.add(std::move(fetch));
}

// Retry-After holds in the middle of a snapshot too: it is then begun anew.
void Source::send_next_step(SnapshotRequest&& request, const Instant& now) {
  const MonoMs free_at = request.is_first ? rate_.allowed_at() : rate_.page_free_at();
  if (free_at > now.mono) {
    on_snapshot_failed(request, Reason::kRateLimited, now);
    return;
  }
  ++request.steps;
  if (const auto group = askings_.groups.find(request.subject); group != askings_.groups.end()) {
    // It is more work than its matches one by one would be.
    if (static_cast<std::size_t>(request.steps) >= group->second.members.size()) {
      leave_groups(group->second.members, now.mono);
      return;
    }
  }
  send_request(std::move(request), now);
}

void Source::expire_requests(const Instant& now) {
  for (const SnapshotRequest& request : requests_.cancel_expired(outbox_, now.mono)) {
    on_snapshot_failed(request, Reason::kUnreachable, now);
  }
  play_requests_.cancel_expired(outbox_, now.mono);
}

// --- answers

void Source::on_snapshot_failed(const SnapshotRequest& request, Reason reason, const Instant& now) {
  had_outage_ |= reason == Reason::kUnreachable || reason == Reason::kServerError;
  access_.note_failure(now.mono);
  Asking* asking = askings_.of(request.subject);
  if (asking == nullptr || request.asked < asking->answered) return;
  asking->trouble = reason;
  asking->want(now.mono);
  asking->retry_at = asking->backoff.failed(now.mono, outbox_.random());
  const bool shows_nothing =
      asking->answered_at == kNever && !askings_.asides.contains(request.subject.id);
  if (shows_nothing) {
    asking->retry_at =
        std::min(asking->retry_at, now.mono + kLongestWaitForFirst +
                                       outbox_.random().up_to(kLongestWaitForFirst / 2));
  }
}

void Source::refuse_all(Reason reason, std::optional<MonoMs> wait, MonoMs now) {
  access_.refuse(reason, wait, now);
  requests_.cancel_expired(outbox_, kNever);
  play_requests_.cancel_expired(outbox_, kNever);
  plan_.invalidate();
}

void Source::on_snapshot_refused(SnapshotRequest&& request, const HttpAnswer& answer,
                                 const Instant& now) {
  Asking* asking = askings_.of(request.subject);
  if (access_.is_outdated(request.step_asked)) {
    if (asking != nullptr) asking->want(now.mono);
    return;
  }
  const int status = answer.status;
  if (status == 401 || status == 402) {
    if (status == 401 && credential_.on_refused(request.key_number)) {
      if (asking != nullptr) asking->want(now.mono);
      return;
    }
    refuse_all(reason_of_status(status), retry_after(answer), now.mono);
    return;
  }
  if (status == 404) {
    std::string step = provider_->step_after_not_found(request.subject, request.step);
    if (!step.empty()) {
      request.step = std::move(step);
      send_next_step(std::move(request), now);
      return;
    }
  }
  if (asking == nullptr) return;
  if (const auto group = askings_.groups.find(request.subject); group != askings_.groups.end()) {
    leave_groups(group->second.members, now.mono);
    return;
  }
  asking->refusal = reason_of_status(status);
  asking->want(now.mono);
  asking->retry_at = asking->slow.refused(now.mono, outbox_.random(), retry_after(answer));
  plan_.invalidate();
}

// What was refused, or lost with the network, may be had again.
void Source::granted(const SnapshotRequest& request, const Instant& now) {
  if (access_.grant(request.step_asked)) {
    plan_.invalidate();
    askings_.want_everything(now.mono);
  }
  if (std::exchange(had_outage_, false)) streams_->retry_soon(now);
}

void Source::on_snapshot_answer(SnapshotRequest&& request, const HttpAnswer& answer,
                                const Instant& now) {
  if (answer.status == 200) {
    granted(request, now);
    const MonoMs age = rest_.note(answer, request.step_asked_at, now);
    SnapshotReading reading =
        provider_->read_snapshot(request.subject, request.step, answer.body,
                                 Reception{now, rest_.server(), matches_.store()});
    for (const RefusedRow& row : reading.refused) request.unshown.push_back(row.id);
    note_refused(request.subject, std::move(reading.refused));
    if (reading.is_readable) {
      // A Date alone may be that of a proxy which hands on an old copy as if it had just made it.
      const bool tells_age = answer.age_s.has_value();
      take_snapshot(std::move(request), std::move(reading), age, tells_age, now);
    } else {
      on_snapshot_failed(request, Reason::kBadAnswer, now);
    }
    return;
  }
  const bool is_refusal =
      answer.status >= 400 && answer.status < 500 && answer.status != 408 && answer.status != 429;
  if (is_refusal) {
    on_snapshot_refused(std::move(request), answer, now);
  } else {
    on_snapshot_failed(request, reason_of_status(answer.status), now);
  }
}

// Told once: the same rows come with each answer.
void Source::note_refused(const Subject& subject, std::vector<RefusedRow>&& rows) {
  for (RefusedRow& row : rows) {
    RowError error{subject, std::move(row)};
    const bool is_known =
        std::find(row_errors_.begin(), row_errors_.end(), error) != row_errors_.end();
    if (!is_known && row_errors_.size() < kMaxRowErrors) row_errors_.push_back(std::move(error));
  }
}

void Source::take_row(const SnapshotRequest& request, Match&& match, const Asked& asked,
                      const Instant& now) {
  const auto it = askings_.interests.find(request.subject);
  const std::string id = match.id;
  // The end of a match that left a list may come when nobody watches that list any more.
  if (it == askings_.interests.end() && !askings_.is_wanted(id)) return;
  const bool is_new = !matches_.tracks().contains(id);
  Track& track = track_of(id);
  if (is_new) {
    // New in a list: the list's stream covers it already, since before this was asked.
    if (it != askings_.interests.end()) it->second.matches.push_back(id);
    plan_.cover_new(match, track, now.mono);
  }
  if (match.updated_at) {
    rest_.server().note_written(*match.updated_at, now.mono);
    const std::optional<WallMs> before = track.sync.written_at();
    // The answer before may have been an old copy.
    if (before && *match.updated_at > *before) {
      rest_.server().note_written_after(*match.updated_at, track.asked_at - kOldestCopy);
    }
  }
  const bool was_based = track.sync.is_based();
  MatchSync::Answered answered =
      track.sync.on_snapshot(matches_.find(id), std::move(match), asked, now.mono);
  track.answered_at = now.mono;
  track.asked_at = asked.at;
  if (track.sync.proven_at() != kNever && track.sync.proven_at() >= track.lapsed_at) {
    track.lapsed_at = kNever;
  }
  if (answered.caught > 0) rest_.caught(answered.caught, now.mono);
  if (answered.agrees) {
    track.conviction.confirmed(asked.as_of);
    track.pace.confirmed(asked.at);
  } else if (answered.shown) {
    track.conviction.surpassed();
  }
  show(std::move(answered.shown), now.mono);
  // Boards of one match show its plays; lists do not.
  track.wants_plays |= !was_based && track.sync.is_based() && askings_.has_own_board(id) &&
                       !provider_->plays_url(id).empty() && is_in_play(matches_.find(id)->status);
}

void Source::take_snapshot(SnapshotRequest&& request, SnapshotReading&& reading, MonoMs age,
                           bool tells_age, const Instant& now) {
  Asked asked;
  asked.seq = request.step_asked;
  asked.at = request.step_asked_at;
  asked.as_of = asked.at - std::max(age, rest_.usual_age(now.mono));
  // Headers tell how old a copy is, and nothing of the database behind it.
  asked.surely = asked.at - (tells_age ? age + kReplicaLag : std::max(age, kOldestCopy));
  for (Match& match : reading.matches) {
    if (request.ids.size() >= kMaxListed) break;
    request.ids.push_back(match.id);
    take_row(request, std::move(match), asked, now);
  }
  if (!reading.next_step.empty() && request.ids.size() < kMaxListed) {
    request.step = std::move(reading.next_step);
    send_next_step(std::move(request), now);
    return;
  }
  Asking* asking = askings_.of(request.subject);
  if (asking == nullptr) return;
  // From now on others may tell of it, or it of others.
  if (asking->refusal != Reason::kNone || asking->answered_at == kNever) plan_.invalidate();
  asking->hope();
  asking->trouble = Reason::kNone;
  asking->answered = std::max(asking->answered, request.asked);
  asking->answered_at = now.mono;
  asking->proven_at = request.asked_at;
  asking->steps = request.steps;
  const auto it = askings_.interests.find(request.subject);
  if (it != askings_.interests.end() && request.subject.is_list())
    finish_list(request, it->second, now);
  finish_group(request, now);
  for (const std::string& id : request.ids) {
    const auto tracked = matches_.tracks().find(id);
    if (tracked == matches_.tracks().end()) continue;
    MatchSync& sync = tracked->second.sync;
    const MonoMs again_at = sync.ask_again_at(now.mono);
    // A base is what a reader waits for; but a stream that was found out is not live anyhow.
    if (sync.wants_base() && !tracked->second.conviction.is_convicted()) {
      asking->want(again_at);
    } else {
      asking->want_calmly(again_at);
    }
  }
}

// Those that it should have and has not are asked for by themselves.
void Source::finish_group(const SnapshotRequest& request, const Instant& now) {
  const auto it = askings_.groups.find(request.subject);
  if (it == askings_.groups.end()) return;
  std::vector<std::string> missing = it->second.members;
  std::erase_if(missing, [&](const std::string& id) { return has(request.ids, id); });
  leave_groups(missing, now.mono);
}

void Source::finish_list(const SnapshotRequest& request, Interest& interest, const Instant& now) {
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
    if (has(interest.listed, id)) continue;
    // It was on the list and is not any more. Its reader still wants to know how it ended.
    const bool is_told_elsewhere =
        std::any_of(askings_.interests.begin(), askings_.interests.end(), [&](const auto& entry) {
          const std::vector<std::string>& told =
              entry.first.is_list() ? entry.second.listed : entry.second.matches;
          return &entry.second != &interest && has(told, id);
        });
    if (is_told_elsewhere) continue;
    const auto [aside, is_new] = askings_.asides.try_emplace(id);
    // Its reader sees it already: it waits its turn.
    if (is_new) aside->second.asked_at = 0;
    const auto tracked = matches_.tracks().find(id);
    const bool is_done =
        tracked != matches_.tracks().end() && tracked->second.sync.is_result_confirmed();
    if (!is_new) continue;
    if (is_done) {
      aside->second.answered_at = now.mono;
    } else {
      aside->second.want(now.mono);
    }
  }
  strangers_.note_list(request.asked_at);
  if (ids != interest.matches) plan_.invalidate();
  interest.matches = std::move(ids);
}

}  // namespace scoreline
