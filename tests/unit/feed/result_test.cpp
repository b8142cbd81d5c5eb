#include "feed/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace scoreline {
namespace {

TEST(Result, HoldsAValueOrAnError) {
  const Result<std::string> good(std::string("text"));
  EXPECT_TRUE(good.ok());
  EXPECT_EQ(*good, "text");
  EXPECT_EQ(good->size(), 4u);

  const Result<std::string> bad(FeedError{FeedErrorCode::kMissing, "id"});
  EXPECT_FALSE(bad);
  EXPECT_EQ(bad.error(), (FeedError{FeedErrorCode::kMissing, "id"}));
  EXPECT_NE(bad.error(), (FeedError{FeedErrorCode::kMissing, "match_id"}));
}

TEST(Result, LetsItsValueBeMovedOut) {
  Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
  const std::unique_ptr<int> moved = std::move(result.value());
  EXPECT_EQ(*moved, 5);
  EXPECT_EQ(result.value(), nullptr);
}

TEST(FeedErrorCode, HasANameOfItsOwn) {
  EXPECT_EQ(name_of(FeedErrorCode::kNotJson), "not_json");
  EXPECT_EQ(name_of(FeedErrorCode::kTooDeep), "too_deep");
  EXPECT_EQ(name_of(FeedErrorCode::kTooLarge), "too_large");
  EXPECT_EQ(name_of(FeedErrorCode::kWrongType), "wrong_type");
  EXPECT_EQ(name_of(FeedErrorCode::kMissing), "missing");
  EXPECT_EQ(name_of(FeedErrorCode::kOutOfRange), "out_of_range");
  EXPECT_EQ(name_of(FeedErrorCode::kNotFromServer), "not_from_server");
}

}  // namespace
}  // namespace scoreline
