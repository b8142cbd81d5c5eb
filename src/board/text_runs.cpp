#include "board/text_runs.hpp"

namespace scoreline::board {
namespace {

constexpr std::string_view kEnDash = "\xe2\x80\x93";

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_digit(text[at]);
}

bool is_sign(char byte) {
  return byte == ':' || byte == '+' || byte == '\'' || byte == '.' || byte == '-';
}

}  // namespace

TextRuns::TextRuns(std::string_view text, bool has_figures) {
  if (text == kEnDash) {
    add(TextRun::Kind::kSign, text);
    return;
  }
  std::size_t words = 0;  // where the words that are not added yet begin
  bool after_figure = false;
  for (std::size_t at = 0; has_figures && at < text.size() && count_ + 2 < kMaxRuns;) {
    const bool before_digit = digit_at(text, at + 1);
    TextRun::Kind kind = TextRun::Kind::kWords;
    if (is_digit(text[at])) {
      kind = TextRun::Kind::kDigit;
    } else if (is_sign(text[at]) && (after_figure || before_digit)) {
      kind = TextRun::Kind::kSign;
    } else if (text[at] == ' ' && (after_figure || before_digit)) {
      kind = TextRun::Kind::kSpace;
    }
    after_figure = kind == TextRun::Kind::kDigit || kind == TextRun::Kind::kSign;
    if (kind != TextRun::Kind::kWords) {
      add(TextRun::Kind::kWords, text.substr(words, at - words));
      add(kind, text.substr(at, 1));
      words = at + 1;
    }
    ++at;
  }
  add(TextRun::Kind::kWords, text.substr(words));
}

void TextRuns::add(TextRun::Kind kind, std::string_view text) {
  if (!text.empty()) {
    runs_[count_++] = {kind, text};
  }
}

}  // namespace scoreline::board
