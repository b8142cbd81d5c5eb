#include "feed/stats_api/event.hpp"

#include "feed/fields.hpp"
#include "feed/json.hpp"
#include "feed/stats_api/play.hpp"

namespace scoreline::stats_api {
namespace {

EventReceived event_received_of(json::Value data, Refusal& refusal) {
  EventReceived event;
  event.match_id = required_id(data["match_id"], "match_id", refusal);
  event.home_score = required_score(data["home_score"], "home_score", refusal);
  event.away_score = required_score(data["away_score"], "away_score", refusal);
  const std::string_view status = required_text(data["status"], "status", refusal);
  if (refusal) return event;
  event.status = status_from_word(status);
  if (event.status == MatchStatus::kUnknown) {
    event.status_word = shown_text(status, kMaxWordBytes);
  }
  event.period = any_period(data["current_period"]);
  event.clock_seconds_left = seconds_from_clock(any_text(data["current_clock"]));
  event.play = play_of(data["event"]);
  return event;
}

StatusChanged status_changed_of(json::Value data, Refusal& refusal) {
  StatusChanged event;
  event.match_id = required_id(data["match_id"], "match_id", refusal);
  const std::string_view status = required_text(data["status"], "status", refusal);
  event.home_score = optional_score(data["home_score"], "home_score", refusal);
  event.away_score = optional_score(data["away_score"], "away_score", refusal);
  if (refusal) return event;
  event.competition_id = any_id(data["competition_id"]);
  event.status = status_from_word(status);
  if (event.status == MatchStatus::kUnknown) {
    event.status_word = shown_text(status, kMaxWordBytes);
  }
  return event;
}

struct StatusWord {
  std::string_view word;  // lower case, letters only
  MatchStatus status;
};

// Documented: in_progress, finished. The others are what such an API is likely to say; a word that
// may mean two things ("delayed", "paused") is left to be shown as it is.
constexpr StatusWord kStatusWords[] = {
    {"inprogress", MatchStatus::kLive},         {"live", MatchStatus::kLive},
    {"halftime", MatchStatus::kLive},           {"scheduled", MatchStatus::kScheduled},
    {"upcoming", MatchStatus::kScheduled},      {"notstarted", MatchStatus::kScheduled},
    {"finished", MatchStatus::kFinished},       {"completed", MatchStatus::kFinished},
    {"ended", MatchStatus::kFinished},          {"final", MatchStatus::kFinished},
    {"postponed", MatchStatus::kPostponed},     {"cancelled", MatchStatus::kCancelled},
    {"canceled", MatchStatus::kCancelled},      {"walkover", MatchStatus::kWalkover},
    {"forfeited", MatchStatus::kWalkover},      {"forfeit", MatchStatus::kWalkover},
    {"interrupted", MatchStatus::kInterrupted}, {"suspended", MatchStatus::kInterrupted},
    {"abandoned", MatchStatus::kAbandoned},
};

// Takes up to two digits from the front; absent when there is none.
std::optional<std::int32_t> take_number(std::string_view& text) {
  std::int32_t number = 0;
  std::size_t count = 0;
  while (count < 2 && count < text.size() && text[count] >= '0' && text[count] <= '9') {
    number = number * 10 + (text[count] - '0');
    ++count;
  }
  text.remove_prefix(count);
  if (count == 0) return std::nullopt;
  return number;
}

}  // namespace

Result<Event> decode_event(std::string_view name, std::string_view data) {
  // Docs write the names with Echo's mark for "raw name"; on the wire there is none.
  if (name.starts_with('.')) name.remove_prefix(1);
  const bool is_event_received = name == "event.received";
  if (!is_event_received && name != "status.changed") return Event(UnknownEvent{});

  const auto document = json::Document::parse(data);
  if (!document) return document.error();
  const json::Value root = document->root();
  if (!root.is_object()) return FeedError{FeedErrorCode::kWrongType, "data"};
  Refusal refusal;
  Event event = is_event_received ? Event(event_received_of(root, refusal))
                                  : Event(status_changed_of(root, refusal));
  if (refusal) return *refusal;
  return event;
}

MatchStatus status_from_word(std::string_view word) {
  std::string letters;
  for (const char c : word.substr(0, kMaxWordBytes)) {
    if (c == ' ' || c == '-' || c == '_') continue;
    letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (const StatusWord& known : kStatusWords) {
    if (known.word == letters) return known.status;
  }
  return MatchStatus::kUnknown;
}

Period period_from_number(std::int64_t number) {
  if (number < INT32_MIN || number > INT32_MAX) return Period{PeriodKind::kOther, 0};
  const auto period = static_cast<std::int32_t>(number);
  if (period < 1) return Period{PeriodKind::kOther, period};
  if (period <= 4) return Period{PeriodKind::kQuarter, period};
  return Period{PeriodKind::kOvertime, period - 4};
}

std::optional<Period> any_period(json::Value number) {
  const std::optional<std::int64_t> integer = number.integer();
  if (!integer) return std::nullopt;
  return period_from_number(*integer);
}

std::optional<std::int32_t> seconds_from_clock(std::string_view clock) {
  const std::optional<std::int32_t> minutes = take_number(clock);
  if (!minutes || !clock.starts_with(':')) return std::nullopt;
  clock.remove_prefix(1);
  const std::size_t before = clock.size();
  const std::optional<std::int32_t> seconds = take_number(clock);
  if (!seconds || *seconds > 59 || before - clock.size() != 2) return std::nullopt;
  if (clock.starts_with('.')) {
    clock.remove_prefix(1);
    if (!take_number(clock)) return std::nullopt;
  }
  const std::int32_t total = *minutes * 60 + *seconds;
  if (!clock.empty() || total > kMaxClockSeconds) return std::nullopt;
  return total;
}

}  // namespace scoreline::stats_api
