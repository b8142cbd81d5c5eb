#include "feed/raw_member.hpp"

#include <gtest/gtest.h>

#include "unit/feed/support.hpp"

namespace scoreline {
namespace {

TEST(RawMember, IsTheValueAsItWasWritten) {
  struct Row {
    std::string_view text;
    std::string_view raw;
  };
  constexpr Row kRows[] = {
      {R"({"data":{"c":1}})", R"({"c":1})"},
      {R"({"event":"e","data": [1, 2.50] ,"channel":"c"})", "[1, 2.50]"},
      {R"({ "data" : null })", "null"},
      {R"({"data":-1.5e3})", "-1.5e3"},
      {R"({"data":"text"})", R"("text")"},
      {R"({"data":{"data":{"data":1}}})", R"({"data":{"data":1}})"},
      {R"({"a":{"data":1},"b":[{"data":2}]})", ""},
      {R"({"a":"data","b":1})", ""},
      {R"({"data":1,"data":2})", "2"},
      {R"({"a":"{\"data\":1}","data":{"x":"}\\","y":"\","}})", R"({"x":"}\\","y":"\","})"},
      {R"({"d\u0061ta":1})", ""},
      {R"({"xdata":1,"dat":2,"":3})", ""},
      {"{}", ""},
      {"[]", ""},
      {"", ""},
      {R"("data")", ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(raw_member(row.text, "data"), row.raw) << row.text;
  EXPECT_EQ(raw_member(R"({"":3})", ""), "3");
}

// Not promised, but a slip of a caller must not read beyond the text.
TEST(RawMember, StaysInsideATextThatIsNotJson) {
  constexpr std::string_view kText = R"({"a":"x\"y\\","data":{"b":[1,"c\u0041"]},"d":null})";
  const auto take = [](std::string_view text) {
    EXPECT_LE(raw_member(text, "data").size(), text.size());
  };
  test::for_each_truncation(kText, take);
  test::for_each_damage(kText, 2000, take);
}

TEST(RawElements, AreTheValuesAsTheyWereWritten) {
  using Elements = std::vector<std::string_view>;
  EXPECT_EQ(raw_elements(R"([{"a":[1,2]}, 2.50 ,"x,]\"",[],null])"),
            (Elements{R"({"a":[1,2]})", "2.50", R"("x,]\"")", "[]", "null"}));
  EXPECT_EQ(raw_elements(" [ [1] ] "), Elements{"[1]"});
  for (const char* none : {"[]", " [ ] ", "{}", R"({"a":[1]})", R"("[1]")", "1", ""}) {
    EXPECT_EQ(raw_elements(none), Elements{}) << none;
  }
}

TEST(RawElements, StayInsideATextThatIsNotJson) {
  constexpr std::string_view kText = R"([{"a":"x\"y\\"},[1,"c\u0041"],null,"]"])";
  const auto take = [](std::string_view text) {
    for (const std::string_view element : raw_elements(text)) {
      EXPECT_LE(element.size(), text.size());
    }
  };
  test::for_each_truncation(kText, take);
  test::for_each_damage(kText, 2000, take);
}

}  // namespace
}  // namespace scoreline
