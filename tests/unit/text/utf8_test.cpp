#include "text/utf8.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

TEST(Utf8Length, IsThatOfTheFirstCharacter) {
  EXPECT_EQ(utf8_length("a"), 1u);
  EXPECT_EQ(utf8_length(std::string_view("\0", 1)), 1u);
  EXPECT_EQ(utf8_length("\u00e9x"), 2u);
  EXPECT_EQ(utf8_length("\u26bdx"), 3u);
  EXPECT_EQ(utf8_length("\xed\x9f\xbf"), 3u);  // U+D7FF
  EXPECT_EQ(utf8_length("\xee\x80\x80"), 3u);  // U+E000
  EXPECT_EQ(utf8_length("\U0001f3c0"), 4u);
  EXPECT_EQ(utf8_length("\xf4\x8f\xbf\xbf"), 4u);  // U+10FFFF
}

TEST(Utf8Length, IsNothingForWhatIsNotUtf8) {
  constexpr std::string_view kBad[] = {
      "",
      "\x80",              // a continuation alone
      "\xc3",              // cut short
      "\xe2\x9a",          //
      "\xf0\x9f\x8f",      //
      "\xc3(",             // not a continuation
      "\xe2(\xbd",         //
      "\xe2\x9a(",         //
      "\xf0\x9f\x8f(",     //
      "\xc0\xaf",          // overlong
      "\xc1\xbf",          //
      "\xe0\x9f\xbf",      //
      "\xf0\x8f\xbf\xbf",  //
      "\xed\xa0\x80",      // a surrogate
      "\xf4\x90\x80\x80",  // beyond U+10FFFF
      "\xf5\x80\x80\x80",
      "\xff",
  };
  for (const std::string_view text : kBad) EXPECT_EQ(utf8_length(text), 0u);
}

TEST(Utf8Prefix, NeverCutsACharacter) {
  constexpr std::string_view kText = "a\u00e9\u26bd\U0001f3c0";  // 1 + 2 + 3 + 4 bytes
  constexpr std::size_t kSizes[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
  for (std::size_t max = 0; max < std::size(kSizes); ++max) {
    EXPECT_EQ(utf8_prefix(kText, max), kText.substr(0, kSizes[max])) << max;
  }
}

}  // namespace
}  // namespace scoreline
