#include "engine/board_options.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/feed/support.hpp"

namespace scoreline {
namespace {

using Subjects = std::vector<Subject>;

constexpr int kBoard = 3;

std::optional<BoardOptions> read(std::string_view json) {
  return board_options_from_json(json, kBoard);
}

// Options of one Scorelytics match with `more`, which starts with a comma.
std::optional<BoardOptions> scorelytics(std::string_view more) {
  return read(R"({"provider":"scorelytics","matches":["a"])" + std::string(more) + '}');
}
std::optional<BoardOptions> stats_api(std::string_view more) {
  return read(R"({"provider":"stats-api","matches":["7"])" + std::string(more) + '}');
}

TEST(BoardOptions, HaveFewDefaults) {
  const auto one = scorelytics("");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->source.provider, ProviderKind::kScorelytics);
  EXPECT_EQ(one->source.max_sockets, 5);
  EXPECT_EQ(one->source.owner, 0);
  const auto other = stats_api("");
  ASSERT_TRUE(other);
  EXPECT_EQ(other->source.provider, ProviderKind::kStatsApi);
  // The page says where.
  EXPECT_EQ(other->source.rest_base, "");
}

TEST(BoardOptions, OfAGatewayNameWhoseScoresItShows) {
  const auto read_gateway = [](const std::string& more) {
    return read(R"({"provider":"gateway","restUrl":"https://g","wsUrl":"wss://g")" + more + '}');
  };
  const auto match =
      read_gateway(R"(,"upstream":"scorelytics","sport":"football","matches":["a"])");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->source.provider, ProviderKind::kGateway);
  EXPECT_EQ(match->source.upstream, "scorelytics");
  EXPECT_EQ(match->subjects, (std::vector<Subject>{{SubjectKind::kMatch, Sport::kFootball, "a"}}));
  const auto list = read_gateway(R"(,"upstream":"stats-api","league":"3","competition":"4")");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->subjects,
            (std::vector<Subject>{{SubjectKind::kCompetition, Sport::kUnknown, "4"}}));
}

TEST(BoardOptions, AreThePages) {
  const auto options = stats_api(
      R"(,"restUrl":"https://r","wsUrl":"wss://w","apiKey":"1|a","appKey":"app","authUrl":"/auth",)"
      R"("authHeaders":{"X-CSRF-TOKEN":"t","Authorization":"Bearer b"},"hasAuthorize":true,)"
      R"("hasMapMatch":true,"maxSockets":2,"layout":"nano")");
  ASSERT_TRUE(options);
  SourceOptions expected;
  expected.provider = ProviderKind::kStatsApi;
  expected.rest_base = "https://r";
  expected.socket_base = "wss://w";
  expected.key = "1|a";
  expected.app_key = "app";
  expected.auth_url = "/auth";
  expected.auth_headers = {{"X-CSRF-TOKEN", "t"}, {"Authorization", "Bearer b"}};
  expected.owner = kBoard;
  expected.page_authorises = true;
  expected.page_maps = true;
  expected.max_sockets = 2;
  EXPECT_EQ(options->source, expected);
  EXPECT_EQ(options->layout, board::LayoutKind::kNano);
}

TEST(BoardOptions, ABoardWithFunctionsOwnsItsSource) {
  EXPECT_EQ(scorelytics(R"(,"hasCredential":true)")->source.owner, kBoard);
  EXPECT_TRUE(scorelytics(R"(,"hasCredential":true)")->source.page_gives_key);
  EXPECT_EQ(stats_api(R"(,"hasAuthorize":true)")->source.owner, kBoard);
  EXPECT_EQ(stats_api(R"(,"hasMapMatch":true)")->source.owner, kBoard);
  // These two are nothing to Scorelytics.
  EXPECT_EQ(scorelytics(R"(,"hasAuthorize":true,"hasMapMatch":true)")->source.owner, 0);
}

TEST(BoardOptions, LimitSockets) {
  constexpr std::pair<const char*, int> kRows[] = {
      {"1", 1},     {"0", 1},     {"-5", 1},    {"20", 20},
      {"100", 100}, {"101", 100}, {"1e9", 100}, {"9223372036854775807", 100},
      {"\"7\"", 5}, {"null", 5},  {"2.5", 5}};
  for (const auto& [json, sockets] : kRows) {
    EXPECT_EQ(scorelytics(R"(,"maxSockets":)" + std::string(json))->source.max_sockets, sockets)
        << json;
  }
}

