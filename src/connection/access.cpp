#include "connection/access.hpp"

#include <algorithm>
#include <utility>

namespace scoreline {

void Access::refuse(Reason reason, std::optional<MonoMs> retry_after, MonoMs now) {
  refusal_ = reason;
  retry_at_ = retries_.refused(now, outbox_.random(), retry_after);
  credential_.renew_at(retry_at_);
}

void Access::note_failure(MonoMs now) {
  if (is_refused()) retry_at_ = retries_.refused(now, outbox_.random());
}

bool Access::grant(Seq asked) {
  credential_.accepted();
  accepted_ = std::max(accepted_, asked);
  retries_.reset();
  return std::exchange(refusal_, Reason::kNone) != Reason::kNone;
}

void Access::forget_refusal(Seq now_seq) {
  refusal_ = Reason::kNone;
  retries_.reset();
  accepted_ = now_seq;
}

}  // namespace scoreline
