// What a layout paints with: text and plain shapes in roles of a Look, in whole device px.
//
// A layout is run over the same Painter interface to measure its height, to describe its parts for
// the page's HTML, to prepare the pictures of its text (the texture may grow then, which must not
// happen while triangles are made), and to draw. It need not know which.
//
// x runs in reading direction: 0 is the left edge, or the right one when the board runs right to
// left.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "board/boxes.hpp"
#include "board/content.hpp"
#include "board/layout_kind.hpp"
#include "board/look.hpp"
#include "board/text_atlas.hpp"
#include "board/text_fit.hpp"

struct ImDrawList;

namespace scoreline::board {

enum class Align : std::uint8_t { kStart, kCentre, kEnd };

struct TextStyle {
  float size = 1;  // em of the page's text size
  int weight = 400;
  // Digits have one width and are drawn one by one: for all that changes often, not for names.
  bool has_figures = false;
};

// Room for text: from `x` on, `width` wide, set on `baseline`.
struct TextBox {
  int x = 0;
  int width = 0;
  int baseline = 0;
  Align align = Align::kStart;
  Part part = Part::kShape;  // what stands here

  // Where something so wide begins in it.
  [[nodiscard]] int start_of(int its_width) const {
    if (align == Align::kStart) return x;
    return x + (align == Align::kEnd ? width - its_width : (width - its_width) / 2);
  }
};

class Painter {
 public:
  enum class Stage : std::uint8_t { kMeasure, kDescribe, kPrepare, kDraw };
  struct Canvas {
    int width = 0;  // device px
    float device_pixel_ratio = 1;
    // The part of the board that is painted; does not matter to measuring.
    int top = 0;
    int height = 0;
  };

  // `list` is used only while drawing.
  Painter(TextAtlas& atlas, TextFit& fit, const Look& look, const Canvas& canvas, Stage stage,
          ImDrawList* list);

  [[nodiscard]] const Colours& colours() const { return look_.colours; }
  [[nodiscard]] const Canvas& canvas() const { return canvas_; }
  // A picture is made, with all the decoration that HTML does without.
  [[nodiscard]] bool is_picture() const {
    return stage_ == Stage::kPrepare || stage_ == Stage::kDraw;
  }
  // As it is drawn: HTML does not move.
  [[nodiscard]] Motion motion_of(const Row& row) const {
    return is_picture() ? row.motion : Motion();
  }
  [[nodiscard]] bool is_still() const { return look_.reduced_motion; }
  [[nodiscard]] float width_em() const;
  // Whole device px; at least one when `ems` is more than nothing.
  [[nodiscard]] int em(float ems) const;
  // Something of what stands here is painted now: what is not need not be laid out at all.
  [[nodiscard]] bool shows(int y, int height) const;
  // Of the finest line that is crisp.
  [[nodiscard]] int hairline() const;
  // Of a mark that is no dot: half as wide again.
  [[nodiscard]] float ring_line() const;
  // Some text had no room in the texture while preparing.
  [[nodiscard]] bool is_out_of_room() const { return is_out_of_room_; }

  [[nodiscard]] int line_height(const TextStyle& style) const;
  [[nodiscard]] int cap_height(const TextStyle& style);
  // On which capitals and figures are centred between top and top + height.
  [[nodiscard]] int baseline(const TextStyle& style, int top, int height);
  [[nodiscard]] int text_width(const TextStyle& style, std::string_view text);
  [[nodiscard]] int digits_width(const TextStyle& style, int count);
  // All of the text has room in so many lines.
  [[nodiscard]] bool fits(const TextStyle& style, std::string_view text, int width,
                          int max_lines = 1);
  // How much of the text is seen in so many lines, 0 to 1.
  [[nodiscard]] float shown(const TextStyle& style, std::string_view text, int width,
                            int max_lines);
  [[nodiscard]] int line_count(const TextStyle& style, std::string_view text, int width,
                               int max_lines);

  // One line, with an ellipsis where the box is too narrow.
  void text(const TextStyle& style, std::string_view text, const TextBox& box, Colour colour);
  // Several; the box's baseline is that of the first.
  void lines(const TextStyle& style, std::string_view text, const TextBox& box, int max_lines,
             Colour colour);

  void fill(int x, int y, int width, int height, Colour colour, int radius = 0);
  // A team's crest in a square; until it is there, and where there is none, its first letters.
  void crest(const Side& side, int x, int y, int size);
  // What is painted from now on is of that row of the content, whose match stands there.
  void begin_row(int row, int x, int y, int width);
  // The next match stands here; matches are named in the order of the content's rows.
  void match(int x, int y, int width, int height);
  // The next group of matches, heading included; the heading itself is left to the page.
  void group(int y, int height, int heading);
  [[nodiscard]] Boxes take_boxes() { return std::move(boxes_); }
  // What is painted until `unclip` is seen only between these two.
  void clip(int x, int y, int width, int height);
  void unclip();
  // Its line is so many px wide, within the diameter; 0: it is filled.
  void circle(int centre_x, int centre_y, int diameter, Colour colour, float line = 0);

 private:
  [[nodiscard]] Face face_of(const TextStyle& style) const;
  // A whole text that is known to fit, from a pen on the left.
  void put(const Face& face, std::string_view text, bool has_figures, int pen, int baseline,
           Colour colour);
  void describe(const TextStyle& style, const std::string& text, const TextBox& box, Colour colour);
  void describe(int x, int y, int width, int height, int radius, int ring, Colour colour);
  // A part that stands there, without what it looks like.
  PlacedPart& place(Part part, int x, int y, int width, int height);
  void glyph(const Face& face, std::string_view text, int pen, int baseline, Colour colour);
  [[nodiscard]] int mirrored(int x, int width) const;
  [[nodiscard]] float css(int device_px) const;

  TextAtlas& atlas_;
  TextFit& fit_;
  const Look& look_;
  Canvas canvas_;
  Stage stage_;
  ImDrawList* list_;
  float px_per_em_;
  Boxes boxes_;  // matches and groups while measuring, parts while describing
  int row_ = -1;
  int row_left_ = 0;
  int row_top_ = 0;
  bool is_out_of_room_ = false;
};

}  // namespace scoreline::board
