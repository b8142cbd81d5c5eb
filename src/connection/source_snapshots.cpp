// Source's snapshots: when one is asked, and what its answer means.
#include <algorithm>

#include "connection/source.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kRequestDeadline = 12'000;
// Between two requests for the same thing, however urgent.
constexpr MonoMs kMatchGap = 250;
constexpr MonoMs kListGap = 1'000;
// A list that takes several requests is asked for so seldom that they stay within the rate.
constexpr MonoMs kGapForEachStep = 8'000;
// While one request is under way, a second one may go out: the base may have to be asked for anew.
constexpr int kMaxAtOnce = 2;
constexpr std::size_t kMaxRequests = 8;
// A list that changes forever while it is read ends here.
constexpr std::size_t kMaxListed = 2'000;
// When one message, or the loss of a server, makes all readers ask, their requests are spread over
// this.
constexpr MonoMs kSpread = 6'000;
// A reader who sees nothing yet waits no longer than this between two tries.
constexpr MonoMs kLongestWaitForFirst = 10'000;
constexpr std::size_t kMaxRowErrors = 200;

bool has(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::optional<MonoMs> retry_after(const HttpAnswer& answer) {
  constexpr std::int64_t kLongestS = 3'600;
  if (!answer.retry_after_s) return std::nullopt;
  return std::clamp<std::int64_t>(*answer.retry_after_s, 0, kLongestS) * 1000;
}

}  // namespace

MonoMs Source::spread(MonoMs now) { return now + outbox_.random().up_to(kSpread); }

void Source::need_lists(MonoMs at) {
  for (auto& [subject, interest] : interests_) {
    if (subject.is_list()) interest.asking.want(at);
  }
}

Asking* Source::asking_about(const std::string& id) {
  // Its own request where somebody asked for the match itself or no list tells of it any more, else
  // the list that has it.
  Interest* list = nullptr;
  for (auto& [subject, interest] : interests_) {
    if (!interest.has(id)) continue;
    if (!subject.is_list()) return &interest.asking;
    list = &interest;
  }
  if (const auto aside = asides_.find(id); aside != asides_.end()) return &aside->second;
  return list == nullptr ? nullptr : &list->asking;
}

void Source::need_match(const std::string& id, MonoMs at) {
  if (Asking* asking = asking_about(id)) asking->want(at);
}

void Source::ask_about(const std::string& id, const Instant& now) {
  if (Asking* asking = asking_about(id)) {
    asking->again_at = std::min(asking->again_at, spread(now.mono));
  }
}

Asking* Source::asking_of(const Subject& subject) {
  if (const auto it = interests_.find(subject); it != interests_.end()) return &it->second.asking;
  if (subject.is_list()) return nullptr;
  const auto aside = asides_.find(subject.id);
  return aside == asides_.end() ? nullptr : &aside->second;
}

// --- when

// When this match has to be asked for again, as far as `asking` is what tells of it.
MonoMs Source::match_due(const std::string& id, const Asking& asking) const {
  const Match* match = store_.find(id);
  const auto it = tracks_.find(id);
  if (asking.answered_at == kNever || match == nullptr || it == tracks_.end()) return kNever;
  const Track& track = it->second;
  // Whoever asked: a list that has the match answers for a board of that match alone, too.
  const MonoMs answered_at = std::max(asking.answered_at, track.answered_at);
  if (is_final(match->status)) {
    const MonoMs since_end = track.ended_at == kNever ? 0 : last_.mono - track.ended_at;
    return answered_at + cadence::result_interval(since_end);
  }
  const MonoMs poll = cadence::poll_interval(*match, rest_.server().guess(last_));
  if (!is_followed(track)) return answered_at + poll;
  const MonoMs told = track.told_at();
  const MonoMs last = told == kNever ? answered_at : std::max(told, answered_at);
  // All clients have heard the last message together: each has its own, shorter, patience.
  const MonoMs patient_for = patience(*match, track);
  return last + patient_for - patient_for * impatience_ / 1024 / 8;
}

MonoMs Source::list_due(const Interest& interest) const {
  MonoMs due = interest.asking.answered_at + cadence::kListRefresh;
  for (const std::string& id : interest.matches) {
    if (!asides_.contains(id)) due = std::min(due, match_due(id, interest.asking));
  }
  return due;
}

MonoMs Source::routine_due(const Subject& subject, const Interest& interest) const {
  if (interest.asking.answered_at == kNever) return kNever;  // its first answer is wanted already
  return subject.is_list() ? list_due(interest) : match_due(subject.id, interest.asking);
}

