#include "connection/connection_state.hpp"

namespace scoreline {
namespace {

int badness(ConnectionState state) {
  switch (state) {
    case ConnectionState::kIdle:
      return 0;
    case ConnectionState::kOver:
      return 1;
    case ConnectionState::kLive:
      return 2;
    case ConnectionState::kPolling:
      return 3;
    case ConnectionState::kConnecting:
      return 4;
    case ConnectionState::kWaiting:
      return 5;
    case ConnectionState::kStale:
      return 6;
    case ConnectionState::kRefused:
      return 7;
  }
  return 0;
}

}  // namespace

bool is_worse(ConnectionState a, ConnectionState b) { return badness(a) > badness(b); }

void add_marks(std::string& marks, const ConnectionView& view) {
  marks += static_cast<char>(view.state);
  marks += static_cast<char>(view.reason);
}

std::string_view name_of(ConnectionState state) {
  switch (state) {
    case ConnectionState::kIdle:
      return "idle";
    case ConnectionState::kConnecting:
      return "connecting";
    case ConnectionState::kLive:
      return "live";
    case ConnectionState::kStale:
      return "stale";
    case ConnectionState::kPolling:
      return "polling";
    case ConnectionState::kWaiting:
      return "waiting";
    case ConnectionState::kRefused:
      return "refused";
    case ConnectionState::kOver:
      return "over";
  }
  return "idle";
}

std::string_view name_of(Reason reason) {
  switch (reason) {
    case Reason::kNone:
      return "";
    case Reason::kWrongKey:
      return "wrong_key";
    case Reason::kSuspended:
      return "suspended";
    case Reason::kForbidden:
      return "forbidden";
    case Reason::kNotFound:
      return "not_found";
    case Reason::kRateLimited:
      return "rate_limited";
    case Reason::kServerError:
      return "server_error";
    case Reason::kBadAnswer:
      return "bad_answer";
    case Reason::kUnreachable:
      return "unreachable";
    case Reason::kOffline:
      return "offline";
    case Reason::kStreamBlocked:
      return "stream_blocked";
    case Reason::kOriginRefused:
      return "origin_refused";
    case Reason::kOverQuota:
      return "over_quota";
    case Reason::kAppUnknown:
      return "app_unknown";
    case Reason::kUnauthorised:
      return "unauthorised";
    case Reason::kNoCredential:
      return "no_credential";
  }
  return "";
}

Reason reason_of_status(int status) {
  switch (status) {
    case 0:
      return Reason::kUnreachable;
    case 401:
      return Reason::kWrongKey;
    case 402:
      return Reason::kSuspended;
    case 403:
      return Reason::kForbidden;
    case 404:
      return Reason::kNotFound;
    case 429:
      return Reason::kRateLimited;
    default:
      return status >= 500 ? Reason::kServerError : Reason::kBadAnswer;
  }
}

}  // namespace scoreline
