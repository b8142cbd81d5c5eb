#include "connection/stats_api_provider.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

using Keys = std::vector<StreamKey>;

constexpr Instant kNow{1'000'000, 1'777'912'400'000};
const Subject kMatch{SubjectKind::kMatch, Sport::kUnknown, "7"};
const Subject kLive{SubjectKind::kLive, Sport::kUnknown, ""};
const Subject kCompetition{SubjectKind::kCompetition, Sport::kUnknown, "4"};

std::string match_json(int id, std::string_view status = "in_progress") {
  return R"({"id":)" + std::to_string(id) + R"(,"home_team":"H","away_team":"A","status":")" +
         std::string(status) + R"("})";
}

// A page of a schedule; the page numbers as Laravel writes them.
std::string schedule(std::string_view matches, int page = 1, int last = 1) {
  return R"({"data":{"data":[)" + std::string(matches) + R"(],"current_page":)" +
         std::to_string(page) + R"(,"last_page":)" + std::to_string(last) + "}}";
}

class Mapper final : public MatchMapper {
 public:
  std::string map_match(std::string_view json) override {
    asked.emplace_back(json);
    return answer;
  }
  std::vector<std::string> asked;
  std::string answer;
};

class StatsApiProviderTest : public testing::Test {
 protected:
  SnapshotReading read(const Subject& subject, std::string_view step, std::string_view body) {
    return provider.read_snapshot(subject, step, body, reception());
  }
  MessageReading hear(std::string_view name, std::string_view text) {
    return provider.read_message(name, text, reception());
  }

  Reception reception() { return {kNow, server, store}; }

  MatchStore store;
  ServerClock server;
  StatsApiProvider provider{"https://api.example/v1", nullptr};
};

// --- where it is asked

