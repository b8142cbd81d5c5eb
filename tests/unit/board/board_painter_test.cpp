#include "board/board_painter.hpp"

#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <limits>
#include <set>
#include <string>

#include "board/tokens.hpp"
#include "unit/board/fakes.hpp"

namespace scoreline::board {
namespace {

Row football(std::string home_score, std::string away_score, std::string status = "63'") {
  Row row;
  row.sport = Sport::kFootball;
  row.home = {"Arsenal", "ARS", "", std::move(home_score)};
  row.away = {"Chelsea", "CHE", "", std::move(away_score)};
  row.status = std::move(status);
  row.state = MatchStatus::kLive;
  row.trust = Trust::kLive;
  return row;
}

ImU32 ink(Colour colour) {
  return IM_COL32(colour >> 24U, colour >> 16U & 0xffU, colour >> 8U & 0xffU, colour & 0xffU);
}

class BoardPainterTest : public testing::Test {
 protected:
  void draw(const Content& content, float width = 320, float ratio = 1,
            LayoutKind kind = LayoutKind::kAuto) {
    painter.draw(7, content, look, {kind, width, ratio});
  }
  [[nodiscard]] DrawnText drawn(std::string_view text) const { return gpu.find(text); }
  // As drawn digit by digit.
  [[nodiscard]] bool has_in_order(std::string_view text) const {
    return gpu.all().find(text) != std::string::npos;
  }

