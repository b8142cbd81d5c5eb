#include "engine/json_writer.hpp"

#include <cmath>

namespace scoreline {

void JsonWriter::write(double number) {
  // Not through printf: its floating point costs more bytes than all of this file.
  constexpr double kLargest = 1e15;
  if (!(std::abs(number) < kLargest)) {
    out_ += "null";
    return;
  }
  const auto hundredths = static_cast<std::int64_t>(std::floor(std::abs(number) * 100 + 0.5));
  if (number < 0 && hundredths != 0) out_ += '-';
  out_ += std::to_string(hundredths / 100);
  if (const std::int64_t rest = hundredths % 100) {
    out_ += '.';
    out_ += static_cast<char>('0' + rest / 10);
    out_ += static_cast<char>('0' + rest % 10);
  }
}

}  // namespace scoreline
