#include "engine/play_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace scoreline {
namespace {

const Words& english() {
  static const Words words = Words::from_json(
      R"({"play_2pt_made":"Two","play_3pt_made":"Three","play_3pt_missed":"No three",)"
      R"("play_ft_made":"One","play_technical_foul":"Technical","play_offensive_rebound":"Rebound",)"
      R"("play_timeout":"Time-out","play_period_start":"Start","quarter":"Q{n}",)"
      R"("quarter_clock":"Q{n} {clock}","overtime":"OT","overtime_clock":"OT {clock}",)"
      R"("overtime_n":"OT{n}","overtime_n_clock":"OT{n} {clock}"})");
  return words;
}

std::string text_of(std::string type) {
  Play play;
  play.type = std::move(type);
  return play_text(play, english());
}

TEST(PlayText, IsTheWordOfItsType) {
  EXPECT_EQ(text_of("3pt_made"), "Three");
  EXPECT_EQ(text_of("timeout"), "Time-out");
}

TEST(PlayText, KnowsOtherSpellings) {
  EXPECT_EQ(text_of("3PT_Made"), "Three") << "capitals";
  EXPECT_EQ(text_of("time-out"), "Time-out") << "hyphens";
  EXPECT_EQ(text_of("Period start"), "Start") << "spaces";
  EXPECT_EQ(text_of("foul_technical"), "Technical") << "turned round";
  EXPECT_EQ(text_of("Rebound offensive"), "Rebound") << "both";
}

TEST(PlayText, OfAnUnknownTypeIsTheTypeMadeReadable) {
  EXPECT_EQ(text_of("coach_challenge"), "Coach challenge");
  EXPECT_EQ(text_of("__video__review_"), "Video review");
  EXPECT_EQ(text_of("VAR"), "VAR");
  EXPECT_EQ(text_of("and-one"), "And-one");
  EXPECT_EQ(text_of("3x3"), "3x3");
  EXPECT_EQ(text_of("ванредни_тајм"), "ванредни тајм") << "letters of other scripts stay";
  EXPECT_EQ(text_of("🏀_x"), "🏀 x");
  EXPECT_EQ(text_of("_"), "_") << "never blank";
  EXPECT_EQ(text_of(""), "");
}

TEST(PlayText, OfALongUnknownTypeIsNoLonger) {
  const std::string type(64, 'x');
  EXPECT_EQ(text_of(type).size(), type.size());
}

TEST(PlayTimeText, IsPeriodAndClock) {
  const auto text = [](PeriodKind kind, std::int32_t number, std::optional<std::int32_t> seconds) {
    Play play;
    play.period = Period{kind, number};
    play.clock_seconds_left = seconds;
    return play_time_text(play, english());
  };
  EXPECT_EQ(text(PeriodKind::kQuarter, 3, 462), "Q3 7:42");
  EXPECT_EQ(text(PeriodKind::kQuarter, 3, std::nullopt), "Q3");
  EXPECT_EQ(text(PeriodKind::kOvertime, 1, 9), "OT 0:09");
  EXPECT_EQ(text(PeriodKind::kOvertime, 2, 60), "OT2 1:00");
  EXPECT_EQ(text(PeriodKind::kOther, 0, 60), "1:00") << "a period that nobody documented";
}

TEST(PlayTimeText, DoesWithoutAPeriodOrAClock) {
  Play play;
  EXPECT_EQ(play_time_text(play, english()), "");
  play.clock_seconds_left = 5;
  EXPECT_EQ(play_time_text(play, english()), "0:05");
}

}  // namespace
}  // namespace scoreline
