// What both providers' servers have in common: keys, limits and trouble with REST.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/network.hpp"

namespace scoreline::sim {

class ModelServer : public Server {
 public:
  ModelServer(EventQueue& queue, const Plan& plan, const Conditions& conditions, Dice dice)
      : queue_(queue), plan_(plan), conditions_(conditions), dice_(dice) {}
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
  EventQueue& queue_;
  const Plan& plan_;
  const Conditions& conditions_;
  Dice dice_;
  Network* network_ = nullptr;

 private:
  int oldest_key_ = 0;
};

// The part of `text` between `before` and `end`; empty when it is not there.
[[nodiscard]] std::string part_of(std::string_view text, std::string_view before, char end);
[[nodiscard]] std::string server_time(MonoMs when);  // RFC 3339, whole seconds
void append_member(std::string& json, std::string_view name, std::string_view raw_value);

}  // namespace scoreline::sim
