#include "engine/content.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/source_driver.hpp"

namespace scoreline {
namespace {

using board::Trust;
using test::answer;
using test::list;
using test::match_subject;
using test::row;

class Clock final : public TimeText {
 public:
  std::string time_text(WallMs) override { return "20:45"; }
  std::string day_text(WallMs) override { return "26 Nov"; }
};

const Subject kA = match_subject("a");
const Subject kB = match_subject("b");
const Subject kLeague{SubjectKind::kLeague, Sport::kFootball, "L"};

class ContentTest : public test::SourceDriver {
 protected:
  board::Content content(const std::vector<Subject>& subjects) {
    return board_content(*source, subjects, board_view(*source, subjects, clock.now()), words,
                         times, clock.now());
  }
  std::int32_t redraw(const std::vector<Subject>& subjects) {
    return next_redraw(*source, content(subjects), board_view(*source, subjects, clock.now()).worst,
                       clock.now());
  }

  Words words = Words::from_json(
      R"({"minute":"{minute}'","waiting":"in {seconds} s","undecided":"To be decided",)"
      R"("undecided_short":"TBD","about":"{match}: {notice}",)"
      R"("about_more":"{match} (+{n}): {notice}","not_found":"Not found","forbidden":"Forbidden","wrong_key":"Wrong key"})");
  Clock times;
};

TEST_F(ContentTest, IsEmptyUntilSomethingIsKnown) {
  watch(kA);
  const board::Content shown = content({kA});
  EXPECT_TRUE(shown.rows.empty());
  EXPECT_EQ(shown.notice, "connecting");
  EXPECT_FALSE(shown.is_failure);
  EXPECT_EQ(redraw({kA}), -1);
}

TEST_F(ContentTest, ShowsAMatch) {
  live("a", 2, 1);
  const board::Content shown = content({kA});
  ASSERT_EQ(shown.rows.size(), 1u);
  const board::Row& match = shown.rows[0];
  EXPECT_EQ(match.match_id, "a");
  EXPECT_EQ(match.sport, Sport::kFootball);
  EXPECT_EQ(match.home.name, "Home");
  EXPECT_EQ(match.home.short_name, "HOM");
  EXPECT_EQ(match.home.score, "2");
  EXPECT_EQ(match.away.score, "1");
  EXPECT_EQ(match.state, MatchStatus::kLive);
  EXPECT_EQ(match.status, "10'");
  EXPECT_EQ(match.trust, Trust::kLive);
  EXPECT_EQ(shown.notice, "");
}

TEST_F(ContentTest, ShowsEachMatchOnceInTheOrderOfThePage) {
  watch(kB);
  watch(kA);
  watch(kLeague);
  reply("league_id=L", list({row("c", 0, 0), row("a", 0, 0), row("b", 0, 0)}));
  std::vector<std::string> ids;
  for (const board::Row& match : content({kB, kLeague, kA}).rows) ids.push_back(match.match_id);
  EXPECT_EQ(ids, (std::vector<std::string>{"b", "c", "a"}));
  EXPECT_TRUE(shows(*source, {kLeague}, "c"));
  EXPECT_FALSE(shows(*source, {kLeague}, "z"));
  EXPECT_TRUE(shows(*source, {kA}, "a"));
  EXPECT_FALSE(shows(*source, {kA}, "b"));
}

TEST_F(ContentTest, SaysThatATeamIsNotDecided) {
  watch(kA);
  reply("matches/a", R"({"id":"a","home_team":null,"away_team":"Real Madrid","status_code":1,)"
                     R"("home_score":-1,"kickoff_ts":"2026-11-26"})");
  const board::Row match = content({kA}).rows.at(0);
  EXPECT_EQ(match.home.name, "To be decided");
  EXPECT_EQ(match.home.short_name, "TBD");
  EXPECT_EQ(match.home.score, "");
  EXPECT_EQ(match.away.name, "Real Madrid");
  EXPECT_EQ(match.away.short_name, "REA");
  EXPECT_EQ(match.status, "26 Nov");
}

TEST_F(ContentTest, AMatchThatHasNotBegunHasNoScore) {
  watch(kA);
  reply("matches/a", row("a", 0, 0, 1, R"(,"kickoff_ts":1777920000)"));
  const board::Row match = content({kA}).rows.at(0);
  EXPECT_EQ(match.home.score, "");
  EXPECT_EQ(match.away.score, "");
  EXPECT_EQ(match.status, "20:45");
}

TEST_F(ContentTest, AMatchThatWasNotPlayedHasNoScoreUnlessItHasOne) {
  for (const int status : {4, 5, 6}) {  // postponed, cancelled, walkover
    watch(kA);
    reply("matches/a", row("a", 0, 0, status));
    EXPECT_EQ(content({kA}).rows.at(0).home.score, "") << status;
    EXPECT_EQ(content({kA}).rows.at(0).away.score, "") << status;
    unwatch(kA);
    watch(kB);
    reply("matches/b", row("b", 0, 3, status));
    EXPECT_EQ(content({kB}).rows.at(0).home.score, "0") << status;
    EXPECT_EQ(content({kB}).rows.at(0).away.score, "3") << status;
    unwatch(kB);
    actions.forget();
  }
  for (const int status : {2, 3, 7, 8}) {  // these have been in play
    watch(kA);
    reply("matches/a", row("a", 0, 0, status));
    EXPECT_EQ(content({kA}).rows.at(0).home.score, "0") << status;
    unwatch(kA);
    actions.forget();
  }
}

TEST_F(ContentTest, AMatchRestsAtHalfTime) {
  watch(kA);
  reply("matches/a", row("a", 1, 0, 2, R"(,"period":38)"));
  EXPECT_TRUE(content({kA}).rows.at(0).is_paused);
  unwatch(kA);
  watch(kB);
  reply("matches/b", row("b", 1, 0, 2, R"(,"period":13)"));
  EXPECT_FALSE(content({kB}).rows.at(0).is_paused);
}

TEST_F(ContentTest, TrustsWhatItShowsAsFarAsItsConnection) {
  struct Row {
    int status;
    Trust while_polled;
    Trust when_stale;
  };
  constexpr Row kRows[] = {
      {2, Trust::kPolling, Trust::kStale},   {7, Trust::kPolling, Trust::kStale},
      {1, Trust::kSettled, Trust::kStale},   {4, Trust::kSettled, Trust::kStale},
      {3, Trust::kSettled, Trust::kSettled}, {5, Trust::kSettled, Trust::kSettled},
  };
  for (const Row& each : kRows) {
    watch(kA);
    reply("matches/a", row("a", 1, 0, each.status));
    EXPECT_EQ(content({kA}).rows.at(0).trust, each.while_polled) << each.status;
    pass(120'000);
    EXPECT_EQ(content({kA}).rows.at(0).trust, each.when_stale) << each.status;
    unwatch(kA);
    actions.forget();
  }
}

TEST_F(ContentTest, AStaleClockStandsWhereItWasRight) {
  watch(kA);
  const std::string told = R"(,"period":12,"minute":10,"updated_at":"2026-05-04T16:32:11Z")";
  reply("matches/a", row("a", 1, 0, 2, told));
  EXPECT_EQ(content({kA}).rows.at(0).status, "10'");
  pass(10 * 60'000);
  EXPECT_EQ(content({kA}).rows.at(0).status, "10'");
  EXPECT_LE(redraw({kA}), 1'000);  // by its countdown, if by anything
}

TEST_F(ContentTest, IsDrawnAgainWhenAClockTicks) {
  const std::string told = R"(,"period":12,"minute":10,"updated_at":"2026-05-04T16:32:11Z")";
  watch(kA);
  reply("matches/a", row("a", 1, 0, 2, told));
  clock.pass(4'000);
  EXPECT_EQ(redraw({kA}), 56'000);
}

TEST_F(ContentTest, IsDrawnAgainEachSecondOfACountdown) {
  watch(kA);
  reply("matches/a", test::answer_with_retry_after(429, 60));
  EXPECT_EQ(redraw({kA}), 1'000);
  clock.pass(250);
  EXPECT_EQ(redraw({kA}), 750);
  const board::Content shown = content({kA});
  EXPECT_EQ(shown.notice, "rate_limited · in 60 s");
  EXPECT_TRUE(shown.is_failure);
}

TEST_F(ContentTest, TellsTheWorstOfItsSubjects) {
  live("a");
  watch(kB);
  reply("matches/b", answer(404));
  EXPECT_EQ(board_view(*source, {kA}, clock.now()).worst.state, ConnectionState::kLive);
  EXPECT_EQ(board_view(*source, {kA, kB}, clock.now()).worst.state, ConnectionState::kRefused);
  EXPECT_EQ(board_view(*source, {kB, kA}, clock.now()).worst.reason, Reason::kNotFound);
  const board::Content shown = content({kA, kB});
  EXPECT_EQ(shown.rows.size(), 1u);
  EXPECT_TRUE(shown.is_failure);
}

// --- a notice about some of the matches

TEST_F(ContentTest, ANoticeNamesTheMatchThatItIsAbout) {
  live("a");
  watch(kB);
  reply("matches/b", row("b", 1, 0));
  pass(300);
  refresh();
  reply("matches/a", row("a", 0, 0));
  reply("matches/b", answer(404));
  EXPECT_EQ(content({kA, kB}).notice, "Home – Away: Not found");
  EXPECT_EQ(content({kB}).notice, "Not found");  // there is no other
}

TEST_F(ContentTest, ALongNameDoesNotDrownTheNotice) {
  live("a");
  watch(kB);
  const std::string name(100, 'X');
  reply("matches/b",
        R"({"id":"b","status_code":2,"away_team":"Away","home_team":")" + name + R"("})");
  pass(300);
  refresh();
  reply("matches/a", row("a", 0, 0));
  reply("matches/b", answer(404));
  EXPECT_EQ(content({kA, kB}).notice, "XXX – Away: Not found");
}

TEST_F(ContentTest, ANoticeAboutAMatchThatWasNeverToldOfHasItsId) {
  live("a");
  watch(kB);
  reply("matches/b", answer(404));
  const BoardView view = board_view(*source, {kA, kB}, clock.now());
  EXPECT_EQ(view.about, std::vector<std::string>{"b"});
  const board::Content shown = content({kA, kB});
  EXPECT_EQ(shown.notice, "b: Not found");
  ASSERT_EQ(shown.rows.size(), 1u);
  EXPECT_EQ(shown.rows[0].trust, Trust::kLive);
  EXPECT_EQ(content({kB}).notice, "Not found");
}

TEST_F(ContentTest, ANoticeAboutSeveralCountsThem) {
  live("a");
  const Subject c = match_subject("c");
  watch(kB);
  reply("matches/b", answer(404));
  watch(c);
  reply("matches/c", answer(404));
  EXPECT_EQ(content({kA, kB, c}).notice, "b (+1): Not found");
  EXPECT_EQ(content({kB, c}).notice, "Not found");  // all of them
}

TEST_F(ContentTest, AMatchThatIsOverDoesNotMakeANoticeOneOfSome) {
  watch(kA);
  reply("matches/a", row("a", 2, 1, 3));
  watch(kB);
  reply("matches/b", answer(403));
  EXPECT_TRUE(board_view(*source, {kA, kB}, clock.now()).about.empty());
  EXPECT_EQ(content({kA, kB}).notice, "Forbidden");
}

TEST_F(ContentTest, ARefusalOfAllIsAboutAll) {
  live("a");
  watch(kB);
  reply("matches/b", answer(401));
  EXPECT_TRUE(board_view(*source, {kA, kB}, clock.now()).about.empty());
  EXPECT_EQ(content({kA, kB}).notice, "Wrong key");
}

}  // namespace
}  // namespace scoreline
