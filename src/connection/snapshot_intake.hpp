// What a good answer changes: how its rows are believed, which matches a list has from then on, and what
// has to be asked next because of it.
#pragma once

#include "connection/askings.hpp"
#include "connection/instant.hpp"
#include "connection/known_matches.hpp"
#include "connection/match_sync.hpp"
#include "connection/provider.hpp"
#include "connection/rest_path.hpp"
#include "connection/snapshot_requests.hpp"
#include "connection/stream_plan.hpp"

namespace scoreline {

class SnapshotIntake {
 public:
  // All outlive this.
  SnapshotIntake(Askings& askings, KnownMatches& matches, StreamPlan& plan, RestPath& rest,
                 const Provider& provider)
      : askings_(askings), matches_(matches), plan_(plan), rest_(rest), provider_(provider) {}

  // The answer to the step that `request` names. `age`: how long before it was asked for it was true, in
  // milliseconds, as far as its headers tell. `tells_age`: they tell for how long a cache has held it.
  //
  // False where a further step is to be asked for, which `request` names then; true where the snapshot is
  // whole.
  [[nodiscard]] bool take(SnapshotRequest& request, SnapshotReading&& reading, MonoMs age,
                          bool tells_age, MonoMs now);

 private:
  [[nodiscard]] Asked asked_of(const SnapshotRequest& request, MonoMs age, bool tells_age,
                               MonoMs now) const;
  void take_row(const SnapshotRequest& request, Match&& match, const Asked& asked, MonoMs now);
  void finish(const SnapshotRequest& request, MonoMs now);
  void finish_list(const SnapshotRequest& request, Interest& interest, MonoMs now);
  void set_aside(const std::string& id, const Interest& list, MonoMs now);
  void finish_group(const SnapshotRequest& request, MonoMs now);
  void ask_what_is_open(const SnapshotRequest& request, Asking& asking, MonoMs now);

  Askings& askings_;
  KnownMatches& matches_;
  StreamPlan& plan_;
  RestPath& rest_;
  const Provider& provider_;
};

}  // namespace scoreline