  Look look;
  FakeRasteriser rasteriser;
  FakeGpu gpu{rasteriser};
  BoardPainter painter{rasteriser, gpu};
};

TEST_F(BoardPainterTest, PresentsOnceWithTheHeightOfTheLayout) {
  const Content content{"Premier League", {football("2", "1")}, "", false};
  const float height = painter.layout(content, look, {LayoutKind::kAuto, 320, 2});
  EXPECT_EQ(gpu.present_count, 0);
  draw(content, 320, 2);
  EXPECT_EQ(gpu.present_count, 1);
  EXPECT_EQ(gpu.board, 7);
  EXPECT_EQ(gpu.picture_width, 640);
  EXPECT_FLOAT_EQ(static_cast<float>(gpu.picture_height), height * 2);
}

TEST_F(BoardPainterTest, EveryMatchHasItsBoxInOrderAndNoneOverlap) {
  Content content;
  for (int i = 0; i < 5; ++i) content.rows.push_back(football("2", "1"));
  for (const bool is_right_to_left : {false, true}) {
    look.right_to_left = is_right_to_left;
    for (const float width : {170.0F, 320.0F, 900.0F}) {
      Boxes boxes;
      const float height = painter.layout(content, look, {LayoutKind::kAuto, width, 2}, boxes);
      ASSERT_EQ(boxes.matches.size(), 5U);
      float y = 0;
      for (const MatchBox& box : boxes.matches) {
        EXPECT_FLOAT_EQ(box.x, 0);
        EXPECT_FLOAT_EQ(box.width, width);
        EXPECT_GE(box.y, y);
        EXPECT_GT(box.height, look.font_size_css);
        y = box.y + box.height;
      }
      EXPECT_LE(y, height);
    }
  }
}

TEST_F(BoardPainterTest, TheOneMatchOfACardIsTheWholeCard) {
  Content content;
  content.rows.push_back(football("2", "1"));
  Boxes boxes;
  const float height = painter.layout(content, look, {LayoutKind::kAuto, 320, 2}, boxes);
  EXPECT_EQ(boxes.matches, (std::vector<MatchBox>{{0, 0, 320, height}}));
  EXPECT_GT(painter.layout({}, look, {LayoutKind::kAuto, 320, 2}, boxes), 0);
  EXPECT_TRUE(boxes.matches.empty());
}

TEST_F(BoardPainterTest, NothingLiesOutsideThePictureAtAnyWidth) {
  Row longest = football("999", "888", "Interrupted at 7:42 in the 3rd quarter");
  longest.sport = Sport::kBasketball;
  longest.home.name = "A name that is longer than any board is wide, and then some more of it";
  longest.home.short_name = "ANAMETHATISLONGTOO";
  const Content one{"A league with a very long name, of a federation", {longest}, "", false};
  const Content several{one.heading, {longest, football("2", "1"), longest}, one.heading, true};
  for (const bool right_to_left : {false, true}) {
    look.right_to_left = right_to_left;
    for (float width = 170; width <= 1200; width += 17) {
      for (const float ratio : {1.0F, 1.25F, 2.0F}) {
        for (const Content* content : {&one, &several}) {
          draw(*content, width, ratio);
          for (const DrawnText& text : gpu.texts) {
            // A little less than what the layouts leave free at the sides.
            const float side = 10 * ratio;
            ASSERT_GE(text.left, side) << text.text << " at " << width;
            ASSERT_GE(text.top, 0) << text.text << " at " << width;
            ASSERT_LE(text.right, static_cast<float>(gpu.picture_width) - side)
                << text.text << " at " << width;
            ASSERT_LE(text.bottom, static_cast<float>(gpu.picture_height))
                << text.text << " at " << width;
          }
        }
      }
    }
  }
  EXPECT_TRUE(gpu.is_sound);
}

TEST_F(BoardPainterTest, NoTextCoversAnother) {
  Row row = football("100", "98", "Q3 7:42");
  row.sport = Sport::kBasketball;
  row.home.name = "Minnesota Timberwolves of the West";
  const Content one{"National Basketball Association", {row}, "Reconnecting in 8 s", false};
  const Content several{one.heading, {row, row}, one.notice, false};
  for (float width = 170; width <= 1200; width += 10) {
    for (const Content* content : {&one, &several}) {
      draw(*content, width, 2);
      for (std::size_t i = 0; i < gpu.texts.size(); ++i) {
        for (std::size_t j = i + 1; j < gpu.texts.size(); ++j) {
          const DrawnText& a = gpu.texts[i];
          const DrawnText& b = gpu.texts[j];
          // The pictures' margins may overlap, their ink may not.
          const float across = std::min(a.right, b.right) - std::max(a.left, b.left);
          const float down = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
          ASSERT_FALSE(across > 3 && down > 3) << a.text << " over " << b.text << " at " << width;
        }
      }
    }
  }
}

TEST_F(BoardPainterTest, NothingMovesWhenAScoreChanges) {
  for (const float width : {200.0F, 320.0F, 500.0F, 900.0F}) {
    for (const bool is_list : {false, true}) {
      const auto content = [is_list](const char* home, const char* away) {
        Content result{"League", {football(home, away)}, "", false};
        if (is_list) {
          result.rows.push_back(football("4", "5"));
        }
        return result;
      };
      draw(content("2", "3"), width);
      const DrawnText home = drawn("Arsenal");
      const DrawnText away = drawn("Chelsea");
      const DrawnText score = drawn("3");
      draw(content("11", "3"), width);
      EXPECT_EQ(drawn("Arsenal").left, home.left) << width;
      EXPECT_EQ(drawn("Chelsea").left, away.left) << width;
      EXPECT_EQ(drawn("3").left, score.left) << width;
      draw(content("", ""), width);
      EXPECT_EQ(drawn("Arsenal").left, home.left) << width;
      EXPECT_EQ(drawn("Chelsea").left, away.left) << width;
    }
  }
}

TEST_F(BoardPainterTest, ATeamsNameFallsBackToTheShortOneForBoth) {
  Row row = football("2", "1");
  row.home.name = "Wolverhampton Wanderers Football Club";
  draw({"", {row}, "", false}, 200);
  EXPECT_TRUE(gpu.has("ARS"));
  EXPECT_TRUE(gpu.has("CHE"));
  EXPECT_FALSE(gpu.has("Chelsea"));
}

TEST_F(BoardPainterTest, ANameThatIsMostlyThereStays) {
  Row row = football("2", "1");
  row.home.name = "Wolverhampton Wanderers";
  for (const LayoutKind kind : {LayoutKind::kCard, LayoutKind::kList}) {
    draw({"", {row}, "", false}, 320, 1, kind);
    EXPECT_TRUE(has_in_order("Wolverhampton\xe2\x80\xa6") || has_in_order("Wolverhampton W"))
        << gpu.all();
    EXPECT_TRUE(gpu.has("Chelsea"));
  }
  // Of a very long one a long part is enough.
  row.home.name = "Borussia Verein Leibesuebungen 1900 Moenchengladbach";
  draw({"", {row}, "", false}, 400, 1, LayoutKind::kList);
  EXPECT_TRUE(has_in_order("Borussia Verein Lei")) << gpu.all();
  EXPECT_TRUE(gpu.has("Chelsea"));
}

TEST_F(BoardPainterTest, RightToLeftIsTheMirrorImage) {
  const Content content{"League", {football("2", "3")}, "Notice", false};
  for (const float width : {320.0F, 640.0F}) {
    look.right_to_left = false;
    draw(content, width);
    const std::vector<DrawnText> before = gpu.texts;
    look.right_to_left = true;
    draw(content, width);
    ASSERT_EQ(gpu.texts.size(), before.size());
    for (const char* text : {"Arsenal", "Chelsea", "2", "League", "Notice"}) {
      const auto at = std::find_if(before.begin(), before.end(),
                                   [text](const DrawnText& drawn) { return drawn.text == text; });
      ASSERT_NE(at, before.end()) << text;
      EXPECT_NEAR(drawn(text).left, static_cast<float>(gpu.picture_width) - at->right, 1.5F)
          << text;
    }
  }
}

TEST_F(BoardPainterTest, ABoardIsNeverBlank) {
  draw({"", {}, "Wrong key", true});
  EXPECT_TRUE(gpu.has("Wrong key"));
  EXPECT_EQ(drawn("Wrong key").colour, ink(look.colours.warning));
  const DrawnText notice = drawn("Wrong key");
  EXPECT_NEAR((notice.left + notice.right) / 2, 160, 1);

  draw({"", {}, "Connecting", false});
  EXPECT_EQ(drawn("Connecting").colour, ink(look.colours.muted));
  const int frame_only = gpu.shape_count;

  draw({"", {}, "", false});
  EXPECT_TRUE(gpu.texts.empty());
  EXPECT_GT(gpu.shape_count, frame_only);
}

TEST_F(BoardPainterTest, AStaleScoreLooksStale) {
  Row row = football("2", "3");
  draw({"", {row}, "", false});
  EXPECT_EQ(drawn("2").colour, ink(look.colours.foreground));
  EXPECT_EQ(drawn("'").colour, ink(look.colours.live));
  const int with_mark = gpu.shape_count;

  row.trust = Trust::kStale;
  draw({"", {row}, "As of 20:31", false});
  EXPECT_EQ(drawn("2").colour, ink(look.colours.muted));
  EXPECT_EQ(drawn("Arsenal").colour, ink(look.colours.muted));
  EXPECT_EQ(drawn("Chelsea").colour, ink(look.colours.muted));
  EXPECT_EQ(drawn("'").colour, ink(look.colours.muted));
  EXPECT_EQ(drawn("As of").colour, ink(look.colours.warning));
  EXPECT_LT(gpu.shape_count, with_mark);
}

TEST_F(BoardPainterTest, TheLoserOfAFinishedMatchStepsBack) {
  Row row = football("9", "10", "FT");
  row.state = MatchStatus::kFinished;
  row.trust = Trust::kSettled;
  draw({"", {row}, "", false});
  EXPECT_EQ(drawn("Arsenal").colour, ink(look.colours.muted));
  EXPECT_EQ(drawn("Chelsea").colour, ink(look.colours.foreground));
}

TEST_F(BoardPainterTest, AMatchThatWasNotPlayedOutHasNoLoser) {
  for (const MatchStatus state :
       {MatchStatus::kWalkover, MatchStatus::kAbandoned, MatchStatus::kCancelled}) {
    Row row = football("0", "3", "Over");
    row.state = state;
    row.trust = Trust::kSettled;
    draw({"", {row}, "", false});
    for (const char* text : {"Arsenal", "Chelsea", "0", "3"}) {
      EXPECT_EQ(drawn(text).colour, ink(look.colours.foreground)) << text;
    }
    EXPECT_EQ(drawn("Over").colour, ink(look.colours.muted));
  }
}

TEST_F(BoardPainterTest, OnlyWhatMovesIsRed) {
  Row half_time = football("2", "3", "HT");
  half_time.is_paused = true;
  Row interrupted = football("2", "3", "HT");
  interrupted.state = MatchStatus::kInterrupted;
  for (const Row& row : {half_time, interrupted}) {
    for (const LayoutKind kind :
         {LayoutKind::kNano, LayoutKind::kCard, LayoutKind::kList, LayoutKind::kTicker}) {
      draw({"", {row}, "", false}, 320, 1, kind);
      EXPECT_EQ(drawn("HT").colour, ink(look.colours.foreground));
      const ImU32 live = ink(look.colours.live);
      const std::string bytes(reinterpret_cast<const char*>(&live), sizeof live);
      EXPECT_EQ(gpu.bytes.find(bytes), std::string::npos);
      draw({"", {football("2", "3", "HT")}, "", false}, 320, 1, kind);
      EXPECT_NE(gpu.bytes.find(bytes), std::string::npos);
    }
  }
}

TEST_F(BoardPainterTest, AScheduledMatchShowsItsTime) {
  Row row = football("", "", "20:45");
  row.state = MatchStatus::kScheduled;
  row.trust = Trust::kSettled;
  for (const float width : {200.0F, 600.0F}) {
    draw({"", {row}, "", false}, width);
    EXPECT_TRUE(has_in_order("2|0|:|4|5|")) << gpu.all();
  }
}

TEST_F(BoardPainterTest, AClockThatTicksMakesNoNewPictures) {
  const auto at = [](int second) {
    std::string text = "Q3 " + std::to_string(second / 60) + ":";
    text += static_cast<char>('0' + second % 60 / 10);
    text += static_cast<char>('0' + second % 10);
    return Content{"", {football("2", "1", text)}, "", false};
  };
  for (int second = 0; second < 20; ++second) {
    draw(at(second * 31));
  }
  const int pictures = rasteriser.picture_count;
  const int updates = gpu.update_count;
  for (int second = 600; second > 0; --second) {
    draw(at(second));
  }
  EXPECT_EQ(rasteriser.picture_count, pictures);
  EXPECT_EQ(gpu.update_count, updates);
  EXPECT_EQ(gpu.create_count, 1);
}

TEST_F(BoardPainterTest, MemoryStaysAsItIs) {
  const auto draw_some = [this](int count) {
    for (int i = 0; i < count; ++i) {
      const std::string score = std::to_string(i % 100);
      draw({"League", {football(score, "1"), football("2", score)}, "Notice", false}, 320);
    }
  };
  draw_some(200);
  const std::size_t before = mallinfo2().uordblks;
  draw_some(10000);
  EXPECT_LE(mallinfo2().uordblks, before + 4096);
}

TEST_F(BoardPainterTest, TheSameIsDrawnInTheSameWay) {
  const Content content{"League", {football("2", "1")}, "", false};
  draw(content);
  const std::string first = gpu.bytes;
  draw({"", {football("4", "7")}, "Something else", false}, 700);
  draw(content);
  EXPECT_EQ(gpu.bytes, first);
}

TEST_F(BoardPainterTest, MoreNamesThanThereIsRoomForAreDrawnAnew) {
  BoardPainter small(rasteriser, gpu, {512, 8192});
  for (int i = 0; i < 300; ++i) {
    Row row = football("2", "1");
    row.home.name = "Home " + std::to_string(i);
    row.away.name = "Away " + std::to_string(i);
    small.draw(1, {"League", {row}, "", false}, look, {LayoutKind::kAuto, 320, 2});
    ASSERT_TRUE(gpu.is_sound) << i;
    ASSERT_TRUE(gpu.has(row.home.name)) << i;
    ASSERT_TRUE(gpu.has(row.away.name)) << i;
  }
  EXPECT_LE(gpu.textures.size(), 2U);
  EXPECT_EQ(rasteriser.sizes, (std::set<int>{26, 36, 56}));  // none was drawn blurred
}

TEST_F(BoardPainterTest, EmojiKeepTheirColours) {
  Row row = football("2", "1");
  row.home.name = "\U0001f1e9\U0001f1ea Team";
  look.colours.foreground = 0x102030c0;
  draw({"", {row}, "", false});
  EXPECT_EQ(drawn(row.home.name).colour, ink(0xffffffc0));
  EXPECT_EQ(drawn("Chelsea").colour, ink(0x102030c0));
}

TEST_F(BoardPainterTest, OneBoardThatFillsTheTextureIsBlurredRatherThanEmpty) {
  BoardPainter small(rasteriser, gpu, {256, 8192});
  Content content{"League", {}, "", false};
  for (int i = 0; i < 12; ++i) {
    content.rows.push_back(football("2", "1"));
    content.rows.back().home.name = "Home " + std::to_string(i);
    content.rows.back().away.name = "Away " + std::to_string(i);
  }
  small.draw(1, content, look, {LayoutKind::kAuto, 320, 2});
  EXPECT_TRUE(gpu.has("Home 0"));
  EXPECT_TRUE(gpu.has("Away 11"));
  EXPECT_TRUE(gpu.is_sound);
  const DrawnText blurred = gpu.find("Away 11");

  painter.draw(1, content, look, {LayoutKind::kAuto, 320, 2});
  const DrawnText sharp = gpu.find("Away 11");
  EXPECT_NEAR(blurred.left, sharp.left, 2);
  EXPECT_NEAR(blurred.right, sharp.right, 3);
  EXPECT_NEAR(blurred.top, sharp.top, 3);
}

TEST_F(BoardPainterTest, LostTexturesAreMadeAnew) {
  const Content content{"League", {football("2", "1")}, "", false};
  draw(content);
  const std::vector<DrawnText> before = gpu.texts;
  const int pictures = rasteriser.picture_count;
  for (int i = 0; i < 2; ++i) {
    gpu.textures.clear();
    painter.textures_lost();
    draw(content);
    EXPECT_EQ(gpu.texts.size(), before.size());
    EXPECT_TRUE(gpu.is_sound);
  }
  EXPECT_EQ(gpu.create_count, 3);
  EXPECT_EQ(rasteriser.picture_count, pictures);  // the pixels are still ours
}

TEST_F(BoardPainterTest, StrangeNumbersDoNoHarm) {
  constexpr float kNotANumber = std::numeric_limits<float>::quiet_NaN();
  Content content{"League", {football("2", "1")}, "Notice", false};
  content.rows[0].home = {"\xff\xf0\x9f", "", "", "12345678901234567890"};
  for (const float width : {0.0F, -5.0F, 1.0F, 3.0F, 1e9F, kNotANumber}) {
    for (const float ratio : {0.0F, 1.0F, 100.0F, kNotANumber}) {
      look.font_size_css = width;
      draw(content, width, ratio);
      EXPECT_TRUE(gpu.is_sound);
      EXPECT_GT(gpu.picture_height, 0);
    }
  }
}

}  // namespace
}  // namespace scoreline::board
