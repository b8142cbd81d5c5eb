// What the tests of decoders share.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "feed/result.hpp"

namespace scoreline::test {

// "ok", or the error as "missing home_score".
template <typename T>
std::string outcome(const Result<T>& result) {
  if (result.ok()) return "ok";
  return std::string(name_of(result.error().code)) + ' ' + std::string(result.error().where);
}

// `text` with its only `from` written as `to`.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from << " is not in " << text;
  if (at == std::string::npos) return text;
  EXPECT_EQ(text.find(from, at + 1), std::string::npos) << from << " is twice in " << text;
  return text.replace(at, from.size(), to);
}

// A copy that ends where its memory ends, so that a sanitizer sees a read beyond it.
class ExactBytes {
 public:
  explicit ExactBytes(std::string_view text) : bytes_(text.begin(), text.end()) {}
  [[nodiscard]] std::string_view view() const { return {bytes_.data(), bytes_.size()}; }

 private:
  std::vector<char> bytes_;
};

// Calls `take` with every front part of `sample`, shorter than the whole.
template <typename Take>
void for_each_truncation(std::string_view sample, Take take) {
  for (std::size_t size = 0; size < sample.size(); ++size) {
    take(ExactBytes(sample.substr(0, size)).view());
  }
}

// Calls `take` with `count` copies of `sample` of which one to four bytes were changed, dropped or
// doubled. The same copies in each run.
template <typename Take>
void for_each_damage(std::string_view sample, int count, Take take) {
  constexpr std::string_view kTelling = "\"\\{}[],:0-9.eEtfnu\0\x80\xff\xc0\xed";
  std::mt19937 random(20260504);
  const auto below = [&random](std::size_t limit) { return random() % limit; };
  for (int i = 0; i < count; ++i) {
    std::string damaged(sample);
    for (std::size_t n = 1 + below(4); n > 0 && !damaged.empty(); --n) {
      const std::size_t at = below(damaged.size());
      switch (below(4)) {
        case 0:
          damaged[at] = static_cast<char>(below(256));
          break;
        case 1:
          damaged[at] = kTelling[below(kTelling.size())];
          break;
        case 2:
          damaged.erase(at, 1 + below(8));
          break;
        default:
          damaged.insert(at, damaged.substr(at, 1 + below(8)));
          break;
      }
    }
    take(ExactBytes(damaged).view());
  }
}

}  // namespace scoreline::test
