#include "feed/time_text.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace scoreline {
namespace {

// Takes from the front of a text; once something does not fit, nothing fits any more.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  std::int32_t digits(std::size_t count) {
    std::int32_t value = 0;
    for (; count > 0; --count) {
      if (!next_is_digit()) return fail();
      value = value * 10 + (take() - '0');
    }
    return value;
  }

  void expect(char c) {
    if (rest_.empty() || take() != c) fail();
  }

  [[nodiscard]] bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }
  [[nodiscard]] bool next_is_digit() const {
    return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
  }
  [[nodiscard]] bool is_done() const { return is_good_ && rest_.empty(); }

  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

 private:
  std::int32_t fail() {
    is_good_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool is_good_ = true;
};

// Milliseconds since the epoch at the day's start; absent for a date that does not exist.
std::optional<std::int64_t> take_day(Scanner& in) {
  const std::chrono::year year(in.digits(4));
  in.expect('-');
  const std::chrono::month month(static_cast<unsigned>(in.digits(2)));
  in.expect('-');
  const std::chrono::day day(static_cast<unsigned>(in.digits(2)));
  const std::chrono::year_month_day date(year, month, day);
  if (!date.ok() || year < std::chrono::year(1970)) return std::nullopt;
  return std::chrono::milliseconds(std::chrono::sys_days(date).time_since_epoch()).count();
}

// Milliseconds of the day; absent for a time that does not exist.
std::optional<std::int64_t> take_time(Scanner& in) {
  const std::int32_t hour = in.digits(2);
  in.expect(':');
  const std::int32_t minute = in.digits(2);
  std::int32_t second = 0;
  std::int32_t ms = 0;
  if (in.next_is(':')) {
    in.take();
    second = in.digits(2);
    if (in.next_is('.')) {
      in.take();
      ms = in.digits(1) * 100;
      if (in.next_is_digit()) ms += in.digits(1) * 10;
      if (in.next_is_digit()) ms += in.digits(1);
      while (in.next_is_digit()) in.take();  // microseconds, as Laravel's JSON dates have
    }
  }
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return std::int64_t{(hour * 60 + minute) * 60 + second} * 1000 + ms;
}

// "Z", "+02:00", "+0200" or "+02", as milliseconds ahead of UTC.
std::optional<std::int64_t> take_offset(Scanner& in) {
  if (in.next_is('Z')) {
    in.take();
    return 0;
  }
  const bool is_west = in.next_is('-');
  in.expect(is_west ? '-' : '+');
  const std::int32_t hours = in.digits(2);
  std::int32_t minutes = 0;
  if (in.next_is(':')) {
    in.take();
    minutes = in.digits(2);
  } else if (in.next_is_digit()) {
    minutes = in.digits(2);
  }
  if (hours > 23 || minutes > 59) return std::nullopt;
  return std::int64_t{hours * 60 + minutes} * (is_west ? -60'000 : 60'000);
}

enum class Zone : std::uint8_t { kSaid, kSaidOrUtc };

std::optional<WallMs> time_from(std::string_view text, Zone zone) {
  Scanner in(text);
  const std::optional<std::int64_t> day = take_day(in);
  if (in.next_is(' ')) {
    in.take();
  } else {
    in.expect('T');
  }
  const std::optional<std::int64_t> time = take_time(in);
  std::optional<std::int64_t> offset = 0;
  if (zone == Zone::kSaid || !in.is_done()) offset = take_offset(in);
  if (!in.is_done() || !day || !time || !offset) return std::nullopt;
  return *day + *time - *offset;
}

}  // namespace

std::optional<WallMs> wall_ms_from_text(std::string_view text) {
  return time_from(text, Zone::kSaid);
}

std::optional<WallMs> kickoff_from_text(std::string_view text) {
  return time_from(text, Zone::kSaidOrUtc);
}

std::optional<WallMs> day_from_text(std::string_view text) {
  Scanner in(text);
  const std::optional<std::int64_t> day = take_day(in);
  return in.is_done() ? day : std::nullopt;
}

}  // namespace scoreline
