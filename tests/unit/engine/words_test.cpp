#include "engine/words.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

TEST(Words, ReadsStringsAndPassesOverAllElse) {
  const Words words = Words::from_json(R"({"live":"Live","a":1,"b":null,"c":{"d":"e"},"f":["g"]})");
  EXPECT_TRUE(words.has("live"));
  for (const char* other : {"a", "b", "c", "d", "f", "g", ""}) EXPECT_FALSE(words.has(other));
}

TEST(Words, WhatIsNoObjectOfStringsGivesNoWords) {
  for (const char* json : {"", "null", "[]", "\"live\"", "{", "{\"live\":\"Live\"", "5"}) {
    EXPECT_FALSE(Words::from_json(json).has("live")) << json;
    EXPECT_EQ(Words::from_json(json).text("live"), "live") << json;
  }
  EXPECT_FALSE(Words::from_json(R"(["live"])").has(""));
}

TEST(Words, AMissingWordIsItsOwnKey) {
  EXPECT_EQ(Words().text("half_time"), "half_time");
  EXPECT_EQ(Words().text("minute", {{"minute", "63"}}), "minute");
}

TEST(Words, FillsTemplatesIn) {
  struct Row {
    const char* pattern;
    const char* text;
  };
  constexpr Row kRows[] = {
      {"{minute}'", "63'"},
      {"{minute}+{added}'", "63+2'"},
      {"{added} {minute} {added}", "2 63 2"},
      {"plain", "plain"},
      {"", ""},
      {"{unknown}x", "x"},
      {"{minute", "{minute"},
      {"minute}", "minute}"},
      {"}{minute}", "}63"},
      {"a}b{minute}", "a}b63"},
      {"{}x", "x"},
      {"{minute}{", "63{"},
      {"Minute {minute}, {", "Minute 63, {"},
      {"第{minute}分", "第63分"},
  };
  for (const Row& row : kRows) {
    const Words words = Words::from_json(R"({"key":")" + std::string(row.pattern) + R"("})");
    EXPECT_EQ(words.text("key", {{"minute", "63"}, {"added", "2"}}), row.text) << row.pattern;
  }
}

TEST(Words, AValueIsNotATemplate) {
  const Words words = Words::from_json(R"({"key":"{a}"})");
  EXPECT_EQ(words.text("key", {{"a", "{b}"}, {"b", "x"}}), "{b}");
}

}  // namespace
}  // namespace scoreline
