#include "engine/play_text.hpp"

#include <string_view>

#include "engine/wording.hpp"
#include "text/joined.hpp"

namespace scoreline {
namespace {

bool is_gap(char byte) { return byte == '_' || byte == '-' || byte == ' '; }

char changed_case(char byte, char first, char last) {
  return byte >= first && byte <= last ? static_cast<char>(byte ^ 0x20) : byte;
}

// "Foul Technical" as "foul_technical".
std::string type_name(std::string_view type) {
  std::string name;
  for (const char byte : type) name += is_gap(byte) ? '_' : changed_case(byte, 'A', 'Z');
  return name;
}

// "foul_technical" as "technical_foul".
std::string turned(const std::string& name) {
  const std::size_t gap = name.find('_');
  if (gap == std::string::npos) return name;
  const std::string_view view = name;
  return joined({view.substr(gap + 1), "_", view.substr(0, gap)});
}

std::string readable(std::string_view type) {
  std::string text;
  for (const char byte : type) {
    if (byte != '_') {
      text += text.empty() ? changed_case(byte, 'a', 'z') : byte;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  if (text.ends_with(' ')) text.pop_back();
  return text.empty() ? std::string(type) : text;
}

}  // namespace

std::string play_text(const Play& play, const Words& words) {
  const std::string name = type_name(play.type);
  std::string key = joined({"play_", name});
  if (!words.has(key)) key = joined({"play_", turned(name)});
  return words.has(key) ? words.text(key) : readable(play.type);
}

std::string play_time_text(const Play& play, const Words& words) {
  const auto& seconds = play.clock_seconds_left;
  if (play.period &&
      (play.period->kind == PeriodKind::kQuarter || play.period->kind == PeriodKind::kOvertime)) {
    return period_text(*play.period, seconds, words);
  }
  return seconds ? clock_text(*seconds) : std::string();
}

}  // namespace scoreline
