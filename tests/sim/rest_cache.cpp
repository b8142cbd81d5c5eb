#include "sim/rest_cache.hpp"

#include "sim/truth.hpp"

namespace scoreline::sim {
namespace {

constexpr int kAskedByOthersPercent = 70;
constexpr MonoMs kOldestOfOthers = 600'000;  // without a bound an unvisited copy grows old

WallMs whole_second(WallMs time) { return time / 1000 * 1000; }

}  // namespace

Served RestCache::answer(const std::string& url, MonoMs now, const Ask& ask) {
  auto it = copies_.find(url);
  if (it == copies_.end()) {
    // Another reader may have been here before.
    const MonoMs oldest = world_.rest == RestPath::kTtl ? world_.ttl - 1 : kOldestOfOthers;
    const MonoMs age = dice_.percent(kAskedByOthersPercent) ? dice_.between(0, oldest) : 0;
    it = copies_.emplace(url, Copy{ask(now - age), now - age}).first;
  }
  Copy& copy = it->second;
  const bool is_expired = now - copy.made_at >= world_.ttl;
  if (is_expired && world_.rest == RestPath::kTtl) copy = {ask(now), now};
  Served served = copy.served;
  served.is_from_cache = copy.made_at != now;
  switch (world_.told) {
    case AgeTold::kNothing:
      break;
    case AgeTold::kAgeAndDate:
      served.http.age_s = (now - copy.made_at) / 1000;
      served.http.date = whole_second(kServerEpoch + copy.made_at);
      break;
    case AgeTold::kDate:
      served.http.date = whole_second(kServerEpoch + copy.made_at);
      break;
    case AgeTold::kOwnDate:
      served.http.date = whole_second(kServerEpoch + now);
      break;
  }
  if (is_expired && world_.rest == RestPath::kUnboundedSwr) copy = {ask(now), now};
  return served;
}

}  // namespace scoreline::sim
