#include "connection/answer_headers.hpp"

#include <gtest/gtest.h>

#include <string>

namespace scoreline {
namespace {

HttpAnswer answer_with(std::string_view block) {
  HttpAnswer answer;
  read_headers(block, answer);
  return answer;
}

TEST(AnswerHeaders, AreReadWhateverTheirCaseAndLineEnds) {
  for (const std::string end : {"\n", "\r\n"}) {
    const HttpAnswer answer =
        answer_with("Content-Type: application/json" + end + "AGE: 42" + end +
                    "date:Sun, 06 Nov 1994 08:49:37 GMT \t" + end + "retry-after: 7" + end +
                    "X-RateLimit-Remaining: 0" + end + "x-ratelimit-reset: 1794000000" + end);
    EXPECT_EQ(answer.age_s, 42);
    EXPECT_EQ(answer.date, 784111777000);
    EXPECT_EQ(answer.retry_after_s, 7);
    EXPECT_EQ(answer.rate_remaining, 0);
    EXPECT_EQ(answer.rate_reset_s, 1794000000);
  }
}

TEST(AnswerHeaders, ThatSayNothingStayAbsent) {
  for (const std::string_view block :
       {"", "\n", ":", "age", "age:", "age: \n", "age: -1", "age: x", "date:", "date: 42",
        "date: now\n", "age : 5", "x-age: 5", "date: 1994-11-06T08:49:37Z"}) {
    const HttpAnswer answer = answer_with(block);
    EXPECT_FALSE(answer.age_s) << block;
    EXPECT_FALSE(answer.date) << block;
  }
}

TEST(AnswerHeaders, AnAgeThatNoNumberHoldsIsAHugeOne) {
  const auto age = answer_with("age: 99999999999999999999999999").age_s;
  ASSERT_TRUE(age);
  EXPECT_GT(*age, 1'000'000'000);
}

}  // namespace
}  // namespace scoreline
