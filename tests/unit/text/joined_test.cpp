#include "text/joined.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace scoreline {
namespace {

TEST(Joined, PutsOnePartBehindTheOther) {
  EXPECT_EQ(joined({}), "");
  EXPECT_EQ(joined({"a", "", std::string("bc"), std::string_view("d", 1)}), "abcd");
}

}  // namespace
}  // namespace scoreline
