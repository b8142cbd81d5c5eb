// What is to be asked of the provider's REST interface, and when: each subject at the time at which what
// is shown of it needs an answer, and as soon as the rate has room for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "connection/access.hpp"
#include "connection/askings.hpp"
#include "connection/instant.hpp"
#include "connection/known_matches.hpp"
#include "connection/match_trust.hpp"
#include "connection/page_life.hpp"
#include "connection/rate_budget.hpp"
#include "connection/snapshot_requests.hpp"
#include "connection/subject.hpp"

namespace scoreline {

// What may be asked for: `due` is when; kNever: not before something happens.
struct Question {
  Subject subject;
  Asking* asking = nullptr;  // of `askings`, never null
  MonoMs due = kNever;
};

class Questions {
 public:
  // All outlive this. `impatience`: of 1024; by so much of an eighth of a stream's patience its silence
  // is asked about early, so that readers who heard the same message do not ask together.
  Questions(Askings& askings, const KnownMatches& matches, const MatchTrust& trust,
            const PageLife& page, const Access& access, const RateBudget& rate,
            const SnapshotRequests& requests, std::int64_t impatience)
      : askings_(askings),
        matches_(matches),
        trust_(trust),
        page_(page),
        access_(access),
        rate_(rate),
        requests_(requests),
        impatience_(impatience) {}

  // All of them, by turn: who was asked longest ago comes first. Valid until `askings` changes.
  [[nodiscard]] std::vector<Question> all() const;
  // When the first of them is due; kNever where none is.
  [[nodiscard]] MonoMs next_due() const;
  // One more request may go out now.
  [[nodiscard]] bool has_room() const;

 private:
  [[nodiscard]] MonoMs match_due(const std::string& id, const Asking& asking) const;
  [[nodiscard]] MonoMs list_due(const Interest& interest) const;
  [[nodiscard]] MonoMs group_due(const Group& group) const;
  [[nodiscard]] MonoMs routine_due(const Subject& subject, const Interest& interest) const;
  [[nodiscard]] MonoMs wish_due(const Subject& subject, const Asking& asking, MonoMs routine) const;
  void take_turns(std::vector<Question>& questions) const;

  Askings& askings_;
  const KnownMatches& matches_;
  const MatchTrust& trust_;
  const PageLife& page_;
  const Access& access_;
  const RateBudget& rate_;
  const SnapshotRequests& requests_;
  std::int64_t impatience_;
};

}  // namespace scoreline
