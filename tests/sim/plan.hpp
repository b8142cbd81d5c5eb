// One scenario: who plays, which boards a page shows, and what goes wrong when. All of it follows
// from the seed.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "connection/source_options.hpp"
#include "connection/subject.hpp"
#include "sim/truth.hpp"
#include "sim/world.hpp"

namespace scoreline::sim {

enum class FaultKind : std::uint8_t {
  // The network.
  kDrop,        // sockets close, with or without a code
  kHalfOpen,    // sockets fall silent in both directions, nobody is told
  kStall,       // the streams are late, within the lag that a client has to bear
  kOffline,     // no network, and the browser says so
  kBlackHole,   // sockets neither open nor fail
  kRefuse,      // sockets fail before they open
  kAcceptDrop,  // sockets open and close soon after
  // The servers' streams.
  kGarbage,      // frames that are no message of ours
  kUnknown,      // messages of later versions
  kDuplicate,    // each message twice
  kMute,         // broadcasts get lost, all or some, while pings are answered
  kServerError,  // pusher:error about a single message
  kRestart,      // all sockets drop and nothing answers for a while
  kHandshakeError,
  kHandshakeSilence,
  kSubscribeSilence,
  kQuota,  // the key's other clients hold sockets
  // Authorisation and REST.
  kAuthTrouble,  // 500, 429, no answer, garbage
  kAuthRefused,  // 401, 403, a wrong signature
  kWrongKey,
  kNoKey,        // the page's function fails
  kKeyExpires,   // the page's function gives a fresh one
  kRestStatus,   // 500, 503
  kRestLimited,  // 429 with Retry-After
  kRestTimeout,
  kRestGarbage,
  kRestCached,  // answers from some seconds ago
  kRestSlow,
  // The reader's machine and page.
  kSleep,
  kClockJump,
  kHidden,
  kAddBoard,
  kRemoveBoard,
  kFlapBoard,  // away and back at once
  kRefresh,
  kCount,
};
inline constexpr std::size_t kFaultKinds = static_cast<std::size_t>(FaultKind::kCount);

[[nodiscard]] std::string_view name_of(FaultKind kind);

struct Fault {
  FaultKind kind = FaultKind::kDrop;
  MonoMs at = 0;
  MonoMs lasts = 0;
  int number = 0;  // a code, a choice; its meaning depends on the kind
};

// Which faults are in force.
class Conditions {
 public:
  void set(const Fault& fault) {
    until_[place(fault.kind)] = fault.at + fault.lasts;
    number_[place(fault.kind)] = fault.number;
  }
  [[nodiscard]] bool hold(FaultKind kind, MonoMs now) const { return now < until_[place(kind)]; }
  [[nodiscard]] int number(FaultKind kind) const { return number_[place(kind)]; }

 private:
  static std::size_t place(FaultKind kind) { return static_cast<std::size_t>(kind); }

  std::array<MonoMs, kFaultKinds> until_{};
  std::array<int, kFaultKinds> number_{};
};

struct Plan {
  std::uint64_t seed = 0;
  World world;
  SourceOptions options;
  std::vector<TruthMatch> matches;
  std::vector<Subject> boards;                 // from the start
  std::vector<Fault> faults;                   // by time
  MonoMs shortest_way = 5, longest_way = 100;  // one direction of the network
  MonoMs longest_work = 0;                     // of REST on an answer, after it was read
  int server_sockets = 5;                      // that the key may hold
  std::size_t page_size = 200;
  bool has_updated_at = true;
  bool stops_mono_in_sleep = false;
  bool keeps_going = false;    // past what a limit forbids: to measure it
  bool needs_refresh = false;  // something was refused for good: the reader asks again at the end
  MonoMs faults_end = 0;
  MonoMs end = 0;

  [[nodiscard]] bool has(FaultKind kind) const {
    return std::any_of(faults.begin(), faults.end(),
                       [kind](const Fault& fault) { return fault.kind == kind; });
  }
};

// After the last fault and change everything has to be right within this time: a half-open socket
// of a paused match is found out in 75 s, the longest wait before a try is 60 s (Retry-After) or
// 30 s (backoff), and a try may take 12 s.
inline constexpr MonoMs kSettle = 170'000;
// Streams are at most this late against REST, all delays together; below kMaxStreamLag.
inline constexpr MonoMs kLagAtMost = 2'600;

[[nodiscard]] Plan make_plan(std::uint64_t seed);
// `world`: that one, without other faults; `is_list`: on a board of that kind.
[[nodiscard]] Plan make_plan(std::uint64_t seed, ProviderKind provider,
                             std::optional<WorldKind> world = std::nullopt,
                             std::optional<bool> is_list = std::nullopt);

// Nothing goes wrong: one match in play, one board that shows it. Tests add what they want to see.
[[nodiscard]] Plan make_calm_plan(std::uint64_t seed, ProviderKind provider);

// A board that a page may add.
[[nodiscard]] Subject random_subject(const Plan& plan, Dice& dice);

}  // namespace scoreline::sim
