#include "sim/invariants.hpp"

#include <algorithm>
#include <utility>

#include "sim/facts.hpp"

namespace scoreline::sim {
namespace {

// A socket that was lost is tried again within this, whatever the reason.
constexpr MonoMs kLongestWait = 60'000;
constexpr int kTriesIn10s = 11;
constexpr int kTriesIn60s = 20;
constexpr MonoMs kStable = 30'000;
constexpr int kWakesAtOnce = 20;

}  // namespace

Invariants::Invariants(const Plan& plan, const ProviderSource& source, const Boards& boards,
                       const Links& links)
    : plan_(plan), source_(source), boards_(boards), links_(links), known_(plan.matches.size()) {
  for (std::size_t i = 0; i < plan.matches.size(); ++i) index_.emplace(plan.matches[i].id, i);
}

void Invariants::fail(std::string rule, std::string detail) {
  if (!violation_) violation_ = Violation{std::move(rule), std::move(detail)};
}

// --- sockets

void Invariants::on_socket_asked(const OpenSocket& action, Instant now, int held) {
  const bool is_stats_api = plan_.options.provider == ProviderKind::kStatsApi;
  const int budget = is_stats_api ? 1 : plan_.options.max_sockets;
  if (held > budget) {
    fail("socket_budget", std::to_string(held) + " sockets of " + std::to_string(budget));
  }
  Tries& tries = tries_[action.url];
  // Where the stream of all is refused, there may be none to want until a list has been read.
  if (tries.lost_at != kNever && !is_anything_refused() &&
      now.mono - tries.lost_at > kLongestWait + timer_grain_) {
    fail("no_wait_is_longer_than_the_cap",
         std::to_string(now.mono - tries.lost_at) + " ms after the last one");
  }
  tries.lost_at = kNever;
  tries.at.push_back(now.mono);
  tries_are_bounded(action.url, tries);
  while (tries.at.size() > kTriesIn60s) tries.at.pop_front();
}

void Invariants::tries_are_bounded(const std::string& url, const Tries& tries) {
  const auto within = [&](MonoMs window) {
    return std::count_if(tries.at.begin(), tries.at.end(),
                         [&](MonoMs at) { return tries.at.back() - at < window; });
  };
  if (within(10'000) > kTriesIn10s || within(60'000) > kTriesIn60s) {
    fail("tries_are_bounded", "too many tries of " + url);
  }
}

void Invariants::on_socket_opened(const std::string& url, Instant now) {
  tries_[url].opened_at = now.mono;
}

void Invariants::on_socket_lost(const std::string& url, Instant now) {
  Tries& tries = tries_[url];
  if (tries.opened_at != kNever && now.mono - tries.opened_at >= kStable) tries.at.clear();
  tries.opened_at = kNever;
  tries.lost_at = now.mono;
}

bool Invariants::is_anything_refused() const {
  return plan_.needs_refresh || !plan_.world.refused.is_empty() ||
         plan_.world.kind == WorldKind::kLostRow;
}

void Invariants::on_text_sent(const Link* link, const std::string& text) {
  if (link == nullptr || !link->is_open || !link->is_wanted) {
    illegal("text on a socket that is not open");
    return;
  }
  if (text.find("S3CRET") != std::string::npos) illegal("the key is in a message");
  const std::size_t signature = text.find("signed(");
  if (signature == std::string::npos) return;
  const std::string expected = "signed(" + link->socket_id + '|';
  if (text.compare(signature, expected.size(), expected) != 0) {
    fail("no_stale_authorisation", "sent on " + link->socket_id + ": " + text);
  }
}

// --- requests

void Invariants::on_request_asked(const HttpRequest& request, Instant now) {
  const MonoMs free_at = request.is_post ? auth_free_at_ : rest_free_at_;
  if (now.mono < free_at) {
    fail("retry_after_is_honoured",
         request.url + ": " + std::to_string(free_at - now.mono) + " ms early");
  }
  if (request.url.find("S3CRET") != std::string::npos ||
      request.form.find("S3CRET") != std::string::npos) {
    illegal("the key is in a request's URL or body");
  }
}

void Invariants::on_answer_delivered(const HttpRequest& request, const Served& served,
                                     Instant now) {
  const HttpAnswer& answer = served.http;
  if (answer.retry_after_s) {
    MonoMs& free_at = request.is_post ? auth_free_at_ : rest_free_at_;
    free_at = std::max(free_at, now.mono + *answer.retry_after_s * 1000);
  }
  for (const auto& [index, version] : served.told) {
    known_[index].asked_at = std::max(known_[index].asked_at, request.asked_at);
  }
}

// The server lets go of those that do not answer its pings (Pusher 4201).
void Invariants::on_text_received(const std::string& text) {
  if (text.find(R"(\"code\":4201)") == std::string::npos) return;
  for (const FaultKind kind : {FaultKind::kSleep, FaultKind::kHalfOpen, FaultKind::kOffline,
                               FaultKind::kBlackHole, FaultKind::kStall, FaultKind::kHidden}) {
    if (plan_.has(kind)) return;
  }
  // Neither did a stopped server hear them, nor did it tell the client.
  if (!plan_.world.stopped.is_empty()) return;
  fail("pings_are_answered", text);
}

void Invariants::on_new_start() {
  for (auto& [url, tries] : tries_) {
    tries.at.clear();
    tries.lost_at = kNever;
  }
}

void Invariants::on_streams_replanned() {
  for (auto& [url, tries] : tries_) tries.lost_at = kNever;
}

void Invariants::on_woken(Instant now) {
  wakes_ = now.mono == woken_at_ ? wakes_ + 1 : 1;
  woken_at_ = now.mono;
  if (wakes_ > kWakesAtOnce) {
    fail("a_deadline_leads_on", std::to_string(wakes_) + " wakes at one instant");
  }
}

// --- what is shown

void Invariants::score_was_true(std::size_t index, const Match& match, MonoMs time) {
  const TruthMatch& truth = plan_.matches[index];
  if (!match.home.score && !match.away.score) return;
  // Mostly it is a late one.
  for (std::size_t i = truth.index_at(time) + 1; i > 0; --i) {
    const Version& version = truth.versions[i - 1];
    if (match.home.score == version.home && match.away.score == version.away) return;
  }
  fail("score_was_true", describe(match) + " was never true");
}

// Plays are the match's own, in order, each once.
void Invariants::plays_were_played(std::size_t index, const Match& match) {
  std::int64_t last = -1;
  for (const Play& play : match.plays) {
    const std::vector<Version>& versions = plan_.matches[index].versions;
    const auto found =
        std::lower_bound(versions.begin(), versions.end(), play.id,
                         [](const Version& version, std::int64_t id) { return version.play < id; });
    const bool is_known = found != versions.end() && found->play == play.id;
    if (play.id <= last || !is_known) fail("plays_were_played", std::to_string(play.id));
    last = play.id;
  }
}

// Of a stream that tells of the match, an answer that was asked for after that stream was live.
void Invariants::live_stands_on_a_base(std::size_t index) {
  const TruthMatch& truth = plan_.matches[index];
  const std::string own = "private-match." + truth.id;
  const std::string competition = "private-competition." + truth.league;
  for (const auto& [socket, link] : links_) {
    if (!link.is_wanted || !link.is_open) continue;
    for (const auto& [channel, live_at] : link.live_at) {
      const bool tells =
          channel.empty() ? link.is_for_all || link.match == truth.id
                          : channel == own || channel == competition || channel == "private-games";
      if (tells && live_at <= known_[index].asked_at) return;
    }
  }
  fail("live_stands_on_a_base", truth.id + " is live without an answer asked for since");
}

// Scorelytics counts them: one that no message can come from any more is one that another misses.
void Invariants::over_holds_no_socket() {
  for (const auto& [socket, link] : links_) {
    if (!link.is_wanted || !link.is_open || link.match.empty()) continue;
    const Match* match = source_.store().find(link.match);
    if (match != nullptr && is_final(match->status)) fail("over_holds_no_socket", link.match);
  }
}

void Invariants::forgotten_matches_are_gone(const std::set<std::string>& watched) {
  for (const auto& [id, match] : source_.store().all()) {
    if (!watched.contains(id)) fail("forgotten_matches_are_gone", id + " is shown by no board");
  }
}

void Invariants::a_deadline_leads_on(ConnectionState state, const std::string& id) {
  const bool may_rest = state == ConnectionState::kLive || state == ConnectionState::kOver ||
                        state == ConnectionState::kRefused || state == ConnectionState::kIdle;
  if (may_rest || source_.next_deadline() != kNever) return;
  fail("a_deadline_leads_on", id + " is " + std::string(name_of(state)) + " without a deadline");
}

void Invariants::check(Instant now, MonoMs time, bool is_hidden) {
  for (std::size_t i = 0; i < known_.size(); ++i) {
    // What a client has let go of it cannot compare with.
    if (source_.store().find(plan_.matches[i].id) == nullptr) {
      known_[i].first_seen = kNever;
    } else {
      known_[i].first_seen = std::min(known_[i].first_seen, time);
    }
  }
  std::set<std::string> watched;
  for (const auto& [subject, count] : boards_) {
    for (const std::string& id : source_.matches_of(subject)) {
      watched.insert(id);
      const auto found = index_.find(id);
      const Match* match = source_.store().find(id);
      if (found == index_.end() || match == nullptr) continue;
      score_was_true(found->second, *match, time);
      plays_were_played(found->second, *match);
      const ConnectionState state = source_.row_view(subject, id, now).state;
      if (state == ConnectionState::kLive) live_stands_on_a_base(found->second);
    }
    const ConnectionView view = source_.view(subject, now);
    states_seen_.insert(std::string(name_of(view.state)));
    if (view.reason != Reason::kNone) {
      states_seen_.insert("reason " + std::string(name_of(view.reason)));
    }
    if (!is_hidden) a_deadline_leads_on(view.state, subject.id);
  }
  forgotten_matches_are_gone(watched);
  over_holds_no_socket();
}

}  // namespace scoreline::sim
