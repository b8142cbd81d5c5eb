// What must hold in every world, whatever happens there: limits on what a reader may be shown
// wrong, and on what is asked of the servers. Each rule has the name that a failing seed prints.
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
#include "sim/network.hpp"
#include "sim/plan.hpp"

namespace scoreline::sim {

struct Violation {
  std::string rule;
  std::string detail;
};

// What one life came to; the worst of its matches.
struct Measures {
  MonoMs longest_wrong = 0;   // shown with trust and not true, at one go
  MonoMs most_wrong = 0;      // of one match, in all
  MonoMs longest_undone = 0;  // was right, and then older again
  MonoMs first_live = kNever;
  MonoMs longest_unhealed = 0;  // after a refusal or outage
  MonoMs latest_shown = 0;      // what REST alone tells
  int minute_off = 0;
  int clock_off = 0;
  int most_requests = 0;  // in any 60 s
  double requests_a_minute = 0;
  double live_share = 0;  // of the time that matches were watched
};

class Limits {
 public:
  using Boards = std::map<Subject, int>;

  Limits(const Plan& plan, const ProviderSource& source, const Boards& boards);

  // --- what happened, in the simulation's time
  void on_told(std::size_t match, std::size_t version, MonoMs time);
  void on_answer(const Served& served) {
    for (const auto& [match, version] : served.told) {
      watches_[match].answered = std::max(watches_[match].answered, version);
    }
  }
  void on_request(const HttpRequest& request, MonoMs time);
  void on_socket_asked(MonoMs time);
  // The reader, the page or the machine did something that may cost requests anew.
  void on_new_start();
  void on_online(bool is_online, MonoMs time) {
    is_online_ = is_online;
    offline_at_ = time;
  }
  // Something came, long after the browser said that nothing can.
  void on_sign_of_network(MonoMs time) {
    constexpr MonoMs kUnderWay = 3'000;
    is_online_ |= time - offline_at_ > kUnderWay;
  }
  // Nobody has looked since the last check: the machine slept, or the page was hidden.
  void resume(MonoMs time);

  void check(const Instant& now, MonoMs time);
  void finish(MonoMs time);

  [[nodiscard]] const std::optional<Violation>& violation() const { return violation_; }
  [[nodiscard]] const Measures& measures() const { return measures_; }

 private:
  // Of one match.
  struct Watch {
    MonoMs seen_at = kNever;
    MonoMs looked_at = kNever;
    MonoMs wrong_from = kNever;
    std::optional<std::int32_t> wrong_home, wrong_away;  // what was shown then
    bool was_corrected = false;                          // something else was shown since
    MonoMs undone_from = kNever;
    MonoMs wrong_in_all = 0;
    MonoMs convicted_at = kNever;  // the first wrong stretch while broadcasts are dead
    MonoMs convicted_until = 0;    // its end
    MonoMs trusted_at = kNever;    // last
    MonoMs live_in_all = 0;
    MonoMs watched_in_all = 0;
    bool was_live = false;
    // The newest version whose score, or status, was shown with trust while it was true.
    std::optional<std::size_t> right_score, right_status;
    std::map<std::size_t, MonoMs> told_at;  // by version: its message came
    std::size_t answered = 0;               // the newest version that an answer told
  };

  void fail(std::string rule, std::string detail);
  void check_match(std::size_t index, const Match& match, ConnectionState state, const Instant& now,
                   MonoMs time);
  template <typename Has>
  [[nodiscard]] MonoMs wrong_since(std::size_t index, MonoMs time, Has has, bool is_score) const;
  void wrong_is_short(std::size_t index, const Match& match, MonoMs since, MonoMs time);
  // A version after `right`, and up to `last`, has been told.
  [[nodiscard]] static bool was_told_since(const Watch& watch, std::size_t right, std::size_t last);
  void convicted_stays_convicted(Watch& watch, const Match& match, MonoMs time);
  void right_is_never_undone(std::size_t index, const Match& match, MonoMs time);
  void rest_tells_in_time(std::size_t index, const Match& match, MonoMs time);
  void clocks_are_near(std::size_t index, const Match& match, const Instant& now, MonoMs time);
  void old_row_is_not_live(std::size_t index, const Match& match, MonoMs time);
  void healed_in_time(MonoMs time);
  [[nodiscard]] MonoMs longest_wrong_of(std::size_t index, MonoMs time) const;
  [[nodiscard]] bool is_age_hidden() const;
  void end_wrong(Watch& watch);

  const Plan& plan_;
  const ProviderSource& source_;
  const Boards& boards_;
  std::optional<Violation> violation_;
  std::vector<Watch> watches_;
  std::map<std::string, std::size_t, std::less<>> index_;
  std::deque<MonoMs> asked_;
  std::set<std::string> asked_once_;
  std::int64_t counted_ = 0;
  int asked_when_refused_ = 0;
  int opened_when_refused_ = 0;
  bool is_online_ = true;
  MonoMs offline_at_ = 0;
  bool is_heal_checked_ = false;
  Measures measures_;
};

}  // namespace scoreline::sim
