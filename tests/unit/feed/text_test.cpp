#include "feed/text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace scoreline {
namespace {

TEST(NumberText, IsWhatTheStandardLibraryWrites) {
  using Limits = std::numeric_limits<std::int64_t>;
  for (const std::int64_t number :
       {std::int64_t{0}, std::int64_t{7}, std::int64_t{-7}, std::int64_t{10}, std::int64_t{-190},
        std::int64_t{1'000'000}, Limits::min(), Limits::min() + 1, Limits::max()}) {
    EXPECT_EQ(number_text(number), std::to_string(number));
  }
}

TEST(Joined, PutsOnePartBehindTheOther) {
  EXPECT_EQ(joined({}), "");
  EXPECT_EQ(joined({"a", "", std::string("bc"), std::string_view("d", 1)}), "abcd");
}

}  // namespace
}  // namespace scoreline
