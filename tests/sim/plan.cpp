#include "sim/plan.hpp"

#include <algorithm>
#include <string>

namespace scoreline::sim {
namespace {

constexpr std::string_view kNames[kFaultKinds] = {"drop",
                                                  "half-open",
                                                  "stall",
                                                  "offline",
                                                  "black hole",
                                                  "refused",
                                                  "accept-drop",
                                                  "garbage",
                                                  "unknown",
                                                  "duplicate",
                                                  "mute",
                                                  "server error",
                                                  "restart",
                                                  "handshake error",
                                                  "handshake silence",
                                                  "subscribe silence",
                                                  "quota",
                                                  "auth trouble",
                                                  "auth refused",
                                                  "wrong key",
                                                  "no key",
                                                  "key expires",
                                                  "rest status",
                                                  "rest limited",
                                                  "rest timeout",
                                                  "rest garbage",
                                                  "rest cached",
                                                  "rest slow",
                                                  "sleep",
                                                  "clock jump",
                                                  "hidden",
                                                  "add board",
                                                  "remove board",
                                                  "flap board",
                                                  "refresh"};

// After these a client rightly gives up until its reader asks again.
bool is_refusal(const Fault& fault) {
  switch (fault.kind) {
    case FaultKind::kAuthRefused:
    case FaultKind::kWrongKey:
    case FaultKind::kKeyExpires:
    case FaultKind::kHandshakeError:
    case FaultKind::kServerError:
    case FaultKind::kQuota:
      return true;
    case FaultKind::kDrop:
    case FaultKind::kAcceptDrop:
      return fault.number >= 4000 && fault.number < 4100;
    default:
      return false;
  }
}

int number_for(FaultKind kind, bool is_stats_api, Dice& dice) {
  static const std::vector<int> kCloseCodes = {1006, 1000, 1001, 1011, 1012, 1013};
  static const std::vector<int> kPusherCloseCodes = {1006, 1012, 1013, 4100,
                                                     4200, 4201, 4001, 4302};
  static const std::vector<int> kHandshakeCodes = {4001, 4004, 4009, 4100, 4200, 4301};
  static const std::vector<int> kErrorCodes = {4009, 4200, 4301};
  static const std::vector<int> kTroubles = {500, 503, 429, 0, 1, 2};
  static const std::vector<int> kRefusals = {401, 403, 404, 3};
  static const std::vector<int> kStatuses = {500, 502, 503};
  switch (kind) {
    case FaultKind::kDrop:
    case FaultKind::kAcceptDrop:
      return dice.one_of(is_stats_api ? kPusherCloseCodes : kCloseCodes);
    case FaultKind::kHandshakeError:
      return dice.one_of(kHandshakeCodes);
    case FaultKind::kServerError:
      return dice.one_of(kErrorCodes);
    case FaultKind::kAuthTrouble:
      return dice.one_of(kTroubles);
    case FaultKind::kAuthRefused:
      return dice.one_of(kRefusals);
    case FaultKind::kRestStatus:
      return dice.one_of(kStatuses);
    case FaultKind::kRestLimited:
      return dice.small(1, 60);
    case FaultKind::kQuota:
      return dice.small(0, 2);
    default:
      return dice.small(0, 99);
  }
}

MonoMs length_of(FaultKind kind, Dice& dice) {
  switch (kind) {
    case FaultKind::kSleep:
      return dice.between(1'000, dice.percent(50) ? 20'000 : 400'000);
    case FaultKind::kAcceptDrop:
      return dice.between(20'000, 150'000);
    case FaultKind::kDrop:
    case FaultKind::kHalfOpen:
      return 0;
    default:
      return dice.between(500, dice.percent(70) ? 15'000 : 90'000);
  }
}

void add_faults(Plan& plan, MonoMs from, Dice dice) {
  const bool is_stats_api = plan.options.provider == ProviderKind::kStatsApi;
  const int count = dice.percent(10) ? 0 : dice.small(1, 14);
  // Many scenarios have a few kinds only, so that each is also met alone.
  std::vector<FaultKind> kinds;
  const int variety = dice.percent(50) ? 3 : static_cast<int>(kFaultKinds);
  // A page that builds itself up and changes its mind meanwhile.
  if (dice.percent(10)) {
    for (int i = 0; i < 4; ++i) {
      plan.faults.push_back({FaultKind::kFlapBoard, dice.between(0, 1'500), 0, 0});
    }
  }
  // A restless reader makes answers and messages cross.
  if (dice.percent(20)) {
    for (MonoMs at = from; at < plan.faults_end; at += dice.between(1'000, 20'000)) {
      plan.faults.push_back({FaultKind::kRefresh, at, 0, 0});
    }
  }
  for (int i = 0; i < variety; ++i) {
    kinds.push_back(variety == 3 ? static_cast<FaultKind>(dice.index(kFaultKinds))
                                 : static_cast<FaultKind>(i));
  }
  for (int i = 0; i < count; ++i) {
    Fault fault;
    fault.kind = dice.one_of(kinds);
    fault.at = dice.between(from, plan.faults_end - 1'000);
    fault.lasts = std::min(length_of(fault.kind, dice), plan.faults_end - fault.at);
    fault.number = number_for(fault.kind, is_stats_api, dice);
    plan.needs_refresh |= is_refusal(fault);
    plan.faults.push_back(fault);
  }
  std::stable_sort(plan.faults.begin(), plan.faults.end(),
                   [](const Fault& a, const Fault& b) { return a.at < b.at; });
}

}  // namespace

std::string_view name_of(FaultKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

Subject random_subject(const Plan& plan, Dice& dice) {
  const bool is_stats_api = plan.options.provider == ProviderKind::kStatsApi;
  const bool names_sport = !is_stats_api && dice.percent(70);
  const TruthMatch& match = plan.matches[dice.index(plan.matches.size())];
  const Sport sport = names_sport ? match.sport : Sport::kUnknown;
  const int what = dice.small(0, 99);
  if (what < 75) return {SubjectKind::kMatch, sport, match.id};
  if (what < 88) return {SubjectKind::kLive, sport, {}};
  return {is_stats_api ? SubjectKind::kCompetition : SubjectKind::kLeague, sport, match.league};
}

Plan make_plan(std::uint64_t seed) {
  return make_plan(seed, Dice(seed ^ 0x5eedULL).percent(50) ? ProviderKind::kScorelytics
                                                            : ProviderKind::kStatsApi);
}

namespace {

Plan plan_without_events(std::uint64_t seed, ProviderKind provider) {
  Plan plan;
  plan.seed = seed;
  SourceOptions& options = plan.options;
  options.provider = provider;
  options.rest_base = "https://rest.example";
  options.socket_base = "wss://stream.example";
  options.key = "S3CRET-0";
  options.app_key = "app";
  options.auth_url = "https://rest.example/broadcasting/auth";
  return plan;
}

}  // namespace

Plan make_calm_plan(std::uint64_t seed, ProviderKind provider) {
  Plan plan = plan_without_events(seed, provider);
  plan.shortest_way = plan.longest_way = 20;
  plan.faults_end = 120'000;
  plan.end = plan.faults_end + kSettle;
  TruthMatch match;
  match.id = "100";
  match.sport = Sport::kBasketball;
  match.league = "4";
  match.kickoff = kServerEpoch - 3'600'000;
  Version start;
  start.at = start.told_at = -10'000;
  start.status = start.status_before = MatchStatus::kLive;
  start.period = provider == ProviderKind::kStatsApi ? 1 : 22;
  start.clock = 600;
  match.versions.push_back(start);
  // The clock ticks, so that the row does not look stuck.
  for (MonoMs at = 20'000; at < plan.end - 100'000; at += 30'000) {
    Version tick = match.versions.back();
    tick.at = tick.told_at = at;
    tick.step = Step::kTime;
    tick.clock -= 30;
    ++tick.play;
    match.versions.push_back(tick);
  }
  plan.matches.push_back(std::move(match));
  plan.boards.push_back({SubjectKind::kMatch, Sport::kBasketball, "100"});
  return plan;
}

namespace {

void add_matches(Plan& plan, const Story& story, int count, Dice& dice) {
  for (int i = 0; i < count; ++i) {
    const std::string id = std::to_string(100 + i);
    // Of a board that is watched for hours, all matches end.
    const bool is_worlds = i == 0 || plan.world.kind == WorldKind::kCorrectedResult;
    plan.matches.push_back(is_worlds && plan.world.kind != WorldKind::kPlain
                               ? tell_match_in(plan.world, id, story, dice.split())
                               : tell_match(id, story, dice.split()));
    plan.matches.back().has_odd_word = plan.world.word_in_play != "in_progress";
  }
}

// The older faults, and in half of these lives a world under them.
Plan make_mixed_plan(std::uint64_t seed, ProviderKind provider, Dice world_dice) {
  Dice dice(seed);
  Plan plan = plan_without_events(seed, provider);
  const bool is_stats_api = provider == ProviderKind::kStatsApi;
  SourceOptions& options = plan.options;
  options.page_gives_key = dice.percent(20);
  if (options.page_gives_key) options.key.clear();
  options.page_authorises = is_stats_api && dice.percent(20);
  static const std::vector<int> kBudgets = {1, 2, 5, 20};
  options.max_sockets = dice.one_of(kBudgets);
  plan.server_sockets = dice.percent(85) ? options.max_sockets + 2 : dice.one_of(kBudgets);
  plan.page_size = dice.percent(70) ? 200 : 2;
  plan.has_updated_at = !is_stats_api || dice.percent(50);
  plan.stops_mono_in_sleep = dice.percent(30);
  plan.shortest_way = dice.between(1, 60);
  plan.longest_way = plan.shortest_way + dice.between(0, dice.percent(70) ? 60 : 500);
  static const std::vector<MonoMs> kWork = {0, 0, 400, 2'500};
  plan.longest_work = dice.one_of(kWork);
  plan.needs_refresh = plan.server_sockets < options.max_sockets;

  const MonoMs first_fault = dice.percent(50) ? 0 : 30'000;
  plan.faults_end = first_fault + dice.between(60'000, 360'000);
  plan.end = plan.faults_end + kSettle;

  static const std::vector<WorldKind> kKinds = {
      WorldKind::kReplica,      WorldKind::kCache,           WorldKind::kLate,
      WorldKind::kHeldBack,     WorldKind::kNoise,           WorldKind::kDeadBroadcasts,
      WorldKind::kDeadRestDown, WorldKind::kStoppedServer,   WorldKind::kStoppedRestDown,
      WorldKind::kOddWord,      WorldKind::kLostRow,         WorldKind::kVar,
      WorldKind::kClock,        WorldKind::kRestDownAtFirst, WorldKind::kPlain};
  const WorldKind kind = world_dice.percent(50) ? WorldKind::kPlain : world_dice.one_of(kKinds);
  plan.world = make_world(kind, is_stats_api, plan.faults_end, world_dice.split());
  plan.world.is_mixed = true;

  Story story;
  story.is_stats_api = is_stats_api;
  story.until = plan.faults_end + 20'000;
  story.max_lag = dice.percent(50) ? 50 : 900;
  story.pace = kind == WorldKind::kPlain ? Pace::kUsual : plan.world.pace;
  const int matches = dice.percent(15) ? dice.small(8, 13) : dice.small(1, 4);
  add_matches(plan, story, matches, dice);
  const int boards = dice.percent(20) ? dice.small(3, 12) : dice.small(1, 2);
  for (int i = 0; i < boards; ++i) plan.boards.push_back(random_subject(plan, dice));
  add_faults(plan, first_fault, dice.split());
  return plan;
}

void add_boards(Plan& plan, Dice& dice) {
  const bool is_stats_api = plan.options.provider == ProviderKind::kStatsApi;
  const Sport sport = plan.matches.front().sport;
  if (!plan.world.is_list) {
    for (int i = 0; i < plan.world.boards; ++i) {
      const TruthMatch& match = plan.matches[static_cast<std::size_t>(i)];
      plan.boards.push_back(
          {SubjectKind::kMatch, is_stats_api ? Sport::kUnknown : match.sport, match.id});
    }
    return;
  }
  if (dice.percent(50)) {
    plan.boards.push_back({SubjectKind::kLive, is_stats_api ? Sport::kUnknown : sport, {}});
  } else if (is_stats_api) {
    plan.boards.push_back({SubjectKind::kCompetition, Sport::kUnknown, "4"});
  } else {
    plan.boards.push_back({SubjectKind::kLeague, sport, "4"});
  }
}

Plan make_world_plan(std::uint64_t seed, ProviderKind provider, WorldKind kind,
                     std::optional<bool> is_list, Dice dice) {
  Plan plan = plan_without_events(seed, provider);
  const bool is_stats_api = provider == ProviderKind::kStatsApi;
  SourceOptions& options = plan.options;
  options.page_gives_key = kind != WorldKind::kRefusedForGood && dice.percent(10);
  if (options.page_gives_key) options.key.clear();
  options.page_authorises = is_stats_api && dice.percent(10);
  options.clock_unit = scorelytics::ClockUnit::kSeconds;
  plan.server_sockets = 7;
  plan.has_updated_at = !is_stats_api || dice.percent(50);
  plan.shortest_way = dice.between(1, 60);
  plan.longest_way = plan.shortest_way + dice.between(0, dice.percent(80) ? 60 : 300);
  static const std::vector<MonoMs> kWork = {0, 0, 400};
  plan.longest_work = dice.one_of(kWork);
  plan.faults_end = length_of(kind, dice);
  plan.world = make_world(kind, is_stats_api, plan.faults_end, dice.split());
  if (is_list && *is_list != plan.world.is_list) {
    plan.world.is_list = *is_list;
    plan.world.matches = *is_list ? dice.small(1, 6) : 1;
    plan.world.boards = 1;
  }
  plan.end = plan.faults_end + (plan.world.settles() ? kSettle : 30'000);

  Story story;
  story.is_stats_api = is_stats_api;
  story.until = plan.faults_end + 20'000;
  story.max_lag = dice.percent(50) ? 50 : 400;
  story.pace = plan.world.pace;
  const bool is_calm = kind == WorldKind::kPlain || kind == WorldKind::kRefusal;
  story.is_in_play = !is_calm || dice.percent(50);
  add_matches(plan, story, plan.world.matches, dice);
  if (kind == WorldKind::kCrowd) {
    story.pace = dice.percent(30) ? Pace::kBusy : Pace::kUsual;
    story.is_in_play = dice.percent(50);
    const bool are_in_list = dice.percent(50);
    for (int i = 0; i < plan.world.strangers; ++i) {
      plan.matches.push_back(tell_match(std::to_string(1'000 + i), story, dice.split()));
      plan.matches.back().league = are_in_list ? "4" : "9";
    }
  }
  if (kind == WorldKind::kOffline) {
    const MonoMs at = dice.between(15'000, plan.faults_end / 2);
    plan.faults.push_back({FaultKind::kOffline, at, dice.between(5'000, 60'000), 0});
  }
  add_boards(plan, dice);
  return plan;
}

}  // namespace

Plan make_plan(std::uint64_t seed, ProviderKind provider, std::optional<WorldKind> world,
               std::optional<bool> is_list) {
  Dice dice(seed * 0xd1342543de82ef95ULL + 7);
  if (world) return make_world_plan(seed, provider, *world, is_list, dice.split());
  if (dice.percent(50)) return make_mixed_plan(seed, provider, dice.split());
  const WorldKind kind = random_world(dice);
  return make_world_plan(seed, provider, kind, std::nullopt, dice.split());
}

}  // namespace scoreline::sim
