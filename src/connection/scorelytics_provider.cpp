#include "connection/scorelytics_provider.hpp"

#include <algorithm>
#include <chrono>
#include <variant>

#include "feed/scorelytics/message.hpp"
#include "feed/scorelytics/snapshot.hpp"
#include "feed/scorelytics/urls.hpp"
#include "text/joined.hpp"

namespace scoreline {
namespace {

// A step is "football", "basketball", "football:CURSOR"…: both sports have lists of their own.
constexpr std::string_view kBasketball = "basketball";

struct Step {
  Sport sport = Sport::kFootball;
  std::string_view cursor;  // empty: none
};

Step parse_step(const Subject& subject, std::string_view text) {
  Step step;
  if (subject.sport != Sport::kUnknown) step.sport = subject.sport;
  if (text.empty()) return step;
  const std::size_t colon = text.find(':');
  step.sport = sport_from_name(text.substr(0, colon));
  if (colon != std::string_view::npos) step.cursor = text.substr(colon + 1);
  return step;
}

// A stopped clock (-1) keeps the time that we know of. A clock that was read nobody knows when
// (`as_of` is absent) is not shown: the one that a message told runs on, or there is none.
void set_clock(Match& match, const std::optional<std::int32_t>& reading,
               scorelytics::ClockUnit unit, const std::optional<MonoMs>& as_of, MonoMs now,
               const Match* before) {
  if (!reading) return;
  if (*reading != scorelytics::kStoppedClock) {
    const auto told = scorelytics::clock_from_reading(*reading, unit, now, std::nullopt);
    if (told) match.clock_reading = told->seconds_left;
  }
  std::optional<GameClock> known;
  if (before != nullptr && before->period == match.period) known = before->clock;
  // It was read before now, and clocks run down: one that is higher than that has not kept up.
  constexpr std::int32_t kNear = 2;
  if (known && match.clock_reading && known->is_running) {
    const std::int32_t ran = static_cast<std::int32_t>((now - known->as_of) / 1'000);
    if (known->seconds_left - ran > *match.clock_reading + kNear) known.reset();
  }
  const bool is_stopped = *reading == scorelytics::kStoppedClock || !is_in_play(match.status);
  match.clock = as_of || is_stopped
                    ? scorelytics::clock_from_reading(*reading, unit, as_of.value_or(now), known)
                    : known;
  if (match.clock && !is_in_play(match.status)) match.clock->is_running = false;
}

void tell(MatchDelta& delta, const scorelytics::ScoreUpdate& update, const Match* before,
          scorelytics::ClockUnit unit, MonoMs now) {
  delta.home_score = update.home;
  delta.away_score = update.away;
  delta.minute = update.minute;
  delta.period = update.period;
  if (update.game_clock) {
    delta.clock = scorelytics::clock_from_reading(
        *update.game_clock, unit, now,
        before != nullptr ? before->clock : std::optional<GameClock>());
  }
  // A football message has no period, but minute 46 exists in the second half only ("period-codes":
  // 12 is minute 0 to 45, 13 is 45 to 90).
  constexpr std::int32_t kLastMinuteOfFirstHalf = 45;
  if (update.minute && *update.minute > kLastMinuteOfFirstHalf && !update.period &&
      before != nullptr && before->sport == Sport::kFootball && before->period &&
      before->period != Period{PeriodKind::kHalf, 2} &&
      before->period->kind != PeriodKind::kOther) {
    delta.period = Period{PeriodKind::kHalf, 2};
  }
}

// "Fires when any of home_score, away_score, period, minute, game_clock_secs changed": if what it
// says changes nothing, then what it cannot say (football's period) has changed.
bool tells_nothing_new(const MatchDelta& delta, const Match& before) {
  // Only what a score update is about: a whole match, with its names, takes long to copy.
  Match match;
  match.home.score = before.home.score;
  match.away.score = before.away.score;
  match.minute = before.minute;
  match.period = before.period;
  match.clock = before.clock;
  return amend(match, delta).is_empty();
}

// "2026-11-26", of the UTC day ("api-reference": `date` is the kick-off date in UTC).
std::string utc_day(WallMs when) {
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(when)));
  const std::chrono::year_month_day date(day);
  const auto two_digits = [](unsigned number) {
    return joined({number < 10 ? "-0" : "-", std::to_string(static_cast<std::int64_t>(number))});
  };
  return joined({std::to_string(static_cast<int>(date.year())),
                 two_digits(static_cast<unsigned>(date.month())),
                 two_digits(static_cast<unsigned>(date.day()))});
}

}  // namespace

// Of a match whose sport the page did not name, both lists are looked through only once.
std::string ScorelyticsProvider::first_step(const Subject& subject,
                                            const Reception& reception) const {
  if (subject.kind != SubjectKind::kMatch || subject.sport != Sport::kUnknown) return {};
  const Match* match = reception.store.find(subject.id);
  const bool is_basketball = match != nullptr && match->sport == Sport::kBasketball;
  return is_basketball ? std::string(kBasketball) : std::string();
}

