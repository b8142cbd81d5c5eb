// What lies before the origin: a cache that keeps one copy for each URL, as a CDN or a proxy does.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "sim/network.hpp"
#include "sim/world.hpp"

namespace scoreline::sim {

class RestCache {
 public:
  RestCache(const World& world, Dice dice) : world_(world), dice_(dice) {}

  // `ask` gives the origin's answer about the truth at a time.
  using Ask = std::function<Served(MonoMs when)>;
  [[nodiscard]] Served answer(const std::string& url, MonoMs now, const Ask& ask);

 private:
  struct Copy {
    Served served;
    MonoMs made_at = 0;
  };

  const World& world_;
  Dice dice_;
  std::map<std::string, Copy> copies_;
};

}  // namespace scoreline::sim
