// How soon the next REST request may be made, from what the provider says of its limits.
// Source: Scorelytics "rate-limits"; Stats API "authentication" (which has no Reset header).
#pragma once

#include "connection/action.hpp"
#include "connection/instant.hpp"

namespace scoreline {

class RateBudget {
 public:
  void note(const HttpAnswer& answer, const Instant& now);

  // The earliest time for a request; in the past when there is no reason to wait.
  [[nodiscard]] MonoMs free_at() const { return free_at_; }

 private:
  MonoMs free_at_ = 0;
};

}  // namespace scoreline
