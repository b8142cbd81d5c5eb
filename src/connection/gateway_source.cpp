#include "connection/gateway_source.hpp"

#include <algorithm>
#include <utility>

#include "feed/from_name.hpp"
#include "feed/gateway/channels.hpp"

namespace scoreline {
namespace {

// A word is as good as new for so long after it was made. The gateway repeats it every 4 s.
constexpr MonoMs kFresh = 12'000;
// The first word of a channel on a socket was kept nobody knows how long, 10 s at most: so long it is enough
// to call anything live.
constexpr MonoMs kFreshAtFirst = 5'000;
// Batches of a list that wait for its snapshot: those of 40 s at the most that a gateway sends.
constexpr std::size_t kMostHeld = 400;
// Where no socket is to be had, the newest words are asked for.
constexpr MonoMs kPoll = 5'000;
constexpr MonoMs kSoon = 1'000;
constexpr MonoMs kRequestDeadline = 12'000;
// Who is refused asks again, ever more seldom: 5 s, 10 s, up to
constexpr MonoMs kSlowestPoll = 60'000;
constexpr int kMostDoublings = 4;

const std::vector<std::string> kNoMatches;

std::string_view kind_of(const Subject& subject) {
  switch (subject.kind) {
    case SubjectKind::kLive:
      return "live";
    case SubjectKind::kLeague:
      return "league";
    case SubjectKind::kCompetition:
      return "competition";
    case SubjectKind::kMatch:
    case SubjectKind::kDay:
      break;
  }
  return "match";
}

std::string_view sport_of(const Subject& subject) {
  return subject.sport == Sport::kUnknown ? "any" : name_of(subject.sport);
}

// What is not understood is no reason to call anything live.
ConnectionState state_from(std::string_view name) {
  return from_name(name, ConnectionState::kOver, ConnectionState::kStale);
}

}  // namespace

GatewaySource::GatewaySource(const SourceOptions& options, std::uint64_t seed)
    : options_(options), outbox_(seed), line_(outbox_, options.socket_base) {}

GatewaySource::~GatewaySource() = default;

// --- interest

std::string GatewaySource::channel_of(const Subject& subject) const {
  return gateway::channel(options_.upstream, sport_of(subject), kind_of(subject), subject.id);
}

// That of which a request tells all.
std::string GatewaySource::answer_channel_of(const Subject& subject) const {
  return subject.is_list() ? gateway::snapshot_channel(options_.upstream, sport_of(subject),
                                                       kind_of(subject), subject.id)
                           : channel_of(subject);
}

void GatewaySource::watch(const Subject& subject, const Instant& now) {
  begin(now);
  Interest& interest = interests_[subject];
  if (interest.watchers++ == 0) {
    interest.wants_answer = subject.is_list();
    interest.ask_at = subject.is_list() ? now.mono : now.mono + kPoll;
    if (!subject.is_list()) interest.matches.push_back(subject.id);
    plan(now.mono);
  }
  finish(now);
}

void GatewaySource::unwatch(const Subject& subject, const Instant& now) {
  begin(now);
  const auto it = interests_.find(subject);
  if (it != interests_.end() && --it->second.watchers == 0) {
    outbox_.cancel(it->second.request);
    const std::vector<std::string> ids = std::move(it->second.matches);
    interests_.erase(it);
    forget_unwanted(ids);
    plan(now.mono);
  }
  finish(now);
}

bool GatewaySource::is_wanted(const std::string& match_id) const {
  return std::any_of(interests_.begin(), interests_.end(), [&](const auto& entry) {
    const std::vector<std::string>& ids = entry.second.matches;
    return std::find(ids.begin(), ids.end(), match_id) != ids.end();
  });
}

void GatewaySource::forget_unwanted(const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    if (is_wanted(id)) continue;
    matches_.forget(id);
    known_.erase(id);
  }
}

// One channel that may not be followed would cost all the socket: it is only asked for.
void GatewaySource::plan(MonoMs now) {
  std::vector<std::string> channels;
  for (const auto& [subject, interest] : interests_) {
    if (interest.trouble != Reason::kNotFound) channels.push_back(channel_of(subject));
  }
  line_.want(std::move(channels), now);
}

const std::vector<std::string>& GatewaySource::matches_of(const Subject& subject) const {
  const auto it = interests_.find(subject);
  return it == interests_.end() ? kNoMatches : it->second.matches;
}

// --- the page's life

