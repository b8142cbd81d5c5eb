// How soon the next REST request may be made: from what the provider says of its limits, and from
// limits of our own that hold whatever messages and answers ask for.
// Source: Scorelytics "rate-limits"; Stats API "authentication" (which has no Reset header).
#pragma once

#include "connection/action.hpp"
#include "connection/allowance.hpp"
#include "connection/instant.hpp"

namespace scoreline {

// In any minute, of one source: a third of what the smallest plan allows. The first request of a board
// and the first authorisation of a channel on its connection are not kept waiting, and do not count: of
// several boards that ask the same address, that of the first one.
inline constexpr std::size_t kMostRequestsAMinute = 20;
// So many of them may be snapshots,
inline constexpr std::size_t kMostSnapshotsAMinute = 15;
// and so many authorisations of channels that were refused before.
inline constexpr std::size_t kMostRetriesAMinute = 12;

class RateBudget {
 public:
  // `window`: a minute, or a little more where many clients must not find their requests free again in
  // the same moment.
  explicit RateBudget(MonoMs window = Allowance::kMinute)
      : all_(kMostRequestsAMinute, window),
        snapshots_(kMostSnapshotsAMinute, window),
        retries_(kMostRetriesAMinute, window) {}

  void note(const HttpAnswer& answer, MonoMs now, WallMs server_now);
  void snapshot_sent(MonoMs now);
  void retry_sent(MonoMs now);

  // The earliest time for so many snapshots; in the past when there is no reason to wait.
  [[nodiscard]] MonoMs free_at(int count) const;
  // The same for a further page of a snapshot: it is worth more than a new one.
  [[nodiscard]] MonoMs page_free_at() const;
  // The same for the authorisation of a channel that was refused before.
  [[nodiscard]] MonoMs retry_free_at() const;
  // The same by the provider's limits alone.
  [[nodiscard]] MonoMs allowed_at() const { return allowed_at_; }

 private:
  MonoMs allowed_at_ = 0;
  Allowance all_;
  Allowance snapshots_;
  Allowance retries_;
};

}  // namespace scoreline
