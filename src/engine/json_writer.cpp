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
  const std::int64_t hundredths = std::llround(number * 100);
  if (hundredths < 0) out_ += '-';
  const std::uint64_t size = static_cast<std::uint64_t>(hundredths < 0 ? -hundredths : hundredths);
  out_ += std::to_string(static_cast<std::int64_t>(size / 100));
  if (size % 100 != 0) {
    out_ += '.';
    out_ += static_cast<char>('0' + size % 100 / 10);
    out_ += static_cast<char>('0' + size % 10);
  }
}

}  // namespace scoreline