std::string ScorelyticsProvider::snapshot_url(const Subject& subject, std::string_view text) const {
  const Step step = parse_step(subject, text);
  if (subject.kind == SubjectKind::kMatch) {
    return scorelytics::match_url(rest_base_, step.sport, subject.id);
  }
  scorelytics::ListQuery query;
  if (subject.kind == SubjectKind::kLive) query.status = "live";
  if (subject.kind == SubjectKind::kDay) {
    const std::size_t space = std::min(subject.id.find(' '), subject.id.size());
    query.date = subject.id.substr(0, space);
    query.league_id = subject.id.substr(std::min(space + 1, subject.id.size()));
  } else {
    query.league_id = subject.id;
  }
  query.after = step.cursor;
  return scorelytics::list_url(rest_base_, step.sport, query);
}

SnapshotReading ScorelyticsProvider::read_snapshot(const Subject& subject, std::string_view text,
                                                   std::string_view body,
                                                   const Reception& reception) {
  const Step step = parse_step(subject, text);
  SnapshotReading reading;
  const auto take = [&](scorelytics::MatchRow& row) {
    if (row.game_clock) clock_unit_.note(*row.game_clock);
    // The row was true when the server wrote it ("timestamps"); a minute that stands has no time.
    const std::optional<MonoMs> true_at = reception.true_at(row.match.updated_at);
    const MonoMs now = reception.now.mono;
    if (row.match.minute && is_in_play(row.match.status)) {
      row.match.minute_as_of = true_at.value_or(now);
    }
    set_clock(row.match, row.game_clock, clock_unit_.unit(), true_at, now,
              reception.store.find(row.match.id));
    reading.matches.push_back(std::move(row.match));
  };
  if (subject.kind == SubjectKind::kMatch) {
    Result<scorelytics::MatchRow> row = scorelytics::decode_match(body, step.sport);
    if (!row) note_refused_match(reading, subject.id, row.error());
    if (!row || row->match.id != subject.id) return reading;
    take(row.value());
  } else {
    Result<scorelytics::MatchPage> page = scorelytics::decode_page(body, step.sport);
    if (!page) return reading;
    for (scorelytics::MatchRow& row : page.value().rows) take(row);
    reading.refused = std::move(page.value().refused);
    if (page->next_cursor) {
      reading.next_step = joined({name_of(step.sport), ":", std::to_string(*page->next_cursor)});
      // A cursor that leads to itself would never end.
      if (reading.next_step == text) reading.next_step.clear();
    } else if (subject.sport == Sport::kUnknown && step.sport == Sport::kFootball) {
      reading.next_step = kBasketball;
    }
  }
  reading.is_readable = true;
  return reading;
}

std::string ScorelyticsProvider::step_after_not_found(const Subject& subject,
                                                      std::string_view step) const {
  const bool may_be_basketball =
      subject.kind == SubjectKind::kMatch && subject.sport == Sport::kUnknown && step.empty();
  return may_be_basketball ? std::string(kBasketball) : std::string();
}

std::pair<std::string, std::string> ScorelyticsProvider::credential_header(
    std::string_view key) const {
  return {"X-API-Key", std::string(key)};
}

MessageReading ScorelyticsProvider::read_message(std::string_view, std::string_view text,
                                                 const Reception& reception) {
  MessageReading reading;
  Result<scorelytics::Message> decoded = scorelytics::decode_message(text);
  if (!decoded) {
    reading.is_readable = false;
    return reading;
  }
  const scorelytics::Message& message = *decoded;
  if (std::holds_alternative<scorelytics::UnknownType>(message.what)) {
    reading.is_known = false;
    return reading;
  }
  const Match* before = reception.store.find(message.match_id);
  MatchDelta& delta = reading.delta.emplace();
  delta.match_id = message.match_id;
  delta.received_at = reception.now.mono;
  if (const auto* update = std::get_if<scorelytics::ScoreUpdate>(&message.what)) {
    if (update->game_clock) clock_unit_.note(*update->game_clock);
    tell(delta, *update, before, clock_unit_.unit(), reception.now.mono);
    reading.asks_snapshot =
        before != nullptr && before->sport == Sport::kFootball && tells_nothing_new(delta, *before);
  } else if (const auto* change = std::get_if<scorelytics::StatusChange>(&message.what)) {
    delta.status = change->to;
    delta.is_status_change = true;
    delta.status_word = change->to_word;
    // Period, minute and final details come with the status, but only in the snapshot.
    reading.asks_snapshot = true;
  }
  return reading;
}

std::vector<Subject> ScorelyticsProvider::lists_with(const Match& match) const {
  constexpr WallMs kYear2200 = 7'258'118'400'000;
  if (!match.kickoff || *match.kickoff < 0 || *match.kickoff >= kYear2200) return {};
  const std::string day = utc_day(*match.kickoff);
  std::vector<Subject> lists;
  if (!match.league_id.empty()) {
    lists.push_back({SubjectKind::kDay, match.sport, joined({day, " ", match.league_id})});
  }
  lists.push_back({SubjectKind::kDay, match.sport, day});
  return lists;
}

std::vector<StreamKey> ScorelyticsProvider::plan(const Wanted& wanted) const {
  // One socket a match up to the budget; beyond it, and for lists, the one stream of all live
  // matches, which then tells of single matches too.
  std::vector<StreamKey> keys;
  if (!wanted.lists.empty() || static_cast<int>(wanted.matches.size()) > wanted.max_sockets) {
    keys.push_back({StreamKind::kAll, {}});
    return keys;
  }
  for (const std::string& id : wanted.matches) keys.push_back({StreamKind::kMatch, id});
  return keys;
}

}  // namespace scoreline
