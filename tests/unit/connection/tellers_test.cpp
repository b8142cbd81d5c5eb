#include "connection/tellers.hpp"

#include <gtest/gtest.h>

#include "connection/scorelytics_provider.hpp"
#include "unit/connection/support/matches.hpp"

namespace scoreline {
namespace {

using test::match_of;

constexpr MonoMs kNow = 1'000'000;
constexpr WallMs kKickoff = 1'790'000'000'000;  // 2026-09-21
const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};
const Subject kDayOfLeague{SubjectKind::kDay, Sport::kFootball, "2026-09-21 L"};
const Subject kDay{SubjectKind::kDay, Sport::kFootball, "2026-09-21"};

Subject board_of(const std::string& id) { return {SubjectKind::kMatch, Sport::kFootball, id}; }

class TellersTest : public testing::Test {
 protected:
  // A board of its own, which has had an answer.
  Asking& add(const std::string& id, const std::string& league = "L") {
    Match match = match_of(id);
    match.league_id = league;
    match.kickoff = kKickoff;
    store.apply(std::move(match));
    Interest& interest = askings.interests[board_of(id)];
    interest.matches = {id};
    interest.asking.answered_at = kNow;
    return interest.asking;
  }
  // A list that a board shows, and which has had an answer.
  Asking& add_list(std::vector<std::string> ids) {
    Interest& interest = askings.interests[kLive];
    interest.matches = interest.listed = std::move(ids);
    interest.asking.answered_at = kNow;
    return interest.asking;
  }
  // The lists that are given up.
  std::vector<Subject> choose() {
    std::vector<Subject> lists;
    for (const auto& group : choose_tellers(askings, store, provider, kNow)) {
      lists.push_back(group.first);
    }
    return lists;
  }

  Askings askings;
  MatchStore store;
  ScorelyticsProvider provider{"https://api", scorelytics::ClockUnit::kUndecided};
};

TEST_F(TellersTest, TwoMatchesAreAskedForByThemselves) {
  const Asking& a = add("a");
  add("b");
  EXPECT_TRUE(choose().empty());
  EXPECT_FALSE(a.teller);
  EXPECT_TRUE(askings.groups.empty());
}

TEST_F(TellersTest, MoreAreAskedForByTheShortestListThatHasThem) {
  for (const char* id : {"a", "b", "c"}) add(id);
  choose();
  ASSERT_EQ(askings.groups.size(), 1u);
  EXPECT_EQ(askings.groups.begin()->first, kDayOfLeague);
  EXPECT_EQ(askings.groups.begin()->second.members, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(askings.interests[board_of("a")].asking.teller, kDayOfLeague);
}

TEST_F(TellersTest, OrByALongerOneWhereTheyShareNoShorterOne) {
  for (const char* id : {"a", "b", "c"}) add(id, id);
  choose();
  ASSERT_EQ(askings.groups.size(), 1u);
  EXPECT_EQ(askings.groups.begin()->first, kDay);
}

TEST_F(TellersTest, AGroupKeepsWhatItKnows) {
  for (const char* id : {"a", "b", "c"}) add(id);
  choose();
  askings.groups[kDayOfLeague].asking.answered_at = kNow + 5;
  EXPECT_TRUE(choose().empty());
  EXPECT_EQ(askings.groups[kDayOfLeague].asking.answered_at, kNow + 5);
}

TEST_F(TellersTest, AGroupThatIsNotNeededIsGivenUpAndItsMatchesAreAskedFor) {
  for (const char* id : {"a", "b", "c"}) add(id);
  choose();
  askings.interests.erase(board_of("c"));
  EXPECT_EQ(choose(), std::vector<Subject>{kDayOfLeague});
  EXPECT_TRUE(askings.groups.empty());
  EXPECT_EQ(askings.interests[board_of("a")].asking.wanted_at, kNow);
}

TEST_F(TellersTest, AListThatABoardShowsTellsOfItsMatches) {
  const Asking& a = add("a");
  const Asking& b = add("b");
  add_list({"a"});
  choose();
  EXPECT_EQ(a.teller, kLive);
  EXPECT_FALSE(b.teller);
}

TEST_F(TellersTest, UnlessItIsRefusedOrTakesManyRequestsOrHasHadNoAnswer) {
  const Asking& a = add("a");
  Asking& list = add_list({"a"});
  list.steps = 3;
  choose();
  EXPECT_FALSE(a.teller);
  list.steps = 2;
  list.refusal = Reason::kForbidden;
  choose();
  EXPECT_FALSE(a.teller);
  list.refusal = Reason::kNone;
  list.answered_at = kNever;
  choose();
  EXPECT_FALSE(a.teller);
}

TEST_F(TellersTest, AMatchWithoutAnAnswerIsAskedForByItself) {
  for (const char* id : {"a", "b", "c"}) add(id);
  Asking& fresh = add("d");
  fresh.answered_at = kNever;
  choose();
  EXPECT_FALSE(fresh.teller);
  EXPECT_EQ(askings.groups[kDayOfLeague].members.size(), 3u);
}

TEST_F(TellersTest, AMatchThatTheListDoesNotHaveIsAskedForByItselfForAWhile) {
  for (const char* id : {"a", "b", "c", "d"}) add(id);
  choose();
  EXPECT_TRUE(leave_group(askings, {"a", "b"}, {"b"}, kNow));
  EXPECT_FALSE(leave_group(askings, {"b"}, {"b"}, kNow));
  choose();
  Asking& a = askings.interests[board_of("a")].asking;
  EXPECT_FALSE(a.teller);
  EXPECT_EQ(a.wanted_at, kNow);
  EXPECT_EQ(askings.groups[kDayOfLeague].members.size(), 3u);
  (void)choose_tellers(askings, store, provider, kNow + 600'000);
  EXPECT_EQ(a.teller, kDayOfLeague);
}

TEST_F(TellersTest, MatchesThatLeftTheirListJoinGroups) {
  for (const char* id : {"a", "b"}) add(id);
  Match match = match_of("c");
  match.league_id = "L";
  match.kickoff = kKickoff;
  store.apply(std::move(match));
  askings.asides["c"].answered_at = kNow;
  choose();
  EXPECT_EQ(askings.asides["c"].teller, kDayOfLeague);
}

}  // namespace
}  // namespace scoreline
