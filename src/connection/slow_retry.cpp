#include "connection/slow_retry.hpp"

#include <algorithm>

namespace scoreline {
namespace {

constexpr MonoMs kFirst = 5'000;
constexpr MonoMs kLongestAtFirst = 40'000;
constexpr MonoMs kAtFirst = 240'000;
constexpr MonoMs kForGood = 18 * 60'000;
constexpr int kMostDoublings = 3;

}  // namespace

MonoMs SlowRetry::refused(MonoMs now, Random& random, std::optional<MonoMs> retry_after) {
  if (first_at_ == kNever) first_at_ = now;
  const MonoMs wait =
      now - first_at_ >= kAtFirst
          ? kForGood
          : std::min(kLongestAtFirst, kFirst << std::min(refusals_, kMostDoublings));
  ++refusals_;
  // A quarter more, at random: whatever refused this client has refused others in the same moment.
  return now + std::max(wait, retry_after.value_or(0)) + random.up_to(wait / 4);
}

}  // namespace scoreline
