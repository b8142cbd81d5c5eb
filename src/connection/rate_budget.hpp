// How soon the next REST request may be made: from what the provider says of its limits, and from a
// limit of our own that holds whatever messages and answers ask for.
// Source: Scorelytics "rate-limits"; Stats API "authentication" (which has no Reset header).
#pragma once

#include <deque>

#include "connection/action.hpp"
#include "connection/instant.hpp"

namespace scoreline {

// Of one source in any minute, a fifth of the smallest plan's: with what is not kept waiting (first
// requests, later pages, authorisations of channels) it stays within 20.
inline constexpr std::size_t kMostRequestsAMinute = 12;
// A page may show many matches or lists of one source, each asked for by itself: so many requests keep
// a quiet one live. Those of some must not use up what the others need.
inline constexpr std::size_t kMostForEachSubject = 5;
// But never more than this, two thirds of the smallest plan's: beyond it they take turns.
inline constexpr std::size_t kMostForAllSubjects = 40;

class RateBudget {
 public:
  void note(const HttpAnswer& answer, MonoMs now, WallMs server_now);
  void sent(MonoMs now);
  // So many matches and lists are asked for.
  void share(std::size_t subjects);

  // The earliest time for so many requests; in the past when there is no reason to wait.
  [[nodiscard]] MonoMs free_at(int count) const;
  // The same by the provider's limits alone.
  [[nodiscard]] MonoMs allowed_at() const { return allowed_at_; }

 private:
  MonoMs allowed_at_ = 0;
  std::size_t most_ = kMostRequestsAMinute;
  std::deque<MonoMs> sent_;  // the last ones, oldest first
};

}  // namespace scoreline
