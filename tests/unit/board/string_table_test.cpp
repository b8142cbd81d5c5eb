#include "board/string_table.hpp"

#include <gtest/gtest.h>

namespace scoreline::board {
namespace {

TEST(StringTableTest, FindsWhatWasInsertedByNumberAndText) {
  StringTable<int> table;
  for (int i = 0; i < 500; ++i) {
    table.insert(static_cast<std::uint64_t>(i % 3), std::to_string(i), i);
  }
  ASSERT_EQ(table.size(), 500U);
  for (int i = 0; i < 500; ++i) {
    const int* found = table.find(static_cast<std::uint64_t>(i % 3), std::to_string(i));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(*found, i);
    EXPECT_EQ(table.find(static_cast<std::uint64_t>(i % 3 + 1), std::to_string(i)), nullptr);
  }
  table.clear();
  EXPECT_EQ(table.find(0, "0"), nullptr);
}

}  // namespace
}  // namespace scoreline::board
