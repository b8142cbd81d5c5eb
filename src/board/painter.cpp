#include "board/painter.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "board/clusters.hpp"
#include "board/pixel.hpp"
#include "board/text_runs.hpp"
#include "board/tokens.hpp"
#include "text/utf8.hpp"

namespace scoreline::board {
Painter::Painter(TextAtlas& atlas, TextFit& fit, const Look& look, const Canvas& canvas,
                 Stage stage, ImDrawList* list)
    : atlas_(atlas),
      fit_(fit),
      look_(look),
      canvas_(canvas),
      stage_(stage),
      list_(list),
      px_per_em_(bounded(look.font_size_css, tokens::kMinFontSize, tokens::kMaxFontSize) *
                 canvas.device_pixel_ratio) {}

float Painter::width_em() const { return static_cast<float>(canvas_.width) / px_per_em_; }

int Painter::em(float ems) const { return ems > 0 ? std::max(1, rounded(ems * px_per_em_)) : 0; }

bool Painter::shows(int y, int height) const {
  return stage_ != Stage::kMeasure && y < canvas_.top + canvas_.height && y + height > canvas_.top;
}

int Painter::hairline() const { return std::max(1, static_cast<int>(canvas_.device_pixel_ratio)); }
float Painter::ring_line() const { return 1.5F * static_cast<float>(hairline()); }

Face Painter::face_of(const TextStyle& style) const {
  return {look_.font, style.weight, em(style.size)};
}

int Painter::line_height(const TextStyle& style) const { return em(style.size * tokens::kLine); }

int Painter::cap_height(const TextStyle& style) {
  return atlas_.measures(face_of(style)).cap_height;
}

int Painter::baseline(const TextStyle& style, int top, int height) {
  return top + (height + cap_height(style) + 1) / 2;
}

int Painter::text_width(const TextStyle& style, std::string_view text) {
  return fit_.width_of(face_of(style), text, style.has_figures);
}

int Painter::digits_width(const TextStyle& style, int count) {
  return count * atlas_.measures(face_of(style)).digit_width;
}

bool Painter::fits(const TextStyle& style, std::string_view text, int width, int max_lines) {
  return !fit_.fit(face_of(style), text, style.has_figures, width, max_lines).is_cut;
}

float Painter::shown(const TextStyle& style, std::string_view text, int width, int max_lines) {
  const FittedText& fitted = fit_.fit(face_of(style), text, style.has_figures, width, max_lines);
  if (!fitted.is_cut) {
    return 1;
  }
  constexpr float kEllipsisBytes = 3;
  return (static_cast<float>(fitted.text.size()) - kEllipsisBytes) /
         static_cast<float>(text.size());
}

int Painter::line_count(const TextStyle& style, std::string_view text, int width, int max_lines) {
  return fit_.fit(face_of(style), text, style.has_figures, width, max_lines).line_count;
}

int Painter::mirrored(int x, int width) const {
  return look_.right_to_left ? canvas_.width - x - width : x;
}

void Painter::text(const TextStyle& style, std::string_view text, const TextBox& box,
                   Colour colour) {
  lines(style, text, box, 1, colour);
}

void Painter::lines(const TextStyle& style, std::string_view text, const TextBox& box,
                    int max_lines, Colour colour) {
  if (stage_ == Stage::kMeasure || (text.empty() && stage_ != Stage::kDescribe)) {
    return;
  }
  const Face face = face_of(style);
  const std::string& fitted = fit_.fit(face, text, style.has_figures, box.width, max_lines).text;
  if (stage_ == Stage::kDescribe) {
    describe(style, fitted, box, colour);
    return;
  }
  std::string_view rest = fitted;
  int baseline = box.baseline;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const int width = fit_.width_of(face, line, style.has_figures);
    put(face, line, style.has_figures, mirrored(box.start_of(width), width), baseline, colour);
    baseline += line_height(style);
  }
}

