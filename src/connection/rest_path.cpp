#include "connection/rest_path.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kSecond = 1'000;
// Date has whole seconds, and answers take their time: less than this is no age.
constexpr MonoMs kDateGrain = 2'000;
constexpr std::int64_t kLongestAgeS = 366 * 24 * 3600;
constexpr MonoMs kRemembered = 600'000;

}  // namespace

MonoMs RestPath::note(const HttpAnswer& answer, MonoMs received) {
  MonoMs age = 0;
  if (answer.age_s && *answer.age_s > 0) {
    // Rounded down by the cache.
    age = (std::min(*answer.age_s, kLongestAgeS) + 1) * kSecond;
  }
  if (!answer.date) return age;
  // Caches keep the origin's Date and tell the age beside it; others put their own time in its place.
  server_.note_date(*answer.date + age, received);
  const MonoMs since = server_.age_of(*answer.date, received).value_or(0);
  return since > kDateGrain ? std::max(age, since) : age;
}

void RestPath::caught(MonoMs age, MonoMs now) {
  if (now >= caught_until_) caught_ = 0;
  caught_ = std::clamp(age, caught_, kOldestCopy);
  caught_until_ = now + kRemembered;
}

}  // namespace scoreline
