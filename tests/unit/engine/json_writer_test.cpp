#include "engine/json_writer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace scoreline {
namespace {

// An object with what `write` adds.
template <typename Write>
std::string object(Write write) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  write(json);
  json.close('}');
  return out;
}

std::string number(double value) {
  return object([&](JsonWriter& json) { json.add("n", value); });
}

TEST(JsonWriter, SeparatesMembersAndElements) {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  json.open("a", '[');
  json.open('{');
  json.close('}');
  json.open('{');
  json.add("x", std::int64_t{1});
  json.add("y", std::int64_t{2});
  json.close('}');
  json.add(1.5);
  json.add(2.0);
  json.close(']');
  json.open("b", '{');
  json.close('}');
  json.add("c", true);
  json.add("d", false);
  json.add_null("e");
  json.close('}');
  EXPECT_EQ(out, R"({"a":[{},{"x":1,"y":2},1.50,2],"b":{},"c":true,"d":false,"e":null})");
}

TEST(JsonWriter, LeavesAbsentValuesOut) {
  EXPECT_EQ(object([](JsonWriter& json) {
              json.add("a", std::optional<std::int32_t>());
              json.add("b", std::optional<std::int32_t>(-5));
              json.add("c", std::optional<std::int64_t>(INT64_MAX));
              json.add("d", std::optional<double>(0.25));
              json.add("e", std::optional<double>());
              json.add_text("f", "");
              json.add_text("g", "x");
              json.add("h", "");
            }),
            R"({"b":-5,"c":9223372036854775807,"d":0.25,"g":"x","h":""})");
}

TEST(JsonWriter, EscapesText) {
  EXPECT_EQ(object([](JsonWriter& json) { json.add("a\"b", "</script>\n\xff"); }),
            R"({"a\"b":"\u003c/script>\u000a\ufffd"})");
}

TEST(JsonWriter, WritesTwoDecimals) {
  constexpr std::pair<double, std::string_view> kRows[] = {
      {0, "0"},
      {42.5, "42.50"},
      {18.2, "18.20"},
      {1.005, "1"},
      {0.01, "0.01"},
      {0.1, "0.10"},
      {-0.05, "-0.05"},
      {-42.5, "-42.50"},
      {99.999, "100"},
      {-0.001, "0"},
      {0.10999, "0.11"},
      {12345678.25, "12345678.25"},
      {9e14, "900000000000000"},
  };
  for (const auto& [value, text] : kRows) {
    EXPECT_EQ(number(value), "{\"n\":" + std::string(text) + '}') << value;
  }
}

TEST(JsonWriter, WhatIsNoUsefulNumberIsNull) {
  using Limits = std::numeric_limits<double>;
  for (const double value :
       {1e15, -1e15, 1e300, Limits::infinity(), -Limits::infinity(), Limits::quiet_NaN()}) {
    EXPECT_EQ(number(value), R"({"n":null})") << value;
  }
}

}  // namespace
}  // namespace scoreline
