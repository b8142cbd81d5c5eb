#include "engine/content.hpp"

#include <algorithm>
#include <string>

#include "engine/short_name.hpp"
#include "match/running_clock.hpp"
#include "text/joined.hpp"

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

// A team that is not decided is told as one.
board::Side side_of(const Team& team, bool has_score, const Words& words) {
  const bool is_decided = !team.name.empty();
  std::string short_form = team.short_name;
  if (short_form.empty()) {
    short_form = is_decided ? short_name(team.name) : words.text("undecided_short");
  }
  return {
      .name = is_decided ? team.name : words.text("undecided"),
      .short_name = std::move(short_form),
      .logo_url = team.logo_url,
      .score = team.score && has_score ? std::to_string(*team.score) : std::string(),
  };
}

bool has_row(const board::Content& content, const std::string& match_id) {
  return std::any_of(content.rows.begin(), content.rows.end(),
                     [&](const board::Row& row) { return row.match_id == match_id; });
}

bool is_failure(ConnectionState state) {
  return state == ConnectionState::kRefused || state == ConnectionState::kStale ||
         state == ConnectionState::kWaiting;
}

// There is something to say of it.
bool is_trouble(const ConnectionView& view) {
  const bool is_slow = view.state == ConnectionState::kPolling && view.reason != Reason::kNone;
  return is_slow || is_failure(view.state);
}

// Short enough that the sentence behind it is seen.
std::string name_in_notice(const board::Side& side) {
  constexpr std::size_t kMostBytes = 40;
  return side.name.size() > kMostBytes ? side.short_name : side.name;
}

// "Arsenal – Chelsea: …". Of a match that was never told of nothing is known but its id.
std::string notice_about(const std::vector<std::string>& matches,
                         const std::vector<board::Row>& rows, const std::string& notice,
                         const Words& words) {
  std::string match = matches.front();
  for (const board::Row& row : rows) {
    if (row.match_id != matches.front()) continue;
    match = joined({name_in_notice(row.home), " – ", name_in_notice(row.away)});
  }
  if (matches.size() == 1) return words.text("about", {{"match", match}, {"notice", notice}});
  const std::string more = std::to_string(static_cast<std::int64_t>(matches.size()) - 1);
  return words.text("about_more", {{"match", match}, {"n", more}, {"notice", notice}});
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

BoardView board_view(const Source& source, const std::vector<Subject>& subjects,
                     const Instant& now) {
  BoardView board;
  for (const Subject& subject : subjects) {
    const std::size_t had = board.marks.size();
    const ConnectionView view = source.view(subject, now, &board.marks);
    if (is_worse(view.state, board.worst.state)) board.worst = view;
    // What is refused as a whole is refused of each of its matches.
    const std::size_t wanted = had + 2 * source.matches_of(subject).size();
    while (board.marks.size() < wanted) add_marks(board.marks, view);
  }
  if (!is_trouble(board.worst)) return board;
  std::string worst;
  add_marks(worst, board.worst);
  bool is_about_all = true;
  std::string_view marks = board.marks;
  for (const Subject& subject : subjects) {
    for (const std::string& id : source.matches_of(subject)) {
      const bool is_in_it = marks.starts_with(worst);
      // One that is over needs nothing more: it is neither better off nor worse.
      const bool is_over = static_cast<ConnectionState>(marks.front()) == ConnectionState::kOver;
      marks.remove_prefix(2);
      if (!is_in_it) {
        is_about_all &= is_over;
      } else if (std::find(board.about.begin(), board.about.end(), id) == board.about.end()) {
        board.about.push_back(id);
      }
    }
  }
  if (is_about_all) board.about.clear();
  return board;
}

board::Content board_content(const Source& source, const std::vector<Subject>& subjects,
                             const BoardView& view, const Words& words, TimeText& times,
                             const Instant& now) {
  board::Content content;
  // Single matches are named once each; a list may have them, too.
  const bool may_repeat =
      subjects.size() > 1 && std::any_of(subjects.begin(), subjects.end(),
                                         [](const Subject& subject) { return subject.is_list(); });
  for (const Subject& subject : subjects) {
    for (const std::string& id : source.matches_of(subject)) {
      const Match* match = source.store().find(id);
      if (match == nullptr || (may_repeat && has_row(content, id))) continue;
      const ConnectionView its_view = source.row_view(subject, id, now);
      const board::Trust trust = trust_of(*match, its_view);
      content.rows.push_back({
          .match_id = id,
          .sport = match->sport,
          .home = side_of(match->home, has_score(*match), words),
          .away = side_of(match->away, has_score(*match), words),
          .status = status_text(*match, clock_now(trust, its_view, now), words, times),
          .state = match->status,
          .is_paused = match->period && match->period->kind == PeriodKind::kHalfTime,
          .trust = trust,
          .group = {},
          .plays = {},
          .motion = {},
      });
    }
  }
  content.notice = notice_text(view.worst, !content.rows.empty(), now.wall, words, times);
  if (!view.about.empty() && !content.notice.empty()) {
    content.notice = notice_about(view.about, content.rows, content.notice, words);
  }
  content.is_failure = is_failure(view.worst.state);
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
