// One match where there is hardly room for one: two tight lines, a short name and a score each, and
// what the match is at beside them.
#include <algorithm>

#include "board/layout/layout.hpp"
#include "board/layout/parts.hpp"
#include "board/tokens.hpp"

namespace scoreline::board {
namespace {

using namespace tokens;

constexpr TextStyle kStatusStyle{kSmall, kSemibold, true};
constexpr TextStyle kScoreStyle{kBody, kBold, true};

std::string_view name_of(const Side& side) {
  return side.short_name.empty() ? side.name : side.short_name;
}

}  // namespace

int nano_height(const Painter& painter) {
  return 2 * painter.em(kTeamLine) + 2 * painter.em(kClose);
}

int nano_row(Painter& painter, const Content& content, const Row& row, int top) {
  const RowInks inks = inks_of(row, painter.colours());
  // Where it is narrowest, space alone parts the status from the score.
  const bool is_tight = painter.width_em() < kNanoRule;
  const int pad = painter.em(is_tight ? kClose : kNear);
  const int line = painter.em(kTeamLine);
  const int height = nano_height(painter);
  const int y = top + (height - 2 * line) / 2;
  const int room = painter.canvas().width - 2 * pad;
  const int gap = painter.em(is_tight ? kTight : kClose);
  const int rule = is_tight ? 0 : painter.hairline();
  const int score = painter.digits_width(kScoreStyle, score_digits(content));

  // Names are as wide as they are, the score as wide as it can become, and the rest is the status'.
  // Only a name gives way, and only as far as to leave a clock its place.
  const int least_status = painter.digits_width(kStatusStyle, 3) + painter.em(kTight);
  const int most_name = room - score - 3 * gap - least_status - rule;
  int name_width = 0;
  for (const Side* side : {&row.home, &row.away}) {
    for (const int weight : {kSemibold, kBold}) {  // whoever wins becomes bold
      name_width = std::max(name_width, painter.text_width({kBody, weight, false}, name_of(*side)));
    }
  }
  name_width = std::clamp(name_width, 0, std::max(0, most_name));
  const int score_x = pad + name_width + gap;
  const int rule_x = score_x + score + gap;
  int status_x = rule_x + rule + gap;

  int baseline_y = y;
  const auto team = [&](const Side& side, const RowInks::Team& ink) {
    const TextStyle name{kBody, ink.weight, false};
    const int baseline = painter.baseline(name, baseline_y, line);
    painter.text(name, name_of(side), {pad, name_width, baseline, Align::kStart}, ink.name);
    put_score(painter, kScoreStyle, side.score, ink, {score_x, score, baseline, Align::kEnd});
    baseline_y += line;
  };
  team(row.home, inks.home);
  team(row.away, inks.away);
  painter.fill(rule_x, y + (line - painter.em(kBody)) / 2, rule, line + painter.em(kBody),
               painter.colours().border);

  // In two lines where there are two: "Q3" over "7:42".
  int status_width = pad + room - status_x;
  const int mark = painter.em(kSmall * kDot);
  const int mark_room = mark + painter.em(kSmall * kClose);
  if (has_live_mark(row) && painter.fits(kStatusStyle, row.status, status_width - mark_room, 2)) {
    live_mark(painter, row, kStatusStyle, status_x + mark / 2, y + line);
    status_x += mark_room;
    status_width -= mark_room;
  }
  const int status_line = painter.line_height(kStatusStyle);
  const int count = painter.line_count(kStatusStyle, row.status, status_width, 2);
  const int status_y = y + line - status_line * count / 2;
  painter.lines(kStatusStyle, row.status,
                {status_x, status_width, painter.baseline(kStatusStyle, status_y, status_line),
                 Align::kStart},
                2, inks.status);
  return height;
}

int nano(Painter& painter, const Content& content) {
  if (content.rows.empty()) {
    return empty_board(painter, content);
  }
  int y = nano_row(painter, content, content.rows.front(), 0);
  if (const int below = notice(painter, content, y - painter.em(kClose), Align::kStart)) {
    y += below;
  }
  painter.match(0, 0, painter.canvas().width, y);
  return y;
}

}  // namespace scoreline::board
