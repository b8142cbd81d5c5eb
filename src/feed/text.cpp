#include "feed/text.hpp"

#include <iterator>

namespace scoreline {

std::string number_text(std::int64_t number) {
  char text[20];  // as long as the least number
  char* const end = std::end(text);
  char* begin = end;
  // Negated without a sign: the least number has no positive counterpart.
  const auto bits = static_cast<std::uint64_t>(number);
  std::uint64_t rest = number < 0 ? 0 - bits : bits;
  do {
    *--begin = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (number < 0) *--begin = '-';
  return {begin, end};
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

}  // namespace scoreline
