// One match. Wide: the score in the middle, the teams on both sides of it. Narrow: one team under
// the other.
#include <algorithm>

#include "board/layout/layout.hpp"
#include "board/layout/parts.hpp"
#include "board/tokens.hpp"

namespace scoreline::board {
namespace {

using namespace tokens;

constexpr TextStyle kStatusStyle{kSmall, kSemibold, true};
constexpr TextStyle kHeadingStyle{kSmall, kSemibold, false};
constexpr int kNameLines = 2;

int side_by_side(Painter& painter, const Content& content) {
  const Row& row = content.rows.front();
  const RowInks inks = inks_of(painter, row);
  const bool is_large = painter.width_em() >= kCardLarge;
  const TextStyle score{is_large ? kHugeScore : kLargeScore, kBold, true};
  const float name_size = is_large ? kLargeName : kName;

  const int pad = painter.em(kWide);
  const int width = painter.canvas().width;
  int y = pad;
  y += heading(painter, content, y, Align::kCentre);

  // From the middle outwards: dash, score columns, names. Nothing here depends on a score's value.
  const int dash = painter.text_width(score, kDash);
  const int gap = painter.em(score.size * 0.2F);
  const int column = painter.digits_width(score, score_digits(content));
  const int away_score = width / 2 + dash / 2 + gap;
  const int home_score = width / 2 - (dash - dash / 2) - gap - column;
  const int crest_gap = painter.em(score.size * 0.4F);
  const int crest = has_crests(content) ? painter.em(is_large ? kLargeCrest : kCrest) : 0;
  // Beside its crest a name needs a large card; else it stands below.
  const bool is_under = crest > 0 && !is_large;
  const int name_gap = crest_gap + (crest > 0 && !is_under ? crest + painter.em(kNear) : 0);
  const int name_width = std::max(0, home_score - name_gap - pad);

  const Names names = names_for(painter, row, inks, name_size, name_width, kNameLines);
  const auto lines_of = [&](std::string_view text, int weight) {
    return painter.line_count({name_size, weight, false}, text, name_width, kNameLines);
  };
  const int line = painter.line_height({name_size, kSemibold, false});
  const int name_y = is_under ? crest + painter.em(kTight) : 0;
  // Whoever wins becomes bold, and needs no more room then.
  const int name_lines =
      is_under ? std::max(lines_of(names.home, kBold), lines_of(names.away, kBold)) : kNameLines;
  const int height = std::max(painter.em(score.size * 1.1F), name_y + name_lines * line);
  const int baseline = painter.baseline(score, y, height);
  painter.text(score, kDash, {home_score + column + gap, dash, baseline, Align::kStart}, inks.dash);

  const auto team = [&](const Side& side, std::string_view text, const RowInks::Team& ink,
                        int name_x, int crest_x, int score_x, Align name_align, Align score_align) {
    const SideParts parts = parts_of(row, side);
    put_score(painter, score, side.score, ink,
              {score_x, column, baseline, score_align, parts.score});
    int top = y + name_y;
    if (is_under) {
      crest_x = name_x + (name_width - crest) / 2;
      name_align = Align::kCentre;
    } else {
      top += (height - line * lines_of(text, ink.weight)) / 2;
    }
    if (crest > 0) {
      painter.crest(side, crest_x, is_under ? y : y + (height - crest) / 2, crest);
    }
    const TextStyle name{name_size, ink.weight, false};
    painter.lines(name, text,
                  {name_x, name_width, painter.baseline(name, top, line), name_align, parts.name},
                  kNameLines, ink.name);
  };
  team(row.home, names.home, inks.home, pad, home_score - crest_gap - crest, home_score,
       Align::kEnd, Align::kEnd);
  team(row.away, names.away, inks.away, width - pad - name_width, away_score + column + crest_gap,
       away_score, Align::kStart, Align::kStart);
  y += height + painter.em(kClose);

  const int status_height = painter.line_height(kStatusStyle);
  status_line(
      painter, row, kStatusStyle,
      {pad, width - 2 * pad, painter.baseline(kStatusStyle, y, status_height), Align::kCentre},
      inks.status);
  y += status_height;
  y += plays(painter, row, y);
  y += notice(painter, content, y, Align::kCentre);
  return y + pad;
}

int stacked(Painter& painter, const Content& content) {
  const Row& row = content.rows.front();
  const RowInks inks = inks_of(painter, row);
  const TextStyle score{kScore, kBold, true};

  const int pad = painter.em(kWide);
  const int room = painter.canvas().width - 2 * pad;
  int y = painter.em(kNear);

  // League and status share a line; the status is the news, so it has the room that it needs.
  const int header_height = painter.line_height(kStatusStyle);
  const int header = painter.baseline(kStatusStyle, y, header_height);
  const int mark = has_live_mark(row) ? painter.em(kSmall * (kDot + kClose)) : 0;
  const int status_width = std::min(room, mark + painter.text_width(kStatusStyle, row.status));
  const bool has_heading = !content.heading.empty();
  status_line(painter, row, kStatusStyle,
              {pad, room, header, has_heading ? Align::kEnd : Align::kStart}, inks.status);
  const int heading_width = room - status_width - painter.em(kNear);
  if (has_heading && heading_width >= painter.em(2.0F)) {
    painter.text(kHeadingStyle, content.heading,
                 {pad, heading_width, header, Align::kStart, Part::kHeading},
                 painter.colours().accent);
  }
  y += header_height + painter.em(kTight);

  const int line = painter.em(kScore * 1.3F);
  const int column = painter.digits_width(score, score_digits(content));
  const int crest = has_crests(content) ? painter.em(kRowCrest * kName) : 0;
  const int name_x = pad + (crest > 0 ? crest + painter.em(kClose) : 0);
  const int name_width = std::max(0, pad + room - column - painter.em(kClose) - name_x);
  const Names names = names_for(painter, row, inks, kName, name_width, 1);
  const auto team = [&](const Side& side, std::string_view text, const RowInks::Team& ink) {
    const TextStyle name{kName, ink.weight, false};
    if (crest > 0) {
      painter.crest(side, pad, y + (line - crest) / 2, crest);
    }
    const SideParts parts = parts_of(row, side);
    painter.text(name, text,
                 {name_x, name_width, painter.baseline(name, y, line), Align::kStart, parts.name},
                 ink.name);
    put_score(
        painter, score, side.score, ink,
        {pad + room - column, column, painter.baseline(score, y, line), Align::kEnd, parts.score});
    y += line;
  };
  team(row.home, names.home, inks.home);
  team(row.away, names.away, inks.away);
  y += plays(painter, row, y);
  y += notice(painter, content, y, Align::kStart);
  return y + painter.em(kNear);
}

}  // namespace

int card(Painter& painter, const Content& content) {
  if (content.rows.empty()) {
    return empty_board(painter, content);
  }
  painter.begin_row(0, 0, 0, painter.canvas().width);
  const int height = painter.width_em() >= kCardSideBySide ? side_by_side(painter, content)
                                                           : stacked(painter, content);
  painter.match(0, 0, painter.canvas().width, height);
  return height;
}

}  // namespace scoreline::board
