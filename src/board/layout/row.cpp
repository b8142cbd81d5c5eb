#include "board/layout/row.hpp"

#include <algorithm>

#include "board/layout/parts.hpp"
#include "board/tokens.hpp"

namespace scoreline::board {
namespace {

using namespace tokens;

constexpr TextStyle kScoreStyle{kBody, kBold, true};
constexpr TextStyle kDashStyle{kBody, kRegular, true};

void status(Painter& painter, const Row& row, const Columns& columns, int y, Colour colour) {
  // In two lines where there are two: "Q3" over "7:42".
  const int max_lines = columns.is_one_line ? 1 : 2;
  const TextStyle style = status_style(painter, row.status, columns.status_width, max_lines);
  const int line = painter.line_height(style);
  const int count = painter.line_count(style, row.status, columns.status_width, max_lines);
  const int top = y + (columns.height - line * count) / 2;
  painter.lines(style, row.status,
                {columns.status_x, columns.status_width, painter.baseline(style, top, line),
                 Align::kStart, Part::kStatus},
                max_lines, colour);
  live_mark(painter, row, {kSmall, kSemibold, true}, columns.mark_x, y + columns.height / 2);
}

// Room of a crest with the space between it and a name.
int crest_room(const Painter& painter, const Columns& columns) {
  return columns.crest > 0 ? columns.crest + painter.em(kClose) : 0;
}

void teams_in_one_line(Painter& painter, const Row& row, const Columns& columns, int y,
                       const RowInks& inks) {
  const int baseline = painter.baseline(kDashStyle, y, columns.height);
  const int dash = painter.text_width(kDashStyle, kDash);
  const int gap = painter.em(kTight);
  const int dash_x = columns.names_x + columns.names_width / 2 - dash / 2;
  const int home_score = dash_x - gap - columns.score_width;
  const int away_score = dash_x + dash + gap;
  const int name_gap = painter.em(kNear) + crest_room(painter, columns);
  const int name_width = std::max(0, home_score - name_gap - columns.names_x);
  painter.text(kDashStyle, kDash, {dash_x, dash, baseline, Align::kStart}, inks.dash);

  const Names names = names_for(painter, row, inks, kBody, name_width, 1);
  const auto team = [&](const Side& side, std::string_view text, const RowInks::Team& ink,
                        int name_x, int crest_x, int score_x, Align name_align, Align score_align) {
    const TextStyle name{kBody, ink.weight, false};
    const SideParts parts = parts_of(row, side);
    painter.text(name, text, {name_x, name_width, baseline, name_align, parts.name}, ink.name);
    if (columns.crest > 0) {
      painter.crest(side, crest_x, y + (columns.height - columns.crest) / 2, columns.crest);
    }
    put_score(painter, kScoreStyle, side.score, ink,
              {score_x, columns.score_width, baseline, score_align, parts.score});
  };
  const int crest_gap = painter.em(kNear);
  const int away_end = away_score + columns.score_width;
  team(row.home, names.home, inks.home, home_score - name_gap - name_width,
       home_score - crest_gap - columns.crest, home_score, Align::kEnd, Align::kEnd);
  team(row.away, names.away, inks.away, away_end + name_gap, away_end + crest_gap, away_score,
       Align::kStart, Align::kStart);
}

void teams_stacked(Painter& painter, const Row& row, const Columns& columns, int y,
                   const RowInks& inks) {
  const int crest = crest_room(painter, columns);
  const int name_width =
      std::max(0, columns.names_width - crest - columns.score_width - painter.em(kClose));
  y += (columns.height - 2 * columns.line) / 2;
  const Names names = names_for(painter, row, inks, kBody, name_width, 1);
  const auto team = [&](const Side& side, std::string_view text, const RowInks::Team& ink) {
    const TextStyle name{kBody, ink.weight, false};
    const int baseline = painter.baseline(name, y, columns.line);
    if (columns.crest > 0) {
      painter.crest(side, columns.names_x, y + (columns.line - columns.crest) / 2, columns.crest);
    }
    const SideParts parts = parts_of(row, side);
    painter.text(name, text,
                 {columns.names_x + crest, name_width, baseline, Align::kStart, parts.name},
                 ink.name);
    put_score(painter, kScoreStyle, side.score, ink,
              {columns.names_x + columns.names_width - columns.score_width, columns.score_width,
               baseline, Align::kEnd, parts.score});
    y += columns.line;
  };
  team(row.home, names.home, inks.home);
  team(row.away, names.away, inks.away);
}

}  // namespace

Columns columns_of(Painter& painter, const Content& content, bool is_one_line, int x, int width) {
  Columns columns{};
  columns.is_one_line = is_one_line;
  const int pad = columns.pad = painter.em(kWide);
  columns.line = painter.em(kTeamLine);
  columns.height = is_one_line ? painter.em(kRow) : 2 * columns.line + 2 * painter.em(0.4F);
  columns.crest = has_crests(content) ? painter.em(kRowCrest) : 0;
  const int room = width - 2 * pad;
  const int mark = painter.em(kSmall * kDot);
  columns.mark_x = x + pad + mark / 2;
  columns.status_x = x + pad + mark + painter.em(kSmall * kClose);
  columns.status_width = std::min(painter.em(kRowStatus), room * 3 / 10);
  columns.names_x = columns.status_x + columns.status_width + painter.em(kClose);
  columns.names_width = x + pad + room - columns.names_x;
  columns.score_width = painter.digits_width(kScoreStyle, score_digits(content));
  return columns;
}

void match_row(Painter& painter, const Row& row, const Columns& columns, int y) {
  if (!painter.shows(y, columns.height)) {
    return;
  }
  const RowInks inks = inks_of(painter, row);
  status(painter, row, columns, y, inks.status);
  if (columns.is_one_line) {
    teams_in_one_line(painter, row, columns, y, inks);
  } else {
    teams_stacked(painter, row, columns, y, inks);
  }
}

int lone_row(Painter& painter, const Content& content, const Row& row, int top) {
  const int width = painter.canvas().width;
  const int room = std::min(width, painter.em(kRowMeasure));
  const Columns columns = columns_of(painter, content, true, (width - room) / 2, room);
  match_row(painter, row, columns, top);
  return columns.height;
}

}  // namespace scoreline::board