TEST(BoardOptions, NameLayoutsAndClockUnits) {
  using board::LayoutKind;
  constexpr std::pair<const char*, LayoutKind> kLayouts[] = {
      {"auto", LayoutKind::kAuto}, {"nano", LayoutKind::kNano},     {"card", LayoutKind::kCard},
      {"list", LayoutKind::kList}, {"ticker", LayoutKind::kTicker}, {"Card", LayoutKind::kAuto},
      {"", LayoutKind::kAuto}};
  for (const auto& [name, layout] : kLayouts) {
    EXPECT_EQ(scorelytics(R"(,"layout":")" + std::string(name) + '"')->layout, layout) << name;
  }
  using scorelytics::ClockUnit;
  constexpr std::pair<const char*, ClockUnit> kUnits[] = {{"seconds", ClockUnit::kSeconds},
                                                          {"minutes", ClockUnit::kMinutes},
                                                          {"hours", ClockUnit::kUndecided}};
  for (const auto& [name, unit] : kUnits) {
    EXPECT_EQ(scoreline::board_options_from_json(
                  R"({"provider":"scorelytics","matches":["a"],"clockUnit":")" + std::string(name) +
                      R"("})",
                  kBoard)
                  ->source.clock_unit,
              unit)
        << name;
  }
}

// --- what is shown

TEST(BoardOptions, ShowEachMatchOnceInThePagesOrder) {
  const auto options =
      read(R"({"provider":"scorelytics","sport":"basketball","matches":["b","a","","b",5,null]})");
  ASSERT_TRUE(options);
  EXPECT_EQ(options->subjects, (Subjects{{SubjectKind::kMatch, Sport::kBasketball, "b"},
                                         {SubjectKind::kMatch, Sport::kBasketball, "a"}}));
}

TEST(BoardOptions, ShowLists) {
  const auto one = read(R"({"provider":"scorelytics","live":true,"league":"L","competition":"C"})");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->subjects, (Subjects{{SubjectKind::kLive, Sport::kUnknown, ""},
                                     {SubjectKind::kLeague, Sport::kUnknown, "L"}}));
  const auto other = read(
      R"({"provider":"stats-api","sport":"football","live":true,"league":"L","competition":"4"})");
  ASSERT_TRUE(other);
  EXPECT_EQ(other->subjects, (Subjects{{SubjectKind::kLive, Sport::kUnknown, ""},
                                       {SubjectKind::kCompetition, Sport::kUnknown, "4"}}));
}

TEST(BoardOptions, ShowNoMoreThanFiveHundred) {
  std::string matches;
  for (int i = 0; i < 600; ++i) matches += (i ? ",\"" : "\"") + std::to_string(i) + '"';
  const auto options = read(R"({"provider":"scorelytics","matches":[)" + matches + "]}");
  ASSERT_TRUE(options);
  EXPECT_EQ(options->subjects.size(), 500u);
  EXPECT_EQ(options->subjects.back().id, "499");
}

// --- refusals

TEST(BoardOptions, AreRefusedWhenNothingCanBeMadeOfThem) {
  constexpr std::string_view kRows[] = {
      "",
      "null",
      "[]",
      "5",
      "{",
      "{}",
      R"({"matches":["a"]})",
      R"({"provider":"other","matches":["a"]})",
      R"({"provider":"Scorelytics","matches":["a"]})",
      R"({"provider":5,"matches":["a"]})",
      R"({"provider":"scorelytics"})",
      R"({"provider":"scorelytics","matches":[]})",
      R"({"provider":"scorelytics","matches":[""]})",
      R"({"provider":"scorelytics","matches":[5]})",
      R"({"provider":"scorelytics","matches":"a"})",
      R"({"provider":"scorelytics","live":false})",
      R"({"provider":"scorelytics","live":"true"})",
      R"({"provider":"scorelytics","league":""})",
      R"({"provider":"scorelytics","competition":"4"})",
      R"({"provider":"stats-api","league":"L"})",
  };
  for (const std::string_view json : kRows) EXPECT_FALSE(read(json)) << json;
}

