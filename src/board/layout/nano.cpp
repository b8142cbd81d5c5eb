// One match where there is hardly room for one: two tight lines, a name and a score each, and what
// the match is at beside them.
#include <algorithm>

#include "board/layout/layout.hpp"
#include "board/layout/parts.hpp"
#include "board/layout/row.hpp"
#include "board/tokens.hpp"

namespace scoreline::board {
namespace {

using namespace tokens;

constexpr TextStyle kScoreStyle{kBody, kBold, true};
// The status column, from which only a name may take some.
constexpr float kStatus = 4.1F;
constexpr float kWideStatus = 5.0F;
constexpr float kLeastName = 2.5F;

}  // namespace

int nano_height(const Painter& painter) {
  return 2 * painter.em(kTeamLine) + 2 * painter.em(kClose);
}

int nano_row(Painter& painter, const Content& content, const Row& row, const NanoPlace& place,
             int top) {
  const int height = nano_height(painter);
  if (!painter.shows(top, height)) {
    return height;
  }
  const RowInks inks = inks_of(painter, row);
  const bool has_names = place.width >= painter.em(kNanoNames);
  const int line = painter.em(kTeamLine);
  const int room = place.width - 2 * place.pad;
  const int name_gap = painter.em(kTight);
  const int gap = painter.em(has_names ? kNear : place.has_rule ? 0.375F : kClose);
  const int rule = place.has_rule ? painter.hairline() : 0;
  const int score = painter.digits_width(kScoreStyle, score_digits(content));

  // Columns that depend on the width and the sport alone: boards above each other are in line, and
  // nothing moves. A status has two lines, and a clock its place at the least.
  const int free = room - score - name_gap - (rule > 0 ? 2 : 1) * gap - rule;
  const TextStyle small{kSmall, kSemibold, true};
  const int least_status = painter.digits_width(small, 3) + name_gap;
  int status_width =
      std::clamp(free - painter.em(kLeastName), least_status,
                 std::max(least_status, painter.em(has_names ? kWideStatus : kStatus)));
  const int name_width = std::max(0, free - status_width);
  const int name_x = place.x + place.pad;
  const int score_x = name_x + name_width + name_gap;
  const int rule_x = score_x + score + gap;
  int status_x = rule_x + (rule > 0 ? rule + gap : 0);

  Names names{row.home.short_name, row.away.short_name};
  if (has_names || names.home.empty() || names.away.empty()) {
    names = names_for(painter, row, inks, kBody, name_width, 1);
  }
  // Three ideographs are wider than three letters.
  const bool has_room = painter.fits({kBody, kBold, false}, names.home, name_width) &&
                        painter.fits({kBody, kBold, false}, names.away, name_width);
  const float name_size = has_names || has_room ? kBody : kSmall;
  int y = top + (height - 2 * line) / 2;
  painter.fill(rule_x, y + (line - painter.em(kBody)) / 2, rule, line + painter.em(kBody),
               painter.colours().border);
  const int middle = y + line;
  const auto team = [&](const Side& side, std::string_view text, const RowInks::Team& ink) {
    const TextStyle name{name_size, ink.weight, false};
    const int baseline = painter.baseline(kScoreStyle, y, line);
    const SideParts parts = parts_of(row, side);
    painter.text(name, text, {name_x, name_width, baseline, Align::kStart, parts.name}, ink.name);
    put_score(painter, kScoreStyle, side.score, ink,
              {score_x, score, baseline, Align::kEnd, parts.score});
    y += line;
  };
  team(row.home, names.home, inks.home);
  team(row.away, names.away, inks.away);

  // In two lines where there are two: "Q3" over "7:42". A word is worth more than a mark.
  const int mark = painter.em(kSmall * kDot);
  const int mark_room = mark + painter.em(kSmall * kClose);
  if (has_live_mark(row) && painter.fits(small, row.status, status_width - mark_room, 2)) {
    live_mark(painter, row, small, status_x + mark / 2, middle);
    status_x += mark_room;
    status_width -= mark_room;
  }
  const TextStyle status = status_style(painter, row.status, status_width, 2);
  const int status_line = painter.line_height(status);
  const int count = painter.line_count(status, row.status, status_width, 2);
  painter.lines(status, row.status,
                {status_x, status_width,
                 painter.baseline(status, middle - status_line * count / 2, status_line),
                 Align::kStart, Part::kStatus},
                2, inks.status);
  return height;
}

int nano(Painter& painter, const Content& content) {
  if (content.rows.empty()) {
    return empty_board(painter, content);
  }
  const int width = painter.canvas().width;
  const Row& row = content.rows.front();
  painter.begin_row(0, 0, 0, width);
  int y = 0;
  if (painter.width_em() >= kNanoOneLine) {
    y = lone_row(painter, content, row, 0);
  } else {
    // Where it is narrowest, space alone parts the status from the score.
    const bool is_tight = painter.width_em() < kNanoRule;
    y = nano_row(painter, content, row,
                 {0, width, painter.em(is_tight ? kClose : kNear), !is_tight}, 0);
  }
  if (const int below = notice(painter, content, y - painter.em(kClose), Align::kStart)) {
    y += below;
  }
  painter.match(0, 0, width, y);
  return y;
}

}  // namespace scoreline::board
