#include "connection/play_history.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace scoreline {
namespace {

// Plays are worth less than a score: never many requests at a time, and of the requests of a minute so many
// are left to snapshots. A page of many boards would else be without a base for a minute.
constexpr std::size_t kMaxPlayRequests = 2;
constexpr int kLeftToSnapshots = 8;

}  // namespace

void PlayHistory::ask(MonoMs now) {
  if (!access_.is_open()) return;
  for (auto& [id, track] : matches_.tracks()) {
    if (requests_.plays().size() >= kMaxPlayRequests || rate_.free_at(1 + kLeftToSnapshots) > now)
      return;
    if (!track.wants_plays) continue;
    track.wants_plays = false;
    requests_.send_plays(id, now);
  }
}

MonoMs PlayHistory::next_due() const {
  const KnownMatches::Tracks& tracks = matches_.tracks();
  const bool may_ask = access_.is_open() && requests_.plays().size() < kMaxPlayRequests;
  const bool is_wanted = std::any_of(tracks.begin(), tracks.end(),
                                     [](const auto& entry) { return entry.second.wants_plays; });
  return std::min(requests_.plays().next_deadline(),
                  may_ask && is_wanted ? rate_.free_at(1 + kLeftToSnapshots) : kNever);
}

void PlayHistory::on_answer(const SnapshotRequest& request, const HttpAnswer& answer) {
  // A failure is not worth another try: the stream's next plays come all the same.
  if (answer.status != 200) return;
  (void)access_.grant(request.step_asked);  // nothing is asked while it is refused
  const Match* current = matches_.find(request.subject.id);
  std::vector<Play> plays = provider_.read_plays(answer.body);
  if (current == nullptr || plays.empty()) return;
  // What is newer than all that the stream has told, the stream will tell, with its score.
  if (!current->plays.empty()) {
    const std::int64_t newest = current->plays.back().id;
    std::erase_if(plays, [newest](const Play& play) { return play.id > newest; });
  }
  Match match = *current;
  match.plays = std::move(plays);
  matches_.show_history(std::move(match));
}

}  // namespace scoreline