TEST(BoardOptions, AreRefusedWhenAHeaderCouldNotBeSent) {
  constexpr std::string_view kKeys[] = {R"("a\r\nX-Evil: 1")", R"("a\u0000")", R"("\u00e9")",
                                        R"("a\n")"};
  for (const std::string_view key : kKeys) {
    EXPECT_FALSE(scorelytics(R"(,"apiKey":)" + std::string(key))) << key;
    EXPECT_FALSE(stats_api(R"(,"authHeaders":{"X-A":)" + std::string(key) + '}')) << key;
  }
  for (const char* name : {"", "X A", "X:A", "X\\r\\nA", "X_A", "\\u00e9", "X-A:"}) {
    EXPECT_FALSE(stats_api(R"(,"authHeaders":{")" + std::string(name) + R"(":"1"})")) << name;
  }
  EXPECT_TRUE(stats_api(R"(,"authHeaders":{"x-a-9":"Bearer 1|~ "})"));
  EXPECT_TRUE(stats_api(R"(,"authHeaders":[])"));
}

TEST(BoardOptions, RefuseAnIdThatLeadsElsewhere) {
  for (const std::string id : {".", ".."}) {
    for (const std::string& member :
         {R"("matches":[")" + id + R"("])", R"("matches":["7",")" + id + R"("])",
          R"("matches":["7"],"competition":")" + id + R"(")"}) {
      EXPECT_FALSE(read(R"({"provider":"stats-api",)" + member + "}")) << member;
    }
    EXPECT_FALSE(read(R"({"provider":"scorelytics","sport":"football","league":")" + id + R"("})"));
  }
  EXPECT_TRUE(read(R"({"provider":"stats-api","matches":["...","../7","%2e%2e"]})"));
}

TEST(BoardOptions, RefuseAnAppKeyThatIsNoText) {
  for (const std::string key : {R"(a\r\nb)", R"(\u043a)", R"(\u0000)"}) {
    EXPECT_FALSE(read(R"({"provider":"stats-api","matches":["7"],"appKey":")" + key + R"("})"));
  }
}

TEST(BoardOptions, SurviveDamage) {
  constexpr std::string_view kSample =
      R"({"provider":"stats-api","matches":["7","8"],"live":true,"competition":"4","apiKey":"1|a",)"
      R"("authHeaders":{"X-A":"1"},"maxSockets":5,"layout":"card"})";
  ASSERT_TRUE(read(kSample));
  test::for_each_truncation(kSample,
                            [](std::string_view text) { EXPECT_FALSE(read(text)) << text; });
  test::for_each_damage(kSample, 3000, [](std::string_view text) {
    const auto options = read(text);
    if (!options) return;
    EXPECT_FALSE(options->subjects.empty());
    EXPECT_GE(options->source.max_sockets, 1);
    EXPECT_TRUE(is_header_text(options->source.key));
  });
}

// --- the look

TEST(Look, IsReadMemberByMember) {
  const board::Look look =
      look_from_json(R"({"colours":{"foreground":4294967295,"muted":2,"accent":3,"live":4,)"
                     R"("warning":5,"border":6},"font":7,"fontSize":20,"isRightToLeft":true,)"
                     R"("reducedMotion":true})");
  EXPECT_EQ(look.colours, (board::Colours{0xffffffff, 2, 3, 4, 5, 6}));
  EXPECT_EQ(look.font, 7);
  EXPECT_EQ(look.font_size_css, 20.0F);
  EXPECT_TRUE(look.right_to_left);
  EXPECT_TRUE(look.reduced_motion);
}

TEST(Look, KeepsItsDefaults) {
  const board::Look normal;
  for (const char* json :
       {"", "{}", "[]", "null", R"({"colours":{"live":-1,"muted":4294967296,"accent":"red"}})",
        R"({"font":"x","fontSize":"20","isRightToLeft":1})"}) {
    const board::Look look = look_from_json(json);
    EXPECT_EQ(look.colours, normal.colours) << json;
    EXPECT_EQ(look.font, 0) << json;
    EXPECT_EQ(look.font_size_css, normal.font_size_css) << json;
    EXPECT_FALSE(look.right_to_left) << json;
    EXPECT_FALSE(look.reduced_motion) << json;
  }
}

TEST(Look, KeepsSizesWithinWhatCanBeDrawn) {
  const auto size = [](const char* json) {
    return look_from_json(R"({"fontSize":)" + std::string(json) + '}').font_size_css;
  };
  EXPECT_EQ(size("5"), 6.0F);
  EXPECT_EQ(size("97"), 96.0F);
  EXPECT_EQ(size("1e300"), 96.0F);
  EXPECT_EQ(size("-1e300"), 6.0F);
}

}  // namespace
}  // namespace scoreline
