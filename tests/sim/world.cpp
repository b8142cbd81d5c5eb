#include "sim/world.hpp"

#include <algorithm>
#include <vector>

namespace scoreline::sim {
namespace {

constexpr std::array<std::string_view, kWorldKinds> kNames = {"plain",
                                                              "replica",
                                                              "cache",
                                                              "late",
                                                              "held-back",
                                                              "noise",
                                                              "dead",
                                                              "dead-rest-down",
                                                              "stopped",
                                                              "stopped-rest-down",
                                                              "offline",
                                                              "mistaken-result",
                                                              "corrected-result",
                                                              "var",
                                                              "odd-word",
                                                              "lost-row",
                                                              "stuck",
                                                              "clock",
                                                              "refusal",
                                                              "refused-for-good",
                                                              "rest-down-first",
                                                              "many-boards",
                                                              "crowd"};

constexpr MonoMs kSecond = 1'000;
constexpr MonoMs kMinute = 60 * kSecond;

// A while in which something is wrong, some time after the start.
Span some_while(MonoMs until, MonoMs shortest, Dice& dice) {
  Span span;
  span.from = dice.between(20 * kSecond, until / 2);
  const MonoMs left = until - span.from;
  span.until = dice.percent(50) ? until : span.from + dice.between(std::min(shortest, left), left);
  return span;
}

void put_cache(World& world, Dice& dice) {
  world.rest = dice.percent(50) ? RestPath::kTtl : RestPath::kUnboundedSwr;
  world.ttl = dice.between(5 * kSecond, 60 * kSecond);
  static const std::vector<AgeTold> kTold = {AgeTold::kNothing, AgeTold::kAgeAndDate,
                                             AgeTold::kAgeAndDate, AgeTold::kDate,
                                             AgeTold::kOwnDate};
  world.told = dice.one_of(kTold);
}

void put_refusal(World& world, bool is_stats_api, MonoMs until, Dice& dice) {
  static const std::vector<int> kStatuses = {400, 401, 402, 403, 404, 409, 410, 423, 425};
  static const std::vector<int> kAuthStatuses = {401, 403, 404};
  static const std::vector<int> kHandshakes = {4001, 4004, 4009};
  world.refused.from = dice.percent(20) ? 0 : dice.between(20 * kSecond, until - 30 * kSecond);
  world.refused.until = world.refused.from + 8 * kSecond;
  world.refusal = dice.one_of(kStatuses);
  if (!is_stats_api) return;
  switch (dice.small(0, 3)) {
    case 0:
      world.refusal_of = RefusalOf::kAuthorisation;
      world.refusal = dice.one_of(kAuthStatuses);
      return;
    case 1:
      world.refusal_of = RefusalOf::kSignature;
      return;
    case 2:
      world.refusal_of = RefusalOf::kHandshake;
      world.refusal = dice.one_of(kHandshakes);
      world.refused.until = world.refused.from + dice.between(8 * kSecond, 18 * kSecond);
      return;
    default:
      return;
  }
}

void put_wrong_clock(World& world, Dice& dice) {
  static const std::vector<WallMs> kWrong = {kMinute, 10 * kMinute, 180 * kMinute, 7 * kSecond};
  const WallMs by = dice.one_of(kWrong) * (dice.percent(50) ? 1 : -1);
  if (dice.percent(60)) {
    world.clock_wrong_by = by;
  } else {
    world.clock_set_at = dice.between(10 * kSecond, 60 * kSecond);
    world.clock_set_by = by;
  }
}

}  // namespace

std::string_view name_of(WorldKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<WorldKind> world_from_name(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<WorldKind>(found - kNames.begin());
}

WorldKind random_world(Dice& dice) {
  // The long lives and the crowds are rare: each costs as much as many others.
  for (;;) {
    const auto kind = static_cast<WorldKind>(dice.index(kWorldKinds));
    if (kind == WorldKind::kCrowd && !dice.percent(15)) continue;
    return kind;
  }
}

MonoMs length_of(WorldKind kind, Dice& dice) {
  switch (kind) {
    case WorldKind::kMistakenResult:
      return dice.between(6 * kMinute, 15 * kMinute);
    case WorldKind::kCorrectedResult:
      return dice.percent(30) ? 150 * kMinute : dice.between(10 * kMinute, 20 * kMinute);
    case WorldKind::kRefusedForGood:
      return 70 * kMinute;
    case WorldKind::kStuck:
      return dice.between(5 * kMinute, 8 * kMinute);
    case WorldKind::kCrowd:
      return dice.between(80 * kSecond, 120 * kSecond);
    default:
      return dice.between(2 * kMinute, dice.percent(10) ? 15 * kMinute : 5 * kMinute);
  }
}

World make_world(WorldKind kind, bool is_stats_api, MonoMs until, Dice dice) {
  World world;
  world.kind = kind;
  world.does_origin_tell_date = dice.percent(40);
  static const std::vector<Pace> kPaces = {Pace::kUsual, Pace::kBusy, Pace::kQuiet};
  world.pace = dice.one_of(kPaces);
  world.is_list = dice.percent(35);
  world.matches = world.is_list ? dice.small(1, 6) : 1;
  world.boards = 1;
  // Neither may make any difference, in no world.
  if (dice.percent(20)) world.noise_every = dice.between(250, 20 * kSecond);
  if (dice.percent(30)) put_wrong_clock(world, dice);
  switch (kind) {
    case WorldKind::kReplica:
      world.rest = dice.percent(50) ? RestPath::kFixedLag : RestPath::kRandomLag;
      world.lag = dice.between(0, 2'500);
      break;
    case WorldKind::kCache:
      put_cache(world, dice);
      break;
    case WorldKind::kLate:
      world.repeated_percent = dice.small(2, 30);
      world.latest = 60 * kSecond;
      break;
    case WorldKind::kHeldBack:
      world.held_percent = dice.small(2, 30);
      world.latest = dice.percent(50) ? 60 * kSecond : 5 * kSecond;
      break;
    case WorldKind::kNoise:
      world.noise_every = dice.between(250, 1'000);
      if (dice.percent(70)) world.dead = some_while(until, kMinute, dice);
      break;
    case WorldKind::kDeadBroadcasts:
    case WorldKind::kDeadRestDown:
      world.dead = some_while(until, kMinute, dice);
      world.is_one_dead = dice.percent(40);
      if (kind == WorldKind::kDeadRestDown) world.rest_down = world.dead;
      break;
    case WorldKind::kStoppedServer:
    case WorldKind::kStoppedRestDown:
      world.stopped = some_while(until, 30 * kSecond, dice);
      if (kind == WorldKind::kStoppedRestDown) world.rest_down = world.stopped;
      break;
    case WorldKind::kOddWord:
      world.word_in_play = dice.percent(50) ? "playing" : "Q3";
      if (dice.percent(60)) world.dead = some_while(until, kMinute, dice);
      break;
    case WorldKind::kLostRow: {
      world.lost = some_while(until, 30 * kSecond, dice);
      static const std::vector<LostHow> kHow = {LostHow::kNoRow, LostHow::kNoRow, LostHow::kOtherId,
                                                LostHow::kUnreadable};
      static const std::vector<int> kStatuses = {404, 500, 403, 410};
      world.lost_how = dice.one_of(kHow);
      world.lost_status = dice.one_of(kStatuses);
      world.leaves_list = world.lost_how != LostHow::kUnreadable || dice.percent(50);
      break;
    }
    case WorldKind::kStuck:
      world.pace = Pace::kUsual;
      world.stuck_from = dice.percent(50) ? 0 : dice.between(20 * kSecond, until / 3);
      break;
    case WorldKind::kClock:
      world.runs_in_real_time = true;
      put_wrong_clock(world, dice);
      break;
    case WorldKind::kRefusal:
      put_refusal(world, is_stats_api, until, dice);
      break;
    case WorldKind::kRefusedForGood:
      world.refused = {dice.percent(50) ? 0 : dice.between(0, kMinute), kNever};
      world.refusal = 401;
      world.pace = Pace::kQuiet;
      world.noise_every = 0;
      break;
    case WorldKind::kRestDownAtFirst:
      world.rest_down = {0, dice.between(10 * kSecond, 62 * kSecond)};
      break;
    case WorldKind::kOffline:
      world.pace = dice.percent(70) ? Pace::kBusy : world.pace;
      break;
    case WorldKind::kManyBoards:
      world.is_list = false;
      world.matches = dice.percent(30) ? 12 : dice.small(2, 4);
      world.boards = world.matches;
      break;
    case WorldKind::kCrowd:
      world.is_list = true;
      world.pace = Pace::kUsual;
      world.matches = dice.small(1, 4);
      world.strangers = dice.percent(20) ? 200 : dice.small(20, 80);
      break;
    default:
      break;
  }
  return world;
}

bool World::settles() const {
  constexpr MonoMs kShort = 60 * kSecond;
  switch (kind) {
    case WorldKind::kLostRow:
      // Who is refused for minutes may well take minutes to ask again.
      return lost.until - lost.from <= kShort;
    case WorldKind::kCache:
    case WorldKind::kStuck:
    case WorldKind::kRefusedForGood:
    case WorldKind::kOddWord:
    case WorldKind::kDeadBroadcasts:
    case WorldKind::kDeadRestDown:
    case WorldKind::kNoise:
    case WorldKind::kMistakenResult:
    case WorldKind::kCorrectedResult:
    case WorldKind::kVar:
    case WorldKind::kHeldBack:
      return false;
    default:
      return true;
  }
}

}  // namespace scoreline::sim
