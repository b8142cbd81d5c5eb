// Authorising a channel over HTTP. Source: Pusher Channels "authorizing users"; Laravel's own
// endpoint as recorded (Reverb recording 26).
#pragma once

#include <string>
#include <string_view>

#include "feed/result.hpp"

namespace scoreline::pusher {

// application/x-www-form-urlencoded: `socket_id=…&channel_name=…`.
[[nodiscard]] std::string auth_form(std::string_view socket_id, std::string_view channel);

struct ChannelAuth {
  std::string auth;          // "key:hex", a secret of this connection: never log it
  std::string channel_data;  // only for presence channels
};

// A 200 answer's body. An answer without a usable `auth` is an error here: sent on, it would only
// come back as a refusal that names no channel.
[[nodiscard]] Result<ChannelAuth> decode_auth(std::string_view body);

// private-*, presence-* and what Reverb takes for such ("privateer"): channels that need auth.
[[nodiscard]] bool needs_auth(std::string_view channel);

}  // namespace scoreline::pusher
