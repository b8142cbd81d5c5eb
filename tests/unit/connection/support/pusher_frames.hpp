// Frames of a Pusher server, written as Reverb writes them (data is a string).
#pragma once

#include <string>
#include <string_view>

#include "feed/json_text.hpp"

namespace scoreline::test {

inline std::string frame(std::string_view event, std::string_view data,
                         std::string_view channel = {}) {
  std::string text = R"({"event":)";
  append_json_string(text, event);
  text += R"(,"data":)";
  append_json_string(text, data);
  if (!channel.empty()) {
    text += R"(,"channel":)";
    append_json_string(text, channel);
  }
  return text + '}';
}

inline std::string established(std::string_view socket_id = "12.34", int activity_timeout_s = 30) {
  std::string data = R"({"socket_id":")";
  data += socket_id;
  data += R"(","activity_timeout":)" + std::to_string(activity_timeout_s) + '}';
  return frame("pusher:connection_established", data);
}

inline std::string pusher_error(int code) {
  return frame("pusher:error", R"({"code":)" + std::to_string(code) + R"(,"message":"no"})");
}

inline std::string subscribed(std::string_view channel) {
  return frame("pusher_internal:subscription_succeeded", "{}", channel);
}

inline constexpr std::string_view kPing = R"({"event":"pusher:ping"})";
inline constexpr std::string_view kPong = R"({"event":"pusher:pong"})";

}  // namespace scoreline::test
