#include "connection/provider_source.hpp"

#include <algorithm>
#include <utility>

#include "connection/provider_choice.hpp"
#include "connection/tellers.hpp"

namespace scoreline {
namespace {

// While a game clock runs, a timer comes this often, or nobody would know that messages have waited. So long
// after a message all matches are looked at, too.
constexpr MonoMs kWhileClocksRun = 1'000;
// All who heard the same thing have used up their requests together.
constexpr MonoMs kRateSpread = 6'000;

const std::vector<std::string> kNoMatches;

}  // namespace

ProviderSource::ProviderSource(const SourceOptions& options, MatchMapper* mapper,
                               std::uint64_t seed)
    : options_(options),
      outbox_(seed),
      access_(outbox_, options_.key, options_.page_gives_key),
      provider_(make_provider(options_, mapper)),
      rate_(Allowance::kMinute + outbox_.random().up_to(kRateSpread)),
      streams_(
          make_streams(options_, outbox_, *this, access_.credential(), request_headers_, rate_)),
      requests_(outbox_, *provider_, access_, rate_, request_headers_),
      trust_(page_, rest_.server(), *streams_),
      verdicts_(matches_, trust_, outbox_),
      plan_(askings_, matches_, *provider_, *streams_, outbox_),
      questions_(askings_, matches_, trust_, page_, access_, rate_, requests_.snapshots(),
                 outbox_.random().up_to(1024)),
      snapshot_intake_(askings_, matches_, plan_, rest_, *provider_),
      failures_(outbox_, askings_, access_, requests_, plan_),
      message_intake_(askings_, matches_, plan_, trust_, page_, outbox_.random()),
      plays_(matches_, access_, rate_, *provider_, requests_),
      views_(askings_, matches_, trust_, access_, rate_) {
  set_headers();
}

ProviderSource::~ProviderSource() = default;

void ProviderSource::set_headers() {
  HttpHeaders headers = options_.auth_headers;
  if (!access_.credential().key().empty()) {
    headers.push_back(provider_->credential_header(access_.credential().key()));
  }
  request_headers_ = std::move(headers);
}

// --- interest

void ProviderSource::watch(const Subject& subject, const Instant& now) {
  begin(now);
  const auto [it, is_new] = askings_.interests.try_emplace(subject);
  ++it->second.watchers;
  if (is_new) {
    plan_.invalidate();
    if (!subject.is_list()) {
      it->second.matches.push_back(subject.id);
      matches_.add(subject.id, now.mono);
    }
    it->second.asking.want(now.mono);
  }
  finish(now, Planning::kLater);
}

void ProviderSource::unwatch(const Subject& subject, const Instant& now) {
  begin(now);
  const auto it = askings_.interests.find(subject);
  if (it != askings_.interests.end() && --it->second.watchers == 0) {
    const std::vector<std::string> ids = std::move(it->second.matches);
    askings_.interests.erase(it);
    const auto cancelled = requests_.snapshots().cancel(
        outbox_, [&](const SnapshotRequest& request) { return request.subject == subject; });
    drop_unwatched();
    requests_.plays().cancel(outbox_, [&](const SnapshotRequest& request) {
      return !matches_.tracks().contains(request.subject.id);
    });
    // Others may have counted on the answer that will not come now.
    if (!cancelled.empty()) {
      for (const std::string& id : ids) askings_.want_match(id, now.mono);
    }
    plan_.invalidate();
  }
  // The last one out leaves nothing open, now.
  finish(now, askings_.interests.empty() ? Planning::kNow : Planning::kLater);
}

void ProviderSource::drop_unwatched() {
  KnownMatches::Tracks& tracks = matches_.tracks();
  for (auto it = tracks.begin(); it != tracks.end();) {
    if (askings_.is_wanted(it->first)) {
      ++it;
      continue;
    }
    askings_.asides.erase(it->first);
    it = matches_.drop(it);
  }
  if (askings_.interests.empty()) {
    requests_.snapshots().cancel_expired(outbox_, kNever);
    access_.credential().stop();
    matches_.strangers().clear();
  }
}

const std::vector<std::string>& ProviderSource::matches_of(const Subject& subject) const {
  const auto it = askings_.interests.find(subject);
  return it == askings_.interests.end() ? kNoMatches : it->second.matches;
}

// --- the page's life

void ProviderSource::refresh(const Instant& now) {
  begin(now);
  access_.forget_refusal(outbox_.next_seq());
  plan_.forget_refusal();
  access_.credential().retry_now();
  streams_->retry_now(now);
  askings_.each([](Asking& asking) { asking.hope(); });
  askings_.want_everything(now.mono);
  finish(now);
}

void ProviderSource::set_hidden(bool is_hidden, const Instant& now) {
  begin(now);
  if (page_.set_hidden(is_hidden, now.mono)) doubt(false, now);
  finish(now);
}

void ProviderSource::set_online(bool is_online, const Instant& now) {
  begin(now);
  if (is_online) {
    note_online(now);
  } else {
    page_.go_offline(now.mono);
  }
  finish(now);
}

void ProviderSource::note_online(const Instant& now) {
  if (!page_.go_online()) return;
  doubt(true, now);
  streams_->retry_now(now);
  askings_.each([](Asking& asking) { asking.retry_at = 0; });
}

void ProviderSource::doubt(bool may_be_dead, const Instant& now) {
  is_unheard_ = true;
  streams_->doubt(may_be_dead, now);
  for (auto& [id, track] : matches_.tracks()) {
    track.doubted_at = now.mono;
    track.sync.doubt(outbox_.next_seq(), now.mono);
  }
  askings_.want_everything(now.mono);
}

PageLife::Gap ProviderSource::take_time(const Instant& now) {
  const PageLife::Gap gap = page_.take_time(now, next_deadline_, is_watched());
  rest_.server().note_device(now);
  if (gap.is_time_lost) matches_.stop_clocks(now.mono);
  return gap;
}

void ProviderSource::begin(const Instant& now) {
  const PageLife::Gap gap = take_time(now);
  if (gap.is_doubtful) doubt(gap.may_be_dead, now);
}

// What still comes long after the browser has said that there is no network proves it wrong.
void ProviderSource::note_sign_of_network(const Instant& now) {
  if (page_.is_network_proven(now.mono)) note_online(now);
}

// --- inputs

void ProviderSource::on_socket_open(SocketId socket, const Instant& now) {
  begin(now);
  streams_->on_socket_open(socket, now);
  finish(now);
}

void ProviderSource::on_socket_text(SocketId socket, std::string_view text, const Instant& now) {
  const PageLife::Gap gap = take_time(now);
  note_sign_of_network(now);
  const bool is_first = std::exchange(is_unheard_, false);
  has_told_of_one_ = false;
  // What has come is taken before its connection is given up.
  streams_->on_socket_text(socket, text, now);
  if (gap.is_doubtful) doubt(gap.may_be_dead, now);
  // A message about one match that was live and is, and because of which nothing is to be asked, leaves all
  // others as they were. What follows from it for its own match is due later than in a moment, and then all
  // are looked at: so a message costs the same however many matches there are. A timer may be late, and then
  // the message does what is due.
  has_told_of_one_ &= !is_first && !gap.is_doubtful && !gap.is_time_lost && plan_.is_valid() &&
                      now.mono < next_deadline_;
  if (has_told_of_one_) {
    next_deadline_ = std::min(next_deadline_, now.mono + kWhileClocksRun);
  } else {
    finish(now);
  }
}

void ProviderSource::on_socket_closed(SocketId socket, int code, const Instant& now) {
  begin(now);
  const int limit = streams_->observed_limit();
  streams_->on_socket_closed(socket, code, now);
  if (streams_->observed_limit() != limit) plan_.invalidate();
  finish(now);
}

void ProviderSource::on_answer(RequestId request, const HttpAnswer& answer, const Instant& now) {
  begin(now);
  std::optional<SnapshotRequest> snapshot = requests_.snapshots().take(request);
  if (snapshot) {
    rate_.note(answer, now.mono, rest_.server().guess(now));
    on_snapshot_answer(std::move(*snapshot), answer, now);
  } else if (const std::optional<SnapshotRequest> plays = requests_.plays().take(request)) {
    rate_.note(answer, now.mono, rest_.server().guess(now));
    if (answer.status == 401 || answer.status == 402) {
      failures_.note_refused(*plays, answer, now.mono);
    } else {
      plays_.on_answer(*plays, answer);
    }
  } else if (streams_->on_answer(request, answer, now)) {
    plan_.invalidate();  // a refused channel may have to be covered in another way
  }
  if (answer.status != 0) note_sign_of_network(now);
  finish(now);
}

void ProviderSource::on_credential(RequestId request, const std::optional<std::string>& key,
                                   const Instant& now) {
  begin(now);
  if (access_.credential().on_answer(request, key, now) && access_.has_key()) {
    set_headers();
    // What the key before could not open, this one may.
    streams_->retry_now(now);
    plan_.invalidate();
  }
  finish(now);
}

void ProviderSource::on_wake(const Instant& now) {
  begin(now);
  const int limit = streams_->observed_limit();
  streams_->on_wake(now);
  if (streams_->observed_limit() != limit) plan_.invalidate();
  expire_requests(now);
  finish(now);
}

// --- what its streams tell

void ProviderSource::on_stream_live(const StreamKey& key, const Instant& now) {
  plan_.note_live(key, now.mono);
}

void ProviderSource::on_stream_lost(const StreamKey& key, const Instant& now) {
  plan_.note_lost(key, now.mono);
}

void ProviderSource::on_stream_message(const StreamKey& key, std::string_view name,
                                       std::string_view text, const Instant& now) {
  MessageReading reading =
      provider_->read_message(name, text, Reception{now, rest_.server(), matches_.store()});
  if (!reading.is_readable) ++bad_messages_;
  if (!reading.is_known) ++unknown_messages_;
  has_told_of_one_ = true;
  if (!reading.delta) return;
  if (key.kind == StreamKind::kMatch && key.id != reading.delta->match_id) {
    ++bad_messages_;  // a match's own stream tells of that match only
    return;
  }
  has_told_of_one_ = message_intake_.take(std::move(*reading.delta), reading.asks_snapshot, now);
}

// --- what is asked, and answered

void ProviderSource::ask_snapshots(const Instant& now) {
  for (const Question& question : questions_.all()) {
    if (question.due <= now.mono && questions_.has_room()) ask_snapshot(question, now);
  }
}

void ProviderSource::ask_snapshot(const Question& question, const Instant& now) {
  Asking& asking = *question.asking;
  SnapshotRequest request;
  request.subject = question.subject;
  const bool is_calm = asking.wanted_at > now.mono && asking.asked_at != kNever;
  request.step =
      provider_->first_step(question.subject, Reception{now, rest_.server(), matches_.store()});
  request.asked = outbox_.next_seq();
  request.asked_at = now.mono;
  request.is_first = asking.asked_at == kNever;
  asking.note_asked(now.mono, is_calm);
  requests_.send_snapshot(std::move(request), now.mono);
}

void ProviderSource::send_next_step(SnapshotRequest&& request, const Instant& now) {
  // Retry-After holds in the middle of a snapshot too: it is then begun anew.
  const MonoMs free_at = request.is_first ? rate_.allowed_at() : rate_.page_free_at();
  if (free_at > now.mono) {
    failures_.note_failed(request, Reason::kRateLimited, now.mono);
    return;
  }
  ++request.steps;
  if (const auto group = askings_.groups.find(request.subject); group != askings_.groups.end()) {
    // It is more work than its matches one by one would be.
    const std::vector<std::string>& members = group->second.members;
    if (static_cast<std::size_t>(request.steps) >= members.size()) {
      if (leave_group(askings_, members, {}, now.mono)) plan_.invalidate();
      return;
    }
  }
  requests_.send_snapshot(std::move(request), now.mono);
}

void ProviderSource::on_snapshot_answer(SnapshotRequest&& request, const HttpAnswer& answer,
                                        const Instant& now) {
  const int status = answer.status;
  if (status == 200) {
    take_snapshot(std::move(request), answer, now);
  } else if (status >= 400 && status < 500 && status != 408 && status != 429) {
    on_snapshot_refused(std::move(request), answer, now);
  } else {
    failures_.note_failed(request, reason_of_status(status), now.mono);
  }
}

void ProviderSource::take_snapshot(SnapshotRequest&& request, const HttpAnswer& answer,
                                   const Instant& now) {
  if (failures_.note_granted(request, now.mono)) streams_->retry_soon(now);
  const MonoMs age = rest_.note(answer, request.step_asked_at, now);
  SnapshotReading reading = provider_->read_snapshot(
      request.subject, request.step, answer.body, Reception{now, rest_.server(), matches_.store()});
  for (const RefusedRow& row : reading.refused) request.unshown.push_back(row.id);
  row_errors_.note(request.subject, std::move(reading.refused));
  if (!reading.is_readable) {
    failures_.note_failed(request, Reason::kBadAnswer, now.mono);
    return;
  }
  // A Date alone may be that of a proxy which hands on an old copy as if it had just made it.
  const bool tells_age = answer.age_s.has_value();
  if (!snapshot_intake_.take(request, std::move(reading), age, tells_age, now.mono)) {
    send_next_step(std::move(request), now);
  }
}

void ProviderSource::on_snapshot_refused(SnapshotRequest&& request, const HttpAnswer& answer,
                                         const Instant& now) {
  if (answer.status == 404 && !access_.is_outdated(request.step_asked)) {
    std::string step = provider_->step_after_not_found(request.subject, request.step);
    if (!step.empty()) {
      request.step = std::move(step);
      send_next_step(std::move(request), now);
      return;
    }
  }
  failures_.note_refused(request, answer, now.mono);
}

void ProviderSource::expire_requests(const Instant& now) {
  for (const SnapshotRequest& request : requests_.snapshots().cancel_expired(outbox_, now.mono)) {
    failures_.note_failed(request, Reason::kUnreachable, now.mono);
  }
  requests_.plays().cancel_expired(outbox_, now.mono);
}

// --- what follows from it

void ProviderSource::plan_streams(const Instant& now) {
  const auto given_up = choose_tellers(askings_, matches_.store(), *provider_, now.mono);
  for (const auto& group : given_up) {
    requests_.snapshots().cancel(outbox_, [&group](const SnapshotRequest& request) {
      return request.subject == group.first;
    });
  }
  plan_.make(std::min(options_.max_sockets, streams_->observed_limit()), access_.is_open(), now);
}

void ProviderSource::finish(const Instant& now, Planning planning) {
  has_told_of_one_ = false;
  if (is_watched()) access_.credential().pursue(now);
  verdicts_.judge(*streams_, now);
  plan_.take_time(now.mono);
  if (!plan_.is_valid() && planning == Planning::kNow) plan_streams(now);
  ask_snapshots(now);
  plays_.ask(now.mono);
  next_deadline_ = plan_.is_valid() ? next_wake(now) : now.mono;
}

// When something is to be done, or a view changes, although nothing comes.
MonoMs ProviderSource::next_wake(const Instant& now) const {
  MonoMs next = std::min({streams_->next_deadline(), requests_.snapshots().next_deadline(),
                          questions_.next_due(), plays_.next_due()});
  if (is_watched()) {
    next = std::min({next, access_.credential().next_deadline(), plan_.next_deadline()});
  }
  for (const auto& [id, track] : matches_.tracks()) {
    next = std::min(next, track.sync.next_deadline());
    const Match* match = matches_.find(id);
    if (match == nullptr) continue;
    next = std::min(next, trust_.next_change(*match, track, now));
    // Or one may be told, and nobody would know how long ago.
    const bool may_run =
        match->clock ? match->clock->is_running : is_in_play(match->status) && match->clock_reading;
    if (may_run && !page_.is_hidden()) next = std::min(next, now.mono + kWhileClocksRun);
  }
  return next;
}

}  // namespace scoreline
