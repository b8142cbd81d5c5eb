#include "connection/snapshot_failures.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "connection/tellers.hpp"

namespace scoreline {
namespace {

// A reader who sees nothing yet waits no longer than this between two tries.
constexpr MonoMs kLongestWaitForFirst = 10'000;

std::optional<MonoMs> retry_after(const HttpAnswer& answer) {
  constexpr std::int64_t kLongestS = 3'600;
  if (!answer.retry_after_s) return std::nullopt;
  return std::clamp<std::int64_t>(*answer.retry_after_s, 0, kLongestS) * 1000;
}

}  // namespace

void SnapshotFailures::note_failed(const SnapshotRequest& request, Reason reason, MonoMs now) {
  had_outage_ |= reason == Reason::kUnreachable || reason == Reason::kServerError;
  access_.note_failure(now);
  Asking* asking = askings_.of(request.subject);
  if (asking == nullptr || request.asked < asking->answered) return;
  asking->trouble = reason;
  asking->want(now);
  asking->retry_at = asking->backoff.failed(now, outbox_.random());
  const bool shows_nothing =
      asking->answered_at == kNever && !askings_.asides.contains(request.subject.id);
  if (shows_nothing) {
    asking->retry_at =
        std::min(asking->retry_at,
                 now + kLongestWaitForFirst + outbox_.random().up_to(kLongestWaitForFirst / 2));
  }
}

void SnapshotFailures::refuse_all(const HttpAnswer& answer, MonoMs now) {
  access_.refuse(reason_of_status(answer.status), retry_after(answer), now);
  requests_.cancel_all();
  plan_.invalidate();
}

void SnapshotFailures::note_refused(const SnapshotRequest& request, const HttpAnswer& answer,
                                    MonoMs now) {
  Asking* asking = askings_.of(request.subject);
  const bool is_of_key = answer.status == 401;
  // Nothing is known from a slow answer of a time before, nor of a key that there is another one for.
  if (access_.is_outdated(request.step_asked) ||
      (is_of_key && access_.credential().on_refused(request.key_number))) {
    if (asking != nullptr) asking->want(now);
    return;
  }
  if (is_of_key || answer.status == 402) {
    refuse_all(answer, now);
    return;
  }
  if (asking == nullptr) return;
  if (const auto group = askings_.groups.find(request.subject); group != askings_.groups.end()) {
    if (leave_group(askings_, group->second.members, {}, now)) plan_.invalidate();
    return;
  }
  asking->refusal = reason_of_status(answer.status);
  asking->want(now);
  asking->retry_at = asking->slow.refused(now, outbox_.random(), retry_after(answer));
  plan_.invalidate();
}

bool SnapshotFailures::note_granted(const SnapshotRequest& request, MonoMs now) {
  if (access_.grant(request.step_asked)) {
    plan_.invalidate();
    askings_.want_everything(now);
  }
  return std::exchange(had_outage_, false);
}

}  // namespace scoreline
