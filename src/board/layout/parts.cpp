#include "board/layout/parts.hpp"

#include <algorithm>

#include "board/colour.hpp"
#include "board/tokens.hpp"

namespace scoreline::board {
namespace {

using namespace tokens;

constexpr TextStyle kHeadingStyle{kSmall, kSemibold, false};
constexpr TextStyle kNoticeStyle{kSmall, kRegular, true};
constexpr TextStyle kLoneNoticeStyle{kBody, kRegular, true};
constexpr int kNoticeLines = 3;
constexpr int kLoneNoticeLines = 5;

bool is_doubtful(const Row& row) { return row.trust == Trust::kStale || row.trust == Trust::kNone; }

// Of two texts of digits, as long as a score is: the longer one is the greater one.
int compare_scores(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) {
    return a.size() < b.size() ? -1 : 1;
  }
  return a.compare(b);
}

bool is_moving(const Row& row) { return row.state == MatchStatus::kLive && !row.is_paused; }

// What was not played to its end, or not at all, has a score but no loser.
bool was_played_out(const Row& row) {
  return is_final(row.state) && row.state != MatchStatus::kWalkover &&
         row.state != MatchStatus::kAbandoned && row.state != MatchStatus::kCancelled;
}

Colour notice_colour(const Content& content, const Colours& colours) {
  const bool is_stale = std::any_of(content.rows.begin(), content.rows.end(),
                                    [](const Row& row) { return row.trust == Trust::kStale; });
  return content.is_failure || is_stale ? colours.warning : colours.muted;
}

// A notice is not set wider than can be read, and then stands in the middle or at the start.
TextBox notice_box(const Painter& painter, int pad, Align align) {
  const int room = painter.canvas().width - 2 * pad;
  const int width = std::min(room, painter.em(kMeasure));
  return {align == Align::kCentre ? pad + (room - width) / 2 : pad, width, 0, align, Part::kNotice};
}

}  // namespace

RowInks inks_of(const Painter& painter, const Row& row) {
  const Colours& colours = painter.colours();
  const Motion motion = painter.motion_of(row);
  const bool is_quiet = is_doubtful(row);
  const Colour ink = is_quiet ? colours.muted : colours.foreground;
  RowInks inks;
  inks.home = {ink, ink, kSemibold, motion.home_score};
  inks.away = {ink, ink, kSemibold, motion.away_score};
  inks.dash = colours.muted;
  inks.status = colours.muted;
  if (!is_quiet) {
    if (is_moving(row)) {
      inks.status = colours.live;
    } else if (!is_final(row.state)) {
      inks.status = colours.foreground;
    }
  }
  inks.status = mixed(inks.status, colours.accent, motion.status);
  const int order = row.home.score.empty() || row.away.score.empty()
                        ? 0
                        : compare_scores(row.home.score, row.away.score);
  if (order == 0) return inks;
  RowInks::Team& ahead = order > 0 ? inks.home : inks.away;
  RowInks::Team& behind = order > 0 ? inks.away : inks.home;
  if (was_played_out(row)) {
    behind = {colours.muted, colours.muted, kRegular, behind.freshness};
    ahead.weight = kBold;
  }
  ahead.name = mixed(ahead.name, colours.accent, motion.lead);
  return inks;
}

int score_digits(const Content& content) {
  std::size_t digits = 2;
  for (const Row& row : content.rows) {
    if (row.sport != Sport::kFootball) {
      digits = 3;
    }
    digits = std::max({digits, row.home.score.size(), row.away.score.size()});
  }
  return static_cast<int>(digits);
}

bool has_crests(const Content& content) {
  return std::any_of(content.rows.begin(), content.rows.end(), [](const Row& row) {
    return !row.home.logo_url.empty() || !row.away.logo_url.empty();
  });
}

Names names_for(Painter& painter, const Row& row, const RowInks& inks, float size, int width,
                int max_lines) {
  const auto tells = [&](const Side& side, const RowInks::Team& ink) {
    const TextStyle style{size, ink.weight, false};
    return painter.shown(style, side.name, width, max_lines) >=
           (width * max_lines < painter.em(size * kTellingName) ? kTellingShare
                                                                : kTellingShareOfWide);
  };
  const bool is_full = tells(row.home, inks.home) && tells(row.away, inks.away);
  const auto name = [is_full](const Side& side) -> std::string_view {
    return is_full || side.short_name.empty() ? side.name : side.short_name;
  };
  return {name(row.home), name(row.away)};
}

bool has_live_mark(const Row& row) {
  return (row.state == MatchStatus::kLive || row.state == MatchStatus::kInterrupted) &&
         (row.trust == Trust::kLive || row.trust == Trust::kPolling);
}

void live_mark(Painter& painter, const Row& row, const TextStyle& style, int centre_x,
               int centre_y) {
  if (!has_live_mark(row)) {
    return;
  }
  const Colour colour = is_moving(row) ? painter.colours().live : painter.colours().muted;
  const int diameter = painter.em(style.size * kDot);
  const float beat = painter.motion_of(row).heartbeat;
  if (beat > 0) {
    const float grown = kHeartbeatGrowth * (1 - beat);
    painter.circle(centre_x, centre_y, diameter + painter.em(style.size * kDot * grown),
                   faded(colour, beat * beat), painter.ring_line());
  }
  const bool is_live = row.trust == Trust::kLive;
  painter.circle(centre_x, centre_y, is_live ? diameter : painter.em(style.size * kRing), colour,
                 is_live ? 0 : painter.ring_line());
}

