// HTML shows each part of a board where the picture has it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "board/board_painter.hpp"
#include "board/pixel.hpp"
#include "unit/board/fakes.hpp"

namespace scoreline::board {
namespace {

Row match(std::string home, std::string away) {
  Row row;
  row.match_id = home;
  row.sport = Sport::kBasketball;
  row.home = {home, home.substr(0, 3), "", "104"};
  row.away = {away, away.substr(0, 3), "", "98"};
  row.status = "Half time";
  row.state = MatchStatus::kLive;
  row.trust = Trust::kLive;
  return row;
}

Content content_of(std::size_t rows) {
  Content content;
  content.heading = "League";
  content.notice = "Reconnecting";
  const char* names[][2] = {
      {"Minnesota", "Oklahoma"}, {"Žalgiris Kaunas", "Baskonia"}, {"Partizan", "Fenerbahçe"}};
  for (std::size_t i = 0; i < rows; ++i) content.rows.push_back(match(names[i][0], names[i][1]));
  return content;
}

class DescribeTest : public testing::Test {
 protected:
  // What HTML makes of a part: where its text begins and on which line it stands, device px.
  struct Seen {
    float left = 0;
    float baseline = 0;
  };
  [[nodiscard]] Seen seen(const PlacedPart& part, const Boxes& boxes, float ratio) const {
    const MatchBox at =
        part.row < 0 ? MatchBox() : boxes.matches[static_cast<std::size_t>(part.row)];
    const float px = part.size * ratio;
    const float width =
        FakeRasteriser::advance({0, 400, static_cast<int>(std::lround(px))}, part.text);
    const float room = part.width * ratio - width;
    const float shift = part.edge == Edge::kLeft ? 0 : part.edge == Edge::kCentre ? room / 2 : room;
    const float ascent = std::ceil(px);
    const float descent = std::ceil(px * 0.3F);
    return {(at.x + part.left) * ratio + shift,
            (at.y + part.top) * ratio + (part.height * ratio - ascent - descent) / 2 + ascent};
  }

  Look look;
  FakeRasteriser rasteriser;
  FakeGpu gpu{rasteriser};
  BoardPainter painter{rasteriser, gpu};
};

TEST_F(DescribeTest, NamesStandWhereThePictureHasThem) {
  for (const LayoutKind kind :
       {LayoutKind::kNano, LayoutKind::kCard, LayoutKind::kList, LayoutKind::kTicker}) {
    const Content content =
        content_of(kind == LayoutKind::kNano || kind == LayoutKind::kCard ? 1 : 3);
    for (const float width : {170.0F, 320.0F, 480.0F, 800.0F}) {
      for (const float ratio : {1.0F, 1.5F, 2.0F}) {
        for (const bool is_rtl : {false, true}) {
          look.right_to_left = is_rtl;
          look.reduced_motion = true;
          const Place place{kind, width, ratio};
          Boxes boxes;
          (void)painter.layout(content, look, place, boxes);
          painter.draw(1, content, look, place);
          int names = 0;
          for (const PlacedPart& part : painter.describe(content, look, place)) {
            if (part.part != Part::kHome && part.part != Part::kAway) continue;
            ++names;
            const DrawnText drawn = gpu.find(part.text);
            const std::string where = part.text + ' ' + std::to_string(width) + ' ' +
                                      std::to_string(ratio) + (is_rtl ? " rtl" : "");
            ASSERT_EQ(drawn.text, part.text) << where;
            const Seen html = seen(part, boxes, ratio);
            // The picture of a text has a margin of a pixel.
            EXPECT_NEAR(html.left, drawn.left + 1, 1.5F) << where;
            const float capitals = std::ceil(part.size * ratio * 0.7F);
            EXPECT_NEAR(html.baseline, drawn.top + 1 + capitals, 1.5F) << where;
            EXPECT_EQ(imgui_colour(part.colour), drawn.colour) << where;
          }
          EXPECT_EQ(names, 2 * static_cast<int>(content.rows.size()));
        }
      }
    }
  }
}

TEST_F(DescribeTest, EachPartIsOfItsRow) {
  const Content content = content_of(3);
  int rows[3] = {};
  bool has_heading = false;
  bool has_notice = false;
  for (const PlacedPart& part : painter.describe(content, look, {LayoutKind::kList, 320, 1})) {
    has_heading |= part.part == Part::kHeading && part.row == -1 && part.text == "League";
    has_notice |= part.part == Part::kNotice && part.row == -1 && part.text == "Reconnecting";
    if (part.row < 0) continue;
    ++rows[part.row];
    const Row& row = content.rows[static_cast<std::size_t>(part.row)];
    if (part.part == Part::kHome) {
      EXPECT_EQ(part.text, row.home.name);
    }
    if (part.part == Part::kHomeScore) {
      EXPECT_EQ(part.text, "104");
    }
    if (part.part == Part::kAwayScore) {
      EXPECT_EQ(part.text, "98");
    }
  }
  EXPECT_TRUE(has_heading);
  EXPECT_TRUE(has_notice);
  for (const int parts : rows) EXPECT_GE(parts, 5);
}

TEST_F(DescribeTest, ATextIsAsLongAsItsRoom) {
  Content content{"", {match("Borussia Verein für Leibesübungen", "Wolves")}, "", false};
  for (const PlacedPart& part : painter.describe(content, look, {LayoutKind::kCard, 320, 1})) {
    if (part.part == Part::kHome) {
      EXPECT_TRUE(part.text.ends_with("\xe2\x80\xa6")) << part.text;
    }
  }
  for (const PlacedPart& part : painter.describe(content, look, {LayoutKind::kNano, 170, 1})) {
    if (part.part == Part::kHome) {
      EXPECT_EQ(part.text, "Bor");
    }
  }
}

TEST_F(DescribeTest, PlaysHaveThreeTextsEach) {
  Content content = content_of(1);
  content.rows[0].plays = {{"Q3 7:42", "3-pointer", Whose::kHome, {}},
                           {"", "Time-out", Whose::kNobody, {}}};
  std::vector<std::string> texts;
  for (const PlacedPart& part : painter.describe(content, look, {LayoutKind::kCard, 480, 1})) {
    if (part.part == Part::kPlay) texts.push_back(part.text);
  }
  EXPECT_EQ(texts, (std::vector<std::string>{"Q3 7:42", "Min", "3-pointer", "", "", "Time-out"}));
}

TEST_F(DescribeTest, HtmlDoesNotMove) {
  Content moving = content_of(3);
  for (Row& row : moving.rows) row.motion = {1, 1, 1, 1, 1};
  moving.slide = 0.5F;
  for (const LayoutKind kind : {LayoutKind::kList, LayoutKind::kTicker}) {
    const Place place{kind, 320, 1};
    const std::vector<PlacedPart> at_rest = painter.describe(content_of(3), look, place);
    const std::vector<PlacedPart> parts = painter.describe(moving, look, place);
    ASSERT_EQ(parts.size(), at_rest.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
      EXPECT_EQ(parts[i].top, at_rest[i].top);
      EXPECT_EQ(parts[i].colour, at_rest[i].colour);
    }
  }
}

}  // namespace
}  // namespace scoreline::board
