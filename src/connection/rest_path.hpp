// How old a source's REST answers are when they come.
//
// Neither provider promises that an answer comes from the origin. A replica may lag behind it, a proxy
// or CDN may keep copies, with headers that tell their age or without. So an answer speaks for the
// time at which it was asked, less its age: the one that its headers tell, or the largest one at which
// an answer of this source was caught lately, whichever is more. An answer is caught when it lacks
// what the stream had told long before it was asked for.
#pragma once

#include <algorithm>
#include <optional>

#include "connection/action.hpp"
#include "connection/instant.hpp"
#include "connection/server_clock.hpp"

namespace scoreline {

class RestPath {
 public:
  // To be called for every answer, once. Returns how long before `asked_at` it was true, in
  // milliseconds, as far as its headers tell; 0: it is from then or later.
  MonoMs note(const HttpAnswer& answer, MonoMs asked_at, const Instant& received);

  // An answer was older than it seemed, by so much at the least.
  void caught(MonoMs age, MonoMs now);
  // The age to be expected of an answer that does not tell its own.
  [[nodiscard]] MonoMs usual_age(MonoMs now) const { return now < caught_until_ ? caught_ : 0; }

  [[nodiscard]] const ServerClock& server() const { return server_; }
  [[nodiscard]] ServerClock& server() { return server_; }

 private:
  [[nodiscard]] MonoMs age_by_date(WallMs date, MonoMs asked_at, const Instant& received);

  ServerClock server_;
  std::optional<WallMs> last_date_;
  MonoMs last_date_at_ = 0;
  bool is_date_moving_ = false;  // two answers have shown that it goes with the time
  MonoMs caught_ = 0;
  MonoMs caught_until_ = 0;
};

// The oldest copy that is reckoned with. A cache that keeps copies for longer cannot be told from a
// server whose truth has not changed.
inline constexpr MonoMs kOldestCopy = 60'000;

}  // namespace scoreline
