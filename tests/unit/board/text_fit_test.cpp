#include "board/text_fit.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/board/fakes.hpp"

namespace scoreline::board {
namespace {

class TextFitTest : public testing::Test {
 protected:
  std::string fitted(std::string_view text, int width, int max_lines = 1) {
    return fit.fit(face, text, false, width, max_lines).text;
  }

  Face face{0, 400, 10};  // a character is 6 px wide
  FakeRasteriser rasteriser;
  FakeGpu gpu{rasteriser};
  TextAtlas atlas{rasteriser, gpu, 1024};
  TextFit fit{atlas};
};

TEST_F(TextFitTest, LeavesAloneWhatFits) {
  EXPECT_EQ(fitted("Chelsea", 42), "Chelsea");
  EXPECT_FALSE(fit.fit(face, "Chelsea", false, 42, 1).is_cut);
}

TEST_F(TextFitTest, CutsToTheWidthAtEveryWidth) {
  const std::string name = "Borussia Mönchengladbach";
  for (int width = 0; width < 160; ++width) {
    const std::string text = fitted(name, width);
    EXPECT_LE(FakeRasteriser::advance(face, text), static_cast<float>(width) + 0.5F) << text;
  }
  EXPECT_EQ(fitted(name, 41), "Borus…");
  EXPECT_EQ(fitted(name, 60), "Borussia…");  // no space before the ellipsis
}

TEST_F(TextFitTest, NeverCutsInsideACharacter) {
  EXPECT_EQ(fitted("Ko\u0308ln und", 24), "Ko\u0308…");
  EXPECT_EQ(fitted("Ko\u0308ln und", 18), "K…");
  EXPECT_EQ(fitted("\U0001f1e9\U0001f1ea Deutschland", 17), "…");
}

TEST_F(TextFitTest, BreaksAtSpacesIntoEvenLines) {
  EXPECT_EQ(fitted("Wolverhampton Wanderers", 100, 2), "Wolverhampton\nWanderers");
  EXPECT_EQ(fitted("one two three four", 90, 2), "one two\nthree four");
  EXPECT_EQ(fitted("広島広島広島", 30, 2), "広島広\n島広島");
  EXPECT_EQ(fitted("\U0001f1e9\U0001f1ea Deutschland", 75, 2).find('\n'), std::string::npos);
}

TEST_F(TextFitTest, CutsTheLastLineAndSaysSo) {
  const FittedText& result = fit.fit(face, "one two three four five", false, 48, 2);
  EXPECT_EQ(result.text, "one two\nthree f…");
  EXPECT_EQ(result.line_count, 2);
  EXPECT_TRUE(result.is_cut);
}

TEST_F(TextFitTest, AsksOnceForWhatItKnows) {
  fitted("Borussia Mönchengladbach", 60);
  const int count = rasteriser.measure_count;
  fitted("Borussia Mönchengladbach", 60);
  EXPECT_EQ(rasteriser.measure_count, count);
}

TEST_F(TextFitTest, SurvivesMoreTextsThanItKeeps) {
  for (int i = 0; i < 2000; ++i) {
    EXPECT_EQ(fitted(std::to_string(i), 100), std::to_string(i));
    ASSERT_LE(fit.size(), 512U);
  }
}

}  // namespace
}  // namespace scoreline::board
