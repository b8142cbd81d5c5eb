#include "board/clusters.hpp"

#include <gtest/gtest.h>

#include <string>

namespace scoreline::board {
namespace {

int cluster_count(std::string_view text) {
  int count = 0;
  for (std::size_t at = 0; at < text.size(); at = next_cluster(text, at)) {
    ++count;
  }
  return count;
}

TEST(Utf8Test, ClustersAreWhatAReaderTakesForOneCharacter) {
  EXPECT_EQ(cluster_count("Köln"), 4);
  EXPECT_EQ(cluster_count("Ko\u0308ln"), 4);  // o and a combining diaeresis
  EXPECT_EQ(cluster_count("\U0001f1e9\U0001f1ea\U0001f1f7\U0001f1f8"), 2);     // two flags
  EXPECT_EQ(cluster_count("\U0001f468\u200d\U0001f469\u200d\U0001f467x"), 2);  // a family
  EXPECT_EQ(cluster_count("\U0001f44d\U0001f3fd"), 1);  // a thumb and its skin
  EXPECT_EQ(cluster_count("広島"), 2);
}

TEST(Utf8Test, BrokenTextEndsAndIsNeverReadBeyond) {
  for (const std::string& text : {std::string("\xff\xfe"), std::string("a\xe2\x80"),
                                  std::string("\xf0"), std::string("\xc3(\x80")}) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t next = next_cluster({text.data(), text.size()}, at);
      ASSERT_GT(next, at);
      ASSERT_LE(next, text.size());
      at = next;
    }
  }
}

TEST(Utf8Test, DirectionIsThatOfTheFirstLetter) {
  EXPECT_TRUE(runs_right_to_left("الهلال"));
  EXPECT_TRUE(runs_right_to_left("63' שער"));
  EXPECT_FALSE(runs_right_to_left("Arsenal الهلال"));
  EXPECT_FALSE(runs_right_to_left("7:42"));
  EXPECT_FALSE(runs_right_to_left("Динамо"));
}

}  // namespace
}  // namespace scoreline::board
