// What must hold at every moment of every simulation. Each rule is one function with the name that
// a failing seed prints.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connection/provider_source.hpp"
#include "sim/limits.hpp"
#include "sim/network.hpp"
#include "sim/plan.hpp"

namespace scoreline::sim {

class Invariants {
 public:
  using Boards = std::map<Subject, int>;  // and how many of each

  using Links = std::map<SocketId, Link>;

  Invariants(const Plan& plan, const ProviderSource& source, const Boards& boards,
             const Links& links);

  // --- what happened, as the platform saw it. `now` is the client's.
  void on_socket_asked(const OpenSocket& action, Instant now, int held);
  void on_socket_lost(const std::string& url, Instant now);
  void on_socket_opened(const std::string& url, Instant now);
  void on_text_sent(const Link* link, const std::string& text);
  void on_text_received(const std::string& text);
  void on_request_asked(const HttpRequest& request, Instant now);
  void on_answer_delivered(const HttpRequest& request, const Served& served, Instant now);
  // The reader, the page or the machine did something that starts a new count of tries.
  void on_new_start();
  // Streams were given up by the client itself: those it has lost before may not be wanted now.
  void on_streams_replanned();
  void on_woken(Instant now);
  void on_healthy_socket_closed(const std::string& url) {
    fail("no_needless_close", "a socket in good order was closed: " + url);
  }
  void illegal(const std::string& what) { fail("every_action_is_legal", what); }

  // --- what must hold now
  // `time` is the simulation's: what was true when.
  void check(Instant now, MonoMs time, bool is_hidden);
  void check_settled(Instant now, MonoMs time);
  void check_left(int open_sockets, std::size_t open_requests);

  [[nodiscard]] const std::optional<Violation>& violation() const { return violation_; }
  [[nodiscard]] const std::set<std::string>& states_seen() const { return states_seen_; }

  // Hidden pages have their timers held back by that much.
  void add_timer_grain(MonoMs grain) { timer_grain_ = std::max(timer_grain_, grain); }

 private:
  // Of one match.
  struct Known {
    MonoMs asked_at = -1;        // the newest answer that told of it
    MonoMs first_seen = kNever;  // since then the client knows it
  };
  struct Tries {
    std::deque<MonoMs> at;
    MonoMs opened_at = kNever;
    MonoMs lost_at = kNever;
  };

  void fail(std::string rule, std::string detail);
  void score_was_true(std::size_t index, const Match& match, MonoMs time);
  void plays_were_played(std::size_t index, const Match& match);
  [[nodiscard]] std::size_t requests_of_a_look() const;
  void dead_sockets_are_replaced();
  void live_channels_are_subscribed(const TruthMatch& truth);
  void live_stands_on_a_base(std::size_t index);
  void over_holds_no_socket();
  void forgotten_matches_are_gone(const std::set<std::string>& watched);
  void a_deadline_leads_on(ConnectionState state, const std::string& id);
  void tries_are_bounded(const std::string& url, const Tries& tries);
  // Where something was refused, waits are as long as the refusal asks for.
  [[nodiscard]] bool is_anything_refused() const;

  const Plan& plan_;
  const ProviderSource& source_;
  const Boards& boards_;
  const Links& links_;
  std::optional<Violation> violation_;
  std::vector<Known> known_;
  std::map<std::string, std::size_t, std::less<>> index_;
  std::map<std::string, Tries> tries_;
  std::set<std::string> states_seen_;
  MonoMs rest_free_at_ = 0;
  MonoMs auth_free_at_ = 0;
  MonoMs timer_grain_ = 0;
  MonoMs woken_at_ = kNever;
  int wakes_ = 0;
};

}  // namespace scoreline::sim
