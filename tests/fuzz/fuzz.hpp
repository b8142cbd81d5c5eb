// What all fuzz targets share: the input taken apart, and a check that holds in every build.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace scoreline::fuzz {

// Ends the program, which libFuzzer reports with the input that did it.
inline void require(bool holds) {
  if (!holds) std::abort();
}

// Reads an input from its front. When it is used up, numbers are 0 and texts empty.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

  [[nodiscard]] bool is_empty() const { return size_ == 0; }
  std::uint8_t byte() {
    if (size_ == 0) return 0;
    --size_;
    return *data_++;
  }
  std::uint32_t number() {
    const std::uint32_t high = byte();
    return high << 8U | byte();
  }
  std::string_view text(std::size_t length) {
    const std::size_t taken = length < size_ ? length : size_;
    // The bytes are read as text, as they come from a socket.
    const std::string_view text(reinterpret_cast<const char*>(data_), taken);
    data_ += taken;
    size_ -= taken;
    return text;
  }
  std::string_view rest() { return text(size_); }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
};

}  // namespace scoreline::fuzz
