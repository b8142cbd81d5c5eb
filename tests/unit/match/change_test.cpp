#include "match/change.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr Change kAll[] = {
    Change::kAdded,  Change::kRemoved, Change::kScore, Change::kStatus,  Change::kPeriod,
    Change::kMinute, Change::kClock,   Change::kPlay,  Change::kDetails,
};

TEST(ChangeSet, HasNothingAtFirst) {
  const ChangeSet none;
  EXPECT_TRUE(none.is_empty());
  for (const Change change : kAll) EXPECT_FALSE(none.has(change));
}

TEST(ChangeSet, KeepsEachChangeApart) {
  for (const Change one : kAll) {
    const ChangeSet set = one;
    EXPECT_FALSE(set.is_empty());
    for (const Change other : kAll) EXPECT_EQ(set.has(other), one == other);
  }
}

TEST(ChangeSet, Unites) {
  ChangeSet set = ChangeSet(Change::kScore) | Change::kMinute;
  set |= Change::kPlay;
  EXPECT_TRUE(set.has(Change::kScore));
  EXPECT_TRUE(set.has(Change::kMinute));
  EXPECT_TRUE(set.has(Change::kPlay));
  EXPECT_FALSE(set.has(Change::kStatus));
  EXPECT_EQ(set, ChangeSet(Change::kPlay) | Change::kMinute | Change::kScore);
  EXPECT_NE(set, ChangeSet(Change::kPlay));
}

}  // namespace
}  // namespace scoreline
