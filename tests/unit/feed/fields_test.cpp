#include "feed/fields.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/feed/support.hpp"

namespace scoreline {
namespace {

// Reads `json` with `read` and says what came: "ok", or the error.
template <typename Read>
std::string outcome_of(std::string_view json, Read read) {
  const auto document = json::Document::parse(json);
  EXPECT_TRUE(document.ok()) << json;
  if (!document) return "";
  Refusal refusal;
  read(document->root(), refusal);
  if (!refusal) return "ok";
  EXPECT_EQ(refusal->where, "field");
  return std::string(name_of(refusal->code));
}

template <typename Read>
auto read_value(std::string_view json, Read read) {
  const auto document = json::Document::parse(json);
  EXPECT_TRUE(document.ok()) << json;
  return read(document->root());
}

TEST(Refuse, KeepsTheFirst) {
  Refusal refusal;
  refuse(refusal, FeedErrorCode::kMissing, "a");
  refuse(refusal, FeedErrorCode::kWrongType, "b");
  EXPECT_EQ(*refusal, (FeedError{FeedErrorCode::kMissing, "a"}));
}

TEST(RequiredId, IsAStringOrAnInteger) {
  struct Row {
    std::string json;
    std::string_view outcome;
    std::string id;
  };
  const std::string longest(kMaxIdBytes, 'x');
  const Row rows[] = {
      {R"("abc123")", "ok", "abc123"},
      {"123", "ok", "123"},
      {"123.0", "ok", "123"},
      {"-1", "ok", "-1"},
      {R"("é")", "ok", "\u00e9"},
      {'"' + longest + '"', "ok", longest},
      {'"' + longest + "x\"", "out_of_range", ""},
      {R"("")", "out_of_range", ""},
      {R"(".")", "out_of_range", ""},
      {R"("..")", "out_of_range", ""},
      {R"("...")", "ok", "..."},
      {R"("a\u0000b")", "out_of_range", ""},
      {R"("a\nb")", "out_of_range", ""},
      {R"("\u007f")", "out_of_range", ""},
      {"18446744073709551616", "out_of_range", ""},
      {"1e30", "out_of_range", ""},
      {"1.5", "wrong_type", ""},
      {"true", "wrong_type", ""},
      {"[]", "wrong_type", ""},
      {"{}", "wrong_type", ""},
      {"null", "missing", ""},
  };
  for (const Row& row : rows) {
    std::string id = "unset";
    EXPECT_EQ(outcome_of(row.json,
                         [&id](json::Value value, Refusal& refusal) {
                           id = required_id(value, "field", refusal);
                         }),
              row.outcome)
        << row.json;
    EXPECT_EQ(id, row.id) << row.json;
    EXPECT_EQ(read_value(row.json, any_id), row.id) << row.json;
  }
  EXPECT_EQ(any_id(json::Value()), "");
}

TEST(RequiredText, IsAStringWithSomethingInIt) {
  const auto read = [](json::Value value, Refusal& refusal) {
    (void)required_text(value, "field", refusal);
  };
  EXPECT_EQ(outcome_of(R"("x")", read), "ok");
  EXPECT_EQ(outcome_of(R"("")", read), "missing");
  EXPECT_EQ(outcome_of("null", read), "missing");
  EXPECT_EQ(outcome_of("5", read), "wrong_type");
  EXPECT_EQ(outcome_of("{}", read), "wrong_type");
}

TEST(ShownText, IsCutAtACharacterAndHasNoControls) {
  EXPECT_EQ(shown_text("Real Madrid", 200), "Real Madrid");
  EXPECT_EQ(shown_text("a\nb\tc\x7f"
                       "d",
                       200),
            "a b c d");
  EXPECT_EQ(shown_text(std::string_view("a\0b", 3), 200), "a b");
  EXPECT_EQ(shown_text("ab\u26bd", 4), "ab");
  EXPECT_EQ(shown_text("ab\u26bd", 5), "ab\u26bd");
  EXPECT_EQ(shown_text(std::string(100'000, 'x'), kMaxNameBytes).size(), kMaxNameBytes);
}

TEST(RequiredScore, IsAnIntegerWithinItsRange) {
  struct Row {
    std::string_view json;
    std::string_view required;
    std::string_view optional;
  };
  constexpr Row kRows[] = {
      {"0", "ok", "ok"},
      {"999", "ok", "ok"},
      {"2.0", "ok", "ok"},
      {"1000", "out_of_range", "out_of_range"},
      {"-1", "out_of_range", "out_of_range"},
      {"4294967296", "out_of_range", "out_of_range"},
      {"9223372036854775807", "out_of_range", "out_of_range"},
      {"18446744073709551616", "out_of_range", "out_of_range"},
      {"-1e30", "out_of_range", "out_of_range"},
      {"2.5", "wrong_type", "wrong_type"},
      {"\"2\"", "wrong_type", "wrong_type"},
      {"true", "wrong_type", "wrong_type"},
      {"[2]", "wrong_type", "wrong_type"},
      {"{}", "wrong_type", "wrong_type"},
      {"null", "missing", "ok"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(outcome_of(row.json,
                         [](json::Value value, Refusal& refusal) {
                           (void)required_score(value, "field", refusal);
                         }),
              row.required)
        << row.json;
    EXPECT_EQ(outcome_of(row.json,
                         [](json::Value value, Refusal& refusal) {
                           (void)optional_score(value, "field", refusal);
                         }),
              row.optional)
        << row.json;
  }
}

TEST(AnyInteger, IsAbsentOutsideItsRange) {
  const auto read = [](std::string_view json) {
    return read_value(json, [](json::Value value) { return any_integer(value, -1, 60); });
  };
  EXPECT_EQ(read("-1"), -1);
  EXPECT_EQ(read("60"), 60);
  for (const char* json : {"-2", "61", "4294967297", "1e30", "1.5", "\"5\"", "null", "[]"}) {
    EXPECT_EQ(read(json), std::nullopt) << json;
  }
}

TEST(AnyWebUrl, IsHttpOrHttpsAndNothingElse) {
  const auto read = [](const std::string& text) {
    return read_value('"' + text + '"', any_web_url);
  };
  EXPECT_EQ(read("https://x/logo.png"), "https://x/logo.png");
  EXPECT_EQ(read("http://x/logo.png"), "http://x/logo.png");
  EXPECT_EQ(read("//x/logo.png"), "https://x/logo.png");
  for (const char* text :
       {"", "/logo.png", "data:image/png;base64,AA==", "javascript:alert(1)", "ftp://x",
        " https://x", "https:x", "https://x/\\u0000", "https://x/\\n"}) {
    EXPECT_EQ(read(text), "") << text;
  }
  EXPECT_EQ(read("https://" + std::string(kMaxUrlBytes, 'x')), "");
  EXPECT_EQ(read_value("null", any_web_url), "");
  EXPECT_EQ(read_value("5", any_web_url), "");
}

TEST(AnyEpochSeconds, BecomesMilliseconds) {
  const auto read = [](std::string_view json) { return read_value(json, any_epoch_seconds); };
  EXPECT_EQ(read("0"), 0);
  EXPECT_EQ(read("1746369000"), 1746369000000);
  EXPECT_EQ(read("\"1746369000\""), 1746369000000);
  EXPECT_EQ(read("253402300799"), 253402300799000);
  for (const char* json : {"253402300800", "-1", "9223372036854775807", "\"now\"", "null"}) {
    EXPECT_EQ(read(json), std::nullopt) << json;
  }
}

TEST(ShownName, ReadsEntitiesOnce) {
  EXPECT_EQ(shown_name("Brighton &amp; Hove"), "Brighton & Hove");
  EXPECT_EQ(shown_name("&amp;lt;b&amp;gt;"), "&lt;b&gt;");
  EXPECT_EQ(shown_name("a&#10;b"), "a b");  // a control character all the same
  // What is cut is what is shown, not how it was written.
  std::string written;
  for (std::size_t i = 0; i < kMaxNameBytes; ++i) written += "&#x00027;";
  EXPECT_EQ(shown_name(written), std::string(kMaxNameBytes, '\''));
  EXPECT_EQ(shown_name(written + "x"), std::string(kMaxNameBytes, '\''));
}

TEST(TeamName, IsEmptyWhileTheTeamIsNotDecided) {
  struct Row {
    std::string_view json;
    bool has_place;
    std::string_view outcome;
  };
  constexpr Row kRows[] = {
      {"\"A\"", true, "ok"},     {"\"\"", true, "ok"},       {"null", true, "ok"},
      {"5", true, "wrong_type"}, {"[]", true, "wrong_type"}, {"null", false, "missing"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(outcome_of(row.json,
                         [&](json::Value value, Refusal& refusal) {
                           (void)team_name(value, row.has_place, "field", refusal);
                         }),
              row.outcome)
        << row.json;
  }
}

TEST(RowInteger, MayBeText) {
  const auto read = [](std::string_view json) { return read_value(json, row_integer); };
  EXPECT_EQ(read("\"2\""), 2);
  EXPECT_EQ(read("\"-1\""), -1);
  EXPECT_EQ(read("\"007\""), 7);
  EXPECT_EQ(read("2"), 2);
  EXPECT_EQ(read("\"999999999999999999\""), 999999999999999999);
  for (const char* json :
       {"\"\"", "\"-\"", "\"+2\"", "\" 2\"", "\"2 \"", "\"2.0\"", "\"1e3\"", "\"0x2\"", "\"--2\"",
        "\"9999999999999999999\"", "2.5", "true", "null", "[2]", "{}"}) {
    EXPECT_EQ(read(json), std::nullopt) << json;
  }
}

TEST(RowScore, MayBeMissingTextOrLessThanNothing) {
  struct Row {
    std::string_view json;
    MatchStatus status;
    std::string_view outcome;
    std::optional<std::int32_t> score;
  };
  using Status = MatchStatus;
  constexpr std::optional<std::int32_t> kNo;
  constexpr Row kRows[] = {
      {"2", Status::kLive, "ok", 2},
      {"\"2\"", Status::kLive, "ok", 2},
      {"null", Status::kLive, "ok", kNo},
      {"-1", Status::kScheduled, "ok", kNo},
      {"\"-1\"", Status::kPostponed, "ok", kNo},
      {"-1", Status::kUnknown, "ok", kNo},
      {"-1", Status::kLive, "out_of_range", kNo},
      {"-1", Status::kFinished, "out_of_range", kNo},
      {"-2", Status::kScheduled, "out_of_range", kNo},
      {"1000", Status::kLive, "out_of_range", kNo},
      {"\"999999999999999999\"", Status::kLive, "out_of_range", kNo},
      {"\"\"", Status::kLive, "wrong_type", kNo},
      {"\"two\"", Status::kLive, "wrong_type", kNo},
      {"[2]", Status::kLive, "wrong_type", kNo},
  };
  for (const Row& row : kRows) {
    std::optional<std::int32_t> score;
    EXPECT_EQ(outcome_of(row.json,
                         [&](json::Value value, Refusal& refusal) {
                           score = row_score(value, row.status, "field", refusal);
                         }),
              row.outcome)
        << row.json;
    EXPECT_EQ(score, row.score) << row.json;
  }
}

TEST(SetKickoff, IsATimeOrADay) {
  struct Row {
    std::string_view json;
    std::optional<WallMs> at, day;
  };
  constexpr std::optional<WallMs> kNo;
  constexpr Row kRows[] = {
      {"1795724130", 1795724130000, kNo},
      {"\"1795724130\"", 1795724130000, kNo},
      {"\"2026-11-26T20:15:30Z\"", 1795724130000, kNo},
      {"\"2026-11-26 20:15:30\"", 1795724130000, kNo},
      {"\"2026-11-26\"", kNo, 1795651200000},
      {"\"20261126\"", kNo, kNo},
      {"\"soon\"", kNo, kNo},
      {"null", kNo, kNo},
      {"{}", kNo, kNo},
  };
  for (const Row& row : kRows) {
    Match match;
    const auto document = json::Document::parse(row.json);
    ASSERT_TRUE(document.ok());
    set_kickoff(match, document->root());
    EXPECT_EQ(match.kickoff, row.at) << row.json;
    EXPECT_EQ(match.kickoff_day, row.day) << row.json;
  }
}

TEST(AnyTime, ReadsText) {
  EXPECT_EQ(read_value(R"("1970-01-01T00:00:01Z")", any_time), 1000);
  for (const char* json : {"\"\"", "null", "1", "{}"}) {
    EXPECT_EQ(read_value(json, any_time), std::nullopt) << json;
  }
}

}  // namespace
}  // namespace scoreline
