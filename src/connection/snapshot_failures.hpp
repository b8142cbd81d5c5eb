// What failures and refusals of snapshots lead to, and when each is tried again. A refusal of the key,
// token or account is one of everything; any other is one of what was asked for.
#pragma once

#include "connection/access.hpp"
#include "connection/action.hpp"
#include "connection/askings.hpp"
#include "connection/connection_state.hpp"
#include "connection/instant.hpp"
#include "connection/outbox.hpp"
#include "connection/rest_requests.hpp"
#include "connection/snapshot_requests.hpp"
#include "connection/stream_plan.hpp"

namespace scoreline {

class SnapshotFailures {
 public:
  // All outlive this.
  SnapshotFailures(Outbox& outbox, Askings& askings, Access& access, RestRequests& requests,
                   StreamPlan& plan)
      : outbox_(outbox), askings_(askings), access_(access), requests_(requests), plan_(plan) {}

  // There was no good answer, for a reason that may soon be over.
  void note_failed(const SnapshotRequest& request, Reason reason, MonoMs now);
  // The answer's status is one of refusal: 4xx, but for 408 and 429.
  void note_refused(const SnapshotRequest& request, const HttpAnswer& answer, MonoMs now);
  // It was granted: what was refused with the credentials may be had again. True where REST answers again
  // after an outage.
  [[nodiscard]] bool note_granted(const SnapshotRequest& request, MonoMs now);

 private:
  void refuse_all(const HttpAnswer& answer, MonoMs now);

  Outbox& outbox_;
  Askings& askings_;
  Access& access_;
  RestRequests& requests_;
  StreamPlan& plan_;
  bool had_outage_ = false;  // REST failed, and has not answered since
};

}  // namespace scoreline
