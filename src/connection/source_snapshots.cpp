// Source's snapshots: when one is asked, and what its answer means.
#include <algorithm>

#include "connection/cadence.hpp"
#include "connection/source.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kRequestDeadline = 12'000;
// Between two requests for the same thing, however urgent.
constexpr MonoMs kMatchGap = 250;
constexpr MonoMs kListGap = 1'000;
// One request is under way while the base must be asked for anew: a second one may go out.
constexpr int kMaxAtOnce = 2;
constexpr std::size_t kMaxRequests = 8;
// A list that changes forever while it is read ends here.
constexpr std::size_t kMaxListed = 2'000;
constexpr std::size_t kMaxRowErrors = 200;

}  // namespace

void Source::need(const Subject& subject) {
  const auto it = interests_.find(subject);
  if (it != interests_.end()) need(it->second);
}

void Source::need_lists() {
  for (auto& [subject, interest] : interests_) {
    if (subject.is_list()) need(interest);
  }
}

void Source::need_match(const std::string& id) {
  // Its own request where somebody asked for the match itself, else the list that has it.
  Interest* list = nullptr;
  for (auto& [subject, interest] : interests_) {
    if (!interest.has(id)) continue;
    if (!subject.is_list()) {
      need(interest);
      return;
    }
    list = &interest;
  }
  if (list != nullptr) need(*list);
}

// When silence makes a match with a live stream doubtful enough to ask.
MonoMs Source::probe_due(const Match& match, const Track& track, MonoMs answered_at) const {
  const auto due = [&](MonoMs proof, MonoMs in_play) {
    const MonoMs interval = cadence::probe_interval(match, in_play, last_.wall);
    // All clients have heard the last message together: each has its own, shorter, patience.
    const MonoMs patience = interval - interval * impatience_ / 1024 / 4;
    return (proof == kNever ? answered_at : proof) + patience;
  };
  return std::min(due(proof_of(track), provider_->probe_after()),
                  due(told_at(track), provider_->recheck_after()));
}

MonoMs Source::routine_due(const Subject& subject, const Interest& interest) const {
  const Asking& asking = interest.asking;
  if (asking.answered_at == kNever) return kNever;  // its first answer is needed, not routine
  MonoMs due = kNever;
  for (const std::string& id : interest.matches) {
    const Match* match = store_.find(id);
    const auto it = tracks_.find(id);
    if (match == nullptr || it == tracks_.end() || is_final(match->status)) continue;
    const Track& track = it->second;
    if (!track.sync.is_based()) {
      due = std::min(due, asking.answered_at + cadence::poll_interval(*match, last_.wall));
      continue;
    }
    due = std::min(due, probe_due(*match, track, asking.answered_at));
  }
  if (subject.is_list()) {
    due = std::min(
        due, asking.answered_at + (due == kNever ? cadence::kIdleList : cadence::kListRefresh));
  }
  return due;
}

MonoMs Source::ask_due(const Subject& subject, const Interest& interest) const {
  const Asking& asking = interest.asking;
  if (refusal_ != Reason::kNone || asking.refusal != Reason::kNone) return kNever;
  if (!credential_.is_ready()) return kNever;
  if (requests_.size() >= kMaxRequests || requests_.count(subject) >= kMaxAtOnce) return kNever;
  const Seq newest = requests_.newest(subject);
  MonoMs due = kNever;
  if (asking.needed > std::max(asking.answered, newest)) {
    due = 0;
  } else if (newest == 0 && hidden_at_ == kNever) {
    due = routine_due(subject, interest);
  }
  if (due == kNever) return kNever;
  const MonoMs gap = subject.is_list() ? kListGap : kMatchGap;
  if (asking.asked_at != kNever) due = std::max(due, asking.asked_at + gap);
  return std::max(due, std::max(asking.retry_at, rate_.free_at()));
}

void Source::ask_snapshots(const Instant& now) {
  for (auto& [subject, interest] : interests_) {
    if (ask_due(subject, interest) > now.mono) continue;
    SnapshotRequest request;
    request.subject = subject;
    request.asked = outbox_.next_seq();
    request.asked_at = now.mono;
    interest.asking.asked_at = now.mono;
    send_request(std::move(request), now);
  }
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
  open.add(std::move(request));
  outbox_.add(std::move(fetch));
}

// Retry-After holds in the middle of a snapshot too: it is then begun anew.
void Source::send_next_step(SnapshotRequest&& request, const Instant& now) {
  if (rate_.free_at() > now.mono) {
    on_snapshot_failed(request, Reason::kRateLimited, now);
    return;
  }
  send_request(std::move(request), now);
}

void Source::expire_requests(const Instant& now) {
  for (const SnapshotRequest& request : requests_.cancel_expired(outbox_, now.mono)) {
    on_snapshot_failed(request, Reason::kUnreachable, now);
  }
  play_requests_.cancel_expired(outbox_, now.mono);
}