TEST_F(StatsApiProviderTest, AStepIsACompetitionAndAPage) {
  struct Row {
    Subject subject;
    const char* step;
    const char* path;
  };
  const Row rows[] = {
      {kMatch, "", "/matches/7"},
      {kLive, "", "/competitions"},
      {kLive, "4/1", "/competitions/4/schedule?time=all"},
      {kLive, "4/3 5 6", "/competitions/4/schedule?time=all&page=3"},
      {kCompetition, "", "/competitions/4/schedule?time=all"},
      {kCompetition, "4/2", "/competitions/4/schedule?time=all&page=2"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(provider.snapshot_url(row.subject, row.step),
              "https://api.example/v1" + std::string(row.path));
  }
}

TEST_F(StatsApiProviderTest, NotFoundIsNotFound) {
  for (const Subject& subject : {kMatch, kLive, kCompetition}) {
    EXPECT_EQ(provider.step_after_not_found(subject, ""), "");
  }
}

TEST_F(StatsApiProviderTest, TheTokenIsABearer) {
  EXPECT_EQ(provider.credential_header("1|abc"),
            (std::pair<std::string, std::string>("Authorization", "Bearer 1|abc")));
}

// --- snapshots

TEST_F(StatsApiProviderTest, ReadsAMatch) {
  const SnapshotReading reading = read(kMatch, "", R"({"data":)" + match_json(7) + '}');
  ASSERT_TRUE(reading.is_readable);
  ASSERT_EQ(reading.matches.size(), 1u);
  EXPECT_EQ(reading.matches[0].id, "7");
  EXPECT_FALSE(read(kMatch, "", R"({"data":)" + match_json(8) + '}').is_readable);
  EXPECT_FALSE(read(kMatch, "", "<html>").is_readable);
}

TEST_F(StatsApiProviderTest, ACompetitionGoesOnOverItsPages) {
  struct Row {
    const char* step;
    int page;
    int last;
    const char* next;
  };
  constexpr Row kRows[] = {{"", 1, 1, ""},    {"", 1, 3, "4/2"},        {"4/2", 2, 3, "4/3"},
                           {"4/3", 3, 3, ""}, {"4/49", 49, 99, "4/50"}, {"4/50", 50, 99, ""}};
  for (const Row& row : kRows) {
    const SnapshotReading reading =
        read(kCompetition, row.step, schedule(match_json(7, "scheduled"), row.page, row.last));
    EXPECT_TRUE(reading.is_readable) << row.step;
    EXPECT_EQ(reading.matches.size(), 1u) << row.step;
    EXPECT_EQ(reading.next_step, row.next) << row.step;
  }
  EXPECT_FALSE(read(kCompetition, "", "{}").is_readable);
}

TEST_F(StatsApiProviderTest, LiveLooksThroughEachCompetition) {
  EXPECT_EQ(read(kLive, "", R"({"data":[{"id":4},{"id":5},{"id":6}]})").next_step, "4/1 5 6");
  EXPECT_EQ(read(kLive, "", R"({"data":[{"id":4}]})").next_step, "4/1");
  const SnapshotReading none = read(kLive, "", R"({"data":[]})");
  EXPECT_TRUE(none.is_readable);
  EXPECT_EQ(none.next_step, "");
  EXPECT_FALSE(read(kLive, "", "null").is_readable);
  EXPECT_EQ(read(kLive, "4/1 5 6", schedule("")).next_step, "5/1 6");
  EXPECT_EQ(read(kLive, "4/1 5 6", schedule("", 1, 2)).next_step, "4/2 5 6");
  EXPECT_EQ(read(kLive, "5/1 6", schedule("")).next_step, "6/1");
  EXPECT_EQ(read(kLive, "6/1", schedule("")).next_step, "");
}

TEST_F(StatsApiProviderTest, LiveTakesOnlyWhatIsInPlay) {
  const std::string both = match_json(7) + ',' + match_json(8, "finished");
  const SnapshotReading live = read(kLive, "4/1", schedule(both));
  ASSERT_EQ(live.matches.size(), 1u);
  EXPECT_EQ(live.matches[0].id, "7");
  EXPECT_EQ(read(kCompetition, "", schedule(both)).matches.size(), 2u);
}

TEST_F(StatsApiProviderTest, LiveLooksThroughNoMoreThanTwenty) {
  std::string ids;
  for (int id = 1; id <= 30; ++id) ids += (id > 1 ? "," : "") + std::to_string(id);
  const std::string step = read(kLive, "", R"({"data":[)" + ids + "]}").next_step;
  EXPECT_TRUE(step.starts_with("1/1 2 3")) << step;
  EXPECT_TRUE(step.ends_with(" 20")) << step;
}

TEST_F(StatsApiProviderTest, AnIdThatWouldBreakAStepIsPassedOver) {
  EXPECT_EQ(read(kLive, "", R"({"data":[{"id":"4 5"},{"id":"a/9"},{"id":"6"}]})").next_step, "6/1");
  const Subject odd{SubjectKind::kCompetition, Sport::kUnknown, "a/9"};
  EXPECT_EQ(provider.snapshot_url(odd, ""),
            "https://api.example/v1/competitions/a%2F9/schedule?time=all");
  EXPECT_EQ(read(odd, "", schedule(match_json(7), 1, 2)).next_step, "");
}

TEST_F(StatsApiProviderTest, APageMayMapAMatch) {
  Mapper mapper;
  mapper.answer = match_json(7);
  StatsApiProvider mapping("https://x", &mapper);
  const SnapshotReading reading =
      mapping.read_snapshot(kMatch, "", R"({"data":{"odd":1}})", reception());
  EXPECT_TRUE(reading.is_readable);
  EXPECT_EQ(mapper.asked, std::vector<std::string>{R"({"odd":1})"});
  mapper.answer = "nonsense";
  EXPECT_FALSE(mapping.read_snapshot(kMatch, "", "{}", reception()).is_readable);
}

// --- messages

constexpr std::string_view kEvent =
    R"({"match_id":7,"home_score":45,"away_score":42,"current_period":2,"current_clock":"07:23",)"
    R"("status":"in_progress","event":{"id":9871,"type":"3pt_made","team_id":16}})";

TEST_F(StatsApiProviderTest, ReadsAnEvent) {
  for (const char* name : {"event.received", ".event.received"}) {
    const MessageReading reading = hear(name, kEvent);
    ASSERT_TRUE(reading.delta) << name;
    const MatchDelta& delta = *reading.delta;
    EXPECT_EQ(delta.match_id, "7");
    EXPECT_EQ(delta.home_score, 45);
    EXPECT_EQ(delta.away_score, 42);
    EXPECT_EQ(delta.status, MatchStatus::kLive);
    EXPECT_EQ(delta.period, (Period{PeriodKind::kQuarter, 2}));
    // Nothing says whether it runs.
    EXPECT_EQ(delta.clock, (GameClock{443, false, kNow.mono}));
    EXPECT_EQ(delta.received_at, kNow.mono);
    ASSERT_TRUE(delta.play);
    EXPECT_EQ(delta.play->id, 9871);
    EXPECT_FALSE(reading.asks_snapshot);
  }
}

TEST_F(StatsApiProviderTest, AnUnknownStatusKeepsItsWord) {
  const MessageReading reading =
      hear("event.received", R"({"match_id":7,"home_score":1,"away_score":0,"status":"review"})");
  ASSERT_TRUE(reading.delta);
  EXPECT_EQ(reading.delta->status, MatchStatus::kUnknown);
  EXPECT_EQ(reading.delta->status_word, "review");
  EXPECT_EQ(reading.delta->clock, std::nullopt);
  EXPECT_EQ(reading.delta->play, std::nullopt);
}

TEST_F(StatsApiProviderTest, AStatusChangeAsksForWhatItDoesNotSay) {
  constexpr std::string_view kFinished =
      R"({"match_id":7,"competition_id":4,"status":"finished","home_score":89,"away_score":84})";
  const MessageReading reading = hear("status.changed", kFinished);
  ASSERT_TRUE(reading.delta);
  EXPECT_EQ(reading.delta->status, MatchStatus::kFinished);
  EXPECT_EQ(reading.delta->home_score, 89);
  EXPECT_EQ(reading.delta->away_score, 84);
  EXPECT_TRUE(reading.asks_snapshot);

  Match match;
  match.id = "7";
  match.status = MatchStatus::kLive;
  store.apply(match);
  EXPECT_TRUE(hear("status.changed", kFinished).asks_snapshot);
  match.status = MatchStatus::kFinished;
  store.apply(match);
  EXPECT_FALSE(hear("status.changed", kFinished).asks_snapshot);  // nothing new
}

TEST_F(StatsApiProviderTest, CountsWhatItDoesNotKnow) {
  const MessageReading unknown = hear("lineup.changed", "{}");
  EXPECT_TRUE(unknown.is_readable);
  EXPECT_FALSE(unknown.is_known);
  EXPECT_FALSE(unknown.delta);
  EXPECT_FALSE(hear("event.received", "{}").is_readable);
  EXPECT_FALSE(hear("status.changed", "nonsense").is_readable);
}

// --- streams

std::vector<std::string> matches(int count) {
  std::vector<std::string> ids;
  for (int id = 1; id <= count; ++id) ids.push_back(std::to_string(id));
  return ids;
}

TEST_F(StatsApiProviderTest, AChannelAMatchUpToTen) {
  const Keys all{{StreamKind::kAll, ""}};
  const auto plan = [&](int count, std::vector<Subject> lists, bool is_all_refused = false) {
    Wanted wanted;
    wanted.matches = matches(count);
    wanted.lists = std::move(lists);
    wanted.max_sockets = 1;  // channels are no sockets
    wanted.is_all_refused = is_all_refused;
    return provider.plan(wanted);
  };
  EXPECT_EQ(plan(0, {}), Keys{});
  EXPECT_EQ(plan(2, {}), (Keys{{StreamKind::kMatch, "1"}, {StreamKind::kMatch, "2"}}));
  EXPECT_EQ(plan(10, {}).size(), 10u);
  EXPECT_EQ(plan(11, {}), all);
  EXPECT_EQ(plan(11, {kCompetition}), all);
  EXPECT_EQ(plan(0, {kLive}), all);
  EXPECT_EQ(plan(1, {kCompetition}),
            (Keys{{StreamKind::kCompetition, "4"}, {StreamKind::kMatch, "1"}}));
  EXPECT_EQ(plan(11, {}, true).size(), 11u);
  EXPECT_EQ(plan(1, {kLive}, true), (Keys{{StreamKind::kMatch, "1"}}));
}

}  // namespace
}  // namespace scoreline
