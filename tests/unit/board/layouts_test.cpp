// What each layout promises, beyond what holds for all of them (board_painter_test.cpp).
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "board/board_painter.hpp"
#include "unit/board/fakes.hpp"

namespace scoreline::board {
namespace {

Row match(std::string home, std::string away, std::string score = "2") {
  Row row;
  row.sport = Sport::kFootball;
  row.home = {home, home.substr(0, 3), "", score};
  row.away = {away, away.substr(0, 3), "", "1"};
  row.status = "63'";
  row.state = MatchStatus::kLive;
  row.trust = Trust::kLive;
  return row;
}

class LayoutsTest : public testing::Test {
 protected:
  void draw(LayoutKind kind, const Content& content, float width = 320) {
    painter.draw(1, content, look, {kind, width, 1});
  }
  [[nodiscard]] std::size_t count(std::string_view part) const {
    return static_cast<std::size_t>(std::count_if(
        gpu.texts.begin(), gpu.texts.end(),
        [part](const DrawnText& drawn) { return drawn.text.find(part) != std::string::npos; }));
  }

  Look look;
  FakeRasteriser rasteriser;
  FakeGpu gpu{rasteriser};
  FakeCrests crests{rasteriser};
  BoardPainter painter{rasteriser, gpu, {}, &crests};
};

// --- nano

TEST_F(LayoutsTest, ANanoHasShortNamesAndTheWholeScoreAtAnyWidth) {
  Row row = match("Minnesota", "Oklahoma", "102");
  row.sport = Sport::kBasketball;
  row.status = "Q3 7:42";
  for (float width = 120; width <= 240; width += 5) {
    draw(LayoutKind::kNano, {"", {row}, "", false}, width);
    EXPECT_TRUE(gpu.has("Min")) << width;
    EXPECT_TRUE(gpu.has("Okl")) << width;
    EXPECT_EQ(count("Minnesota"), 0U);
    EXPECT_NE(gpu.all().find("1|0|2|"), std::string::npos) << gpu.all() << width;
    for (const DrawnText& text : gpu.texts) EXPECT_LE(text.right, width) << text.text;
  }
}

TEST_F(LayoutsTest, NothingOfANanoMovesWhenAScoreOrAStateChanges) {
  draw(LayoutKind::kNano, {"", {match("Arsenal", "Chelsea", "8")}, "", false}, 170);
  const float name = gpu.find("Ars").left;
  const float score = gpu.find("1").left;
  Row later = match("Arsenal", "Chelsea", "10");
  later.state = MatchStatus::kFinished;
  later.status = "FT";
  draw(LayoutKind::kNano, {"", {later}, "", false}, 170);
  EXPECT_EQ(gpu.find("Ars").left, name);
  draw(LayoutKind::kNano, {"", {match("Arsenal", "Chelsea", "7")}, "", false}, 170);
  EXPECT_EQ(gpu.find("1").left, score);
}

TEST_F(LayoutsTest, TheColumnsOfANanoAreThoseOfItsSport) {
  const auto columns = [this](std::string home, std::string status) {
    Row row = match(std::move(home), "Chelsea", "8");
    row.status = std::move(status);
    draw(LayoutKind::kNano, {"", {row}, "", false}, 170);
    return std::pair{gpu.find("8").left, gpu.texts.back().left};
  };
  const auto score = columns("Wolves", "Postponed").first;
  EXPECT_EQ(columns("Ill", "FT").first, score);
  EXPECT_EQ(columns("Arsenal", "45+2'").first, score);
}

TEST_F(LayoutsTest, AWideShortNameIsWholeInANano) {
  Row row = match("Arsenal", "Chelsea");
  row.home.short_name = "ABCDE";  // as wide here as three ideographs
  for (const LayoutKind kind : {LayoutKind::kNano, LayoutKind::kList}) {
    draw(kind, {"", {row}, "", false}, 170);
    EXPECT_TRUE(gpu.has("ABCDE")) << gpu.all();
  }
}

TEST_F(LayoutsTest, ALongStatusIsWholeWhereItIsNarrow) {
  Row row = match("Arsenal", "Chelsea");
  row.state = MatchStatus::kInterrupted;
  row.status = "Interrup.";  // as wide here as the whole word in a real font
  for (const LayoutKind kind : {LayoutKind::kNano, LayoutKind::kList, LayoutKind::kTicker}) {
    for (const float width : {170.0F, 320.0F, 480.0F}) {
      draw(kind, {"", {row}, "", false}, width);
      EXPECT_TRUE(gpu.has(row.status)) << width << ' ' << gpu.all();
    }
  }
}

TEST_F(LayoutsTest, AWideNanoHasFullNames) {
  const Content content{"", {match("Minnesota", "Oklahoma")}, "", false};
  for (const float width : {320.0F, 480.0F, 1200.0F}) {
    draw(LayoutKind::kNano, content, width);
    EXPECT_TRUE(gpu.has("Minnesota")) << width;
    EXPECT_TRUE(gpu.has("Oklahoma")) << width;
  }
}

TEST_F(LayoutsTest, AMatchAloneInANarrowPlaceIsANano) {
  const Content one{"", {match("Arsenal", "Chelsea")}, "", false};
  const auto height = [&](LayoutKind kind, float width) {
    return painter.layout(one, look, {kind, width, 1});
  };
  EXPECT_EQ(height(LayoutKind::kAuto, 200), height(LayoutKind::kNano, 200));
  EXPECT_EQ(height(LayoutKind::kAuto, 215), height(LayoutKind::kCard, 215));
  EXPECT_NE(height(LayoutKind::kNano, 215), height(LayoutKind::kCard, 215));
}

// --- card

TEST_F(LayoutsTest, APlayMovesNothingButTheFirstOne) {
  Row row = match("Lakers", "Timberwolves", "98");
  row.sport = Sport::kBasketball;
  const auto height = [&](float width) {
    return painter.layout({"", {row}, "", false}, look, {LayoutKind::kCard, width, 1});
  };
  for (const float width : {320.0F, 480.0F, 800.0F}) {
    row.plays.clear();
    const float without = height(width);
    row.plays.push_back({"Q3 7:42", "Dunk", Whose::kHome, Shot{0.5F, 0.5F, true}});
    const float with = height(width);
    EXPECT_GT(with, without);
    draw(LayoutKind::kCard, {"", {row}, "", false}, width);
    const float text = gpu.find("Dunk").left;
    row.plays.insert(row.plays.begin(), 5, {"Q4 0:09", "Steal", Whose::kNobody, std::nullopt});
    EXPECT_EQ(height(width), with);
    draw(LayoutKind::kCard, {"", {row}, "", false}, width);
    EXPECT_EQ(count("Steal"), 3U);  // the newest, and no more than that
    EXPECT_EQ(gpu.find("Steal").left, text);
  }
}

// --- list

Content long_list(int rows) {
  Content content;
  for (int i = 0; i < rows; ++i) {
    content.rows.push_back(match("Home " + std::to_string(i), "Away " + std::to_string(i)));
    content.rows.back().group = "League " + std::to_string(i / 10);
  }
  return content;
}

TEST_F(LayoutsTest, OnlyTheRowsInSightAreMeasuredAndDrawn) {
  const Content content = long_list(400);
  const float height = painter.layout(content, look, {LayoutKind::kList, 320, 1});
  EXPECT_GT(height, 400 * 2 * look.font_size_css);
  painter.draw(1, content, look, {LayoutKind::kList, 320, 1, height / 2, 300});
  EXPECT_EQ(gpu.picture_height, 300);
  EXPECT_GE(count("Home "), 3U);
  EXPECT_LE(count("Home "), 8U);
  EXPECT_LT(rasteriser.measure_count, 100);
  EXPECT_LT(rasteriser.picture_count, 40);
  for (const DrawnText& text : gpu.texts) {
    EXPECT_GT(text.bottom, 0) << text.text;
    EXPECT_LT(text.top, 300 + 50) << text.text;  // of the last row
  }
}

TEST_F(LayoutsTest, AWindowShowsWhatTheWholePictureHasThere) {
  const Content content = long_list(12);
  painter.draw(1, content, look, {LayoutKind::kList, 320, 1});
  const DrawnText whole = gpu.find("Away 9");
  painter.draw(1, content, look, {LayoutKind::kList, 320, 1, 200, 400});
  EXPECT_EQ(gpu.find("Away 9").top, whole.top - 200);
  EXPECT_EQ(gpu.find("Away 9").left, whole.left);
}

TEST_F(LayoutsTest, AWindowBeyondTheBoardIsItsEnd) {
  const Content content = long_list(3);
  for (const float top : {-100.0F, 1e9F}) {
    painter.draw(1, content, look, {LayoutKind::kList, 320, 1, top, 1e9F});
    EXPECT_GE(gpu.picture_height, 1);
    EXPECT_TRUE(gpu.is_sound);
  }
}

TEST_F(LayoutsTest, GroupsHoldTheirMatchesAndLeaveRoomForAHeading) {
  Content content = long_list(25);
  content.rows[0].group = content.rows[1].group = "";
  Boxes boxes;
  const float height = painter.layout(content, look, {LayoutKind::kList, 320, 1}, boxes);
  ASSERT_EQ(boxes.groups.size(), 4U);
  EXPECT_EQ(boxes.groups[0].heading, 0);
  std::size_t match = 0;
  float end = 0;
  for (const auto& [group, size] : {std::pair{0, 2U}, {1, 8U}, {2, 10U}, {3, 5U}}) {
    const GroupBox& box = boxes.groups[static_cast<std::size_t>(group)];
    EXPECT_GE(box.y, end);
    end = box.y + box.height;
    EXPECT_EQ(boxes.matches[match].y, box.y + box.heading);
    match += size;
    EXPECT_EQ(boxes.matches[match - 1].y + boxes.matches[match - 1].height, end);
    if (group > 0) {
      EXPECT_GT(box.heading, look.font_size_css);
    }
  }
  EXPECT_LE(end, height);
  draw(LayoutKind::kList, content);
  EXPECT_EQ(count("League"), 0U);  // the page's to draw
}

// --- ticker

TEST_F(LayoutsTest, ATickerShowsOneMatchAndTwoWhileItSlides) {
  Content content = long_list(3);
  content.page = 2;
  Boxes boxes;
  const float height = painter.layout(content, look, {LayoutKind::kTicker, 480, 1}, boxes);
  EXPECT_EQ(boxes.matches[0].width, 0);
  EXPECT_EQ(boxes.matches[2].width, 480);
  draw(LayoutKind::kTicker, content, 480);
  EXPECT_EQ(count("Home") + count("Hom"), count("Hom") * 2);
  const DrawnText resting = gpu.texts.front();
  content.slide = 0.5F;
  EXPECT_EQ(painter.layout(content, look, {LayoutKind::kTicker, 480, 1}), height);
  draw(LayoutKind::kTicker, content, 480);
  EXPECT_LT(gpu.texts.front().top, resting.top);
  EXPECT_TRUE(gpu.is_sound);  // nothing is drawn outside its clip
}

TEST_F(LayoutsTest, ATickerThatMayNotMoveShowsAllAtOnce) {
  look.reduced_motion = true;
  const Content content = long_list(7);
  for (const float width : {170.0F, 480.0F, 1200.0F}) {
    Boxes boxes;
    const float height = painter.layout(content, look, {LayoutKind::kTicker, width, 1}, boxes);
    for (const MatchBox& box : boxes.matches) {
      EXPECT_GT(box.width, 0);
      EXPECT_LE(box.x + box.width, width);
      EXPECT_LE(box.y + box.height, height);
    }
    for (std::size_t i = 1; i < boxes.matches.size(); ++i) {
      EXPECT_FALSE(boxes.matches[i].x == boxes.matches[0].x &&
                   boxes.matches[i].y == boxes.matches[0].y);
    }
  }
}

// --- crests

TEST_F(LayoutsTest, AMonogramStandsWhereTheCrestWillBe) {
  Content content{"", {match("Real Madrid", "Chelsea")}, "", false};
  content.rows[0].home.logo_url = "https://logos/real.png";
  for (const LayoutKind kind : {LayoutKind::kCard, LayoutKind::kList}) {
    crests.there.clear();
    draw(kind, content, 600);
    const DrawnText name = gpu.find("Chelsea");
    EXPECT_TRUE(gpu.has(kind == LayoutKind::kCard ? "Re" : "R")) << gpu.all();
    EXPECT_TRUE(gpu.has(kind == LayoutKind::kCard ? "Ch" : "C"));  // it has none at all
    EXPECT_TRUE(crests.asked.count("https://logos/real.png"));

    crests.there.insert("https://logos/real.png");
    draw(kind, content, 600);
    EXPECT_TRUE(gpu.has("https://logos/real.png"));
    EXPECT_FALSE(gpu.has(kind == LayoutKind::kCard ? "Re" : "R"));
    EXPECT_EQ(gpu.find("Chelsea").left, name.left);
  }
  EXPECT_EQ(crests.asked.size(), 1U);
}

TEST_F(LayoutsTest, AMonogramIsWholeLettersOfItsScript) {
  Content content{"", {match("x", "y")}, "", false};
  content.rows[0].home.short_name = "\xe6\xa8\xaa\xe6\xb5\x9c";  // one ideograph is enough
  content.rows[0].home.logo_url = "https://logos/none.png";
  content.rows[0].away.short_name = "e\xcc\x81t";  // a letter with its accent
  draw(LayoutKind::kCard, content, 600);
  EXPECT_TRUE(gpu.has("\xe6\xa8\xaa")) << gpu.all();
  EXPECT_TRUE(gpu.has("e\xcc\x81t")) << gpu.all();
}

TEST_F(LayoutsTest, WithoutAnyCrestNoRoomIsKeptForOne) {
  Content content{"", {match("Real Madrid", "Chelsea")}, "", false};
  draw(LayoutKind::kList, content);
  const float without = gpu.find("Chelsea").left;
  EXPECT_FALSE(gpu.has("C"));
  content.rows[0].home.logo_url = "https://logos/real.png";
  draw(LayoutKind::kList, content);
  EXPECT_GT(gpu.find("Chelsea").left, without);
}

}  // namespace
}  // namespace scoreline::board
