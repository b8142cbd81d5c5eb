// Which part of the match is being played.
#pragma once

#include <cstdint>
#include <string_view>

namespace scoreline {

enum class PeriodKind : std::uint8_t {
  kOther,     // a provider's number that nobody documented; `number` keeps it
  kHalf,      // football, number 1 or 2
  kHalfTime,  // football's break
  kQuarter,   // basketball, number 1 to 4
  kOvertime,  // basketball, number 1 and up
};

struct Period {
  PeriodKind kind = PeriodKind::kOther;
  std::int32_t number = 0;

  bool operator==(const Period&) const = default;
};

// Stable lower-case names for state objects: "half", "half_time", "quarter", "overtime", "other".
[[nodiscard]] std::string_view name_of(PeriodKind kind);

}  // namespace scoreline