void Source::on_snapshot_failed(const SnapshotRequest& request, Reason reason, const Instant& now) {
  const auto it = interests_.find(request.subject);
  if (it == interests_.end() || request.asked < it->second.asking.answered) return;
  Asking& asking = it->second.asking;
  asking.trouble = reason;
  asking.needed = outbox_.next_seq();
  asking.retry_at = asking.backoff.failed(now.mono, outbox_.random());
}

void Source::on_snapshot_refused(SnapshotRequest&& request, int status, const Instant& now) {
  // A slow answer of a time before: what was asked later has been granted, or the reader has asked
  // to try again.
  if (request.step_asked < accepted_) {
    need(request.subject);
    return;
  }
  if (status == 401 || status == 402) {
    if (status == 401 && credential_.on_refused(request.key_number)) {
      need(request.subject);
      return;
    }
    refusal_ = reason_of_status(status);
    requests_.cancel_expired(outbox_, kNever);
    play_requests_.cancel_expired(outbox_, kNever);
    needs_plan_ = true;
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
  const auto it = interests_.find(request.subject);
  if (it == interests_.end()) return;
  it->second.asking.refusal = reason_of_status(status);
  needs_plan_ = true;
}

void Source::on_snapshot_answer(SnapshotRequest&& request, const HttpAnswer& answer,
                                const Instant& now) {
  if (answer.status == 200) {
    credential_.accepted();
    accepted_ = std::max(accepted_, request.step_asked);
    SnapshotReading reading =
        provider_->read_snapshot(request.subject, request.step, answer.body, now, store_);
    note_refused(request.subject, std::move(reading.refused));
    if (reading.is_readable) {
      take_snapshot(std::move(request), std::move(reading), now);
    } else {
      on_snapshot_failed(request, Reason::kBadAnswer, now);
    }
    return;
  }
  const bool is_refusal =
      answer.status >= 400 && answer.status < 500 && answer.status != 408 && answer.status != 429;
  if (is_refusal) {
    on_snapshot_refused(std::move(request), answer.status, now);
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

void Source::take_snapshot(SnapshotRequest&& request, SnapshotReading&& reading,
                           const Instant& now) {
  const auto it = interests_.find(request.subject);
  for (Match& match : reading.matches) {
    const std::string id = match.id;
    if (request.ids.size() >= kMaxListed) break;
    request.ids.push_back(id);
    // The end of a match that left a list may come when nobody watches that list any more.
    if (it == interests_.end() && !is_wanted(id)) continue;
    const bool is_new = !tracks_.contains(id);
    Track& its_track = track_of(id);
    if (is_new) {
      // New in a list: the list's stream covers it already, since before this was asked.
      if (it != interests_.end()) it->second.matches.push_back(id);
      const StreamKey* cover = cover_of(id);
      if (cover != nullptr && !is_final(match.status)) set_cover(id, its_track, cover);
    }
    const Match* current = store_.find(id);
    const bool was_based = its_track.sync.is_based();
    set_match(its_track.sync.on_snapshot(current, std::move(match), request.step_asked,
                                         request.step_asked_at, now.mono));
    // Boards of one match show its plays; lists do not.
    its_track.wants_plays |= !was_based && its_track.sync.is_based() &&
                             !request.subject.is_list() && !provider_->plays_url(id).empty() &&
                             is_in_play(store_.find(id)->status);
  }
  if (!reading.next_step.empty() && request.ids.size() < kMaxListed) {
    request.step = std::move(reading.next_step);
    send_next_step(std::move(request), now);
    return;
  }
  if (it == interests_.end()) return;
  Asking& asking = it->second.asking;
  asking.answered = std::max(asking.answered, request.asked);
  asking.answered_at = now.mono;
  asking.proven_at = request.asked_at;
  asking.trouble = Reason::kNone;
  asking.retry_at = 0;
  asking.backoff.reset();
  if (request.subject.is_list()) finish_list(request, it->second, now);
  for (const std::string& id : request.ids) {
    const auto tracked = tracks_.find(id);
    if (tracked != tracks_.end() && tracked->second.sync.wants_snapshot()) {
      need(request.subject);
      break;
    }
  }
}

void Source::finish_list(const SnapshotRequest& request, Interest& interest, const Instant& now) {
  std::vector<std::string> ids = request.ids;
  for (const std::string& id : interest.matches) {
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
    const Match* match = store_.find(id);
    if (match == nullptr) continue;
    // It was on the list and is not any more. Its reader still wants to know how it ended.
    ids.push_back(id);
    const auto tracked = tracks_.find(id);
    if (tracked != tracks_.end() && tracked->second.sync.is_result_confirmed()) continue;
    if (requests_.size() >= kMaxRequests || rate_.free_at() > now.mono) {
      need(request.subject);  // with the list's next answer, then
      continue;
    }
    SnapshotRequest last;
    last.subject = {SubjectKind::kMatch, match->sport, id};
    last.asked = outbox_.next_seq();
    last.asked_at = now.mono;
    send_request(std::move(last), now);
  }
  if (ids != interest.matches) needs_plan_ = true;
  interest.matches = std::move(ids);
}

}  // namespace scoreline