MonoMs Source::ask_due(const Subject& subject, const Asking& asking, MonoMs routine) const {
  if (!credential_.is_ready()) return kNever;
  if (requests_.size() >= kMaxRequests || requests_.count(subject) >= kMaxAtOnce) return kNever;
  MonoMs due = asking.wanted_at;
  if (refusal_ != Reason::kNone) {
    // One request finds out whether the credentials are good again.
    return requests_.size() > 0 ? kNever
                                : std::max({refused_until_, asking.retry_at, rate_.allowed_at()});
  }
  const MonoMs calm = hidden_at_ == kNever ? std::min(routine, asking.again_at) : kNever;
  if (requests_.count(subject) == 0 && calm != kNever) {
    due = std::min(due, std::max(calm, asking.calm_at()));
  }
  if (due == kNever) return kNever;
  due = std::max(due, asking.retry_at);
  // The first one of a board that has just come is not kept waiting by those of others.
  if (asking.asked_at == kNever) return std::max(due, rate_.allowed_at());
  MonoMs gap = subject.is_list() ? kListGap : kMatchGap;
  if (asking.steps > 1) gap = std::max(gap, asking.steps * kGapForEachStep);
  return std::max({due, asking.asked_at + gap, rate_.free_at(asking.steps)});
}

// --- asking

void Source::ask_snapshots(const Instant& now) {
  rate_.share(interests_.size());
  // In turn: where the rate does not allow all of them, nobody waits for ever.
  std::vector<std::pair<MonoMs, const Subject*>> turns;
  for (const auto& [subject, interest] : interests_) {
    const MonoMs asked_at = interest.asking.asked_at == kNever ? 0 : interest.asking.asked_at;
    turns.emplace_back(asked_at, &subject);
  }
  std::stable_sort(turns.begin(), turns.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [asked_at, subject] : turns) {
    Interest& interest = interests_.find(*subject)->second;
    if (ask_due(*subject, interest.asking, routine_due(*subject, interest)) <= now.mono) {
      ask_snapshot(*subject, interest.asking, now);
    }
  }
  for (auto& [id, asking] : asides_) {
    const Match* match = store_.find(id);
    if (match == nullptr) continue;
    const Subject subject{SubjectKind::kMatch, match->sport, id};
    if (ask_due(subject, asking, match_due(id, asking)) <= now.mono) {
      ask_snapshot(subject, asking, now);
    }
  }
}

void Source::ask_snapshot(const Subject& subject, Asking& asking, const Instant& now) {
  SnapshotRequest request;
  request.subject = subject;
  const bool is_calm = asking.wanted_at > now.mono && asking.asked_at != kNever;
  request.step = provider_->first_step(subject, now.mono);
  request.asked = outbox_.next_seq();
  request.asked_at = now.mono;
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
  rate_.sent(now.mono);
  open.add(std::move(request));
  outbox_.add(std::move(fetch));
}

// Retry-After holds in the middle of a snapshot too: it is then begun anew.
void Source::send_next_step(SnapshotRequest&& request, const Instant& now) {
  if (rate_.allowed_at() > now.mono) {
    on_snapshot_failed(request, Reason::kRateLimited, now);
    return;
  }
  ++request.steps;
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
  if (refusal_ != Reason::kNone) refused_until_ = refusals_.refused(now.mono, outbox_.random());
  Asking* asking = asking_of(request.subject);
  if (asking == nullptr || request.asked < asking->answered) return;
  asking->trouble = reason;
  asking->want(now.mono);
  asking->retry_at = asking->backoff.failed(now.mono, outbox_.random());
  const bool shows_nothing = asking->answered_at == kNever && !asides_.contains(request.subject.id);
  if (shows_nothing) {
    asking->retry_at =
        std::min(asking->retry_at, now.mono + kLongestWaitForFirst +
                                       outbox_.random().up_to(kLongestWaitForFirst / 2));
  }
}

void Source::refuse_all(Reason reason, std::optional<MonoMs> wait, MonoMs now) {
  refusal_ = reason;
  refused_until_ = refusals_.refused(now, outbox_.random(), wait);
  credential_.renew_at(refused_until_);
  requests_.cancel_expired(outbox_, kNever);
  play_requests_.cancel_expired(outbox_, kNever);
  needs_plan_ = true;
}

