// Text cut to the room that it has: broken into lines at spaces, the last one ending in an ellipsis
// where not all fits. What was found is kept, since a board asks the same at every draw.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "board/string_table.hpp"
#include "board/text_atlas.hpp"

namespace scoreline::board {

struct FittedText {
  std::string text;  // lines are separated by '\n'
  int line_count = 0;
  bool is_cut = false;
};

class TextFit {
 public:
  explicit TextFit(TextAtlas& atlas) : atlas_(atlas) {}

  // `width` in device px. The result is valid until the next call.
  [[nodiscard]] const FittedText& fit(const Face& face, std::string_view text, bool has_figures,
                                      int width, int max_lines);

  // Texts that are kept now.
  [[nodiscard]] std::size_t size() const { return known_.size(); }

  // As it is drawn: figures each in their place (see TextRuns).
  [[nodiscard]] int width_of(const Face& face, std::string_view text, bool has_figures);

 private:
  // In as few lines as `make` needs, but of as even a length as may be: no last word alone.
  [[nodiscard]] FittedText balanced(const Face& face, std::string_view text, bool has_figures,
                                    int width, int max_lines);
  [[nodiscard]] FittedText make(const Face& face, std::string_view text, bool has_figures,
                                int width, int max_lines);
  // The longest beginning of `text` that fits, with "…" added.
  [[nodiscard]] std::string cut(const Face& face, std::string_view text, bool has_figures,
                                int width);

  TextAtlas& atlas_;
  StringTable<FittedText> known_;
};

}  // namespace scoreline::board
