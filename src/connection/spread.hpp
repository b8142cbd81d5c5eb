// Something has happened that all readers have heard together: they ask one after the other.
#pragma once

#include "connection/instant.hpp"
#include "connection/random.hpp"

namespace scoreline {

// When one message, or the loss of a server, makes all readers ask, their requests are spread over this.
inline constexpr MonoMs kSpread = 6'000;

// When this reader asks: `now` to `now + kSpread`.
[[nodiscard]] inline MonoMs spread(MonoMs now, Random& random) {
  return now + random.up_to(kSpread);
}

}  // namespace scoreline
