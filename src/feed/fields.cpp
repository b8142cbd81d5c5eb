#include "feed/fields.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "feed/html_text.hpp"
#include "feed/percent.hpp"
#include "feed/time_text.hpp"
#include "text/joined.hpp"
#include "text/utf8.hpp"

namespace scoreline {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxIdBytes && !is_dot_segment(text) &&
         std::none_of(text.begin(), text.end(), is_control);
}

// Why a value is not an integer.
FeedErrorCode not_an_integer(json::Value value) {
  if (value.is_absent_or_null()) return FeedErrorCode::kMissing;
  const std::optional<double> number = value.number();
  constexpr double kAllIntegersBelow = 9007199254740992.0;  // 2^53: no fractions from here on
  const bool is_huge = number && std::fabs(*number) >= kAllIntegersBelow;
  return is_huge ? FeedErrorCode::kOutOfRange : FeedErrorCode::kWrongType;
}

}  // namespace

void refuse(Refusal& refusal, FeedErrorCode code, const char* where) {
  if (!refusal) refusal = FeedError{code, where};
}

void keep_refused(std::vector<RefusedRow>& rows, std::string&& id, const FeedError& error) {
  if (rows.size() < kMaxRefusedRows) rows.push_back({std::move(id), error});
}

std::string required_id(json::Value value, const char* where, Refusal& refusal) {
  if (value.is_string()) {
    const std::string_view text = *value.string();
    if (is_id(text)) return std::string(text);
    refuse(refusal, FeedErrorCode::kOutOfRange, where);
    return {};
  }
  if (const auto number = value.integer()) return std::to_string(*number);
  refuse(refusal, not_an_integer(value), where);
  return {};
}

std::string any_id(json::Value value) {
  Refusal ignored;
  return required_id(value, "", ignored);
}

std::string_view required_text(json::Value value, const char* where, Refusal& refusal) {
  const std::string_view text = any_text(value);
  if (text.empty()) {
    const bool is_missing = value.is_absent_or_null() || value.is_string();
    refuse(refusal, is_missing ? FeedErrorCode::kMissing : FeedErrorCode::kWrongType, where);
  }
  return text;
}

std::string_view any_text(json::Value value) { return value.string().value_or(std::string_view()); }

std::string shown_text(std::string_view text, std::size_t max_bytes) {
  std::string shown(utf8_prefix(text, max_bytes));
  std::replace_if(shown.begin(), shown.end(), is_control, ' ');
  return shown;
}

std::string shown_name(std::string_view text, std::size_t max_bytes) {
  // What is cut away anyway need not be read; no entity is longer than ten times its character.
  constexpr std::size_t kLongest = 10;
  return shown_text(without_entities(utf8_prefix(text, kLongest * max_bytes)), max_bytes);
}

std::string_view team_name(json::Value name, bool has_place, const char* where, Refusal& refusal) {
  if (!has_place) {
    refuse(refusal, FeedErrorCode::kMissing, where);
  } else if (!name.is_absent_or_null() && !name.is_string()) {
    refuse(refusal, FeedErrorCode::kWrongType, where);
  }
  return any_text(name);
}

std::optional<std::int64_t> row_integer(json::Value value) {
  if (!value.is_string()) return value.integer();
  std::string_view digits = *value.string();
  const bool is_negative = digits.starts_with('-');
  if (is_negative) digits.remove_prefix(1);
  constexpr std::size_t kMostDigits = 18;  // these always fit
  if (digits.empty() || digits.size() > kMostDigits) return std::nullopt;
  std::int64_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return is_negative ? -number : number;
}

std::int64_t required_row_integer(json::Value value, const char* where, Refusal& refusal) {
  const std::optional<std::int64_t> integer = row_integer(value);
  return integer ? *integer : required_integer(value, where, refusal);
}

std::optional<std::int32_t> any_row_integer(json::Value value, std::int32_t min, std::int32_t max) {
  const std::optional<std::int64_t> integer = row_integer(value);
  if (!integer || *integer < min || *integer > max) return std::nullopt;
  return static_cast<std::int32_t>(*integer);
}

std::int64_t required_integer(json::Value value, const char* where, Refusal& refusal) {
  if (const auto integer = value.integer()) return *integer;
  refuse(refusal, not_an_integer(value), where);
  return 0;
}

std::optional<std::int32_t> any_integer(json::Value value, std::int32_t min, std::int32_t max) {
  const std::optional<std::int64_t> integer = value.integer();
  if (!integer || *integer < min || *integer > max) return std::nullopt;
  return static_cast<std::int32_t>(*integer);
}

std::int32_t required_score(json::Value value, const char* where, Refusal& refusal) {
  const std::int64_t score = required_integer(value, where, refusal);
  if (score >= 0 && score <= kMaxScore) return static_cast<std::int32_t>(score);
  refuse(refusal, FeedErrorCode::kOutOfRange, where);
  return 0;
}

std::optional<std::int32_t> optional_score(json::Value value, const char* where, Refusal& refusal) {
  if (value.is_absent_or_null()) return std::nullopt;
  return required_score(value, where, refusal);
}

std::optional<std::int32_t> row_score(json::Value value, MatchStatus status, const char* where,
                                      Refusal& refusal) {
  if (value.is_absent_or_null()) return std::nullopt;
  const std::optional<std::int64_t> score = row_integer(value);
  if (score == -1 && may_be_unplayed(status)) return std::nullopt;
  if (score && *score >= 0 && *score <= kMaxScore) return static_cast<std::int32_t>(*score);
  refuse(refusal, score ? FeedErrorCode::kOutOfRange : not_an_integer(value), where);
  return std::nullopt;
}

std::string any_web_url(json::Value value) {
  const std::string_view text = any_text(value);
  const bool is_of_any_scheme = text.starts_with("//");
  const bool is_web =
      is_of_any_scheme || text.starts_with("https://") || text.starts_with("http://");
  if (!is_web || text.size() > kMaxUrlBytes || std::any_of(text.begin(), text.end(), is_control)) {
    return {};
  }
  return joined({is_of_any_scheme ? "https:" : "", text});
}

std::optional<WallMs> any_time(json::Value value) { return wall_ms_from_text(any_text(value)); }

std::optional<WallMs> any_epoch_seconds(json::Value value) {
  constexpr std::int64_t kLastSecond = 253402300799;  // 9999-12-31T23:59:59Z
  const std::optional<std::int64_t> seconds = row_integer(value);
  if (!seconds || *seconds < 0 || *seconds > kLastSecond) return std::nullopt;
  return *seconds * 1000;
}

void set_kickoff(Match& match, json::Value value) {
  const std::string_view text = any_text(value);
  constexpr std::size_t kDateDigits = 8;  // "20261126" is a date that nobody asked us to read
  if (!value.is_string() || text.size() > kDateDigits) match.kickoff = any_epoch_seconds(value);
  if (match.kickoff) return;
  match.kickoff = kickoff_from_text(text);
  match.kickoff_day = day_from_text(text);
}

}  // namespace scoreline