void GatewaySource::begin(const Instant& now) {
  const PageLife::Gap gap = page_.take_time(now, next_deadline_, is_watched());
  if (gap.is_time_lost) matches_.stop_clocks(now.mono);
  if (gap.is_doubtful) doubt(gap.may_be_dead, now);
}

// What was told before is not fresh any more, and what may be dead is replaced.
void GatewaySource::doubt(bool may_be_dead, const Instant& now) {
  for (auto& [subject, interest] : interests_) {
    interest.fresh_until = interest.live_until = kLongAgo;
    interest.heard_on = 0;
  }
  if (may_be_dead) line_.reopen(now.mono);
}

void GatewaySource::refresh(const Instant& now) {
  begin(now);
  line_.reopen(now.mono);
  for (auto& [subject, interest] : interests_) {
    interest.failures = 0;
    interest.ask_at = now.mono;
  }
  finish(now);
}

void GatewaySource::set_hidden(bool is_hidden, const Instant& now) {
  begin(now);
  if (page_.set_hidden(is_hidden, now.mono)) doubt(false, now);
  finish(now);
}

void GatewaySource::set_online(bool is_online, const Instant& now) {
  begin(now);
  if (!is_online) {
    page_.go_offline(now.mono);
  } else if (page_.go_online()) {
    doubt(true, now);
  }
  finish(now);
}

// --- inputs

void GatewaySource::on_socket_open(SocketId socket, const Instant& now) {
  begin(now);
  if (line_.on_open(socket, now.mono)) {
    for (auto& [subject, interest] : interests_) {
      interest.failures = 0;
      // What was said between two sockets is replayed; more than that is not.
      if (subject.is_list() && interest.wants_answer) interest.ask_at = now.mono;
    }
  }
  finish(now);
}

void GatewaySource::on_socket_closed(SocketId socket, int code, const Instant& now) {
  begin(now);
  if (line_.on_closed(socket, code, now.mono) && !line_.is_open()) {
    for (auto& [subject, interest] : interests_) {
      // Readers who lose one gateway together do not ask the other one together.
      interest.ask_at =
          std::min(interest.ask_at, now.mono + kPoll / 5 + outbox_.random().up_to(kPoll));
    }
  }
  finish(now);
}

void GatewaySource::on_socket_text(SocketId socket, std::string_view text, const Instant& now) {
  begin(now);
  Result<gateway::Word> word = gateway::decode_word(text);
  if (word && line_.has(socket)) {
    if (page_.is_network_proven(now.mono)) (void)page_.go_online();
    for (auto& [subject, interest] : interests_) {
      if (channel_of(subject) != word->channel) continue;
      if (is_of_this_epoch(*word, now)) {
        take_message(subject, interest, std::move(word.value()), socket, now);
      }
      break;
    }
  }
  finish(now);
}

void GatewaySource::on_answer(RequestId request, const HttpAnswer& answer, const Instant& now) {
  begin(now);
  for (auto& [subject, interest] : interests_) {
    if (request == 0 || interest.request != request) continue;
    interest.request = 0;
    const bool was_refused = interest.trouble == Reason::kNotFound;
    interest.trouble = reason_of_status(answer.status);
    if (answer.status == 200) {
      Result<gateway::Word> word = gateway::decode_word(answer.body);
      const bool is_it = word && word->channel == answer_channel_of(subject);
      interest.trouble = is_it ? Reason::kNone : Reason::kBadAnswer;
      if (is_it && is_of_this_epoch(*word, now)) {
        take_answer(subject, interest, std::move(word.value()), now);
      }
    }
    if (was_refused != (interest.trouble == Reason::kNotFound)) plan(now.mono);
    interest.failures = interest.trouble == Reason::kNone ? 0 : interest.failures + 1;
    // A list that the gateway does not know yet is known soon.
    const MonoMs poll = interest.failures == 0 && interest.wants_answer ? kSoon : kPoll;
    const MonoMs wait = poll << std::clamp(interest.failures - 1, 0, kMostDoublings);
    interest.ask_at = now.mono + std::min(wait, kSlowestPoll) + outbox_.random().up_to(wait / 4);
    break;
  }
  finish(now);
}

void GatewaySource::on_wake(const Instant& now) {
  begin(now);
  line_.on_wake(now.mono);
  finish(now);
}

void GatewaySource::ask(const Subject& subject, Interest& interest, const Instant& now) {
  outbox_.cancel(interest.request);
  interest.request = outbox_.new_request();
  interest.give_up_at = now.mono + kRequestDeadline;
  interest.ask_at = kNever;
  Fetch fetch;
  fetch.request = interest.request;
  fetch.url = gateway::channels_url(options_.rest_base, {answer_channel_of(subject)});
  fetch.headers = accepting_json({});
  outbox_.add(std::move(fetch));
}

