#include "engine/arrangement.hpp"

#include <string>
#include <utility>

#include "engine/play_text.hpp"
#include "text/joined.hpp"

namespace scoreline {
namespace {

// The unit of a play's x and y is not documented. Up to 1 we take them for fractions of the court,
// up to 100 for percents; what is beyond is some unit that we do not know, and is not shown. (Feet
// of a court of 94 by 50 cannot be told from percents by one play.) Of which end a team shoots at
// nothing is known, so x is taken as it is.
std::optional<board::Shot> shot_of(const Play& play) {
  if (!play.x || !play.y || *play.x < 0 || *play.y < 0 || *play.x > 100 || *play.y > 100) {
    return std::nullopt;
  }
  const double unit = *play.x <= 1 && *play.y <= 1 ? 1 : 100;
  return board::Shot{static_cast<float>(*play.x / unit), static_cast<float>(*play.y / unit),
                     play.type.find("made") != std::string::npos};
}

board::Whose whose(const Play& play, const Match& match) {
  if (play.team_id.empty()) return board::Whose::kNobody;
  if (play.team_id == match.home.id) return board::Whose::kHome;
  return play.team_id == match.away.id ? board::Whose::kAway : board::Whose::kNobody;
}

void group_rows(std::vector<board::Row>& rows, const MatchStore& store) {
  // Two leagues may have one name, so the id tells them apart.
  std::vector<std::string> groups{{}};
  std::vector<std::size_t> group_of(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    board::Row& row = rows[i];
    std::string key;
    if (const Match* match = store.find(row.match_id)) {
      row.group = match->league_name;
      if (!row.group.empty()) key = joined({match->league_id, "\n", match->league_name});
    }
    std::size_t group = 0;
    while (group < groups.size() && groups[group] != key) ++group;
    if (group == groups.size()) groups.push_back(std::move(key));
    group_of[i] = group;
  }
  std::vector<board::Row> ordered;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (group_of[i] == group) ordered.push_back(std::move(rows[i]));
    }
  }
  rows = std::move(ordered);
}

}  // namespace

std::vector<board::PlayLine> play_lines(const Match& match, const Words& words) {
  std::vector<board::PlayLine> lines;
  for (auto play = match.plays.rbegin(); play != match.plays.rend(); ++play) {
    lines.push_back({play_time_text(*play, words), play_text(*play, words), whose(*play, match),
                     shot_of(*play)});
  }
  return lines;
}

void arrange(board::Content& content, board::LayoutKind layout, const MatchStore& store,
             const Words& words) {
  using board::LayoutKind;
  const bool is_auto = layout == LayoutKind::kAuto;
  if (layout == LayoutKind::kList || (is_auto && content.rows.size() > 1)) {
    group_rows(content.rows, store);
    return;
  }
  if ((layout != LayoutKind::kCard && !is_auto) || content.rows.empty()) return;
  board::Row& row = content.rows.front();
  if (const Match* match = store.find(row.match_id)) {
    content.heading = match->league_name;
    row.plays = play_lines(*match, words);
  }
}

}  // namespace scoreline
