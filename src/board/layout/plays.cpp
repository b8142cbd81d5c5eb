// A match's newest plays: when, whose, what; and beside them where the last shot was taken, on a
// court seen from above.
#include <algorithm>

#include "board/layout/parts.hpp"
#include "board/pixel.hpp"
#include "board/tokens.hpp"

namespace scoreline::board {
namespace {

using namespace tokens;

constexpr int kPlays = 3;
constexpr TextStyle kTimeStyle{kSmall, kRegular, true};
constexpr TextStyle kTeamStyle{kSmall, kSemibold, false};
constexpr TextStyle kTextStyle{kSmall, kRegular, false};

// Feet.
constexpr float kCourtLength = 94;
constexpr float kCourtWidth = 50;
constexpr float kKeyLength = 19;
constexpr float kKeyWidth = 16;
constexpr float kCircleRadius = 6;
constexpr float kBasket = 5.25F;  // from the end line
constexpr float kThreePointRadius = 23.75F;
constexpr float kStraight = 14;  // of that line, along the sides

void court(Painter& painter, const Shot& shot, Colour ink, int x, int y, int width, int height) {
  const Colour line_colour = painter.colours().border;
  const int line = painter.hairline();
  const float foot = static_cast<float>(width) / kCourtLength;
  const auto feet = [foot](float number) { return rounded(number * foot); };
  const auto rectangle = [&](int left, int top, int across, int down) {
    painter.fill(left, top, across, line, line_colour);
    painter.fill(left, top + down - line, across, line, line_colour);
    painter.fill(left, top + line, line, down - 2 * line, line_colour);
    painter.fill(left + across - line, top + line, line, down - 2 * line, line_colour);
  };
  const int key = feet(kKeyLength);
  const int key_width = feet(kKeyWidth);
  const int middle = y + height / 2;
  const int straight = feet(kStraight);
  const int corner = feet(3);
  rectangle(x, y, width, height);
  rectangle(x, middle - key_width / 2, key, key_width);
  rectangle(x + width - key, middle - key_width / 2, key, key_width);
  painter.fill(x + width / 2, y + line, line, height - 2 * line, line_colour);
  painter.circle(x + width / 2, middle, 2 * feet(kCircleRadius), line_colour,
                 static_cast<float>(line));
  for (const int side : {y + corner, y + height - corner - line}) {
    painter.fill(x, side, straight, line, line_colour);
    painter.fill(x + width - straight, side, straight, line, line_colour);
  }
  // The round part of the three-point lines: of a circle around each basket what is in the field.
  const int diameter = 2 * feet(kThreePointRadius);
  const int basket = feet(kBasket);
  painter.clip(x + straight, y, width / 2 - straight, height);
  painter.circle(x + basket, middle, diameter, line_colour, static_cast<float>(line));
  painter.unclip();
  painter.clip(x + width / 2, y, width / 2 - straight, height);
  painter.circle(x + width - basket, middle, diameter, line_colour, static_cast<float>(line));
  painter.unclip();
  const auto at = [](float part, int room) {
    return static_cast<int>(part * static_cast<float>(room));
  };
  const int mark = painter.em(kClose);
  const int shot_x = x + at(shot.along, width);
  const int shot_y = y + at(shot.across, height);
  painter.circle(shot_x, shot_y, mark, ink, shot.is_made ? 0 : painter.ring_line());
}

}  // namespace

int plays(Painter& painter, const Row& row, int top) {
  if (row.plays.empty()) {
    return 0;
  }
  const Colours& colours = painter.colours();
  const Colour ink = inks_of(painter, row).home.score;
  // On a wide board no wider than can be read across, and below the score.
  const int width = painter.canvas().width;
  const int room = std::min(width - 2 * painter.em(kWide), painter.em(kMeasure));
  const int pad = (width - room) / 2;
  const int line = painter.em(kPlayLine);
  int y = top + painter.em(kNear);
  painter.fill(pad, y, room, painter.hairline(), colours.border);
  y += painter.hairline() + painter.em(kClose);
  const int height = kPlays * line;

  int text_room = room;
  if (row.sport == Sport::kBasketball && painter.width_em() >= kCardCourt) {
    // Beside the plays, whether it has a shot to show or not: else they would give way to it.
    const int court_height = height - painter.em(kTight);
    const int court_width =
        static_cast<int>(static_cast<float>(court_height) * kCourtLength / kCourtWidth);
    const auto shot = std::find_if(row.plays.begin(), row.plays.end(),
                                   [](const PlayLine& play) { return play.shot.has_value(); });
    if (shot != row.plays.end() && painter.is_picture()) {
      court(painter, *shot->shot, ink, pad + room - court_width, y + painter.em(kTight) / 2,
            court_width, court_height);
    }
    text_room -= court_width + painter.em(kWide);
  }

  // Whatever is played, a time has the same room.
  int time = painter.text_width(kTimeStyle, "Q4 00:00");
  int team = std::max(painter.text_width(kTeamStyle, row.home.short_name),
                      painter.text_width(kTeamStyle, row.away.short_name));
  const auto shown = row.plays.begin() + std::min<std::ptrdiff_t>(kPlays, std::ssize(row.plays));
  std::for_each(row.plays.begin(), shown, [&](const PlayLine& play) {
    time = std::max(time, painter.text_width(kTimeStyle, play.time));
  });
  const int gap = painter.em(kNear);
  time = std::min(time, text_room / 3);
  team = std::min(team, text_room / 4);
  const int team_x = pad + time + gap;
  const int text_x = team_x + team + gap;
  const int text_width = std::max(0, pad + text_room - text_x);
  int play_y = y;
  std::for_each(row.plays.begin(), shown, [&](const PlayLine& play) {
    const int baseline = painter.baseline(kTextStyle, play_y, line);
    // The newest is the news.
    const Colour colour = play_y == y ? ink : colours.muted;
    const auto put = [&](const TextStyle& style, std::string_view text, int x, int its_width,
                         Colour its_colour) {
      painter.text(style, text, {x, its_width, baseline, Align::kStart, Part::kPlay}, its_colour);
    };
    put(kTimeStyle, play.time, pad, time, colours.muted);
    const Side& side = play.whose == Whose::kHome ? row.home : row.away;
    put(kTeamStyle, play.whose == Whose::kNobody ? std::string_view() : side.short_name, team_x,
        team, colour);
    put(kTextStyle, play.text, text_x, text_width, colour);
    play_y += line;
  });
  return y + height - top;
}

}  // namespace scoreline::board
