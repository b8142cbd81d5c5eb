// The states that a reader sees: of one match, and of a board.
#pragma once

#include <string>

#include "connection/access.hpp"
#include "connection/askings.hpp"
#include "connection/connection_state.hpp"
#include "connection/instant.hpp"
#include "connection/known_matches.hpp"
#include "connection/match_trust.hpp"
#include "connection/rate_budget.hpp"
#include "connection/subject.hpp"

namespace scoreline {

class ConnectionViews {
 public:
  // All outlive this.
  ConnectionViews(const Askings& askings, const KnownMatches& matches, const MatchTrust& trust,
                  const Access& access, const RateBudget& rate)
      : askings_(askings), matches_(matches), trust_(trust), access_(access), rate_(rate) {}

  // Of a board that shows this subject; idle where nobody watches it. Of a list it is the worst of its
  // matches' states; their marks are appended, in the list's order, where somebody wants them.
  [[nodiscard]] ConnectionView of(const Subject& subject, const Instant& now,
                                  std::string* marks) const;
  // Of one match that this subject tells of.
  [[nodiscard]] ConnectionView of_row(const Subject& subject, const std::string& id,
                                      const Instant& now) const;
  // Of one match, whoever tells of it.
  [[nodiscard]] ConnectionView of_match(const std::string& id, const Instant& now) const {
    return of_match(askings_.awaited_for(id), id, now);
  }

 private:
  [[nodiscard]] ConnectionView of_match(const Asking* asking, const std::string& id,
                                        const Instant& now) const;

  const Askings& askings_;
  const KnownMatches& matches_;
  const MatchTrust& trust_;
  const Access& access_;
  const RateBudget& rate_;
};

}  // namespace scoreline
