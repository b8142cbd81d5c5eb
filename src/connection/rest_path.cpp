#include "connection/rest_path.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kSecond = 1'000;
// Date has whole seconds, and answers take their time: less than this is no age.
constexpr MonoMs kDateGrain = 2'000;
// A device's clock that is right is hardly further off than this.
constexpr MonoMs kSuspicious = 5'000;
constexpr std::int64_t kLongestAgeS = 366 * 24 * 3600;
constexpr MonoMs kRemembered = 600'000;

}  // namespace

// A Date without an Age may be that of a copy. One that has moved with the time since an earlier answer
// is not; until two answers have shown that, the device's own clock may make it look old.
MonoMs RestPath::age_by_date(WallMs date, MonoMs asked_at, const Instant& received) {
  if (last_date_ && date > *last_date_) {
    const MonoMs went = date - *last_date_;
    const MonoMs passed = received.mono - last_date_at_;
    is_date_moving_ |= went >= passed - kDateGrain && went <= passed + kDateGrain;
  }
  last_date_ = date;
  last_date_at_ = received.mono;
  const MonoMs told = server_.age_of(date, received.mono).value_or(0);
  const MonoMs suspected = is_date_moving_ ? told : std::max(told, received.wall - date);
  const MonoMs grain = is_date_moving_ ? kDateGrain : kSuspicious;
  if (suspected <= grain) return 0;
  // Date tells when the answer was made, if it is new: after it was asked for. Its way is no age.
  return std::max<MonoMs>(0, suspected - (received.mono - asked_at));
}

MonoMs RestPath::note(const HttpAnswer& answer, MonoMs asked_at, const Instant& received) {
  MonoMs age = 0;
  if (answer.age_s && *answer.age_s >= 0) {
    // Rounded down by the cache.
    age = (std::min(*answer.age_s, kLongestAgeS) + 1) * kSecond;
  }
  if (!answer.date) return age;
  // Caches keep the origin's Date and tell the age beside it; others put their own time in its place.
  server_.note_date(*answer.date + age, received.mono);
  return answer.age_s ? age : age_by_date(*answer.date, asked_at, received);
}

void RestPath::caught(MonoMs age, MonoMs now) {
  if (now >= caught_until_) caught_ = 0;
  caught_ = std::clamp(age, caught_, kOldestCopy);
  caught_until_ = now + kRemembered;
}

}  // namespace scoreline
