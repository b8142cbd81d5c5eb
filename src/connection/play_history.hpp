// Plays from before a match was followed. A stream tells what comes next, and no snapshot has any. So what
// was played before, or while the stream was lost, is asked for once, when the stream has its base.
#pragma once

#include "connection/access.hpp"
#include "connection/action.hpp"
#include "connection/instant.hpp"
#include "connection/known_matches.hpp"
#include "connection/provider.hpp"
#include "connection/rate_budget.hpp"
#include "connection/rest_requests.hpp"
#include "connection/snapshot_requests.hpp"

namespace scoreline {

class PlayHistory {
 public:
  // All outlive this.
  PlayHistory(KnownMatches& matches, Access& access, const RateBudget& rate,
              const Provider& provider, RestRequests& requests)
      : matches_(matches), access_(access), rate_(rate), provider_(provider), requests_(requests) {}

  // Asks for those of matches that want them, as far as the rate allows.
  void ask(MonoMs now);
  // When there is something to do next: to ask, or to give up what has waited too long; kNever for never.
  [[nodiscard]] MonoMs next_due() const;
  // The answer to a request that was taken from those under way; not a refusal of the credentials.
  void on_answer(const SnapshotRequest& request, const HttpAnswer& answer);

 private:
  KnownMatches& matches_;
  Access& access_;
  const RateBudget& rate_;
  const Provider& provider_;
  RestRequests& requests_;
};

}  // namespace scoreline
