#include "connection/row_errors.hpp"

#include <gtest/gtest.h>

#include <string>

namespace scoreline {
namespace {

const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};
const Subject kA{SubjectKind::kMatch, Sport::kFootball, "a"};

RefusedRow row(const std::string& id) { return {id, {FeedErrorCode::kMissing, "status_code"}}; }

TEST(RowErrors, TellEachRowOnce) {
  RowErrors errors;
  errors.note(kLive, {row("a"), row("b")});
  errors.note(kLive, {row("b"), row("a")});
  ASSERT_EQ(errors.all().size(), 2u);
  EXPECT_EQ(errors.all()[0].row.id, "a");
  EXPECT_EQ(errors.all()[0].subject, kLive);
}

TEST(RowErrors, TellItForEachSubject) {
  RowErrors errors;
  errors.note(kLive, {row("a")});
  errors.note(kA, {row("a")});
  EXPECT_EQ(errors.all().size(), 2u);
}

TEST(RowErrors, NeverGrowWithoutBound) {
  RowErrors errors;
  for (int i = 0; i < 1'000; ++i) errors.note(kLive, {row(std::to_string(i))});
  EXPECT_EQ(errors.all().size(), 200u);
}

}  // namespace
}  // namespace scoreline
