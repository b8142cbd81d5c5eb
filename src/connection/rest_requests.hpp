// The REST requests of a source that are under way: snapshots and play-by-plays.
#pragma once

#include <string>
#include <vector>

#include "connection/access.hpp"
#include "connection/instant.hpp"
#include "connection/outbox.hpp"
#include "connection/provider.hpp"
#include "connection/rate_budget.hpp"
#include "connection/snapshot_requests.hpp"
#include "connection/source_options.hpp"

namespace scoreline {

class RestRequests {
 public:
  // All outlive this. `headers`: those that every request has, with the key or token.
  RestRequests(Outbox& outbox, const Provider& provider, const Access& access, RateBudget& rate,
               const HttpHeaders& headers)
      : outbox_(outbox), provider_(provider), access_(access), rate_(rate), headers_(headers) {}

  // One step of a snapshot: `subject`, `step` and what the steps before have told are set.
  void send_snapshot(SnapshotRequest&& request, MonoMs now);
  // The provider has play-by-plays.
  void send_plays(const std::string& match_id, MonoMs now);
  // Gives up all of them.
  void cancel_all();

  [[nodiscard]] SnapshotRequests& snapshots() { return snapshots_; }
  [[nodiscard]] const SnapshotRequests& snapshots() const { return snapshots_; }
  [[nodiscard]] SnapshotRequests& plays() { return plays_; }

 private:
  void send(SnapshotRequests& open, SnapshotRequest&& request, std::string&& url, MonoMs now);
  [[nodiscard]] bool is_free(const std::string& url);

  Outbox& outbox_;
  const Provider& provider_;
  const Access& access_;
  RateBudget& rate_;
  const HttpHeaders& headers_;
  SnapshotRequests snapshots_;
  SnapshotRequests plays_;
  std::vector<std::string> free_;  // the addresses that have been asked for once without counting
};

}  // namespace scoreline