void Painter::put(const Face& face, std::string_view text, bool has_figures, int pen, int baseline,
                  Colour colour) {
  const TextRuns runs(text, has_figures);
  const int digit_width = atlas_.measures(face).digit_width;
  const auto advance_of = [&](const TextRun& run) {
    return run.kind == TextRun::Kind::kDigit ? digit_width : atlas_.advance(face, run.text);
  };
  const auto put_run = [&](const TextRun& run, int at) {
    // Preparing must come first: only then is the advance of a digit known without a measurement.
    if (stage_ == Stage::kPrepare) {
      is_out_of_room_ |= !atlas_.prepare(face, run.text, colour);
    } else if (run.kind == TextRun::Kind::kDigit) {
      glyph(face, run.text, at + (digit_width - atlas_.advance(face, run.text)) / 2, baseline,
            colour);
    } else {
      glyph(face, run.text, at, baseline, colour);
    }
  };
  if (!runs_right_to_left(text)) {
    for (const TextRun& run : runs) {
      put_run(run, pen);
      pen += advance_of(run);
    }
    return;
  }
  // Words go leftwards from the right end; figures that belong together keep their order.
  for (const TextRun& run : runs) {
    pen += advance_of(run);
  }
  for (const TextRun* run = runs.begin(); run != runs.end();) {
    const TextRun* end = run + 1;
    int width = advance_of(*run);
    for (; run->is_figure() && end != runs.end() && end->is_figure(); ++end) {
      width += advance_of(*end);
    }
    pen -= width;
    for (int at = pen; run != end; ++run) {
      put_run(*run, at);
      at += advance_of(*run);
    }
  }
}

void Painter::glyph(const Face& face, std::string_view text, int pen, int baseline, Colour colour) {
  atlas_.draw(*list_, face, text, pen, baseline - canvas_.top, colour);
}

void Painter::begin_row(int row, int x, int y, int width) {
  row_ = row;
  row_left_ = mirrored(x, width);
  row_top_ = y;
}

PlacedPart& Painter::place(Part part, int x, int y, int width, int height) {
  const bool is_of_board = part == Part::kHeading || part == Part::kNotice || row_ < 0;
  PlacedPart& placed = boxes_.parts.emplace_back();
  placed.row = is_of_board ? -1 : row_;
  placed.part = part;
  placed.left = css(mirrored(x, width) - (is_of_board ? 0 : row_left_));
  placed.top = css(y - (is_of_board ? 0 : row_top_));
  placed.width = css(width);
  placed.height = css(height);
  return placed;
}

void Painter::describe(const TextStyle& style, const std::string& text, const TextBox& box,
                       Colour colour) {
  const int line = line_height(style);
  // A browser sets a line's text so that what the font has above and below the baseline is in its middle.
  const FaceMeasures measures = atlas_.measures(face_of(style));
  const int above = (line - measures.ascent - measures.descent) / 2 + measures.ascent;
  PlacedPart& placed = place(box.part, box.x, box.baseline - above, box.width, line);
  placed.size = css(em(style.size));
  placed.stroke = static_cast<float>(style.weight);
  placed.has_figures = style.has_figures;
  placed.edge = box.align == Align::kCentre                            ? Edge::kCentre
                : (box.align == Align::kStart) == !look_.right_to_left ? Edge::kLeft
                                                                       : Edge::kRight;
  placed.colour = colour;
  placed.text = text;
}

void Painter::describe(int x, int y, int width, int height, int radius, int ring, Colour colour) {
  if (width <= 0 || height <= 0) return;
  PlacedPart& placed = place(Part::kShape, x, y, width, height);
  placed.size = css(radius);
  placed.stroke = css(ring);
  placed.colour = colour;
}

