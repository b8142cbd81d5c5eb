#include "feed/pusher/auth.hpp"

#include "feed/fields.hpp"
#include "feed/json.hpp"
#include "feed/percent.hpp"
#include "text/joined.hpp"

namespace scoreline::pusher {
namespace {

// Reverb takes no client message beyond 10,000 bytes and closes the connection for one (Reverb
// observed, "Bad input"), so a longer answer could not be sent on.
constexpr std::size_t kMaxAuthBytes = 1024;
constexpr std::size_t kMaxChannelDataBytes = 8192;

}  // namespace

std::string auth_form(std::string_view socket_id, std::string_view channel) {
  return joined(
      {"socket_id=", percent_encoded(socket_id), "&channel_name=", percent_encoded(channel)});
}

Result<ChannelAuth> decode_auth(std::string_view body) {
  const auto document = json::Document::parse(body);
  if (!document) return document.error();
  const json::Value root = document->root();
  if (!root.is_object()) return FeedError{FeedErrorCode::kWrongType, "auth response"};
  Refusal refusal;
  const std::string_view auth = required_text(root["auth"], "auth", refusal);
  if (refusal) return *refusal;
  const std::string_view channel_data = any_text(root["channel_data"]);
  if (auth.size() > kMaxAuthBytes) return FeedError{FeedErrorCode::kOutOfRange, "auth"};
  if (channel_data.size() > kMaxChannelDataBytes) {
    return FeedError{FeedErrorCode::kOutOfRange, "channel_data"};
  }
  return ChannelAuth{std::string(auth), std::string(channel_data)};
}

// A hyphen is not needed: Reverb takes `privateer` for private (Reverb observed, "Subscribing").
bool needs_auth(std::string_view channel) {
  return channel.starts_with("private") || channel.starts_with("presence");
}

}  // namespace scoreline::pusher