// What every input ends with.
void GatewaySource::finish(const Instant& now) {
  next_deadline_ = line_.next_deadline();
  for (auto& [subject, interest] : interests_) {
    if (interest.request != 0 && now.mono >= interest.give_up_at) {
      outbox_.cancel(interest.request);
      interest.trouble = Reason::kUnreachable;
      ++interest.failures;
      interest.ask_at = now.mono + kPoll;
    }
    const bool asks =
        interest.request == 0 && !page_.is_hidden() && (!line_.is_open() || interest.wants_answer);
    if (asks && interest.ask_at != kNever && now.mono >= interest.ask_at) {
      ask(subject, interest, now);
    }
    MonoMs due = interest.request != 0 ? interest.give_up_at : asks ? interest.ask_at : kNever;
    // What is shown changes then although nothing comes.
    for (const MonoMs end : {interest.live_until, interest.fresh_until}) {
      if (end >= now.mono) due = std::min(due, end + 1);
    }
    next_deadline_ = std::min(next_deadline_, due);
  }
}

// --- words

// A time of the gateway's, by the reader's steady clock.
MonoMs GatewaySource::made_when(WallMs at, const Instant& now) const {
  return now.mono - server_.age_of(at, now.mono).value_or(0);
}

// A gateway that starts has a greater epoch. One whose clock was put back has a lower one: it is believed when
// nothing that the other has said is fresh any more.
bool GatewaySource::is_of_this_epoch(const gateway::Word& word, const Instant& now) {
  const std::int64_t epoch = word.number.epoch;
  if (epoch == epoch_) return true;
  const bool is_any_fresh =
      std::any_of(interests_.begin(), interests_.end(),
                  [&](const auto& entry) { return now.mono <= entry.second.fresh_until; });
  if (epoch < epoch_ && is_any_fresh) return false;
  epoch_ = epoch;
  server_ = {};
  known_.clear();
  for (auto& [subject, interest] : interests_) {
    interest.number = {};
    interest.at = 0;
    interest.held.clear();
    if (!subject.is_list() || interest.wants_answer) continue;
    interest.wants_answer = true;
    interest.ask_at = now.mono;
  }
  return true;
}

GatewaySource::Place GatewaySource::place_of(const Subject& subject, const Interest& interest,
                                             const gateway::Word& word) {
  if (word.number == interest.number) {
    return word.at < interest.at ? Place::kCovered : Place::kNext;
  }
  if (word.number < interest.number) return Place::kCovered;
  // A match's word is whole; a list's batch has what changed. A heartbeat has nothing, and repeats the number of
  // a batch: where that one was lost, its number alone is not what it said.
  const bool has_change = !word.rows.empty() || word.ids || !word.refused.empty();
  const bool is_next = word.number.seq == interest.number.seq + 1 && has_change;
  return subject.is_list() && !is_next ? Place::kGap : Place::kNext;
}

void GatewaySource::take_answer(const Subject& subject, Interest& interest, gateway::Word&& word,
                                const Instant& now) {
  if (word.number < interest.number) return;
  const MonoMs made_at = made_when(word.at, now);
  interest.fresh_until = std::max(interest.fresh_until, made_at + kFresh);
  if (subject.is_list() && !word.ids) return;
  interest.wants_answer = false;
  apply(subject, interest, std::move(word), now);
  for (gateway::Word& held : std::exchange(interest.held, {})) {
    take_message(subject, interest, std::move(held), 0, now);
  }
}

void GatewaySource::take_message(const Subject& subject, Interest& interest, gateway::Word&& word,
                                 SocketId socket, const Instant& now) {
  server_.note_date(word.at, now.mono);
  if (interest.wants_answer) {
    if (interest.held.size() == kMostHeld) interest.held.erase(interest.held.begin());
    interest.held.push_back(std::move(word));
    return;
  }
  const Place place = place_of(subject, interest, word);
  if (place == Place::kCovered) return;
  if (place == Place::kGap) {
    interest.wants_answer = true;
    interest.ask_at = now.mono;
    interest.held.push_back(std::move(word));
    return;
  }
  const MonoMs made_at = made_when(word.at, now);
  const bool is_first = socket == 0 || std::exchange(interest.heard_on, socket) != socket;
  interest.fresh_until = std::max(interest.fresh_until, made_at + kFresh);
  interest.live_until =
      std::max(interest.live_until, made_at + (is_first ? kFreshAtFirst : kFresh));
  apply(subject, interest, std::move(word), now);
}

