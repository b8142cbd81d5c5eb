#include "engine/content.hpp"

#include <algorithm>
#include <string>

#include "engine/short_name.hpp"
#include "feed/text.hpp"
#include "match/running_clock.hpp"

namespace scoreline {
namespace {

board::Trust trust_of(const Match& match, const ConnectionView& view) {
  const bool is_quiet = match.status == MatchStatus::kScheduled ||
                        match.status == MatchStatus::kPostponed || is_final(match.status);
  switch (view.state) {
    case ConnectionState::kLive:
      return is_quiet ? board::Trust::kSettled : board::Trust::kLive;
    case ConnectionState::kConnecting:  // seen a moment ago, on the way to live
    case ConnectionState::kPolling:
      return is_quiet ? board::Trust::kSettled : board::Trust::kPolling;
    case ConnectionState::kOver:
      return board::Trust::kSettled;
    case ConnectionState::kIdle:
    case ConnectionState::kStale:
    case ConnectionState::kWaiting:
    case ConnectionState::kRefused:
      return board::Trust::kStale;
  }
  return board::Trust::kNone;
}

// Scorelytics sends 0 – 0 for a match that was never played, as others send null: neither is a
// score, and both zeros of such a match would read as a result.
bool has_score(const Match& match) {
  switch (match.status) {
    case MatchStatus::kScheduled:
      return false;
    case MatchStatus::kPostponed:
    case MatchStatus::kCancelled:
    case MatchStatus::kWalkover:
      return match.home.score.value_or(0) > 0 || match.away.score.value_or(0) > 0;
    default:
      return true;
  }
}

board::Side side_of(const Team& team, bool has_score) {
  return {
      .name = team.name,
      .short_name = team.short_name.empty() ? short_name(team.name) : team.short_name,
      .logo_url = team.logo_url,
      .score = team.score && has_score ? number_text(*team.score) : std::string(),
  };
}

std::vector<std::string> matches_of(const Source& source, const std::vector<Subject>& subjects) {
  std::vector<std::string> ids;
  for (const Subject& subject : subjects) {
    for (const std::string& id : source.matches_of(subject)) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
  }
  return ids;
}

// The clock of a match that is not followed stands where it was last known to be right.
MonoMs clock_now(board::Trust trust, const ConnectionView& view, const Instant& now) {
  const bool runs = trust == board::Trust::kLive || trust == board::Trust::kPolling;
  return runs || !view.proven_at ? now.mono : now.mono - (now.wall - *view.proven_at);
}

}  // namespace

bool shows(const Source& source, const std::vector<Subject>& subjects,
           const std::string& match_id) {
  return std::any_of(subjects.begin(), subjects.end(), [&](const Subject& subject) {
    if (!subject.is_list()) return subject.id == match_id;
    const std::vector<std::string>& ids = source.matches_of(subject);
    return std::find(ids.begin(), ids.end(), match_id) != ids.end();
  });
}

ConnectionView board_view(const Source& source, const std::vector<Subject>& subjects,
                          const Instant& now) {
  ConnectionView worst;
  for (const Subject& subject : subjects) {
    const ConnectionView view = source.view(subject, now);
    if (is_worse(view.state, worst.state)) worst = view;
  }
  return worst;
}

board::Content board_content(const Source& source, const std::vector<Subject>& subjects,
                             const ConnectionView& view, const Words& words, TimeText& times,
                             const Instant& now) {
  board::Content content;
  for (std::string& id : matches_of(source, subjects)) {
    const Match* match = source.store().find(id);
    if (match == nullptr) continue;
    const ConnectionView its_view = source.match_view(id, now);
    const board::Trust trust = trust_of(*match, its_view);
    content.rows.push_back({
        .match_id = std::move(id),
        .sport = match->sport,
        .home = side_of(match->home, has_score(*match)),
        .away = side_of(match->away, has_score(*match)),
        .status = status_text(*match, clock_now(trust, its_view, now), words, times),
        .state = match->status,
        .is_paused = match->period && match->period->kind == PeriodKind::kHalfTime,
        .trust = trust,
        .group = {},
        .plays = {},
        .motion = {},
    });
  }
  content.notice = notice_text(view, !content.rows.empty(), now.wall, words, times);
  content.is_failure = view.state == ConnectionState::kRefused ||
                       view.state == ConnectionState::kStale ||
                       view.state == ConnectionState::kWaiting;
  return content;
}

std::int32_t next_redraw(const Source& source, const board::Content& content,
                         const ConnectionView& view, const Instant& now) {
  WallMs next = -1;
  const auto consider = [&next](WallMs delay) {
    if (next < 0 || delay < next) next = delay;
  };
  for (const board::Row& row : content.rows) {
    if (row.trust != board::Trust::kLive && row.trust != board::Trust::kPolling) continue;
    const Match* match = source.store().find(row.match_id);
    if (match == nullptr) continue;
    if (const auto tick = next_tick(*match, now.mono)) consider(*tick);
  }
  const bool counts_down =
      view.state == ConnectionState::kWaiting || view.state == ConnectionState::kStale;
  if (counts_down && view.retry_at && *view.retry_at > now.wall) {
    const WallMs to_next_second = (*view.retry_at - now.wall) % 1000;
    consider(to_next_second == 0 ? 1000 : to_next_second);
  }
  return static_cast<std::int32_t>(next);
}

}  // namespace scoreline
