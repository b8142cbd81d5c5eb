#include "feed/fields.hpp"

#include <algorithm>
#include <cmath>

#include "feed/percent.hpp"
#include "feed/text.hpp"
#include "feed/time_text.hpp"
#include "feed/utf8.hpp"

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

std::string required_id(json::Value value, const char* where, Refusal& refusal) {
  if (value.is_string()) {
    const std::string_view text = *value.string();
    if (is_id(text)) return std::string(text);
    refuse(refusal, FeedErrorCode::kOutOfRange, where);
    return {};
  }
  if (const auto number = value.integer()) return number_text(*number);
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

std::string any_web_url(json::Value value) {
  const std::string_view text = any_text(value);
  const bool is_web = text.starts_with("https://") || text.starts_with("http://");
  if (!is_web || text.size() > kMaxUrlBytes || std::any_of(text.begin(), text.end(), is_control)) {
    return {};
  }
  return std::string(text);
}

std::optional<WallMs> any_time(json::Value value) { return wall_ms_from_text(any_text(value)); }

std::optional<WallMs> any_epoch_seconds(json::Value value) {
  constexpr std::int64_t kLastSecond = 253402300799;  // 9999-12-31T23:59:59Z
  const std::optional<std::int64_t> seconds = value.integer();
  if (!seconds || *seconds < 0 || *seconds > kLastSecond) return std::nullopt;
  return *seconds * 1000;
}

}  // namespace scoreline
