// Many boards of one match each are asked for together, and never cost more than a few boards do.
#include <gtest/gtest.h>

#include <algorithm>

#include "connection/provider_source.hpp"
#include "unit/connection/support/source_driver.hpp"

namespace scoreline {
namespace {

using test::answer;
using test::list;
using test::match_subject;
using test::row;

constexpr MonoMs kMinute = 60'000;
std::string details(std::string_view league) {
  return R"(,"period":12,"minute":10,"kickoff_ts":1790000000,"league_id":")" + std::string(league) +
         '"';
}

class SourceGroupsTest : public test::SourceDriver {
 protected:
  SourceGroupsTest() { is_refusing_sockets = true; }

  void watch_matches(int count) {
    for (int i = 0; i < count; ++i) watch(match_subject(id_of(i)));
    wake();
  }
  static std::string id_of(int i) { return "m" + std::to_string(i); }

  [[nodiscard]] std::string row_of(const std::string& id) const {
    return row(id, goals, 0, 2, details(has_many_leagues ? id : "L"));
  }
  // Rows of one day; `absent` is in no list.
  HttpAnswer rows(const Fetch& fetch) {
    urls.push_back(fetch.url);
    const std::size_t query = fetch.url.find('?');
    if (query == std::string::npos) {
      return answer(200, row_of(fetch.url.substr(fetch.url.rfind('/') + 1)));
    }
    if (list_status != 200) return answer(list_status, "");
    std::vector<std::string> all;
    for (int i = 0; i < 12; ++i) {
      if (id_of(i) != absent) all.push_back(row_of(id_of(i)));
    }
    std::string body = list(all);
    if (!next_cursor.empty()) {
      body.back() = ',';
      body += R"("next_cursor":)" + next_cursor + std::to_string(urls.size()) + '}';
    }
    return answer(200, body);
  }
  std::vector<MonoMs> serve_rows(MonoMs ms) {
    return serve(ms, [this](const Fetch& fetch) { return rows(fetch); });
  }
  [[nodiscard]] std::ptrdiff_t asked_of(std::string_view part) const {
    return std::count_if(urls.begin(), urls.end(), [part](const std::string& url) {
      return url.find(part) != std::string::npos;
    });
  }

  std::vector<std::string> urls;
  bool has_many_leagues = false;
  std::string absent;
  std::string next_cursor;
  int goals = 0;
  int list_status = 200;
};

TEST_F(SourceGroupsTest, TwoMatchesAreAskedForOneByOne) {
  watch_matches(2);
  serve_rows(5 * kMinute);
  EXPECT_EQ(asked_of("?"), 0);
}

TEST_F(SourceGroupsTest, TwelveMatchesOfALeaguesDayCostWhatOneDoes) {
  watch_matches(12);
  serve_rows(kMinute);
  urls.clear();
  serve_rows(5 * kMinute);
  EXPECT_EQ(asked_of("/matches/m"), 0);
  EXPECT_EQ(asked_of("league_id=L"), static_cast<std::ptrdiff_t>(urls.size()));
  EXPECT_EQ(asked_of("date=2026-09-21"), static_cast<std::ptrdiff_t>(urls.size()));
  EXPECT_GE(urls.size(), 20u);
  EXPECT_LE(urls.size(), 30u);  // 6 a minute
}

TEST_F(SourceGroupsTest, OneAnswerTellsEachBoard) {
  watch_matches(12);
  serve_rows(kMinute);
  goals = 1;
  serve_rows(15'000);
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(score(id_of(i)), "1-0") << i;
    EXPECT_EQ(state(id_of(i)), ConnectionState::kPolling) << i;
  }
}

TEST_F(SourceGroupsTest, MatchesOfManyLeaguesAreAskedForByTheirDay) {
  has_many_leagues = true;
  watch_matches(12);
  serve_rows(kMinute);
  urls.clear();
  serve_rows(2 * kMinute);
  EXPECT_GT(asked_of("date=2026-09-21"), 0);
  EXPECT_EQ(asked_of("league_id"), 0);
}

TEST_F(SourceGroupsTest, AMatchThatTheListLacksIsAskedForByItself) {
  absent = "m3";
  watch_matches(12);
  serve_rows(kMinute);
  urls.clear();
  goals = 1;
  serve_rows(kMinute);
  EXPECT_GT(asked_of("/matches/m3"), 0);
  EXPECT_EQ(asked_of("/matches/m"), asked_of("/matches/m3"));
  EXPECT_EQ(score("m3"), "1-0");
}

TEST_F(SourceGroupsTest, AListThatIsRefusedIsNotAskedAgain) {
  list_status = 403;
  watch_matches(12);
  serve_rows(3 * kMinute);
  EXPECT_EQ(asked_of("?"), 1);
  EXPECT_EQ(state("m0") == ConnectionState::kRefused, false);
}

TEST_F(SourceGroupsTest, AListOfMorePagesThanMatchesIsGivenUp) {
  next_cursor = "1";
  watch_matches(12);
  serve_rows(5 * kMinute);
  EXPECT_LE(asked_of("?"), 12);
  EXPECT_GT(asked_of("/matches/m"), 12);
}

TEST_F(SourceGroupsTest, WhoWatchesAListAndItsMatchesPaysForTheList) {
  const Subject league{SubjectKind::kLeague, Sport::kFootball, "L"};
  watch(league);
  watch_matches(2);
  serve_rows(kMinute);
  urls.clear();
  serve_rows(kMinute);
  EXPECT_EQ(asked_of("/matches/m"), 0);
  unwatch(league);
  urls.clear();
  serve_rows(kMinute);
  EXPECT_EQ(asked_of("?"), 0);
  EXPECT_GT(asked_of("/matches/m"), 3);
}

TEST_F(SourceGroupsTest, ABoardWithoutItsSportIsToldByTheOneThatHasIt) {
  watch(match_subject("m0", Sport::kFootball));
  watch(match_subject("m0", Sport::kUnknown));
  wake();
  serve_rows(kMinute);
  urls.clear();
  serve_rows(5 * kMinute);
  EXPECT_LE(urls.size(), 30u);  // 6 a minute, as for one
}

// --- turns

TEST_F(SourceGroupsTest, NobodyTakesTheRoomOfWhoHasWaitedLongest) {
  // Three pages of a league, beside matches of their own that would use up every request.
  const Subject league{SubjectKind::kLeague, Sport::kFootball, "L"};
  watch(league);
  for (int i = 0; i < 4; ++i) watch(match_subject("own" + std::to_string(i)));
  wake();
  int pages = 0;
  std::vector<MonoMs> listed_at;
  serve(10 * kMinute, [&](const Fetch& fetch) {
    if (fetch.url.find('?') == std::string::npos) {
      return answer(200, row(fetch.url.substr(fetch.url.rfind('/') + 1), 0, 0));
    }
    if (++pages % 3 == 1) listed_at.push_back(clock.mono());
    std::string body = list({row("p" + std::to_string(pages % 3), 0, 0)});
    if (pages % 3 != 0) {
      body.back() = ',';
      body += R"("next_cursor":)" + std::to_string(pages % 3) + '}';
    }
    return answer(200, body);
  });
  for (std::size_t i = 1; i < listed_at.size(); ++i) {
    EXPECT_LE(listed_at[i] - listed_at[i - 1], 75'000) << i;
  }
  EXPECT_GE(listed_at.size(), 8u);
}

}  // namespace
}  // namespace scoreline
