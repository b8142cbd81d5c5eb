#include "connection/source.hpp"

#include <algorithm>

#include "connection/pusher_streams.hpp"
#include "connection/scorelytics_provider.hpp"
#include "connection/socket_streams.hpp"
#include "connection/tellers.hpp"
#include "feed/stats_api/channels.hpp"

namespace scoreline {
namespace {

// While a game clock runs, a timer comes this often, or nobody would know that messages have waited.
constexpr MonoMs kWhileClocksRun = 1'000;
// When one message, or the loss of a server, makes all readers ask, their requests are spread over
// this.
constexpr MonoMs kSpread = 6'000;
// All who heard the same thing have used up their requests together.
constexpr MonoMs kRateSpread = 6'000;

const std::vector<std::string> kNoMatches;

std::string channel_of(const StreamKey& key) {
  switch (key.kind) {
    case StreamKind::kMatch:
      return stats_api::match_channel(key.id);
    case StreamKind::kCompetition:
      return stats_api::competition_channel(key.id);
    case StreamKind::kAll:
      break;
  }
  return std::string(stats_api::kGamesChannel);
}

std::unique_ptr<Provider> make_provider(const SourceOptions& options, MatchMapper* mapper) {
  if (options.provider == ProviderKind::kScorelytics) {
    return std::make_unique<ScorelyticsProvider>(options.rest_base, options.clock_unit);
  }
  return std::make_unique<StatsApiProvider>(options.rest_base, mapper);
}

}  // namespace

Source::Source(const SourceOptions& options, MatchMapper* mapper, std::uint64_t seed)
    : options_(options),
      outbox_(seed),
      credential_(outbox_, options_.key, options_.page_gives_key),
      access_(outbox_, credential_),
      provider_(make_provider(options_, mapper)),
      rate_(Allowance::kMinute + outbox_.random().up_to(kRateSpread)),
      streams_(make_streams()),
      trust_(page_, rest_.server(), *streams_),
      verdicts_(matches_, trust_, outbox_),
      plan_(askings_, matches_, *provider_, *streams_, outbox_),
      questions_(askings_, matches_, trust_, page_, access_, rate_, requests_,
                 outbox_.random().up_to(1024)),
      views_(askings_, matches_, trust_, page_, access_, credential_, rate_, *streams_) {
  set_headers();
}

Source::~Source() = default;

std::unique_ptr<Streams> Source::make_streams() {
  StreamListener& listener = *this;
  if (options_.provider == ProviderKind::kScorelytics) {
    return std::make_unique<SocketStreams>(outbox_, listener, options_.socket_base,
                                           credential_.key());
  }
  PusherOptions pusher;
  pusher.socket_url = pusher::socket_url(options_.socket_base, options_.app_key);
  pusher.auth_url = options_.auth_url;
  pusher.page_authorises = options_.page_authorises;
  pusher.channel_of = channel_of;
  return std::make_unique<PusherStreams>(outbox_, listener, std::move(pusher), request_headers_,
                                         rate_);
}

void Source::set_headers() {
  HttpHeaders headers = options_.auth_headers;
  if (!credential_.key().empty()) {
    headers.push_back(provider_->credential_header(credential_.key()));
  }
  request_headers_ = std::move(headers);
}

// --- interest

void Source::watch(const Subject& subject, const Instant& now) {
  begin(now);
  const auto [it, is_new] = askings_.interests.try_emplace(subject);
  ++it->second.watchers;
  if (is_new) {
    plan_.invalidate();
    if (!subject.is_list()) {
      it->second.matches.push_back(subject.id);
      track_of(subject.id);
    }
    it->second.asking.want(now.mono);
  }
  finish(now, Planning::kLater);
}

void Source::unwatch(const Subject& subject, const Instant& now) {
  begin(now);
  const auto it = askings_.interests.find(subject);
  if (it != askings_.interests.end() && --it->second.watchers == 0) {
    const std::vector<std::string> ids = std::move(it->second.matches);
    askings_.interests.erase(it);
    const auto cancelled = requests_.cancel(
        outbox_, [&](const SnapshotRequest& request) { return request.subject == subject; });
    drop_unwatched();
    play_requests_.cancel(outbox_, [&](const SnapshotRequest& request) {
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

// The match's, begun where it is new: with what is remembered of it as a stranger.
Track& Source::track_of(const std::string& id) {
  Track& track = matches_.tracks()[id];
  strangers_.hand_over(id, track.sync);
  return track;
}

void Source::drop_unwatched() {
  KnownMatches::Tracks& tracks = matches_.tracks();
  for (auto it = tracks.begin(); it != tracks.end();) {
    const auto& [id, track] = *it;
    if (askings_.is_wanted(id)) {
      ++it;
      continue;
    }
    // A board may be back in a moment, and late repetitions of what it has heard as well.
    if (track.is_covered) strangers_.add_former(id, track.sync.last_play());
    askings_.asides.erase(id);
    it = matches_.drop(it);
  }
  if (askings_.interests.empty()) {
    requests_.cancel_expired(outbox_, kNever);
    credential_.stop();
    strangers_.clear();
  }
}

const std::vector<std::string>& Source::matches_of(const Subject& subject) const {
  const auto it = askings_.interests.find(subject);
  return it == askings_.interests.end() ? kNoMatches : it->second.matches;
}

// --- the page's life

void Source::refresh(const Instant& now) {
  begin(now);
  access_.forget_refusal(outbox_.next_seq());
  plan_.forget_refusal();
  credential_.retry_now();
  streams_->retry_now(now);
  askings_.each([](Asking& asking) { asking.hope(); });
  askings_.want_everything(now.mono);
  finish(now);
}

void Source::set_hidden(bool is_hidden, const Instant& now) {
  begin(now);
  if (page_.set_hidden(is_hidden, now.mono)) doubt(false, now);
  finish(now);
}

void Source::set_online(bool is_online, const Instant& now) {
  begin(now);
  if (is_online) {
    note_online(now);
  } else {
    page_.go_offline(now.mono);
  }
  finish(now);
}

void Source::note_online(const Instant& now) {
  if (!page_.go_online()) return;
  doubt(true, now);
  streams_->retry_now(now);
  askings_.each([](Asking& asking) { asking.retry_at = 0; });
}

void Source::doubt(bool may_be_dead, const Instant& now) {
  streams_->doubt(may_be_dead, now);
  for (auto& [id, track] : matches_.tracks()) {
    track.doubted_at = now.mono;
    track.sync.doubt(outbox_.next_seq(), now.mono);
  }
  askings_.want_everything(now.mono);
}

PageLife::Gap Source::take_time(const Instant& now) {
  const PageLife::Gap gap = page_.take_time(now, next_deadline_, is_watched());
  rest_.server().note_device(now);
  return gap;
}

void Source::begin(const Instant& now) {
  const PageLife::Gap gap = take_time(now);
  if (gap.is_doubtful) doubt(gap.may_be_dead, now);
}

// What still comes long after the browser has said that there is no network proves it wrong.
void Source::note_sign_of_network(const Instant& now) {
  if (page_.is_network_proven(now.mono)) note_online(now);
}

// --- inputs

void Source::on_socket_open(SocketId socket, const Instant& now) {
  begin(now);
  streams_->on_socket_open(socket, now);
  finish(now);
}

void Source::on_socket_text(SocketId socket, std::string_view text, const Instant& now) {
  const PageLife::Gap gap = take_time(now);
  note_sign_of_network(now);
  // What has come is taken before its connection is given up.
  streams_->on_socket_text(socket, text, now);
  if (gap.is_doubtful) doubt(gap.may_be_dead, now);
  finish(now);
}

void Source::on_socket_closed(SocketId socket, int code, const Instant& now) {
  begin(now);
  const int limit = streams_->observed_limit();
  streams_->on_socket_closed(socket, code, now);
  if (streams_->observed_limit() != limit) plan_.invalidate();
  finish(now);
}

void Source::on_answer(RequestId request, const HttpAnswer& answer, const Instant& now) {
  begin(now);
  std::optional<SnapshotRequest> snapshot = requests_.take(request);
  if (snapshot) {
    rate_.note(answer, now.mono, rest_.server().guess(now));
    on_snapshot_answer(std::move(*snapshot), answer, now);
  } else if (std::optional<SnapshotRequest> plays = play_requests_.take(request)) {
    rate_.note(answer, now.mono, rest_.server().guess(now));
    on_plays_answer(std::move(*plays), answer, now);
  } else if (streams_->on_answer(request, answer, now)) {
    plan_.invalidate();  // a refused channel may have to be covered in another way
  }
  if (answer.status != 0) note_sign_of_network(now);
  finish(now);
}

void Source::on_credential(RequestId request, const std::optional<std::string>& key,
                           const Instant& now) {
  begin(now);
  if (credential_.on_answer(request, key, now) && credential_.is_ready()) {
    set_headers();
    // What the key before could not open, this one may.
    streams_->retry_now(now);
    plan_.invalidate();
  }
  finish(now);
}

void Source::on_wake(const Instant& now) {
  begin(now);
  const int limit = streams_->observed_limit();
  streams_->on_wake(now);
  if (streams_->observed_limit() != limit) plan_.invalidate();
  expire_requests(now);
  finish(now);
}

// When the next view changes although nothing comes.
MonoMs Source::trust_deadline(const Instant& now) const {
  MonoMs next = kNever;
  for (const auto& [id, track] : matches_.tracks()) {
    const Match* match = matches_.find(id);
    if (match != nullptr) next = std::min(next, trust_.next_change(*match, track, now));
  }
  return next;
}

// --- what is wanted

void Source::plan_streams(const Instant& now) {
  for (const Subject& list : choose_tellers(askings_, matches_.store(), *provider_, now.mono)) {
    requests_.cancel(outbox_,
                     [&list](const SnapshotRequest& request) { return request.subject == list; });
  }
  plan_.make(std::min(options_.max_sockets, streams_->observed_limit()), access_.is_open(), now);
}

MonoMs Source::spread(MonoMs now) { return now + outbox_.random().up_to(kSpread); }

void Source::ask_about(const std::string& id, const Instant& now) {
  if (Asking* asking = askings_.about(id)) asking->want_calmly(spread(now.mono));
}

void Source::leave_groups(const std::vector<std::string>& ids, MonoMs now) {
  for (const std::string& id : ids) {
    leave_group(askings_, id, now);
    plan_.invalidate();
  }
}

void Source::finish(const Instant& now, Planning planning) {
  if (!askings_.interests.empty()) credential_.pursue(now);
  if (const auto found_out = verdicts_.judge(now.mono)) streams_->reopen(*found_out, now);
  plan_.take_time(now.mono);
  if (!plan_.is_valid() && planning == Planning::kNow) plan_streams(now);
  ask_snapshots(now);
  ask_plays(now);
  MonoMs next = std::min(streams_->next_deadline(), requests_.next_deadline());
  next = std::min(next, plays_due());
  if (is_watched()) {
    next = std::min({next, credential_.next_deadline(), plan_.next_deadline()});
  }
  for (const auto& [id, track] : matches_.tracks())
    next = std::min(next, track.sync.next_deadline());
  next = std::min(next, questions_.next_due());
  const bool is_clock_shown =
      !page_.is_hidden() &&
      std::any_of(matches_.tracks().begin(), matches_.tracks().end(), [&](const auto& entry) {
        const Match* match = matches_.find(entry.first);
        return match != nullptr && match->clock && match->clock->is_running;
      });
  if (is_clock_shown) next = std::min(next, now.mono + kWhileClocksRun);
  next_deadline_ = plan_.is_valid() ? std::min(next, trust_deadline(now)) : now.mono;
}

}  // namespace scoreline
