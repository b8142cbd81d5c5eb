// What time it is at the server, on the reader's own steady clock.
//
// The device's wall clock may be wrong by hours, so no time that a server sends is ever compared with
// it. What a server sends is compared with what it sent before: each of its times was past when it
// was received, so the latest of them, carried on by the steady clock, is the best guess, and at most
// a little behind.
#pragma once

#include <algorithm>
#include <optional>

#include "connection/instant.hpp"

namespace scoreline {

class ServerClock {
 public:
  // A server's own time in an answer: its Date header, plus what the answer has aged since.
  void note_date(WallMs date, MonoMs received) {
    is_known_ = true;
    note(date, received);
  }
  // A row was written at that time, which is past by now.
  void note_written(WallMs written, MonoMs received) { note(written, received); }

  // A row was written at `written`, and that was after the steady time `after`: an answer from then did
  // not have it yet. So much later it is at the server at most.
  void note_written_after(WallMs written, MonoMs after) {
    most_ = std::min(most_.value_or(written - after), written - after);
  }

  // What the device's clock says. It may be set while a reader watches: the earliest of its times counts,
  // since it is good for doubt only.
  void note_device(const Instant& now) {
    device_ = std::min(device_.value_or(now.wall - now.mono), now.wall - now.mono);
  }

  // Whether a server has said what time it is: from rows alone it is a lower bound.
  [[nodiscard]] bool is_known() const { return is_known_; }

  // Milliseconds since `then`, a time of the server's, at the steady `now`: at least 0. Absent before
  // any server has said any time.
  [[nodiscard]] std::optional<MonoMs> age_of(WallMs then, MonoMs now) const {
    if (!offset_) return std::nullopt;
    return std::max<MonoMs>(0, now + *offset_ - then);
  }

  // The server's time now, or the device's where no server has said any.
  [[nodiscard]] WallMs guess(const Instant& now) const {
    return is_known_ ? now.mono + *offset_ : now.wall;
  }

  // age_of(), with the device's own clock where no server has said what time it is. Good for doubt
  // only: a device whose clock is wrong can make a row look old, and must not make one look new.
  [[nodiscard]] MonoMs suspected_age_of(WallMs then, const Instant& now) const {
    const MonoMs told = age_of(then, now.mono).value_or(0);
    if (is_known_) return told;
    MonoMs suspected = device_ ? now.mono + *device_ - then : now.wall - then;
    if (most_) suspected = std::min(suspected, now.mono + *most_ - then);
    return std::max(told, suspected);
  }

 private:
  void note(WallMs then, MonoMs received) {
    offset_ = std::max(offset_.value_or(then - received), then - received);
  }

  std::optional<MonoMs> offset_;  // what to add to the steady clock, at least
  std::optional<MonoMs> most_;    // and at most
  std::optional<MonoMs> device_;  // the same for the device's clock, at least
  bool is_known_ = false;
};

}  // namespace scoreline
