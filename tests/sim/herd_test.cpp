// What 1,000 clients do to a server that lets go of all of them at the same moment.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "sim/simulation.hpp"

namespace scoreline::sim {
namespace {

constexpr int kClients = 1'000;
constexpr MonoMs kDropAt = 60'000;
constexpr MonoMs kWindow = 100;
constexpr double kLargestShare = 0.05;

struct Act {
  MonoMs at = 0;
  int client = 0;
};

struct Herd {
  std::vector<Act> opens;
  std::vector<Act> requests;
};

// All clients are the same but for their seed; the network is the same for all, too.
Herd drop_all(ProviderKind provider, const Fault& fault) {
  Herd herd;
  for (int i = 1; i <= kClients; ++i) {
    Plan plan = make_calm_plan(static_cast<std::uint64_t>(i), provider);
    plan.faults.push_back(fault);
    std::vector<std::string> trace;
    const Outcome outcome = simulate(plan, &trace);
    EXPECT_FALSE(outcome.violation) << i << ": " << outcome.violation->rule;
    for (const std::string& line : trace) {
      const MonoMs at = std::atoll(line.c_str());
      if (at < kDropAt || at > plan.end) continue;
      if (line.find("-> open") != std::string::npos) herd.opens.push_back({at, i});
      if (line.find("-> fetch") != std::string::npos) herd.requests.push_back({at, i});
    }
  }
  return herd;
}

// The most that come in any window, of all clients or of all that they do within a minute.
enum class Share : std::uint8_t { kOfClients, kOfActs };

double largest_share(std::vector<Act> acts, Share share) {
  std::erase_if(acts, [](const Act& act) { return act.at > kDropAt + 60'000; });
  if (acts.empty()) return 0;
  std::sort(acts.begin(), acts.end(), [](const Act& a, const Act& b) { return a.at < b.at; });
  std::size_t most = 0;
  for (auto first = acts.begin(); first != acts.end(); ++first) {
    std::set<int> clients;
    std::size_t count = 0;
    for (auto it = first; it != acts.end() && it->at < first->at + kWindow; ++it) {
      clients.insert(it->client);
      ++count;
    }
    most = std::max(most, share == Share::kOfClients ? clients.size() : count);
  }
  const std::size_t all = share == Share::kOfClients ? kClients : acts.size();
  return static_cast<double>(most) / static_cast<double>(all);
}

struct Case {
  const char* name;
  ProviderKind provider;
  Fault fault;
};

class HerdTest : public testing::TestWithParam<Case> {};

TEST_P(HerdTest, ComesBackSpreadOut) {
  const Herd herd = drop_all(GetParam().provider, GetParam().fault);
  const double opens = largest_share(herd.opens, Share::kOfClients);
  const double requests = largest_share(herd.requests, Share::kOfActs);
  std::printf(
      "%-28s at most in 100 ms: %.1f %% of the clients connect, %.1f %% of the requests come\n",
      GetParam().name, opens * 100, requests * 100);
  // Nothing has been missed on a silent stream of Scorelytics: there it is REST that all ask.
  EXPECT_GE(herd.opens.size() + herd.requests.size(), static_cast<std::size_t>(kClients));
  EXPECT_LE(opens, kLargestShare);
  EXPECT_LE(requests, kLargestShare);
}

constexpr ProviderKind kScorelytics = ProviderKind::kScorelytics;
constexpr ProviderKind kStatsApi = ProviderKind::kStatsApi;

// --- what an event makes all readers do at once

constexpr MonoMs kEventWindow = 1'000;
constexpr double kEventShare = 0.30;
constexpr int kReaders = 300;

struct EventCase {
  const char* name;
  ProviderKind provider;
  MatchStatus status;
  bool is_list;
};

class EventHerdTest : public testing::TestWithParam<EventCase> {};

// Half-time and the whistle are told to all readers of a match at the same moment.
TEST_P(EventHerdTest, AsksSpreadOut) {
  const EventCase& what = GetParam();
  std::vector<Act> requests;
  for (int i = 1; i <= kReaders; ++i) {
    Plan plan = make_calm_plan(static_cast<std::uint64_t>(i), what.provider);
    plan.end = plan.faults_end = kDropAt + 70'000;
    // All have come at the same time, so that the event comes to each at another: otherwise their
    // routine would look like a herd.
    const MonoMs event_at = kDropAt + i * 97 % 30'000;
    if (what.is_list) plan.boards[0] = {SubjectKind::kLive, plan.boards[0].sport, {}};
    std::vector<Version>& versions = plan.matches[0].versions;
    while (versions.back().at >= event_at) versions.pop_back();
    Version change = versions.back();
    change.at = change.told_at = event_at;
    change.step = Step::kStatus;
    change.status_before = change.status;
    change.status = what.status;
    versions.push_back(change);
    std::vector<std::string> trace;
    (void)simulate(plan, &trace);
    for (const std::string& line : trace) {
      const MonoMs at = std::atoll(line.c_str());
      if (at < event_at || at > event_at + 30'000) continue;
      if (line.find("-> fetch") != std::string::npos) requests.push_back({at - event_at, i});
    }
  }
  std::sort(requests.begin(), requests.end(),
            [](const Act& a, const Act& b) { return a.at < b.at; });
  std::size_t most = 0;
  for (auto first = requests.begin(); first != requests.end(); ++first) {
    std::set<int> clients;
    for (auto it = first; it != requests.end() && it->at < first->at + kEventWindow; ++it) {
      clients.insert(it->client);
    }
    most = std::max(most, clients.size());
  }
  const double share = static_cast<double>(most) / kReaders;
  std::printf("%-28s at most in 1 s: %.1f %% of the readers ask\n", what.name, share * 100);
  EXPECT_LE(share, kEventShare);
}

INSTANTIATE_TEST_SUITE_P(
    , EventHerdTest,
    testing::Values(
        EventCase{"Scorelytics interrupted", kScorelytics, MatchStatus::kInterrupted, false},
        EventCase{"Scorelytics finished", kScorelytics, MatchStatus::kFinished, false},
        EventCase{"Scorelytics list interrupted", kScorelytics, MatchStatus::kInterrupted, true},
        EventCase{"Stats API interrupted", kStatsApi, MatchStatus::kInterrupted, false},
        EventCase{"Stats API finished", kStatsApi, MatchStatus::kFinished, false},
        EventCase{"Stats API list finished", kStatsApi, MatchStatus::kFinished, true}));

INSTANTIATE_TEST_SUITE_P(
    , HerdTest,
    testing::Values(
        Case{"Scorelytics cut", kScorelytics, {FaultKind::kRestart, kDropAt, 1, 0}},
        Case{"Scorelytics restart 10 s", kScorelytics, {FaultKind::kRestart, kDropAt, 10'000, 0}},
        Case{"Scorelytics silent", kScorelytics, {FaultKind::kHalfOpen, kDropAt, 0, 0}},
        Case{"Stats API cut", kStatsApi, {FaultKind::kRestart, kDropAt, 1, 0}},
        Case{"Stats API restart 10 s", kStatsApi, {FaultKind::kRestart, kDropAt, 10'000, 0}},
        Case{"Stats API silent", kStatsApi, {FaultKind::kHalfOpen, kDropAt, 0, 0}}));

}  // namespace
}  // namespace scoreline::sim