void Source::on_snapshot_refused(SnapshotRequest&& request, const HttpAnswer& answer,
                                 const Instant& now) {
  Asking* asking = asking_of(request.subject);
  // A slow answer of a time before: what was asked later has been granted, or the reader has asked
  // to try again.
  if (request.step_asked < accepted_) {
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
  asking->refusal = reason_of_status(status);
  asking->want(now.mono);
  asking->retry_at = asking->slow.refused(now.mono, outbox_.random(), retry_after(answer));
  needs_plan_ = true;
}

// What was refused, or lost with the network, may be had again.
void Source::granted(const SnapshotRequest& request, const Instant& now) {
  credential_.accepted();
  accepted_ = std::max(accepted_, request.step_asked);
  refusals_.reset();
  if (refusal_ != Reason::kNone) {
    refusal_ = Reason::kNone;
    needs_plan_ = true;
    for (auto& [subject, interest] : interests_) interest.asking.want(now.mono);
  }
  if (std::exchange(had_outage_, false)) streams_->retry_soon(now);
}

void Source::on_snapshot_answer(SnapshotRequest&& request, const HttpAnswer& answer,
                                const Instant& now) {
  if (answer.status == 200) {
    granted(request, now);
    const MonoMs age = rest_.note(answer, now);
    SnapshotReading reading = provider_->read_snapshot(request.subject, request.step, answer.body,
                                                       Reception{now, rest_.server(), store_});
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
  const auto it = interests_.find(request.subject);
  const std::string id = match.id;
  // The end of a match that left a list may come when nobody watches that list any more.
  if (it == interests_.end() && !is_wanted(id)) return;
  const bool is_new = !tracks_.contains(id);
  Track& track = track_of(id);
  if (is_new) {
    // New in a list: the list's stream covers it already, since before this was asked.
    if (it != interests_.end()) it->second.matches.push_back(id);
    const StreamKey* cover = cover_of(id);
    if (cover != nullptr && !is_final(match.status)) set_cover(id, track, cover, now);
  }
  if (match.updated_at) rest_.server().note_written(*match.updated_at, now.mono);
  const bool was_based = track.sync.is_based();
  MatchSync::Answered answered =
      track.sync.on_snapshot(store_.find(id), std::move(match), asked, now.mono);
  track.answered_at = now.mono;
  if (track.sync.proven_at() != kNever && track.sync.proven_at() >= track.lapsed_at) {
    track.lapsed_at = kNever;
  }
  if (answered.caught > 0) rest_.caught(answered.caught, now.mono);
  if (answered.agrees) {
    track.conviction.confirmed(asked.as_of);
    track.pace.confirmed();
  } else if (answered.shown) {
    track.conviction.surpassed();
  }
  set_match(std::move(answered.shown), now.mono);
  // Boards of one match show its plays; lists do not.
  track.wants_plays |= !was_based && track.sync.is_based() && !request.subject.is_list() &&
                       !provider_->plays_url(id).empty() && is_in_play(store_.find(id)->status);
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
  Asking* asking = asking_of(request.subject);
  if (asking == nullptr) return;
  if (asking->refusal != Reason::kNone) needs_plan_ = true;
  asking->hope();
  asking->trouble = Reason::kNone;
  asking->answered = std::max(asking->answered, request.asked);
  asking->answered_at = now.mono;
  asking->proven_at = request.asked_at;
  asking->steps = request.steps;
  const auto it = interests_.find(request.subject);
  if (it != interests_.end() && request.subject.is_list()) finish_list(request, it->second, now);
  for (const std::string& id : request.ids) {
    const auto tracked = tracks_.find(id);
    if (tracked == tracks_.end()) continue;
    MatchSync& sync = tracked->second.sync;
    const MonoMs again_at = sync.ask_again_at(now.mono);
    // A base is what a reader waits for; but a stream that was found out is not live anyhow.
    if (sync.wants_base() && !tracked->second.conviction.is_convicted()) {
      asking->want(again_at);
    } else {
      asking->again_at = std::min(asking->again_at, again_at);
    }
  }
}

void Source::finish_list(const SnapshotRequest& request, Interest& interest, const Instant& now) {
  std::vector<std::string> ids = request.ids;
  interest.listed = ids;
  // A row that cannot be shown is on the list all the same, and elsewhere it would be no better.
  interest.listed.insert(interest.listed.end(), request.unshown.begin(), request.unshown.end());
  for (const std::string& id : interest.listed) asides_.erase(id);
  for (const std::string& id : interest.matches) {
    if (has(ids, id) || store_.find(id) == nullptr) continue;
    ids.push_back(id);
    if (has(interest.listed, id)) continue;
    // It was on the list and is not any more. Its reader still wants to know how it ended.
    const bool is_told_elsewhere =
        std::any_of(interests_.begin(), interests_.end(), [&](const auto& entry) {
          const std::vector<std::string>& told =
              entry.first.is_list() ? entry.second.listed : entry.second.matches;
          return &entry.second != &interest && has(told, id);
        });
    if (is_told_elsewhere) continue;
    const auto [aside, is_new] = asides_.try_emplace(id);
    // Its reader sees it already: it waits its turn.
    if (is_new) aside->second.asked_at = 0;
    const auto tracked = tracks_.find(id);
    const bool is_done = tracked != tracks_.end() && tracked->second.sync.is_result_confirmed();
    if (!is_new) continue;
    if (is_done) {
      aside->second.answered_at = now.mono;
    } else {
      aside->second.want(now.mono);
    }
  }
  for (auto& [id, stranger] : strangers_) stranger.is_foreign = true;
  if (ids != interest.matches) needs_plan_ = true;
  interest.matches = std::move(ids);
}

}  // namespace scoreline
