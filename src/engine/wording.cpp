#include "engine/wording.hpp"

#include <algorithm>

#include "match/running_clock.hpp"
#include "text/joined.hpp"

namespace scoreline {
namespace {

std::string minute_text(const Match& match, MonoMs now, const Words& words) {
  const std::optional<std::int32_t> minute = minute_at(match, now);
  if (!minute) return {};
  const std::int32_t added = match.added_time.value_or(0);
  if (added > 0) {
    return words.text("minute_added",
                      {{"minute", std::to_string(*minute)}, {"added", std::to_string(added)}});
  }
  return words.text("minute", {{"minute", std::to_string(*minute)}});
}

std::string live_text(const Match& match, MonoMs now, const Words& words) {
  if (match.period) {
    switch (match.period->kind) {
      case PeriodKind::kHalfTime:
        return words.text("half_time");
      case PeriodKind::kQuarter:
      case PeriodKind::kOvertime:
        return period_text(*match.period, clock_at(match, now), words);
      case PeriodKind::kHalf:
        if (!match.minute) return words.text(match.period->number == 1 ? "half_1" : "half_2");
        break;
      case PeriodKind::kOther:
        break;
    }
  }
  const std::string minute = minute_text(match, now, words);
  return minute.empty() ? words.text("live") : minute;
}

}  // namespace

std::string clock_text(std::int32_t seconds) {
  const std::int32_t rest = seconds % 60;
  return joined({std::to_string(seconds / 60), rest < 10 ? ":0" : ":", std::to_string(rest)});
}

std::string period_text(const Period& period, std::optional<std::int32_t> seconds_left,
                        const Words& words) {
  std::string key = "quarter";
  if (period.kind == PeriodKind::kOvertime) key = period.number == 1 ? "overtime" : "overtime_n";
  const std::string number = std::to_string(period.number);
  if (!seconds_left) return words.text(key, {{"n", number}});
  key += "_clock";
  return words.text(key, {{"n", number}, {"clock", clock_text(*seconds_left)}});
}

std::string status_text(const Match& match, MonoMs clock_now, const Words& words, TimeText& times) {
  switch (match.status) {
    case MatchStatus::kScheduled:
      if (match.kickoff) return times.time_text(*match.kickoff);
      return match.kickoff_day ? times.day_text(*match.kickoff_day) : words.text("scheduled");
    case MatchStatus::kLive:
      return live_text(match, clock_now, words);
    case MatchStatus::kUnknown:
      return match.status_word;
    case MatchStatus::kFinished:
    case MatchStatus::kPostponed:
    case MatchStatus::kCancelled:
    case MatchStatus::kWalkover:
    case MatchStatus::kInterrupted:
    case MatchStatus::kAbandoned:
    case MatchStatus::kAfterPenalties:
    case MatchStatus::kAfterExtraTime:
      break;
  }
  return words.text(name_of(match.status));
}

std::string notice_text(const ConnectionView& view, bool has_matches, WallMs now,
                        const Words& words, TimeText& times) {
  const std::string_view reason = name_of(view.reason);
  const auto seconds_left = [&] {
    const WallMs left = view.retry_at ? std::max<WallMs>(0, *view.retry_at - now) : 0;
    return std::to_string((left + 999) / 1000);
  };
  switch (view.state) {
    case ConnectionState::kIdle:
    case ConnectionState::kConnecting:
      return has_matches ? std::string() : words.text("connecting");
    case ConnectionState::kWaiting: {
      std::string text = words.text(reason.empty() ? "connecting" : reason);
      if (view.retry_at) {
        text += " · ";
        text += words.text("waiting", {{"seconds", seconds_left()}});
      }
      return text;
    }
    case ConnectionState::kStale:
      if (view.retry_at) return words.text("stale_waiting", {{"seconds", seconds_left()}});
      return words.text("stale",
                        {{"time", view.proven_at ? times.time_text(*view.proven_at) : "–"}});
    case ConnectionState::kRefused:
      return words.text(words.has(reason) ? reason : "refused");
    case ConnectionState::kPolling:
      if (!has_matches) return words.text("no_matches");
      // It is shown, so what was refused is its stream.
      if (view.reason == Reason::kForbidden || view.reason == Reason::kNotFound) {
        return words.text(name_of(Reason::kUnauthorised));
      }
      return reason.empty() ? std::string() : words.text(words.has(reason) ? reason : "polling");
    case ConnectionState::kLive:
    case ConnectionState::kOver:
      return has_matches ? std::string() : words.text("no_matches");
  }
  return {};
}

}  // namespace scoreline
