// When to ask again after a refusal that a second try would most likely meet again: 401, 403, 404, a
// refused signature and their like. Most are for good, but some last only for the seconds of a
// deployment. So the tries begin soon, are at most 50 s apart for four minutes, and then 18 to 22.5
// minutes apart.
#pragma once

#include <optional>

#include "connection/instant.hpp"
#include "connection/random.hpp"

namespace scoreline {

class SlowRetry {
 public:
  // It was refused (again): when to try next. `retry_after`: milliseconds that the server asks for.
  MonoMs refused(MonoMs now, Random& random, std::optional<MonoMs> retry_after = std::nullopt);
  // It was granted, or the reader asks for a new start.
  void reset() { *this = SlowRetry(); }

 private:
  MonoMs first_at_ = kNever;
  int refusals_ = 0;
};

}  // namespace scoreline
