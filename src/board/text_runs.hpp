// A text as the pieces that it is drawn from. Digits and the signs between them are drawn one by
// one, each in a place of fixed width: a clock that ticks needs no new picture and does not jitter.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace scoreline::board {

struct TextRun {
  enum class Kind : std::uint8_t {
    kWords,  // one picture
    kSpace,  // between words and figures
    kDigit,  // 0 to 9, in the width of the widest
    kSign,   // ':', '+', ''', '.' or '-' that touches a digit, and the en dash
  };
  Kind kind = Kind::kWords;
  std::string_view text;

  [[nodiscard]] bool is_figure() const { return kind == Kind::kDigit || kind == Kind::kSign; }
};

class TextRuns {
 public:
  // With `has_figures` false, all of it is one run of words (a name: "Schalke 04").
  TextRuns(std::string_view text, bool has_figures);

  [[nodiscard]] const TextRun* begin() const { return runs_.data(); }
  [[nodiscard]] const TextRun* end() const { return runs_.data() + count_; }

 private:
  // Words and figures alternate in a notice at most a few times; what is beyond is one last run.
  static constexpr std::size_t kMaxRuns = 32;

  void add(TextRun::Kind kind, std::string_view text);

  std::array<TextRun, kMaxRuns> runs_;
  std::size_t count_ = 0;
};

}  // namespace scoreline::board
