// What layouts have in common: the inks of a match, its status with the live mark, scores, notices.
#pragma once

#include "board/content.hpp"
#include "board/painter.hpp"

namespace scoreline::board {

inline constexpr std::string_view kDash = "\xe2\x80\x93";

// The colours and weights in which a match is drawn, by its state and by how far it may be trusted.
struct RowInks {
  struct Team {
    Colour name = 0;
    Colour score = 0;
    int weight = 0;
    float freshness = 0;  // of the score, see Motion
  };
  Team home;
  Team away;
  Colour dash = 0;
  Colour status = 0;
};
[[nodiscard]] RowInks inks_of(const Painter& painter, const Row& row);

// What a side's name and score are in its row.
struct SideParts {
  Part name;
  Part score;
};
[[nodiscard]] inline SideParts parts_of(const Row& row, const Side& side) {
  return &side == &row.home ? SideParts{Part::kHome, Part::kHomeScore}
                            : SideParts{Part::kAway, Part::kAwayScore};
}

// Digits that every score column of these rows has room for. A sport has as many from the first
// minute on as it may need at the last, so that no column moves.
[[nodiscard]] int score_digits(const Content& content);

// Some team of the board has a crest: then all have a place for one.
[[nodiscard]] bool has_crests(const Content& content);

// The full names, a long one with an ellipsis; where too little of one would be left, both short
// ones: "Lakers" beside "MIN" would look like a mistake.
struct Names {
  std::string_view home;
  std::string_view away;
};
[[nodiscard]] Names names_for(Painter& painter, const Row& row, const RowInks& inks, float size,
                              int width, int max_lines);

// One team's score. A new one comes into its place and glows for a moment.
void put_score(Painter& painter, const TextStyle& style, std::string_view score,
               const RowInks::Team& ink, const TextBox& box);

// The status with the mark of a match in play before it; both are aligned as one.
void status_line(Painter& painter, const Row& row, const TextStyle& style, const TextBox& box,
                 Colour colour);
// The mark alone, centred on a point: a dot when followed live, a ring when polled, else nothing.
// It has the colour of what is live while the ball is in play.
void live_mark(Painter& painter, const Row& row, const TextStyle& style, int centre_x,
               int centre_y);
[[nodiscard]] bool has_live_mark(const Row& row);

// The status' style; a smaller one where only so it is whole.
[[nodiscard]] TextStyle status_style(Painter& painter, std::string_view status, int width,
                                     int max_lines);

// A match in two tight lines, between `x` and `x` + `width`, with so much space at its sides.
// Returns the height, always the same.
struct NanoPlace {
  int x = 0;
  int width = 0;
  int pad = 0;
  bool has_rule = false;  // between the scores and the status
};
int nano_row(Painter& painter, const Content& content, const Row& row, const NanoPlace& place,
             int top);
[[nodiscard]] int nano_height(const Painter& painter);

// The newest plays of a match. Returns the height, space above included; 0 when it has had none. A
// play that comes later moves nothing.
int plays(Painter& painter, const Row& row, int top);

// The league, on top. Returns the height, space below included; 0 when there is none.
int heading(Painter& painter, const Content& content, int top, Align align);

// The notice under rows. Both return the height, space above included; 0 when there is none.
[[nodiscard]] int notice_height(Painter& painter, const Content& content);
int notice(Painter& painter, const Content& content, int top, Align align);

// A board without rows: the notice, or where there is not even that, the shape of what will come.
// Returns the height.
int empty_board(Painter& painter, const Content& content);

}  // namespace scoreline::board
