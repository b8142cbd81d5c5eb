#include "board/text_runs.hpp"

#include <gtest/gtest.h>

#include <string>

namespace scoreline::board {
namespace {

std::string pieces(std::string_view text, bool has_figures = true) {
  std::string result;
  for (const TextRun& run : TextRuns(text, has_figures)) {
    result += "wsd+"[static_cast<int>(run.kind)];
    result += '[';
    result += run.text;
    result += ']';
  }
  return result;
}

TEST(TextRunsTest, ClocksAreDigitsAndSigns) {
  EXPECT_EQ(pieces("7:42"), "d[7]+[:]d[4]d[2]");
  EXPECT_EQ(pieces("45+2'"), "d[4]d[5]+[+]d[2]+[']");
  EXPECT_EQ(pieces("+12"), "+[+]d[1]d[2]");
  EXPECT_EQ(pieces("\xe2\x80\x93"), "+[\xe2\x80\x93]");
}

TEST(TextRunsTest, WordsStayWholeWithTheirSpaces) {
  EXPECT_EQ(pieces("After penalties"), "w[After penalties]");
  EXPECT_EQ(pieces("Reconnecting in 8 s"), "w[Reconnecting in]s[ ]d[8]s[ ]w[s]");
  EXPECT_EQ(pieces("Q3 7:42"), "w[Q]d[3]s[ ]d[7]+[:]d[4]d[2]");
}

TEST(TextRunsTest, SignsBelongToWordsUnlessTheyTouchADigit) {
  EXPECT_EQ(pieces("Nottm. l'autre"), "w[Nottm. l'autre]");
}

TEST(TextRunsTest, NamesAreOnePicture) { EXPECT_EQ(pieces("Schalke 04", false), "w[Schalke 04]"); }

TEST(TextRunsTest, NothingIsLostOfALongText) {
  std::string digits(100, '7');
  std::string joined;
  for (const TextRun& run : TextRuns(digits, true)) {
    joined += run.text;
  }
  EXPECT_EQ(joined, digits);
}

}  // namespace
}  // namespace scoreline::board
