// The states of a connection that a reader can see, and the reasons for the bad ones. Named once:
// the page, the events and the tests use the same names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "match/match.hpp"

namespace scoreline {

enum class ConnectionState : std::uint8_t {
  kIdle,        // nothing was asked for
  kConnecting,  // on the way, nothing is wrong yet
  kLive,        // what is shown follows the stream and was proven lately
  kStale,       // what is shown was true at `proven_at`; too long ago, or somebody says otherwise
  kPolling,     // no stream, or one that is not believed, but snapshots come regularly
  kWaiting,     // nothing to show and the next try is at `retry_at`
  kRefused,     // by the provider, as `reason` says; it is asked again, ever more seldom
  kOver,        // the match has ended and its result is known
};

enum class Reason : std::uint8_t {
  kNone,
  kWrongKey,       // 401: the key or token is missing, wrong or revoked
  kSuspended,      // 402: the account is suspended or has expired
  kForbidden,      // 403: the credentials may not see this
  kNotFound,       // 404: no such match, league or competition
  kRateLimited,    // 429: the request budget is spent
  kServerError,    // 5xx
  kBadAnswer,      // an answer that is not what the provider documents
  kUnreachable,    // no answer at all: network, CORS, a blocker
  kOffline,        // the browser says that there is no network
  kStreamBlocked,  // snapshots come, but no WebSocket can be had
  kOriginRefused,  // Pusher 4009 before the handshake: this page's origin is not allowed
  kOverQuota,      // Pusher 4004: the application has too many connections
  kAppUnknown,     // Pusher 4001, 4003: the app key is wrong or disabled
  kUnauthorised,   // the channel's authorisation was refused
  kNoCredential,   // the page's getCredential or authorize failed
};

// The order from good to bad: what shows several matches shows the worst of their states.
[[nodiscard]] bool is_worse(ConnectionState a, ConnectionState b);

[[nodiscard]] std::string_view name_of(ConnectionState state);
[[nodiscard]] std::string_view name_of(Reason reason);

// What an HTTP status other than 200 says of a request; 0 is no answer at all.
[[nodiscard]] Reason reason_of_status(int status);

// One match's or one board's connection as a reader sees it.
struct ConnectionView {
  ConnectionState state = ConnectionState::kIdle;
  Reason reason = Reason::kNone;
  std::optional<WallMs> proven_at;  // when what is shown was last known to be true
  std::optional<WallMs> retry_at;   // when the next try is made

  bool operator==(const ConnectionView&) const = default;
};

// Its state and its reason in two characters, so that many can be compared at once.
void add_marks(std::string& marks, const ConnectionView& view);

}  // namespace scoreline
