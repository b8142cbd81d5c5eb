#include "connection/askings.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

const Subject kA{SubjectKind::kMatch, Sport::kFootball, "a"};
const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};
const Subject kDay{SubjectKind::kDay, Sport::kFootball, "2026-11-26"};

class AskingsTest : public testing::Test {
 protected:
  Interest& watch(const Subject& subject, std::vector<std::string> matches) {
    Interest& interest = askings.interests[subject];
    interest.matches = std::move(matches);
    return interest;
  }

  Askings askings;
};

TEST(Asking, KeepsTheEarliestWish) {
  Asking asking;
  asking.want(5);
  asking.want(7);
  EXPECT_EQ(asking.wanted_at, 5);
  asking.want_calmly(9);
  asking.want_calmly(8);
  EXPECT_EQ(asking.again_at, 8);
}

TEST(Asking, ARequestFulfilsTheWishes) {
  Asking asking;
  asking.want(5);
  asking.want_calmly(5);
  asking.note_asked(6, false);
  EXPECT_EQ(asking.wanted_at, kNever);
  EXPECT_EQ(asking.again_at, kNever);
  EXPECT_EQ(asking.asked_at, 6);
}

TEST(Asking, OnlyCalmRequestsAreCounted) {
  Asking asking;
  for (int i = 0; i < 10; ++i) asking.note_asked(100 + i, false);
  EXPECT_EQ(asking.calm.free_at(), 0);
  for (std::size_t i = 0; i < kMostCalmRequests; ++i) asking.note_asked(100, true);
  EXPECT_EQ(asking.calm.free_at(), 100 + Allowance::kMinute);
}

TEST_F(AskingsTest, OfASubjectAreThoseOfWhoeverAsksForIt) {
  EXPECT_EQ(askings.of(kA), nullptr);
  Asking& aside = askings.asides["a"];
  EXPECT_EQ(askings.of(kA), &aside);
  Interest& own = watch(kA, {"a"});
  EXPECT_EQ(askings.of(kA), &own.asking);
  EXPECT_EQ(askings.of(kDay), nullptr);
  Group& group = askings.groups[kDay];
  EXPECT_EQ(askings.of(kDay), &group.asking);
}

TEST_F(AskingsTest, AMatchIsAskedOfItsListWhereNoBoardShowsItAlone) {
  EXPECT_EQ(askings.about("a"), nullptr);
  Interest& list = watch(kLive, {"a", "b"});
  EXPECT_EQ(askings.about("a"), &list.asking);
  EXPECT_EQ(askings.about("c"), nullptr);
  Interest& own = watch(kA, {"a"});
  EXPECT_EQ(askings.about("a"), &own.asking);
}

TEST_F(AskingsTest, OrByItselfWhereItLeftTheList) {
  Interest& list = watch(kLive, {"a"});
  Asking& aside = askings.asides["a"];
  EXPECT_EQ(askings.about("a"), &aside);
  // Its reader looks at the list all the same.
  EXPECT_EQ(askings.awaited_for("a"), &list.asking);
}

TEST_F(AskingsTest, OrOfTheListThatIsAskedInItsPlace) {
  Interest& own = watch(kA, {"a"});
  own.asking.teller = kDay;
  // Nobody asks for that list any more.
  EXPECT_EQ(askings.about("a"), &own.asking);
  Group& group = askings.groups[kDay];
  EXPECT_EQ(askings.about("a"), &group.asking);
  EXPECT_EQ(askings.awaited_for("a"), &group.asking);
}

TEST_F(AskingsTest, KnowWhatBoardsShow) {
  watch(kLive, {"a"});
  EXPECT_TRUE(askings.is_wanted("a"));
  EXPECT_FALSE(askings.has_own_board("a"));
  EXPECT_FALSE(askings.is_wanted("b"));
  watch(kA, {"a"});
  EXPECT_TRUE(askings.has_own_board("a"));
}

TEST_F(AskingsTest, WantAnswersOfLists) {
  watch(kLive, {"a"});
  watch(kA, {"a"});
  askings.groups[kDay].members = {"a"};
  askings.want_lists(5);
  EXPECT_EQ(askings.of(kLive)->wanted_at, 5);
  EXPECT_EQ(askings.of(kA)->wanted_at, kNever);
  EXPECT_EQ(askings.of(kDay)->wanted_at, kNever);
}

TEST_F(AskingsTest, WantAnswersOfEverythingButMatchesThatLeftTheirList) {
  watch(kLive, {"a"});
  askings.groups[kDay].members = {"a"};
  const Asking& aside = askings.asides["b"];
  askings.want_everything(5);
  EXPECT_EQ(askings.of(kLive)->wanted_at, 5);
  EXPECT_EQ(askings.of(kDay)->wanted_at, 5);
  EXPECT_EQ(aside.wanted_at, kNever);
}

TEST_F(AskingsTest, WantAnAnswerOfOneMatch) {
  watch(kLive, {"a"});
  askings.want_match("a", 5);
  askings.want_match("nobody's", 4);
  EXPECT_EQ(askings.of(kLive)->wanted_at, 5);
}

}  // namespace
}  // namespace scoreline
