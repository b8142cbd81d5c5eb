// Source's plays: a stream tells what comes next, and no snapshot has any. So what was played
// before a match was followed, or while its stream was lost, is asked for once, when the stream has
// its base.
#include <algorithm>

#include "connection/source.hpp"

namespace scoreline {
namespace {

// Plays are worth less than a score: never many requests at a time.
constexpr std::size_t kMaxPlayRequests = 2;

}  // namespace

void Source::ask_plays(const Instant& now) {
  if (!access_.is_open()) return;
  for (auto& [id, track] : matches_.tracks()) {
    if (play_requests_.size() >= kMaxPlayRequests || rate_.free_at(1) > now.mono) return;
    if (!track.wants_plays) continue;
    track.wants_plays = false;
    SnapshotRequest request;
    request.subject = {SubjectKind::kMatch, Sport::kUnknown, id};
    send_request(play_requests_, std::move(request), provider_->plays_url(id), now);
  }
}

MonoMs Source::plays_due() const {
  const bool may_ask = access_.is_open() && play_requests_.size() < kMaxPlayRequests;
  const bool is_wanted = std::any_of(matches_.tracks().begin(), matches_.tracks().end(),
                                     [](const auto& entry) { return entry.second.wants_plays; });
  return std::min(play_requests_.next_deadline(), may_ask && is_wanted ? rate_.free_at(1) : kNever);
}

// A failure is not worth another try: the stream's next plays come all the same.
void Source::on_plays_answer(SnapshotRequest&& request, const HttpAnswer& answer,
                             const Instant& now) {
  if (answer.status == 401 || answer.status == 402) {
    on_snapshot_refused(std::move(request), answer, now);
    return;
  }
  if (answer.status != 200) return;
  (void)access_.grant(request.step_asked);  // nothing is asked while it is refused
  const Match* current = matches_.find(request.subject.id);
  std::vector<Play> plays = provider_->read_plays(answer.body);
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
