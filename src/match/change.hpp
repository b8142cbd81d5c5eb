// The names of what can change in a match, as a set: what a board redraws and a page is told.
#pragma once

#include <cstdint>

namespace scoreline {

enum class Change : std::uint16_t {
  kAdded = 1 << 0,
  kRemoved = 1 << 1,
  kScore = 1 << 2,
  kStatus = 1 << 3,
  kPeriod = 1 << 4,
  kMinute = 1 << 5,  // minute or added time
  kClock = 1 << 6,
  kPlay = 1 << 7,
  kDetails = 1 << 8,  // names, logos, league, kick-off
};

class ChangeSet {
 public:
  constexpr ChangeSet() = default;
  constexpr ChangeSet(Change change) : bits_(static_cast<std::uint16_t>(change)) {}

  [[nodiscard]] constexpr bool has(Change change) const {
    return (bits_ & static_cast<std::uint16_t>(change)) != 0;
  }
  [[nodiscard]] constexpr bool is_empty() const { return bits_ == 0; }
  constexpr ChangeSet& operator|=(ChangeSet other) {
    bits_ = static_cast<std::uint16_t>(bits_ | other.bits_);
    return *this;
  }
  friend constexpr ChangeSet operator|(ChangeSet a, ChangeSet b) { return a |= b; }
  bool operator==(const ChangeSet&) const = default;

 private:
  std::uint16_t bits_ = 0;
};

}  // namespace scoreline
