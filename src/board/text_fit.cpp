#include "board/text_fit.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "board/clusters.hpp"
#include "board/text_runs.hpp"
#include "text/utf8.hpp"

namespace scoreline::board {
namespace {

constexpr std::string_view kEllipsis = "\xe2\x80\xa6";

// A notice that counts seconds makes a new entry each second.
constexpr std::size_t kMaxKnown = 512;

std::string_view without_spaces(std::string_view text) {
  const std::size_t last = text.find_last_not_of(' ');
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// Where the next line may begin: after a space, or between ideographs. A flag stays with the name
// that it stands before.
std::size_t next_break(std::string_view text, std::size_t at) {
  constexpr char32_t kFirstEmoji = 0x1f000;
  char32_t last = 0;
  while (at < text.size()) {
    const char32_t before = last;
    last = code_point_at(text, at).value;
    at = next_cluster(text, at);
    if ((last == ' ' && before < kFirstEmoji) || at == text.size() || is_ideographic(last)) {
      while (at < text.size() && text[at] == ' ') {
        ++at;
      }
      break;
    }
  }
  return at;
}

}  // namespace

const FittedText& TextFit::fit(const Face& face, std::string_view text, bool has_figures, int width,
                               int max_lines) {
  width = std::clamp(width, 0, atlas_.max_width());
  const std::uint64_t number = number_of(face) << 25U | static_cast<std::uint64_t>(width) << 8U |
                               static_cast<std::uint64_t>(max_lines) << 1U |
                               static_cast<std::uint64_t>(has_figures);
  if (const FittedText* known = known_.find(number, text)) {
    return *known;
  }
  if (known_.size() == kMaxKnown) {
    known_.clear();
  }
  return known_.insert(number, text, balanced(face, text, has_figures, width, max_lines));
}

int TextFit::width_of(const Face& face, std::string_view text, bool has_figures) {
  int width = 0;
  for (const TextRun& run : TextRuns(text, has_figures)) {
    width += run.kind == TextRun::Kind::kDigit ? atlas_.measures(face).digit_width
                                               : atlas_.advance(face, run.text);
  }
  return width;
}

FittedText TextFit::balanced(const Face& face, std::string_view text, bool has_figures, int width,
                             int max_lines) {
  FittedText best = make(face, text, has_figures, width, max_lines);
  if (best.line_count < 2 || best.is_cut) {
    return best;
  }
  for (int step = width / 4; step > face.device_px / 4; step /= 2) {
    FittedText narrower = make(face, text, has_figures, width - step, max_lines);
    if (!narrower.is_cut && narrower.line_count == best.line_count) {
      best = std::move(narrower);
      width -= step;
    }
  }
  return best;
}

FittedText TextFit::make(const Face& face, std::string_view text, bool has_figures, int width,
                         int max_lines) {
  FittedText result;
  while (!text.empty() && result.line_count < max_lines) {
    ++result.line_count;
    if (!result.text.empty()) {
      result.text += '\n';
    }
    if (width_of(face, text, has_figures) <= width) {
      result.text += text;
      return result;
    }
    // As much as fits on this line, broken where it may be.
    std::size_t end = 0;
    for (std::size_t at = next_break(text, 0);
         at < text.size() &&
         width_of(face, without_spaces(text.substr(0, at)), has_figures) <= width;
         at = next_break(text, at)) {
      end = at;
    }
    if (end == 0 || result.line_count == max_lines) {
      result.text += cut(face, text, has_figures, width);
      result.is_cut = true;
      return result;
    }
    result.text += without_spaces(text.substr(0, end));
    text.remove_prefix(end);
  }
  return result;
}

std::string TextFit::cut(const Face& face, std::string_view text, bool has_figures, int width) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size();) {
    at = next_cluster(text, at);
    ends.push_back(at);
  }
  const auto shortened = [text](std::size_t end) {
    std::string result(without_spaces(text.substr(0, end)));
    return result += kEllipsis;
  };
  // The first end that is too far. Not even the ellipsis may fit; it is then drawn all the same by
  // nobody: an empty text is better than one that covers its neighbour.
  const auto too_far = std::partition_point(ends.begin(), ends.end(), [&](std::size_t end) {
    return width_of(face, shortened(end), has_figures) <= width;
  });
  if (too_far == ends.begin()) {
    return width_of(face, kEllipsis, has_figures) <= width ? std::string(kEllipsis) : std::string();
  }
  return shortened(*(too_far - 1));
}

}  // namespace scoreline::board
