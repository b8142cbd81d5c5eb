#include "board/colour.hpp"

#include <gtest/gtest.h>

namespace scoreline::board {
namespace {

TEST(Colour, MixesEachChannel) {
  EXPECT_EQ(mixed(0x000000ff, 0xffffffff, 0), 0x000000ffU);
  EXPECT_EQ(mixed(0x000000ff, 0xffffffff, 1), 0xffffffffU);
  EXPECT_EQ(mixed(0x00204000, 0x804020ff, 0.5F), 0x40303080U);
}

TEST(Colour, FadesWithoutChangingTheColour) {
  EXPECT_EQ(faded(0x123456ff, 0), 0x12345600U);
  EXPECT_EQ(faded(0x123456ff, 1), 0x123456ffU);
  EXPECT_EQ(faded(0x123456c8, 0.5F), 0x12345664U);
}

}  // namespace
}  // namespace scoreline::board
