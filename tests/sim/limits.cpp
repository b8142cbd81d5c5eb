#include "sim/limits.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "sim/facts.hpp"

namespace scoreline::sim {
namespace {

constexpr MonoMs kSecond = 1'000;
constexpr MonoMs kMinute = 60 * kSecond;

// Delivery of a message is forgiven; where the older faults hold streams back, all that they may.
constexpr MonoMs kDelivery = 1 * kSecond;

// Shown with trust and not true, at one go.
constexpr MonoMs kWrong = 3 * kSecond;
constexpr MonoMs kWrongByAge = kWrong + 1 * kSecond;  // Age is told in whole seconds
constexpr MonoMs kWrongWhereBusy = 10 * kSecond;
constexpr MonoMs kWrongWhereQuiet = 20 * kSecond;
constexpr MonoMs kWrongAnHour = 30 * kSecond;
// Several faults at once: the laxest of them, and what a message that proves it may be late; a cache of
// 20 s that nobody can see comes on top.
constexpr MonoMs kWrongMixed = 20 * kSecond + kLagAtMost;
constexpr MonoMs kHiddenCache = 20 * kSecond;
// Before kick-off, by a clock that may be wrong, nobody asks as often as in play.
constexpr MonoMs kWrongBefore = 75 * kSecond;
// A result that was not final, by the time since the whistle.
constexpr MonoMs kResultEarly = 60 * kSecond, kEarly = 10 * kMinute;
constexpr MonoMs kResultLater = 5 * kMinute, kLater = kEarly + 120 * kMinute;
constexpr MonoMs kResultLate = 30 * kMinute;
constexpr MonoMs kCorrectionShown = 75 * kSecond;

constexpr MonoMs kHealed = 60 * kSecond;
constexpr MonoMs kOldRow = 3 * kMinute;
constexpr MonoMs kOldRowFoundOut = 20 * kSecond;
constexpr int kMinutesOff = 1;
constexpr int kSecondsOff = 2 + 1;  // and the delivery
constexpr int kMinutesAhead = 2;

constexpr int kRequestsIn60s = 20;
// In any one life, however short: of a minute more than it lasts. `scripts/simulate --table` has the mean.
constexpr int kRequestsAMinute = 15;
constexpr int kRequestsRefusedAnHour = 4;
constexpr MonoMs kRefusedAtFirst = 5 * kMinute;

std::int32_t score_of(const std::optional<std::int32_t>& score) { return score.value_or(0); }

// A score was taken back, after a moment before that time.
bool falls_since(const TruthMatch& truth, MonoMs time) {
  const std::vector<Version>& versions = truth.versions;
  for (std::size_t i = 1; i < versions.size(); ++i) {
    if (versions[i].at < time - kMinute) continue;
    if (versions[i].home < versions[i - 1].home || versions[i].away < versions[i - 1].away) {
      return true;
    }
  }
  return false;
}

bool is_trusted(ConnectionState state) {
  return state == ConnectionState::kLive || state == ConnectionState::kOver;
}

}  // namespace

Limits::Limits(const Plan& plan, const ProviderSource& source, const Boards& boards)
    : plan_(plan), source_(source), boards_(boards), watches_(plan.matches.size()) {
  for (std::size_t i = 0; i < plan.matches.size(); ++i) index_.emplace(plan.matches[i].id, i);
}

void Limits::fail(std::string rule, std::string detail) {
  if (!violation_) violation_ = Violation{std::move(rule), std::move(detail)};
}

bool Limits::is_age_hidden() const {
  return plan_.world.is_age_hidden() || plan_.has(FaultKind::kRestCached);
}

// --- requests

void Limits::on_new_start() {
  asked_.clear();
  asked_once_.clear();
  for (Watch& watch : watches_) watch.told_at.clear();
}

void Limits::on_request(const HttpRequest& request, MonoMs time) {
  const World& world = plan_.world;
  if (world.kind == WorldKind::kRefusedForGood && !world.is_mixed &&
      time > world.refused.from + kRefusedAtFirst) {
    if (++asked_when_refused_ > kRequestsRefusedAnHour) {
      fail("refused_is_tried_slowly", std::to_string(asked_when_refused_) + " requests");
    }
  }
  // The first of each address, and an authorisation for each channel of each socket, are free;
  // later pages are, where they are made small to be met at all.
  const bool is_small_page =
      plan_.page_size < 10 && (request.url.find("after=") != std::string::npos ||
                               request.url.find("page=") != std::string::npos);
  if (asked_once_.insert(request.url + ' ' + request.form).second || is_small_page) return;
  ++counted_;
  asked_.push_back(time);
  while (time - asked_.front() >= kMinute) asked_.pop_front();
  const int count = static_cast<int>(asked_.size());
  measures_.most_requests = std::max(measures_.most_requests, count);
  if (count > kRequestsIn60s) {
    fail("requests_are_bounded", std::to_string(count) + " in 60 s, the last of " + request.url);
  }
}

void Limits::on_socket_asked(MonoMs time) {
  const World& world = plan_.world;
  if (world.kind != WorldKind::kRefusedForGood || world.is_mixed) return;
  if (time <= world.refused.from + kRefusedAtFirst) return;
  if (++opened_when_refused_ > kRequestsRefusedAnHour) {
    fail("refused_is_tried_slowly", std::to_string(opened_when_refused_) + " sockets");
  }
}

// --- what is shown

void Limits::on_told(std::size_t match, std::size_t version, MonoMs time) {
  watches_[match].told_at.try_emplace(version, time);
}

void Limits::end_wrong(Watch& watch) {
  if (watch.wrong_from == kNever) return;
  watch.wrong_in_all += std::max<MonoMs>(0, watch.looked_at - watch.wrong_from);
  measures_.most_wrong = std::max(measures_.most_wrong, watch.wrong_in_all);
  watch.wrong_from = kNever;
}

void Limits::resume(MonoMs time) {
  for (Watch& watch : watches_) {
    end_wrong(watch);
    watch.undone_from = kNever;
    if (watch.looked_at != kNever) watch.looked_at = time;
  }
}

// Since when a part of what is shown has not been true, delivery forgiven; kNever: it is true.
template <typename Has>
MonoMs Limits::wrong_since(std::size_t index, MonoMs time, Has has, bool is_score) const {
  const TruthMatch& truth = plan_.matches[index];
  const MonoMs forgiven = plan_.world.is_mixed ? kLagAtMost : kDelivery;
  const std::size_t last = truth.index_at(time);
  std::size_t i = last + 1;
  while (i > 0 && !has(truth.versions[i - 1])) --i;
  if (i == last + 1) return kNever;
  MonoMs since = i == 0 ? 0 : truth.versions[i].at + forgiven;
  if (is_age_hidden()) {
    // A cache that nobody can see: wrong from the first message on that says otherwise.
    MonoMs contradicted = kNever;
    const auto& told_at = watches_[index].told_at;
    for (auto told = told_at.lower_bound(i); told != told_at.end(); ++told) {
      const Version& version = truth.versions[told->first];
      if (has(version)) continue;
      const bool says_it = plan_.options.provider == ProviderKind::kStatsApi ||
                           (version.step == Step::kStatus) != is_score;
      if (says_it) contradicted = std::min(contradicted, told->second);
    }
    since = std::max(since, contradicted);
  }
  return since > time ? kNever : since;
}

MonoMs Limits::longest_wrong_of(std::size_t index, MonoMs time) const {
  const World& world = plan_.world;
  const bool is_busy = world.pace == Pace::kBusy;
  MonoMs limit = kWrong;
  switch (world.kind) {
    case WorldKind::kCache:
      limit = kWrongByAge;
      break;
    case WorldKind::kNoise:
    case WorldKind::kOddWord:
    case WorldKind::kDeadBroadcasts:
      if (!world.dead.is_empty()) limit = is_busy ? kWrongWhereBusy : kWrongWhereQuiet;
      break;
    case WorldKind::kStoppedServer:
      limit = is_busy ? kWrongWhereBusy : kWrongWhereQuiet;
      break;
    case WorldKind::kHeldBack:
    case WorldKind::kDeadRestDown:
    case WorldKind::kStoppedRestDown:
    case WorldKind::kVar:
      limit = kWrongWhereQuiet;
      break;
    case WorldKind::kMistakenResult:
    case WorldKind::kCorrectedResult: {
      const TruthMatch& truth = plan_.matches[index];
      const auto whistle =
          std::find_if(truth.versions.begin(), truth.versions.end(),
                       [](const Version& version) { return is_final(version.status); });
      if (whistle == truth.versions.end() || whistle->at > time) break;
      const MonoMs age = time - whistle->at;
      limit = age <= kEarly ? kResultEarly : age <= kLater ? kResultLater : kResultLate;
      break;
    }
    default:
      break;
  }
  if (world.is_mixed) limit = std::max(limit, kWrongMixed);
  // A message that was held back and looks like news puts off the question once more.
  if (world.is_mixed && world.kind == WorldKind::kHeldBack) limit += kWrongWhereBusy;
  if (plan_.has(FaultKind::kRestCached)) limit += kHiddenCache;
  // So does that of a world of caches, where other faults come on top.
  if (world.is_mixed && world.is_age_hidden()) limit += kHiddenCache;
  return limit;
}

// Found out once, a stream is not believed again before it has told what a snapshot confirms. What
// the second answer after a reconnection mends at once finds nobody out.
void Limits::convicted_stays_convicted(Watch& watch, const Match& match, MonoMs time) {
  // A clock that is set looks like sleep, at the next timer at the latest (the patience of a quiet match
  // and an answer): all proof is void, and the connection is replaced, before any answer has said what it
  // did not tell. The next one stands for its own faults, so there may be one more wrong stretch.
  const MonoMs set_at = plan_.world.clock_set_at;
  const bool is_first = watch.convicted_at == kNever;
  const bool is_another = !is_first && watch.wrong_from > watch.convicted_at + kWrongWhereQuiet;
  const bool was_replaced = is_another && set_at > watch.convicted_at - kWrongWhereQuiet &&
                            set_at <= watch.convicted_until;
  if (is_first || was_replaced) {
    watch.convicted_at = watch.wrong_from;
    watch.was_corrected = false;
  } else if (is_another) {
    fail("convicted_stays_convicted", describe(match) + " is wrong again, the first time was at " +
                                          std::to_string(watch.convicted_at) + " ms");
  }
  if (watch.wrong_from == watch.convicted_at) watch.convicted_until = time;
}

void Limits::wrong_is_short(std::size_t index, const Match& match, MonoMs since, MonoMs time) {
  Watch& watch = watches_[index];
  const World& world = plan_.world;
  if (since == kNever) {
    // What became true again by itself has found nobody out.
    const bool is_same =
        watch.wrong_home == match.home.score && watch.wrong_away == match.away.score;
    watch.was_corrected |= !is_same;
    if (is_same && !watch.was_corrected) watch.convicted_at = kNever;
    end_wrong(watch);
    return;
  }
  watch.wrong_home = match.home.score;
  watch.wrong_away = match.away.score;
  if (watch.wrong_from == kNever) {
    watch.wrong_from = std::max(since, watch.looked_at);
  }
  const MonoMs stretch = time - watch.wrong_from;
  if (!world.is_mixed && stretch > kWrong && world.dead.has(watch.wrong_from)) {
    convicted_stays_convicted(watch, match, time);
  }
  measures_.longest_wrong = std::max(measures_.longest_wrong, stretch);
  MonoMs limit = longest_wrong_of(index, time);
  if (world.is_mixed && match.status == MatchStatus::kScheduled) {
    limit = std::max(limit, kWrongBefore);
  }
  const std::string text = describe(match) + " is shown with trust; true is " +
                           describe(plan_.matches[index].at(time)) + " for " +
                           std::to_string(stretch) + " ms";
  if (stretch > limit) fail("wrong_is_short", text + ", limit " + std::to_string(limit));
  const bool counts_hours = !world.is_mixed && !world.dead.is_empty();
  const MonoMs hours = 1 + time / (60 * kMinute);
  if (counts_hours && watch.wrong_in_all + stretch > hours * kWrongAnHour) {
    fail("wrong_is_seldom", text + ", " + std::to_string(watch.wrong_in_all) + " ms before");
  }
}

bool Limits::was_told_since(const Watch& watch, std::size_t right, std::size_t last) {
  const auto told = watch.told_at.upper_bound(right);
  return told != watch.told_at.end() && told->first <= last;
}

// A score or final that was right may not give way to an older one.
void Limits::right_is_never_undone(std::size_t index, const Match& match, MonoMs time) {
  Watch& watch = watches_[index];
  const TruthMatch& truth = plan_.matches[index];
  const std::size_t last = truth.index_at(time);
  const auto has_score = [&](const Version& version) {
    return score_of(match.home.score) == version.home && score_of(match.away.score) == version.away;
  };
  const auto has_status = [&](const Version& version) {
    return same_status(truth, version, match);
  };
  // What is shown may be the oldest version that delivery leaves possible: a change that is back
  // before it was told must not look like knowing ahead.
  const std::size_t first = truth.index_at(time - kDelivery);
  const auto is_undone = [&](std::optional<std::size_t>& right, const auto& has) {
    // Nor is it a later version that looks the same and that nobody has told yet: it is the newest that
    // was told, by messages before any other, or by an answer.
    if (right && has(truth.versions[*right])) {
      const std::size_t answered = watch.answered;
      if (answered > *right && answered <= last && has(truth.versions[answered])) right = answered;
      for (auto told = watch.told_at.upper_bound(*right); told != watch.told_at.end(); ++told) {
        if (told->first > last || !has(truth.versions[told->first])) break;
        right = told->first;
      }
      if (!was_told_since(watch, *right, last)) return false;
    }
    for (std::size_t i = std::max(first, right.value_or(0)); i <= last; ++i) {
      if (has(truth.versions[i])) {
        right = i;
        return false;
      }
    }
    if (!right) return false;
    // An answer may be ahead of what the stream delivers.
    const std::size_t oldest = *right == watch.answered ? std::min(first, *right) : *right;
    for (std::size_t i = oldest; i <= last; ++i) {
      if (has(truth.versions[i])) return false;
    }
    return true;
  };
  const bool is_score_undone = is_undone(watch.right_score, has_score);
  const bool is_status_undone = is_undone(watch.right_status, has_status);
  if (!is_score_undone && !is_status_undone) {
    watch.undone_from = kNever;
    return;
  }
  if (watch.undone_from == kNever) watch.undone_from = watch.looked_at;
  const MonoMs undone = time - watch.undone_from;
  measures_.longest_undone = std::max(measures_.longest_undone, undone);
  const World& world = plan_.world;
  // What a stopped server has held back comes in one go. A goal and its correction of which an answer knew
  // the outcome are told one after the other, and where the game's time is the same nothing says that
  // they are late: until the second has come, too.
  const bool is_backlog =
      world.kind == WorldKind::kStoppedServer || world.kind == WorldKind::kStoppedRestDown;
  const bool may_be = world.is_mixed || world.kind == WorldKind::kLate ||
                      world.kind == WorldKind::kHeldBack || (is_backlog && undone <= kDelivery);
  // A settled result is not even then taken back.
  const Version& right =
      truth.versions[is_status_undone ? *watch.right_status : *watch.right_score];
  const bool was_final = is_final(right.status) && is_final(truth.versions[last].status);
  if (!may_be || (was_final && !world.is_mixed)) {
    fail("right_is_never_undone",
         describe(match) + " is shown with trust; before it was " + describe(right));
  }
}

void Limits::rest_tells_in_time(std::size_t index, const Match& match, MonoMs time) {
  const World& world = plan_.world;
  const TruthMatch& truth = plan_.matches[index];
  const Version& version = truth.at(time);
  if (version.is_told || world.is_mixed) return;
  const MonoMs since = std::max(version.at, watches_[index].seen_at);
  const bool is_shown =
      score_of(match.home.score) == version.home && score_of(match.away.score) == version.away;
  if (is_shown) return;
  measures_.latest_shown = std::max(measures_.latest_shown, time - since);
  if (world.kind == WorldKind::kVar && time - since > kCorrectionShown) {
    fail("rest_tells_in_time", describe(match) + "; true is " + describe(version) + " for " +
                                   std::to_string(time - since) + " ms");
  }
}

void Limits::clocks_are_near(std::size_t index, const Match& match, const Instant& now,
                             MonoMs time) {
  const TruthMatch& truth = plan_.matches[index];
  const ShownClock shown = shown_clock(match, now);
  if (shown.minute && match.minute && *shown.minute > *match.minute + kMinutesAhead) {
    fail("clocks_are_near", describe(match) + " is shown at " + std::to_string(*shown.minute) +
                                "', which nobody has told");
  }
  if (!truth.runs_in_real_time || !shown.is_running) return;
  const auto off = [&](int value, auto true_at) {
    return std::min(std::abs(value - true_at(time)), std::abs(value - true_at(time - kDelivery)));
  };
  if (truth.sport == Sport::kFootball && shown.minute) {
    const int minutes = off(*shown.minute, [&](MonoMs when) { return truth.minute_at(when); });
    measures_.minute_off = std::max(measures_.minute_off, minutes);
    if (minutes > kMinutesOff) {
      fail("clocks_are_near", std::to_string(*shown.minute) + "' is shown; true is " +
                                  std::to_string(truth.minute_at(time)) + "'");
    }
  }
  if (truth.sport == Sport::kBasketball && shown.seconds_left) {
    const int seconds = off(*shown.seconds_left, [&](MonoMs when) { return truth.clock_at(when); });
    measures_.clock_off = std::max(measures_.clock_off, seconds);
    if (seconds > kSecondsOff) {
      fail("clocks_are_near", std::to_string(*shown.seconds_left) + " s are shown; true are " +
                                  std::to_string(truth.clock_at(time)) + " s");
    }
  }
}

void Limits::old_row_is_not_live(std::size_t index, const Match& match, MonoMs time) {
  const World& world = plan_.world;
  if (world.kind != WorldKind::kStuck || world.is_mixed || !plan_.has_updated_at) return;
  const Version& version = plan_.matches[index].at(time);
  if (version.status != MatchStatus::kLive || !is_in_play(match.status)) return;
  // Nobody writes a row in a football break.
  if (match.period && match.period->kind == PeriodKind::kHalfTime) return;
  const MonoMs seen_at = watches_[index].seen_at;
  // Where no answer has a date, a row's age is how long it has stood still before the reader.
  const MonoMs since = world.does_origin_tell_date ? version.at : std::max(version.at, seen_at);
  if (time - seen_at <= kWrong || time - since <= kOldRow + kOldRowFoundOut) return;
  fail("old_row_is_not_live",
       describe(match) + " is live; its row is " + std::to_string(time - version.at) + " ms old");
}

void Limits::healed_in_time(MonoMs time) {
  const World& world = plan_.world;
  if (is_heal_checked_ || world.is_mixed) return;
  // A wrong device makes a row look old that no server's time makes new: until a message tells of it.
  if (world.clock_wrong_by != 0 && !world.does_origin_tell_date) return;
  MonoMs end = kNever;
  if (world.kind == WorldKind::kRefusal) end = world.refused.until;
  if (world.kind == WorldKind::kRestDownAtFirst) end = world.rest_down.until;
  if (end == kNever || time < end) return;
  bool is_healed = true;
  std::string sick;
  for (const auto& [subject, count] : boards_) {
    const std::vector<std::string>& ids = source_.matches_of(subject);
    if (ids.empty() && !subject.is_list()) is_healed = false, sick = subject.id + " (unknown)";
    for (const std::string& id : ids) {
      const auto found = index_.find(id);
      if (found == index_.end()) continue;
      // What is in play and has not been written for minutes is not live, see old_row_is_not_live().
      const Version& version = plan_.matches[found->second].at(time);
      const MonoMs unwritten = end + kOldRowFoundOut - version.at;
      if (version.status == MatchStatus::kLive && unwritten > kOldRow) continue;
      const MonoMs trusted_at = watches_[found->second].trusted_at;
      if (trusted_at == kNever || trusted_at <= end) is_healed = false, sick = id;
    }
  }
  measures_.longest_unhealed = std::max(measures_.longest_unhealed, time - end);
  if (is_healed) is_heal_checked_ = true;
  // What was taken back meanwhile is doubted for as long as any correction.
  const auto found = index_.find(sick);
  const bool is_corrected = found != index_.end() && falls_since(plan_.matches[found->second], end);
  if (!is_healed && time > end + (is_corrected ? kCorrectionShown : kHealed)) {
    fail("healed_in_time", sick + " is not live " + std::to_string(time - end) + " ms later");
  }
}

void Limits::check_match(std::size_t index, const Match& match, ConnectionState state,
                         const Instant& now, MonoMs time) {
  Watch& watch = watches_[index];
  const TruthMatch& truth = plan_.matches[index];
  if (watch.seen_at == kNever) watch.seen_at = watch.looked_at = time;
  watch.watched_in_all += time - watch.looked_at;
  if (watch.was_live) watch.live_in_all += time - watch.looked_at;
  watch.was_live = is_trusted(state);
  rest_tells_in_time(index, match, time);
  if (is_trusted(state)) {
    watch.trusted_at = time;
    measures_.first_live = std::min(measures_.first_live, time);
    const MonoMs score = wrong_since(
        index, time,
        [&](const Version& version) {
          return score_of(match.home.score) == version.home &&
                 score_of(match.away.score) == version.away;
        },
        true);
    const MonoMs status = wrong_since(
        index, time, [&](const Version& version) { return same_status(truth, version, match); },
        false);
    wrong_is_short(index, match, std::min(score, status), time);
    right_is_never_undone(index, match, time);
  } else {
    end_wrong(watch);
    watch.undone_from = kNever;
  }
  if (state == ConnectionState::kLive) {
    if (!is_online_) fail("offline_is_not_live", describe(match));
    clocks_are_near(index, match, now, time);
    old_row_is_not_live(index, match, time);
  }
  watch.looked_at = time;
}

void Limits::check(const Instant& now, MonoMs time) {
  std::set<std::string_view> seen;
  for (const auto& [subject, count] : boards_) {
    for (const std::string& id : source_.matches_of(subject)) {
      const auto found = index_.find(id);
      const Match* match = source_.store().find(id);
      if (found == index_.end() || match == nullptr || !seen.insert(found->first).second) continue;
      check_match(found->second, *match, source_.row_view(subject, id, now).state, now, time);
    }
  }
  // What a client has let go of it cannot compare with.
  for (std::size_t i = 0; i < watches_.size(); ++i) {
    Watch& watch = watches_[i];
    if (watch.seen_at == kNever || seen.contains(plan_.matches[i].id)) continue;
    end_wrong(watch);
    watch.seen_at = watch.looked_at = watch.undone_from = kNever;
    watch.was_live = false;
    watch.right_score.reset();
    watch.right_status.reset();
    watch.told_at.clear();
  }
  healed_in_time(time);
}

void Limits::finish(MonoMs time) {
  MonoMs live = 0;
  MonoMs watched = 0;
  for (Watch& watch : watches_) {
    end_wrong(watch);
    live += watch.live_in_all;
    watched += watch.watched_in_all;
  }
  if (watched > 0) measures_.live_share = static_cast<double>(live) / static_cast<double>(watched);
  const double minutes = static_cast<double>(time) / static_cast<double>(kMinute);
  if (minutes <= 0) return;
  measures_.requests_a_minute = static_cast<double>(counted_) / minutes;
  if (!plan_.world.is_mixed && minutes >= 3 &&
      static_cast<double>(counted_) > kRequestsAMinute * (minutes + 1)) {
    fail("requests_are_few", std::to_string(measures_.requests_a_minute) + " a minute");
  }
}

}  // namespace scoreline::sim