void GatewaySource::apply(const Subject& subject, Interest& interest, gateway::Word&& word,
                          const Instant& now) {
  const MonoMs made_at = made_when(word.at, now);
  interest.number = word.number;
  interest.at = word.at;
  interest.trust = state_from(word.trust);
  interest.reason = from_name(word.reason, Reason::kNoCredential, Reason::kNone);
  interest.trouble = Reason::kNone;
  interest.proven_at = word.proven_at ? made_at - (word.at - *word.proven_at) : made_at;
  if (word.ids && subject.is_list()) {
    forget_unwanted(std::exchange(interest.matches, std::move(*word.ids)));
  }
  row_errors_.note(subject, std::move(word.refused));
  for (gateway::Row& row : word.rows) {
    const ConnectionState trust = subject.is_list() ? state_from(row.trust) : interest.trust;
    take_row(std::move(row), word.at, trust, now);
  }
}

// A match may be told by its own channel and by lists: the one that was made later is the newer.
void GatewaySource::take_row(gateway::Row&& row, WallMs at, ConnectionState trust,
                             const Instant& now) {
  Match& match = row.match;
  if (!is_wanted(match.id)) return;
  Known& known = known_[match.id];
  if (at < known.at) return;
  known = Known{at, trust};
  const MonoMs read_at = made_when(at, now);
  if (match.minute) match.minute_as_of = read_at;
  if (match.clock) match.clock->as_of = read_at;
  (void)matches_.show(std::move(match), now.mono);
}

// --- what a reader sees

ConnectionView GatewaySource::view_of(const Interest& interest, ConnectionState trust,
                                      bool is_shown, const Instant& now) const {
  ConnectionView view;
  const auto wall_of = [&](MonoMs mono) { return now.wall + (mono - now.mono); };
  if (interest.proven_at != kNever) view.proven_at = wall_of(interest.proven_at);
  view.reason = interest.trouble != Reason::kNone ? interest.trouble : interest.reason;
  if (!page_.is_online()) view.reason = Reason::kOffline;
  if (!line_.is_open()) {
    const MonoMs retry_at = std::min(line_.retry_at(), interest.ask_at);
    if (retry_at > now.mono && retry_at != kNever) view.retry_at = wall_of(retry_at);
  }
  const bool is_fresh = now.mono <= interest.fresh_until && page_.is_online();
  if (!is_shown) {
    const bool is_refused =
        interest.trouble == Reason::kNotFound || (is_fresh && trust == ConnectionState::kRefused);
    view.state = is_refused      ? ConnectionState::kRefused
                 : view.retry_at ? ConnectionState::kWaiting
                                 : ConnectionState::kConnecting;
    return view;
  }
  view.state = trust;
  if (trust == ConnectionState::kOver) return view;
  if (!is_fresh || interest.wants_answer) {
    view.state = ConnectionState::kStale;
  } else if (trust == ConnectionState::kLive && now.mono > interest.live_until) {
    view.state = ConnectionState::kPolling;
  }
  return view;
}

ConnectionView GatewaySource::row_view(const Subject& subject, const std::string& match_id,
                                       const Instant& now) const {
  const auto it = interests_.find(subject);
  if (it == interests_.end()) return {};
  const Interest& interest = it->second;
  const auto known = known_.find(match_id);
  const bool is_shown = known != known_.end() && matches_.find(match_id) != nullptr;
  const ConnectionState trust =
      is_shown && subject.is_list() ? known->second.trust : interest.trust;
  return view_of(interest, trust, is_shown, now);
}

ConnectionView GatewaySource::view(const Subject& subject, const Instant& now,
                                   std::string* marks) const {
  const auto it = interests_.find(subject);
  if (it == interests_.end()) return {};
  const Interest& interest = it->second;
  if (!subject.is_list()) return row_view(subject, subject.id, now);
  if (interest.number.epoch == 0) return view_of(interest, interest.trust, false, now);
  ConnectionView worst = view_of(interest, ConnectionState::kOver, true, now);
  for (const std::string& id : interest.matches) {
    const ConnectionView row = row_view(subject, id, now);
    if (marks != nullptr) add_marks(*marks, row);
    if (is_worse(row.state, worst.state)) worst = row;
  }
  // Nothing is on.
  if (interest.matches.empty()) worst = view_of(interest, ConnectionState::kPolling, true, now);
  return worst;
}

}  // namespace scoreline