TextStyle status_style(Painter& painter, std::string_view status, int width, int max_lines) {
  TextStyle style{kSmall, kSemibold, true};
  if (!painter.fits(style, status, width, max_lines)) {
    style.size = kTiny;
  }
  return style;
}

void put_score(Painter& painter, const TextStyle& style, std::string_view score,
               const RowInks::Team& ink, const TextBox& box) {
  const float freshness = ink.freshness;
  if (freshness <= 0) {
    painter.text(style, score, box, ink.score);
    return;
  }
  const Colour accent = painter.colours().accent;
  const int width = painter.text_width(style, score);
  const int margin = painter.em(style.size * kGlowMargin);
  const int height = painter.cap_height(style) + 2 * margin;
  painter.fill(box.start_of(width) - margin, box.baseline - height + margin, width + 2 * margin,
               height, faded(accent, kGlow * freshness), margin);
  // It comes up into its place, and is there for most of the time that it glows.
  const float to_go = std::max(0.0F, (freshness - (1 - kArrival)) / kArrival);
  TextBox place = box;
  place.baseline += painter.em(style.size * kArrivalFrom * to_go * to_go);
  painter.text(style, score, place, faded(mixed(ink.score, accent, freshness), 1 - to_go));
}

void status_line(Painter& painter, const Row& row, const TextStyle& style, const TextBox& box,
                 Colour colour) {
  TextBox text = box;
  if (has_live_mark(row)) {
    const int diameter = painter.em(style.size * kDot);
    const int mark = diameter + painter.em(style.size * kClose);
    const int width = std::min(box.width, mark + painter.text_width(style, row.status));
    text.x = box.start_of(width);
    live_mark(painter, row, style, text.x + diameter / 2,
              box.baseline - painter.cap_height(style) / 2);
    text.x += mark;
    text.width = width - mark;
    text.align = Align::kStart;
  }
  text.part = Part::kStatus;
  painter.text(style, row.status, text, colour);
}

int heading(Painter& painter, const Content& content, int top, Align align) {
  if (content.heading.empty()) {
    return 0;
  }
  const int pad = painter.em(kWide);
  const int height = painter.line_height(kHeadingStyle);
  painter.text(kHeadingStyle, content.heading,
               {pad, painter.canvas().width - 2 * pad, painter.baseline(kHeadingStyle, top, height),
                align, Part::kHeading},
               painter.colours().accent);
  return height + painter.em(kClose);
}

int notice_height(Painter& painter, const Content& content) {
  if (content.notice.empty()) {
    return 0;
  }
  const int width = notice_box(painter, painter.em(kWide), Align::kStart).width;
  return painter.em(kClose) +
         painter.line_height(kNoticeStyle) *
             painter.line_count(kNoticeStyle, content.notice, width, kNoticeLines);
}

int notice(Painter& painter, const Content& content, int top, Align align) {
  if (!content.notice.empty()) {
    TextBox box = notice_box(painter, painter.em(kWide), align);
    box.baseline =
        painter.baseline(kNoticeStyle, top + painter.em(kClose), painter.line_height(kNoticeStyle));
    painter.lines(kNoticeStyle, content.notice, box, kNoticeLines,
                  notice_colour(content, painter.colours()));
  }
  return notice_height(painter, content);
}

int empty_board(Painter& painter, const Content& content) {
  const int pad = painter.em(kWide);
  int y = pad;
  y += heading(painter, content, y, Align::kCentre);
  const int least = painter.em(4.0F);
  if (content.notice.empty()) {
    // Two names and their scores, as bars.
    const int bar = painter.em(kNear);
    const int width = painter.canvas().width;
    const int score = painter.em(1.25F);
    const int radius = painter.em(0.2F);
    const Colour colour = painter.colours().border;
    const int first = y + (least - 3 * bar) / 2;
    const int name = std::min(painter.em(9.0F), (width - 3 * pad - score) * 3 / 4);
    painter.fill(pad, first, name, bar, colour, radius);
    painter.fill(pad, first + 2 * bar, name * 3 / 4, bar, colour, radius);
    painter.fill(width - pad - score, first, score, bar, colour, radius);
    painter.fill(width - pad - score, first + 2 * bar, score, bar, colour, radius);
    return y + least + pad;
  }
  TextBox box = notice_box(painter, pad, Align::kCentre);
  const int line = painter.line_height(kLoneNoticeStyle);
  const int height =
      line * painter.line_count(kLoneNoticeStyle, content.notice, box.width, kLoneNoticeLines);
  const int room = std::max(least, height);
  box.baseline = painter.baseline(kLoneNoticeStyle, y + (room - height) / 2, line);
  painter.lines(kLoneNoticeStyle, content.notice, box, kLoneNoticeLines,
                notice_colour(content, painter.colours()));
  return y + room + pad;
}

}  // namespace scoreline::board
