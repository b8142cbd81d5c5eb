#include "feed/json_number.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

namespace scoreline::json {
namespace {

// How many doubles lie between what is read and what strtod reads.
std::int64_t distance(const std::string& text) {
  Number number;
  EXPECT_EQ(read_number(text.c_str(), number), text.size()) << text;
  const double ours = number.is_integer ? static_cast<double>(number.integer) : number.number;
  const double theirs = std::strtod(text.c_str(), nullptr);
  // An integer has no -0.
  if (ours == 0 && theirs == 0 && number.is_integer) return 0;
  return std::abs(std::bit_cast<std::int64_t>(ours) - std::bit_cast<std::int64_t>(theirs));
}

TEST(ReadNumber, TakesAsMuchAsIsANumber) {
  struct Row {
    const char* text;
    std::size_t size;
  };
  constexpr Row kRows[] = {
      {"0", 1},    {"01", 1},     {"-0", 2},    {"-01", 2},   {"12,", 2},  {"1.5]", 3}, {"1e5}", 3},
      {"1E+5", 4}, {"1.0e-5", 6}, {"1.5.5", 3}, {"1e5e5", 3}, {"1x", 1},   {"", 0},     {"-", 0},
      {"+1", 0},   {".5", 0},     {"1.", 0},    {"1.e5", 0},  {"1e", 0},   {"1e+", 0},  {"1e.", 0},
      {"--1", 0},  {"-.5", 0},    {"e5", 0},    {"NaN", 0},   {"1e-x", 0}, {"x", 0},
  };
  for (const Row& row : kRows) {
    Number number;
    EXPECT_EQ(read_number(row.text, number), row.size) << row.text;
  }
}

TEST(ReadNumber, KeepsIntegersThatFit) {
  struct Row {
    const char* text;
    bool is_integer;
    std::int64_t integer;
  };
  constexpr Row kRows[] = {
      {"0", true, 0},
      {"-0", true, 0},
      {"-1", true, -1},
      {"9007199254740993", true, 9007199254740993},
      {"9223372036854775807", true, INT64_MAX},
      {"9223372036854775808", false, 0},
      {"-9223372036854775808", true, INT64_MIN},
      {"-9223372036854775809", false, 0},
      {"18446744073709551609", false, 0},
      {"18446744073709551616", false, 0},
      {"184467440737095516160", false, 0},
      {"1.0", false, 0},
      {"1e0", false, 0},
  };
  for (const Row& row : kRows) {
    Number number;
    EXPECT_GT(read_number(row.text, number), 0u);
    EXPECT_EQ(number.is_integer, row.is_integer) << row.text;
    EXPECT_EQ(number.integer, row.integer) << row.text;
  }
}

TEST(ReadNumber, RoundsAtTheEdges) {
  const std::string texts[] = {
      "9007199254740993.0",
      "9007199254740995.0",
      "9007199254740992.5",
      "18446744073709551615",
      "18446744073709551616",
      "9223372036854775808",
      "9223372036854776832",  // half way: to the even one
      "9223372036854776833",
      "9223372036854778880",
      "0.1",
      "0.30000000000000004",
      "1e22",
      "1e23",
      "8.5e22",
      "123456789012345678e-27",
      "1.7976931348623157e308",
      "17976931348623157e292",
      "1.7976931348623159e308",
      "1e309",
      "2.2250738585072014e-308",  // the least normal one
      "2.2250738585072011e-308",
      "4.9406564584124654e-324",  // the least of all
      "2.4703282292062328e-324",
      "2.4703282292062327e-324",
      "1e-324",
      "1e-999999999999",
      "0e999999999999",
      "0.0",
      "-0.0",
      "-1.5",
      "1" + std::string(400, '0') + "e-400",
      "0." + std::string(400, '0') + "1e401",
      "1." + std::string(400, '0'),
      "0.1" + std::string(60, '2'),
      std::string(309, '9'),
      std::string(308, '9'),
  };
  for (const std::string& text : texts) EXPECT_EQ(distance(text), 0) << text;
}

TEST(ReadNumber, IsNeverFurtherThanTheDoubleBesideIt) {
  std::mt19937_64 random(20260504);
  int beside = 0;
  constexpr int kCount = 200'000;
  for (int i = 0; i < kCount; ++i) {
    char text[64];
    const auto value = std::bit_cast<double>(random() >> 1);
    if (!std::isfinite(value)) continue;
    // Seventeen digits say which double it is; with more, some lie near the middle of two.
    std::snprintf(text, sizeof text, i % 2 == 0 ? "%.16e" : "%.30e", value);
    const std::int64_t off = distance(text);
    ASSERT_LE(off, 1) << text;
    beside += off != 0 ? 1 : 0;
  }
  EXPECT_LT(beside, kCount / 100);
}

TEST(ReadNumber, IsRightWithinWhatFeedsSend) {
  std::mt19937_64 random(20260505);
  for (int i = 0; i < 200'000; ++i) {
    // Up to 19 digits, the point anywhere, and an exponent that leaves 10^-27 to 10^27.
    const std::uint64_t digits = random() % 10'000'000'000'000'000'000U >> (random() % 64);
    const auto exponent = static_cast<int>(random() % 55) - 27;
    const std::string text = std::to_string(digits) + 'e' + std::to_string(exponent);
    ASSERT_EQ(distance(text), 0) << text;
    char shortest[64];
    const double value = static_cast<double>(random() >> 11) * 0x1p-53 * (i % 2 == 0 ? 1 : 100);
    std::snprintf(shortest, sizeof shortest, "%.17g", value);
    ASSERT_EQ(distance(shortest), 0) << shortest;
  }
}

}  // namespace
}  // namespace scoreline::json
