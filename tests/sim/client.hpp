// The platform under a real Source: carries out its actions, brings it what comes, wakes it,
// sleeps. It is the browser of the simulation, and as legal or as late as one.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "connection/provider_source.hpp"
#include "sim/invariants.hpp"
#include "sim/limits.hpp"
#include "sim/model_server.hpp"
#include "sim/network.hpp"

namespace scoreline::sim {

class Client final : public Receiver {
 public:
  Client(EventQueue& queue, const Plan& plan, const Conditions& conditions, Network& network,
         ModelServer& server, Dice dice, std::vector<std::string>* trace);

  // --- the page
  void watch(const Subject& subject);
  void unwatch(const Subject& subject);
  void unwatch_all();
  void refresh();
  void set_hidden(bool is_hidden, MonoMs timer_grain);
  void set_online(bool is_online);

  // --- the machine
  void sleep(MonoMs how_long);
  void set_wall_clock_wrong_by(MonoMs by) { wall_shift_ = by; }
  // Now, or when the machine wakes up.
  void when_awake(std::function<void()> event);
  // When the timer of the source goes off; kNever while asleep.
  [[nodiscard]] MonoMs wake_at() const;
  void wake();

  // --- Receiver
  void on_open(SocketId socket) override;
  void on_text(SocketId socket, std::string text, std::optional<Told> told) override;
  void on_closed(SocketId socket, int code) override;
  void on_served(const HttpRequest& request, Served served) override;

  // The reader looks at the page.
  void look();
  void look_when_settled() { invariants_.check_settled(now(), queue_.now()); }
  void look_when_left();

  [[nodiscard]] const ProviderSource& source() const { return source_; }
  [[nodiscard]] Invariants& invariants() { return invariants_; }
  [[nodiscard]] Limits& limits() { return limits_; }
  [[nodiscard]] const std::map<Subject, int>& boards() const { return boards_; }
  [[nodiscard]] bool is_asleep() const { return is_asleep_; }
  [[nodiscard]] std::int64_t steps() const { return steps_; }
  // Since then nothing has happened that could make a client give up a socket in good order.
  void note_disturbance() { disturbed_at_ = queue_.now(); }

 private:
  void trace(const char* what, const std::string& text = {});
  void after_step();
  void after_step(std::vector<Action> actions);
  void perform(const OpenSocket& action);
  void perform(const SendText& action);
  void perform(const CloseSocket& action);
  void perform(const Fetch& action);
  void perform(const CancelFetch& action);
  void perform(const AskCredential& action);
  void perform(const AskAuthorisation& action);
  void add_pending(const HttpRequest& request);
  [[nodiscard]] bool is_last_of_its_kind() const;
  [[nodiscard]] Instant now() const;

  struct Pending {
    HttpRequest request;
  };

  EventQueue& queue_;
  const Plan& plan_;
  const Conditions& conditions_;
  Network& network_;
  ModelServer& server_;
  Dice dice_;
  std::vector<std::string>* trace_;
  ProviderSource source_;
  std::map<Subject, int> boards_;
  Invariants invariants_;
  Limits limits_;
  std::map<RequestId, Pending> pending_;
  std::deque<std::function<void()>> inbox_;
  SocketId last_socket_ = 0;
  RequestId last_request_ = 0;
  MonoMs mono_lag_ = 0;  // of the monotonic clock, where it stands still in sleep
  MonoMs wall_shift_ = 0;
  MonoMs timer_grain_ = 1;
  MonoMs disturbed_at_ = 0;
  bool is_asleep_ = false;
  bool is_dazed_ = false;  // awake, but nothing of the page has run yet
  bool is_hidden_ = false;
  bool was_away_ = false;  // the reader has not looked at what is shown
  std::int64_t steps_ = 0;
};

}  // namespace scoreline::sim
