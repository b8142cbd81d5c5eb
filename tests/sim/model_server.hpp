// What both providers' servers have in common: keys, limits and trouble with REST.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/network.hpp"
#include "sim/rest_cache.hpp"

namespace scoreline::sim {

class ModelServer : public Server {
 public:
  ModelServer(EventQueue& queue, const Plan& plan, const Conditions& conditions, Dice dice)
      : queue_(queue),
        plan_(plan),
        conditions_(conditions),
        dice_(dice),
        world_dice_(plan.seed * 0x2545f4914f6cdd1dULL + 3),
        cache_(plan.world, world_dice_.split()) {}
  void connect(Network& network) { network_ = &network; }

  // Keys are "S3CRET-n"; those below `n` have expired.
  void expire_keys() { ++oldest_key_; }
  [[nodiscard]] int newest_key() const { return oldest_key_; }

  [[nodiscard]] Served answer(const HttpRequest& request) override;

 protected:
  // A request that the conditions leave alone. `when` is the time whose truth is told.
  [[nodiscard]] virtual Served answer_well(const HttpRequest& request, MonoMs when) = 0;
  [[nodiscard]] virtual std::string key_header() const = 0;

  [[nodiscard]] bool is_key_good(std::string_view key) const;
  [[nodiscard]] std::optional<std::size_t> match_of(std::string_view id) const;
  [[nodiscard]] bool is_true_now(FaultKind kind) const {
    return conditions_.hold(kind, queue_.now());
  }
  // The stream does not tell of this match now, though its socket lives.
  [[nodiscard]] bool is_dead(std::size_t match) const {
    return plan_.world.dead.has(queue_.now()) && (!plan_.world.is_one_dead || match == 0);
  }
  [[nodiscard]] bool is_refused(RefusalOf what) const {
    return plan_.world.refused.has(queue_.now()) && plan_.world.refusal_of == what;
  }
  // To all links that `tells` names, as late and as often as the world has it.
  void tell(Link& link, std::size_t match, std::size_t version, const std::string& text);
  // The row has left its list, or cannot be read.
  [[nodiscard]] bool is_lost(std::size_t match) const {
    return match == 0 && plan_.world.lost.has(queue_.now());
  }

  EventQueue& queue_;
  const Plan& plan_;
  const Conditions& conditions_;
  Dice dice_;
  Dice world_dice_;  // so that worlds do not shift the older faults' chances
  Network* network_ = nullptr;

 private:
  [[nodiscard]] Served answer_through_world(const HttpRequest& request, MonoMs when);

  RestCache cache_;
  int oldest_key_ = 0;
};

// The part of `text` between `before` and `end`; empty when it is not there.
[[nodiscard]] std::string part_of(std::string_view text, std::string_view before, char end);
[[nodiscard]] std::string server_time(MonoMs when);  // RFC 3339, whole seconds
void append_member(std::string& json, std::string_view name, std::string_view raw_value);

}  // namespace scoreline::sim
