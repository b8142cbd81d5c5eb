// What a connection asks its platform to do. Values, not calls: a simulation carries them out as
// faithfully or as badly as it likes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "connection/instant.hpp"

namespace scoreline {

// Numbers that one source gives out; never used twice.
using SocketId = std::uint32_t;
using RequestId = std::uint32_t;

struct OpenSocket {
  SocketId socket = 0;
  std::string url;  // may hold a key: never log it
};

struct SendText {
  SocketId socket = 0;
  std::string text;
};

// After this the socket's events are not wanted any more.
struct CloseSocket {
  SocketId socket = 0;
};

struct Fetch {
  RequestId request = 0;
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;  // may hold a key or token
  std::optional<std::string> form;  // POST as application/x-www-form-urlencoded; else GET
};

// After this the request's answer is not wanted any more.
struct CancelFetch {
  RequestId request = 0;
};

// The page's own function shall say a (short-lived) key: answered with on_credential.
struct AskCredential {
  RequestId request = 0;
};

// The page's own function shall authorise a channel: answered with on_authorisation.
struct AskAuthorisation {
  RequestId request = 0;
  std::string channel;
  std::string socket_id;
};

using Action = std::variant<OpenSocket, SendText, CloseSocket, Fetch, CancelFetch, AskCredential,
                            AskAuthorisation>;

struct HttpAnswer {
  int status = 0;  // 0: no answer (network, CORS, blocked, timed out)
  std::string body;
  std::optional<std::int64_t> retry_after_s;
  std::optional<std::int64_t> rate_remaining;  // X-RateLimit-Remaining
  std::optional<std::int64_t> rate_reset_s;    // X-RateLimit-Reset, epoch seconds
  // How old the answer says it is; absent where a page of another origin may not read it.
  std::optional<std::int64_t> age_s;  // Age: seconds that a cache on the way has held it
  std::optional<WallMs> date;         // Date: when it was made, by the clock of who made it
};

}  // namespace scoreline
