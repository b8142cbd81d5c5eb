// The world that a seed lives in: what lies between the client and the truth, and what careless
// servers, caches, clocks and referees do there. The faults of plan.hpp come on top in half of the
// seeds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "connection/instant.hpp"
#include "sim/dice.hpp"

namespace scoreline::sim {

enum class WorldKind : std::uint8_t {
  kPlain,
  kReplica,          // REST is behind the stream
  kCache,            // a CDN or proxy answers for REST
  kLate,             // messages come again up to a minute later
  kHeldBack,         // messages are overtaken by their successors, or come a minute late
  kNoise,            // messages that mean nothing, and then the broadcasts die
  kDeadBroadcasts,   // pings are answered, but the match is not told any more
  kDeadRestDown,     // the same while REST does not answer
  kStoppedServer,    // the server's process is stopped: nothing is answered, nothing closed
  kStoppedRestDown,  // the same while REST does not answer
  kOffline,          // the browser says so, the socket stays open
  kMistakenResult,   // finished by mistake, and live again
  kCorrectedResult,  // corrected after the whistle, told by REST alone
  kVar,              // taken back in play, told by REST alone
  kOddWord,          // a status in play that nobody documented
  kLostRow,          // the row leaves its list, is refused, or cannot be read
  kStuck,            // the row is not written any more, in play
  kClock,            // the device's clock is wrong, and the game clocks run
  kRefusal,          // refused for a while, with a lost socket
  kRefusedForGood,
  kRestDownAtFirst,
  kManyBoards,
  kCrowd,  // matches of others, all on the stream of all
  kCount,
};
inline constexpr std::size_t kWorldKinds = static_cast<std::size_t>(WorldKind::kCount);

[[nodiscard]] std::string_view name_of(WorldKind kind);
[[nodiscard]] std::optional<WorldKind> world_from_name(std::string_view name);

enum class RestPath : std::uint8_t {
  kOrigin,
  kFixedLag,
  kRandomLag,     // answers go backwards
  kTtl,           // one copy for each URL, asked anew by the first request after its time
  kUnboundedSwr,  // an expired copy is served however old, and asked anew behind its back
};

// What a page may read of an answer's age.
enum class AgeTold : std::uint8_t {
  kNothing,
  kAgeAndDate,
  kDate,     // of the copy, without Age
  kOwnDate,  // nginx: the proxy's own date, which says nothing of the copy
};

enum class RefusalOf : std::uint8_t { kRest, kAuthorisation, kSignature, kHandshake };

enum class LostHow : std::uint8_t { kNoRow, kOtherId, kUnreadable };

// From, and until before.
struct Span {
  MonoMs from = 0;
  MonoMs until = 0;
  [[nodiscard]] bool has(MonoMs when) const { return when >= from && when < until; }
  [[nodiscard]] bool is_empty() const { return until <= from; }
};

enum class Pace : std::uint8_t { kUsual, kBusy, kQuiet };

struct World {
  WorldKind kind = WorldKind::kPlain;
  bool is_mixed = false;  // with the faults of plan.hpp

  RestPath rest = RestPath::kOrigin;
  MonoMs lag = 0;  // of a replica: this, or up to this
  MonoMs ttl = 0;
  AgeTold told = AgeTold::kNothing;
  bool does_origin_tell_date = false;
  Span rest_down;

  int repeated_percent = 0;  // of the messages: told again later
  int held_percent = 0;      // of the messages: told late
  MonoMs latest = 0;
  MonoMs noise_every = 0;  // 0: none
  Span dead;
  bool is_one_dead = false;  // the first match's messages only
  Span stopped;

  Pace pace = Pace::kUsual;
  std::string word_in_play = "in_progress";  // Stats API
  Span lost;
  LostHow lost_how = LostHow::kNoRow;
  int lost_status = 404;
  bool leaves_list = false;
  MonoMs stuck_from = kNever;
  bool runs_in_real_time = false;  // minutes and clocks

  WallMs clock_wrong_by = 0;
  MonoMs clock_set_at = kNever;
  WallMs clock_set_by = 0;

  Span refused;
  RefusalOf refusal_of = RefusalOf::kRest;
  int refusal = 0;  // a status or Pusher's code

  bool is_list = false;  // the board
  int matches = 0;       // 0: as without a world
  int strangers = 0;     // live matches beside them
  int boards = 0;

  [[nodiscard]] bool is_age_hidden() const {
    const bool is_cache = rest == RestPath::kTtl || rest == RestPath::kUnboundedSwr;
    return is_cache && told != AgeTold::kAgeAndDate;
  }
  [[nodiscard]] bool is_cached() const {
    return rest == RestPath::kTtl || rest == RestPath::kUnboundedSwr;
  }
  // What a snapshot tells may give a client reason to open another socket.
  [[nodiscard]] bool may_doubt_streams() const {
    return !settles() || kind == WorldKind::kLostRow || kind == WorldKind::kReplica;
  }
  // All is well at the end, so that everything must be live and equal.
  [[nodiscard]] bool settles() const;
};

// `until`: when the last fault ends. All that the world does is over by then, unless it lasts.
[[nodiscard]] World make_world(WorldKind kind, bool is_stats_api, MonoMs until, Dice dice);
[[nodiscard]] WorldKind random_world(Dice& dice);
// How long a life in it has to be before it settles.
[[nodiscard]] MonoMs length_of(WorldKind kind, Dice& dice);

}  // namespace scoreline::sim
