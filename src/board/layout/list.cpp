// Several matches under each other, in columns that all rows share. Wide: a line a match. Narrow: a
// line a team.
#include <algorithm>
#include <string>

#include "board/layout/layout.hpp"
#include "board/layout/parts.hpp"
#include "board/tokens.hpp"

namespace scoreline::board {
namespace {

using namespace tokens;

constexpr TextStyle kStatusStyle{kSmall, kSemibold, true};
constexpr TextStyle kMoreStyle{kSmall, kRegular, true};

// Where things are, the same for all rows; x and widths in device px.
struct Columns {
  bool is_side_by_side;
  int pad;
  int row_height;
  int line;    // of a team
  int mark_x;  // centre of the live mark
  int status_x;
  int status_width;
  int names_x;  // what is right of the status
  int names_width;
  int score_width;  // of one team
};

Columns columns_of(Painter& painter, const Content& content) {
  Columns columns{};
  columns.is_side_by_side = painter.width_em() >= kListSideBySide;
  columns.pad = painter.em(kWide);
  columns.line = painter.em(1.5F);
  columns.row_height =
      columns.is_side_by_side ? painter.em(2.5F) : 2 * columns.line + 2 * painter.em(0.4F);
  const int room = painter.canvas().width - 2 * columns.pad;
  const int mark = painter.em(kSmall * kDot);
  columns.mark_x = columns.pad + mark / 2;
  columns.status_x = columns.pad + mark + painter.em(kSmall * kClose);
  const float status_em = columns.is_side_by_side ? 6.0F : 4.5F;
  columns.status_width = std::min(painter.em(status_em), room * 3 / 10);
  columns.names_x = columns.status_x + columns.status_width + painter.em(kClose);
  columns.names_width = columns.pad + room - columns.names_x;
  columns.score_width = painter.digits_width({kBody, kBold, true}, score_digits(content));
  return columns;
}

void status(Painter& painter, const Row& row, const Columns& columns, int y, Colour colour) {
  // In two lines where there are two: "Q3" over "7:42".
  const int max_lines = columns.is_side_by_side ? 1 : 2;
  const int line = painter.line_height(kStatusStyle);
  const int count = painter.line_count(kStatusStyle, row.status, columns.status_width, max_lines);
  const int top = y + (columns.row_height - line * count) / 2;
  painter.lines(kStatusStyle, row.status,
                {columns.status_x, columns.status_width, painter.baseline(kStatusStyle, top, line),
                 Align::kStart},
                max_lines, colour);
  live_mark(painter, row, kStatusStyle, columns.mark_x, y + columns.row_height / 2);
}

void teams_side_by_side(Painter& painter, const Row& row, const Columns& columns, int y,
                        const RowInks& inks) {
  const TextStyle dash_style{kBody, kRegular, true};
  const int baseline = painter.baseline(dash_style, y, columns.row_height);
  const int dash = painter.text_width(dash_style, kDash);
  const int gap = painter.em(kTight);
  const int middle = columns.names_x + columns.names_width / 2;
  const int dash_x = middle - dash / 2;
  const int home_score = dash_x - gap - columns.score_width;
  const int away_score = dash_x + dash + gap;
  const int name_gap = painter.em(kNear);
  const int name_width = std::max(0, home_score - name_gap - columns.names_x);
  painter.text(dash_style, kDash, {dash_x, dash, baseline, Align::kStart}, inks.dash);

  const Names names = names_for(painter, row, inks, kBody, name_width, 1);
  const auto team = [&](const Side& side, std::string_view text, const RowInks::Team& ink,
                        int name_x, int score_x, Align name_align, Align score_align) {
    const TextStyle name{kBody, ink.weight, false};
    painter.text(name, text, {name_x, name_width, baseline, name_align}, ink.name);
    put_score(painter, {kBody, kBold, true}, side.score, ink,
              {score_x, columns.score_width, baseline, score_align});
  };
  team(row.home, names.home, inks.home, columns.names_x, home_score, Align::kEnd, Align::kEnd);
  team(row.away, names.away, inks.away, away_score + columns.score_width + name_gap, away_score,
       Align::kStart, Align::kStart);
}

void teams_stacked(Painter& painter, const Row& row, const Columns& columns, int y,
                   const RowInks& inks) {
  const int name_width =
      std::max(0, columns.names_width - columns.score_width - painter.em(kClose));
  y += (columns.row_height - 2 * columns.line) / 2;
  const Names names = names_for(painter, row, inks, kBody, name_width, 1);
  const auto team = [&](const Side& side, std::string_view text, const RowInks::Team& ink) {
    const TextStyle name{kBody, ink.weight, false};
    const int baseline = painter.baseline(name, y, columns.line);
    painter.text(name, text, {columns.names_x, name_width, baseline, Align::kStart}, ink.name);
    put_score(painter, {kBody, kBold, true}, side.score, ink,
              {columns.names_x + columns.names_width - columns.score_width, columns.score_width,
               baseline, Align::kEnd});
    y += columns.line;
  };
  team(row.home, names.home, inks.home);
  team(row.away, names.away, inks.away);
}

}  // namespace

int list(Painter& painter, const Content& content) {
  if (content.rows.empty()) {
    return empty_board(painter, content);
  }
  const Columns columns = columns_of(painter, content);
  int y = painter.em(kNear);
  y += heading(painter, content, y, Align::kStart);

  // A board has a largest height. Rows beyond it are counted, not silently left out.
  const int end = painter.em(kClose);
  const int more_height = painter.line_height(kMoreStyle) + end;
  const int below = notice_height(painter, content);
  const int room = painter.canvas().max_height - y - below - end;
  const auto count = static_cast<int>(content.rows.size());
  const bool is_too_long = count * columns.row_height > room;
  const int shown =
      is_too_long ? std::clamp((room - more_height) / columns.row_height, 0, count) : count;

  for (int i = 0; i < shown; ++i) {
    const Row& row = content.rows[static_cast<std::size_t>(i)];
    const RowInks inks = inks_of(row, painter.colours());
    painter.match(0, y, painter.canvas().width, columns.row_height);
    if (i > 0 || !content.heading.empty()) {
      painter.fill(columns.pad, y, painter.canvas().width - 2 * columns.pad, painter.hairline(),
                   painter.colours().border);
    }
    status(painter, row, columns, y, inks.status);
    if (columns.is_side_by_side) {
      teams_side_by_side(painter, row, columns, y, inks);
    } else {
      teams_stacked(painter, row, columns, y, inks);
    }
    y += columns.row_height;
  }
  if (is_too_long) {
    painter.text(kMoreStyle, "+" + std::to_string(count - shown),
                 {columns.pad, painter.canvas().width - 2 * columns.pad,
                  painter.baseline(kMoreStyle, y, painter.line_height(kMoreStyle)), Align::kCentre},
                 painter.colours().muted);
    y += more_height;
  }
  y += notice(painter, content, y, Align::kStart);
  return y + end;
}

}  // namespace scoreline::board
