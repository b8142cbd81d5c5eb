#include "engine/ticker.hpp"

namespace scoreline {

std::int32_t Ticker::turn(std::size_t count, MonoMs now) {
  if (page_ >= count) page_ = 0;
  if (since_ < 0) since_ = now;
  slide_ = 0;
  if (count < 2 || is_held_) {
    since_ = now;
    return -1;
  }
  const MonoMs stood = now - since_;
  if (stood >= kStay + kSlide) {
    page_ = (page_ + 1) % count;
    // Nobody has looked for a while (another tab): it does not hurry after the time.
    since_ = stood < 2 * kStay ? since_ + kStay + kSlide : now;
    return static_cast<std::int32_t>(kStay - (now - since_));
  }
  if (stood < kStay) return static_cast<std::int32_t>(kStay - stood);
  slide_ = static_cast<float>(stood - kStay) / static_cast<float>(kSlide);
  return 0;
}

void Ticker::hold(bool is_held, MonoMs now) {
  // In mid-slide: what is nearly there, or the one that has hardly left.
  if (is_held && slide_ >= 0.5F) ++page_;
  is_held_ = is_held;
  since_ = now;
  slide_ = 0;
}

}  // namespace scoreline
