// The frames of Pusher protocol 7: decoding what a server sends, encoding what a client sends.
// Written for any Pusher-compatible server. Source: Pusher Channels protocol; Reverb recordings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "feed/result.hpp"

namespace scoreline::pusher {

// First frame of a connection.
struct Established {
  std::string socket_id;  // digits '.' digits; new for each connection
  // Seconds of silence after which a client should ping; absent or not positive: the default holds.
  std::optional<std::int32_t> activity_timeout_s;
};

struct Ping {};
struct Pong {};

// `data` comes as a JSON string (Reverb) or as an object (protocol text); both are read.
struct ServerError {
  std::optional<std::int32_t> code;  // 4000 to 4399, see close_code.hpp
  std::string message;               // from the wire: show it, do not act on it
};

struct SubscriptionSucceeded {
  std::string channel;
};

// Not sent by Reverb; other servers may say it for a bad signature.
struct SubscriptionFailed {
  std::string channel;
  std::optional<std::int32_t> status;
};

// The channel keeps no event for a new subscriber (cache channels).
struct CacheMiss {
  std::string channel;
};

// Any other event on a channel: what the application sends.
struct ChannelEvent {
  std::string name;  // verbatim, perhaps with a leading dot
  std::string channel;
  std::string data;  // JSON text (double-encoded data is unwrapped once), or the raw string
};

// A `pusher:`/`pusher_internal:` event without meaning for us (member_added, subscription_count).
struct Ignored {};

using Frame = std::variant<Established, Ping, Pong, ServerError, SubscriptionSucceeded,
                           SubscriptionFailed, CacheMiss, ChannelEvent, Ignored>;

[[nodiscard]] Result<Frame> decode_frame(std::string_view text);

// Client to server.
[[nodiscard]] std::string ping_frame();
[[nodiscard]] std::string pong_frame();
// `auth` is empty for a public channel; `channel_data` only for presence channels.
[[nodiscard]] std::string subscribe_frame(const std::string& channel, const std::string& auth,
                                          const std::string& channel_data);
[[nodiscard]] std::string unsubscribe_frame(const std::string& channel);

// The socket's URL: base + "/app/{key}?protocol=7&client=scoreline&version=...". `base` may be
// ws(s) or http(s) and may end with a path prefix.
[[nodiscard]] std::string socket_url(std::string_view base, std::string_view app_key);

}  // namespace scoreline::pusher
