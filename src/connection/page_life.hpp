// The life of the page that a source is in: whether it is seen, whether it has a network, and whether
// time has passed in which nothing of it ran.
//
// A machine sleeps, a timer is held back, a clock is set: no event tells of any of these, but the two
// clocks and a timer that comes late do. What was shown before such a gap has to be proven anew.
#pragma once

#include "connection/instant.hpp"

namespace scoreline {

class PageLife {
 public:
  // What has passed unseen since the input before.
  struct Gap {
    bool is_doubtful = false;  // what was shown has to be proven anew
    bool may_be_dead = false;  // and connections with it
    // The steady clock may have stood still: game clocks that ran on it are wrong.
    bool is_time_lost = false;
  };

  // To be called once for each input, with its time. `due`: when a timer was to come at the latest;
  // kNever where none was. `is_watched`: false where nobody sees anything of the source, and so no gap
  // matters.
  [[nodiscard]] Gap take_time(const Instant& now, MonoMs due, bool is_watched);
  // The time of the newest input.
  [[nodiscard]] const Instant& last_input() const { return last_input_; }
  // A timer has come so late, just now, that messages may have waited for it: nobody knows when they
  // were sent.
  [[nodiscard]] bool may_have_held_messages(MonoMs now) const;

  // True where the page is seen again after it was out of sight for long.
  bool set_hidden(bool is_hidden, MonoMs now);
  [[nodiscard]] bool is_hidden() const { return hidden_at_ != kNever; }

  void go_offline(MonoMs now);
  // False where it was online before.
  bool go_online();
  [[nodiscard]] bool is_online() const { return is_online_; }
  // Something has come over the network although the browser says that there is none, and too late to
  // have been under way already.
  [[nodiscard]] bool is_network_proven(MonoMs now) const;

 private:
  Instant last_input_{};
  MonoMs hidden_at_ = kNever;  // kNever: the page is visible
  MonoMs offline_at_ = 0;
  MonoMs returned_at_ = kNever;  // when a timer last came so late that messages may have waited
  bool is_online_ = true;
};

}  // namespace scoreline