void Painter::crest(const Side& side, int x, int y, int size) {
  if (stage_ == Stage::kMeasure || stage_ == Stage::kDescribe) {
    return;
  }
  if (!side.logo_url.empty()) {
    if (stage_ == Stage::kDraw) {
      if (atlas_.draw_crest(*list_, side.logo_url, size, mirrored(x, size), y - canvas_.top)) {
        return;
      }
    } else if (const auto crest = atlas_.prepare_crest(side.logo_url, size); crest.is_there) {
      is_out_of_room_ |= !crest.has_room;
      return;
    }
  }
  // As many letters as can be read at this size; of scripts whose letters are words, one.
  const TextStyle style{static_cast<float>(size) / px_per_em_ * tokens::kMonogram,
                        tokens::kSemibold, false};
  std::string_view name = side.short_name.empty() ? side.name : side.short_name;
  // Half of the Arabic names begin with the article, which tells nobody apart.
  constexpr std::string_view kArabicArticle = "\xd8\xa7\xd9\x84";
  if (name.starts_with(kArabicArticle) && name.size() > kArabicArticle.size()) {
    name.remove_prefix(kArabicArticle.size());
  }
  std::size_t end = name.empty() ? 0 : next_cluster(name, 0);
  if (size >= em(tokens::kTwoLetterCrest) && end < name.size() &&
      !is_ideographic(code_point_at(name, 0).value) && name[end] != ' ') {
    end = next_cluster(name, end);
  }
  circle(x + size / 2, y + size / 2, size, look_.colours.border);
  text(style, name.substr(0, end), {x, size, baseline(style, y, size), Align::kCentre},
       look_.colours.muted);
}

void Painter::fill(int x, int y, int width, int height, Colour colour, int radius) {
  if (stage_ == Stage::kDescribe) {
    describe(x, y, width, height, radius, 0, colour);
  }
  if (stage_ == Stage::kDraw && width > 0) {
    const int left = mirrored(x, width);
    const int top = y - canvas_.top;
    list_->AddRectFilled(point(left, top), point(left + width, top + height), imgui_colour(colour),
                         static_cast<float>(radius));
  }
}

float Painter::css(int device_px) const {
  return static_cast<float>(device_px) / canvas_.device_pixel_ratio;
}

void Painter::match(int x, int y, int width, int height) {
  if (stage_ == Stage::kMeasure) {
    boxes_.matches.push_back({css(mirrored(x, width)), css(y), css(width), css(height)});
  }
}

void Painter::group(int y, int height, int heading) {
  if (stage_ == Stage::kMeasure) {
    boxes_.groups.push_back({css(y), css(height), css(heading)});
  }
}

void Painter::clip(int x, int y, int width, int height) {
  if (stage_ == Stage::kDraw) {
    const int left = mirrored(x, width);
    const int top = y - canvas_.top;
    list_->PushClipRect(point(left, top), point(left + width, top + height), true);
  }
}

void Painter::unclip() {
  if (stage_ == Stage::kDraw) {
    list_->PopClipRect();
  }
}

void Painter::circle(int centre_x, int centre_y, int diameter, Colour colour, float line) {
  if (stage_ == Stage::kDescribe) {
    describe(centre_x - diameter / 2, centre_y - diameter / 2, diameter, diameter, diameter,
             rounded(line), colour);
  }
  if (stage_ == Stage::kDraw) {
    const ImVec2 centre = point(mirrored(centre_x, 0), centre_y - canvas_.top);
    const float radius = (static_cast<float>(diameter) - line) / 2;
    if (line > 0) {
      // AddCircle(), with the flags told once more right before the line is drawn: the compiler then leaves
      // out ImGui's other ways to draw lines, 0.4 KB after brotli.
      list_->PathArcToFast(centre, radius - 0.5F, 0, 12);
      list_->_Path.pop_back();  // the first point again
      list_->Flags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
      list_->PathStroke(imgui_colour(colour), ImDrawFlags_Closed, line);
    } else {
      list_->AddCircleFilled(centre, radius, imgui_colour(colour));
    }
  }
}

}  // namespace scoreline::board
