// What must hold when all is quiet again, and when the last board has gone.
#include <algorithm>

#include "sim/facts.hpp"
#include "sim/invariants.hpp"

namespace scoreline::sim {
namespace {

// Fifteen requests a minute prove so many things within the patience of a quiet match (14 s, and 3.5 s
// for the answer).
constexpr std::size_t kProvable = 3;
constexpr MonoMs kForEachRequest = 60'000 / 15;

}  // namespace

// A half-open socket is found out: a Pusher one by its silence, the others by what they do not
// tell.
void Invariants::dead_sockets_are_replaced() {
  // Until then an answer may have changed what is known without the stream: the requests of the last
  // minute may have been used up when the faults end.
  constexpr MonoMs kRefreshed = 65'000;
  constexpr MonoMs kKnown = 60'000;
  // A match whose first base came later than that has missed nothing since.
  constexpr MonoMs kLongestRetryAfter = 60'000;
  // REST is asked again within its Retry-After, and a dead socket shows by what REST tells: the
  // bound where REST was away until the last moment is that much later than this look.
  for (const Fault& fault : plan_.faults) {
    if (fault.kind != FaultKind::kRestLimited) continue;
    if (fault.at + fault.lasts + kLongestRetryAfter > plan_.faults_end) return;
  }
  for (const auto& [socket, link] : links_) {
    if (!link.is_wanted || !link.is_open || !link.is_dead) continue;
    bool has_missed = plan_.options.provider == ProviderKind::kStatsApi;
    for (const TruthMatch& truth : plan_.matches) {
      const Match* match = source_.store().find(truth.id);
      const bool tells = link.is_for_all || link.match == truth.id;
      if (match == nullptr || !tells || is_final(match->status)) continue;
      // A list may have taken it up at its kick-off only: then nothing seems to be missed.
      const Version& then = truth.at(plan_.faults_end + kRefreshed);
      if (then.status != MatchStatus::kLive) continue;
      if (known_[index_.at(truth.id)].first_seen > plan_.faults_end + kRefreshed) continue;
      // A correction may have brought back what was known already.
      bool is_new = true;
      for (const Version& version : truth.versions) {
        const bool may_be_known =
            version.at >= plan_.faults_end - kKnown && version.at <= plan_.faults_end + kRefreshed;
        is_new &= !may_be_known || !same_facts(truth, version, *match);
      }
      has_missed |= is_new && !same_facts(truth, then, *match);
    }
    if (has_missed) fail("dead_sockets_are_replaced", link.url);
  }
}

// As the server sees it, too.
void Invariants::live_channels_are_subscribed(const TruthMatch& truth) {
  for (const auto& [socket, link] : links_) {
    if (!link.is_wanted || !link.is_up) continue;
    if (link.channels.contains("private-match." + truth.id)) return;
    if (link.channels.contains("private-games")) return;
    if (link.channels.contains("private-competition." + truth.league)) return;
  }
  fail("live_channels_are_subscribed", truth.id);
}

// How many requests it takes to see all that is watched once: each list's pages, and each match that
// no list has.
std::size_t Invariants::requests_of_a_look() const {
  std::size_t requests = 0;
  for (const auto& [subject, count] : boards_) {
    const std::size_t rows = subject.is_list() ? source_.matches_of(subject).size() : 1;
    const bool is_of_both = subject.is_list() && subject.sport == Sport::kUnknown;
    requests += rows / plan_.page_size + 1 + (is_of_both ? 1 : 0);
    if (subject.kind != SubjectKind::kLive) continue;
    for (const std::string& id : source_.matches_of(subject)) {
      const Match* match = source_.store().find(id);
      if (match != nullptr && match->status != MatchStatus::kLive)
        ++requests;  // it has left the list
    }
  }
  return requests;
}

void Invariants::check_settled(Instant now, MonoMs time) {
  const bool is_stats_api = plan_.options.provider == ProviderKind::kStatsApi;
  dead_sockets_are_replaced();
  for (const auto& [subject, count] : boards_) {
    for (const std::string& id : source_.matches_of(subject)) {
      const auto found = index_.find(id);
      if (found == index_.end()) continue;
      const TruthMatch& truth = plan_.matches[found->second];
      const Version& last = truth.at(time);
      const Match* match = source_.store().find(id);
      const ConnectionView view = source_.row_view(subject, id, now);
      const std::string state =
          std::string(name_of(view.state)) + " (" + std::string(name_of(view.reason)) + ")";
      if (match == nullptr) {
        fail("equal_when_settled", id + " is unknown, " + state);
        continue;
      }
      const MonoMs unproven = view.proven_at ? now.wall - *view.proven_at : kNever;
      // More than the requests of a minute can prove: they take turns, and whose turn is over is not
      // called live. But the turn of each comes, and what was taken back takes three of them. The requests of a
      // minute may be used up in its first moments, so a turn takes that minute and the time of an answer; and
      // more requests than a minute has take as much longer.
      constexpr MonoMs kThreeTurns = 3 * 65'000;
      const std::size_t requests = requests_of_a_look();
      const MonoMs turns =
          std::max(kThreeTurns, 3 * kForEachRequest * static_cast<MonoMs>(requests));
      const bool is_trusted =
          view.state == ConnectionState::kLive || view.state == ConnectionState::kOver;
      if (requests > kProvable && !is_trusted && unproven <= turns) continue;
      const bool is_equal =
          same_facts(truth, last, *match) &&
          (last.period == 0 || last.status == MatchStatus::kScheduled ||
           match->period == period_of(truth, last, is_stats_api)) &&
          (truth.sport != Sport::kFootball || last.status == MatchStatus::kScheduled ||
           match->minute == last.minute);
      if (!is_equal) {
        fail("equal_when_settled", describe(*match) + ", " + state + "; true is " + describe(last));
      }
      const ConnectionState expected =
          is_final(last.status) ? ConnectionState::kOver : ConnectionState::kLive;
      // What is in play and has not been written for minutes is not live.
      constexpr MonoMs kOldRow = 140'000;
      if (last.status == MatchStatus::kLive && time - last.at > kOldRow &&
          view.state != ConnectionState::kRefused) {
        continue;
      }
      // A stream that was found out has to tell a change first, and nothing has changed since.
      constexpr MonoMs kLongSince = 30'000;
      if (view.state == ConnectionState::kPolling && time - last.told_at > kLongSince) continue;
      // Where an answer was caught to be a copy of up to 20 s (and what streams may lag behind), each answer
      // of the next ten minutes may be one, too: asked for after the patience of a quiet match (14 s, and
      // 3.5 s for the answer), they prove so much at the worst, and that is too long ago to be live.
      constexpr MonoMs kProvenByCopies = 14'000 + 3'500 + 20'000 + kLagAtMost;
      const bool may_be_copy = plan_.has(FaultKind::kRestCached) && !is_final(last.status);
      if (may_be_copy && is_equal && unproven <= kProvenByCopies) continue;
      if (view.state != expected) fail("live_when_settled", describe(*match) + ' ' + state);
      if (is_stats_api && view.state == ConnectionState::kLive) live_channels_are_subscribed(truth);
    }
  }
}

void Invariants::check_left(int open_sockets, std::size_t open_requests) {
  if (open_sockets > 0) fail("quiet_after_the_last_board", "a socket is open");
  if (open_requests > 0) fail("quiet_after_the_last_board", "a request is under way");
  if (source_.next_deadline() != kNever) fail("quiet_after_the_last_board", "a deadline is set");
  if (!source_.store().all().empty()) fail("quiet_after_the_last_board", "a match is kept");
}

}  // namespace scoreline::sim
