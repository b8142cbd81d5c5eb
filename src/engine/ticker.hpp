// When a ticker shows which match: each for some seconds, then it slides to the next one. Between
// two slides nothing is to be drawn.
#pragma once

#include <cstddef>
#include <cstdint>

#include "connection/instant.hpp"

namespace scoreline {

class Ticker {
 public:
  static constexpr MonoMs kStay = 5'000;
  static constexpr MonoMs kSlide = 450;

  // Brings it up to now, among so many matches. Returns milliseconds until it moves, 0 while it
  // does; negative: it stands still until something else happens.
  std::int32_t turn(std::size_t count, MonoMs now);

  // While held it stays at the match that it shows (WCAG 2.2.2), and afterwards for as long as if
  // that had just come.
  void hold(bool is_held, MonoMs now);

  [[nodiscard]] std::size_t page() const { return page_; }
  // 0 to 1: how far it is on the way to the next page.
  [[nodiscard]] float slide() const { return slide_; }

 private:
  std::size_t page_ = 0;
  MonoMs since_ = -1;  // the page stands there; negative: not begun
  float slide_ = 0;
  bool is_held_ = false;
};

}  // namespace scoreline
