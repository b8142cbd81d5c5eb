#include "match/store.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace scoreline {
namespace {

Match amended(Match match, const MatchDelta& delta) {
  amend(match, delta);
  return match;
}

Match football_match() {
  Match match;
  match.id = "abc123";
  match.sport = Sport::kFootball;
  match.league_id = "DEf456";
  match.season = "2025/26";
  match.home.name = "Real Madrid";
  match.home.score = 2;
  match.away.name = "Barcelona";
  match.away.score = 1;
  match.status = MatchStatus::kLive;
  match.period = Period{PeriodKind::kHalf, 2};
  match.minute = 67;
  match.minute_as_of = 1000;
  match.added_time = 2;
  return match;
}

MatchDelta delta_for(const Match& match) {
  MatchDelta delta;
  delta.match_id = match.id;
  return delta;
}

Play play_with(std::int64_t id) {
  Play play;
  play.id = id;
  play.type = "3pt_made";
  return play;
}

std::vector<std::int64_t> ids_of(const std::vector<Play>& plays) {
  std::vector<std::int64_t> ids;
  for (const Play& play : plays) ids.push_back(play.id);
  return ids;
}

TEST(Difference, OfAMatchWithItselfIsNothing) {
  EXPECT_TRUE(difference(football_match(), football_match()).is_empty());
}

TEST(Difference, NamesWhatAFieldMeans) {
  struct Row {
    const char* field;
    void (*change)(Match&);
    Change expected;
  };
  const Row rows[] = {
      {"home score", [](Match& m) { m.home.score = 3; }, Change::kScore},
      {"away score", [](Match& m) { m.away.score = 0; }, Change::kScore},
      {"score gone", [](Match& m) { m.away.score.reset(); }, Change::kScore},
      {"status", [](Match& m) { m.status = MatchStatus::kFinished; }, Change::kStatus},
      {"status word", [](Match& m) { m.status_word = "11"; }, Change::kStatus},
      {"period",
       [](Match& m) {
         m.period = Period{PeriodKind::kHalfTime, 0};
       },
       Change::kPeriod},
      {"minute", [](Match& m) { m.minute = 68; }, Change::kMinute},
      {"added time", [](Match& m) { m.added_time.reset(); }, Change::kMinute},
      {"clock",
       [](Match& m) {
         m.clock = GameClock{5, true, 1};
       },
       Change::kClock},
      {"play", [](Match& m) { m.plays.push_back(play_with(1)); }, Change::kPlay},
      {"sport", [](Match& m) { m.sport = Sport::kUnknown; }, Change::kDetails},
      {"league id", [](Match& m) { m.league_id = "x"; }, Change::kDetails},
      {"league name", [](Match& m) { m.league_name = "x"; }, Change::kDetails},
      {"season", [](Match& m) { m.season = "x"; }, Change::kDetails},
      {"kick-off", [](Match& m) { m.kickoff = 5; }, Change::kDetails},
      {"home id", [](Match& m) { m.home.id = "x"; }, Change::kDetails},
      {"home name", [](Match& m) { m.home.name = "x"; }, Change::kDetails},
      {"away short name", [](Match& m) { m.away.short_name = "x"; }, Change::kDetails},
      {"away logo", [](Match& m) { m.away.logo_url = "x"; }, Change::kDetails},
  };
  for (const Row& row : rows) {
    Match after = football_match();
    row.change(after);
    EXPECT_EQ(difference(football_match(), after), ChangeSet(row.expected)) << row.field;
  }
}

TEST(Difference, DoesNotCountWhenSomethingWasTrue) {
  Match after = football_match();
  after.minute_as_of = 99999;
  after.updated_at = 99999;
  EXPECT_TRUE(difference(football_match(), after).is_empty());
}

TEST(Amended, KeepsWhatADeltaDoesNotName) {
  const Match match = football_match();
  EXPECT_EQ(amended(match, delta_for(match)), match);
}

TEST(Amended, TakesEachFieldThatADeltaNames) {
  const Match match = football_match();
  MatchDelta delta = delta_for(match);
  delta.home_score = 3;
  delta.away_score = 2;
  delta.period = Period{PeriodKind::kQuarter, 4};
  delta.clock = GameClock{180, true, 77};
  delta.status = MatchStatus::kUnknown;
  delta.status_word = "11";
  delta.play = play_with(9);
  const Match after = amended(match, delta);
  EXPECT_EQ(after.home.score, 3);
  EXPECT_EQ(after.away.score, 2);
  EXPECT_EQ(after.period, delta.period);
  EXPECT_EQ(after.clock, delta.clock);
  EXPECT_EQ(after.status, MatchStatus::kUnknown);
  EXPECT_EQ(after.status_word, "11");
  EXPECT_EQ(ids_of(after.plays), (std::vector<std::int64_t>{9}));
  EXPECT_EQ(after.minute, 67);
  EXPECT_EQ(after.minute_as_of, 1000);
}

TEST(Amended, AKnownStatusTakesTheOldWordAway) {
  Match match = football_match();
  match.status = MatchStatus::kUnknown;
  match.status_word = "11";
  MatchDelta delta = delta_for(match);
  delta.status = MatchStatus::kLive;
  EXPECT_EQ(amended(match, delta).status_word, "");
}

TEST(Amended, ANewMinuteEndsTheAddedTimeOfTheOldOne) {
  const Match match = football_match();
  MatchDelta delta = delta_for(match);
  delta.received_at = 5000;
  delta.minute = 67;
  EXPECT_EQ(amended(match, delta).added_time, 2);
  EXPECT_EQ(amended(match, delta).minute_as_of, 1000);  // told again, it is as old as it was
  delta.minute = 68;
  EXPECT_EQ(amended(match, delta).added_time, std::nullopt);
  EXPECT_EQ(amended(match, delta).minute, 68);
  EXPECT_EQ(amended(match, delta).minute_as_of, 5000);
}

TEST(MatchStore, AddsThenComparesSnapshots) {
  MatchStore store;
  EXPECT_EQ(store.apply(football_match()), ChangeSet(Change::kAdded));
  EXPECT_TRUE(store.apply(football_match()).is_empty());
  Match later = football_match();
  later.away.score = 2;
  later.minute = 70;
  EXPECT_EQ(store.apply(later), ChangeSet(Change::kScore) | Change::kMinute);
  ASSERT_NE(store.find("abc123"), nullptr);
  EXPECT_EQ(*store.find("abc123"), later);
  EXPECT_EQ(store.all().size(), 1u);
}

TEST(MatchStore, ADeltaForAnUnseenMatchChangesNothing) {
  MatchStore store;
  MatchDelta delta;
  delta.match_id = "unseen";
  delta.home_score = 2;
  EXPECT_TRUE(store.apply(delta).is_empty());
  EXPECT_EQ(store.find("unseen"), nullptr);
  EXPECT_TRUE(store.all().empty());
}

TEST(MatchStore, ADeltaSaysWhatItChanged) {
  MatchStore store;
  store.apply(football_match());
  MatchDelta delta = delta_for(football_match());
  delta.home_score = 2;
  delta.away_score = 1;
  delta.minute = 68;
  EXPECT_EQ(store.apply(delta), ChangeSet(Change::kMinute));
  delta.home_score = 3;
  EXPECT_EQ(store.apply(delta), ChangeSet(Change::kScore));
  EXPECT_EQ(store.find("abc123")->home.score, 3);
  EXPECT_TRUE(store.apply(delta).is_empty());
}

TEST(MatchStore, KeepsPlaysInOrderOnceAndOnlyTheNewest) {
  MatchStore store;
  store.apply(football_match());
  MatchDelta delta = delta_for(football_match());
  for (const std::int64_t id : {5, 3, 9, 5, 1, 7, 2, 8, 4, 6, 10, 3}) {
    delta.play = play_with(id);
    store.apply(delta);
  }
  EXPECT_EQ(ids_of(store.find("abc123")->plays),
            (std::vector<std::int64_t>{3, 4, 5, 6, 7, 8, 9, 10}));
}

TEST(MatchStore, ARepeatedPlayIsNoChange) {
  MatchStore store;
  store.apply(football_match());
  MatchDelta delta = delta_for(football_match());
  delta.play = play_with(9871);
  EXPECT_EQ(store.apply(delta), ChangeSet(Change::kPlay));
  EXPECT_TRUE(store.apply(delta).is_empty());
}

TEST(MatchStore, ASnapshotKeepsThePlaysOfTheStream) {
  MatchStore store;
  Match match = football_match();
  match.plays = {play_with(1), play_with(2)};
  store.apply(match);
  EXPECT_TRUE(store.apply(football_match()).is_empty());
  EXPECT_EQ(ids_of(store.find("abc123")->plays), (std::vector<std::int64_t>{1, 2}));
  Match later = football_match();
  later.plays = {play_with(2), play_with(3)};
  EXPECT_EQ(store.apply(later), ChangeSet(Change::kPlay));
  EXPECT_EQ(ids_of(store.find("abc123")->plays), (std::vector<std::int64_t>{1, 2, 3}));
}

TEST(MatchStore, AClockThatIsToldAgainDoesNotJumpBack) {
  Match told = football_match();
  told.clock = GameClock{100, true, 10'000};
  for (const bool by_snapshot : {true, false}) {
    const auto tell = [&](MatchStore& store, GameClock clock, std::optional<Period> period) {
      Match later = told;
      later.clock = clock;
      if (period) later.period = period;
      MatchDelta delta = delta_for(told);
      delta.clock = clock;
      delta.period = period;
      by_snapshot ? store.apply(later) : store.apply(delta);
      return store.find("abc123")->clock;
    };
    MatchStore store;
    store.apply(told);
    EXPECT_EQ(tell(store, {96, true, 15'000}, {}), told.clock);
    EXPECT_EQ(tell(store, {99, true, 15'000}, {}), (GameClock{99, true, 15'000}));
    EXPECT_EQ(tell(store, {95, true, 20'000}, Period{PeriodKind::kHalf, 1}),
              (GameClock{95, true, 20'000}));
  }
}

TEST(MatchStore, AMinuteThatIsToldAgainIsAsOldAsItWas) {
  MatchStore store;
  store.apply(football_match());
  Match later = football_match();
  later.minute_as_of = 30'000;
  store.apply(later);
  EXPECT_EQ(store.find("abc123")->minute_as_of, 1000);
  later.minute_as_of.reset();
  store.apply(later);
  EXPECT_EQ(store.find("abc123")->minute_as_of, 1000);
  later.minute_as_of = 500;  // the provider corrects itself
  store.apply(later);
  EXPECT_EQ(store.find("abc123")->minute_as_of, 500);
  later.minute = 68;
  later.minute_as_of = 30'000;
  store.apply(later);
  EXPECT_EQ(store.find("abc123")->minute_as_of, 30'000);
}

TEST(MatchStore, Removes) {
  MatchStore store;
  store.apply(football_match());
  EXPECT_TRUE(store.remove("other").is_empty());
  EXPECT_EQ(store.remove("abc123"), ChangeSet(Change::kRemoved));
  EXPECT_EQ(store.find("abc123"), nullptr);
  EXPECT_TRUE(store.remove("abc123").is_empty());
}

}  // namespace
}  // namespace scoreline
