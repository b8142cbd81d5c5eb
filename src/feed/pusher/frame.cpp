#include "feed/pusher/frame.hpp"

#include "feed/fields.hpp"
#include "feed/json.hpp"
#include "feed/json_text.hpp"
#include "feed/percent.hpp"
#include "text/joined.hpp"

namespace scoreline::pusher {
namespace {

// `data` as JSON, whether it came as a string that holds JSON or as JSON itself.
class Data {
 public:
  explicit Data(json::Value data) : direct_(data), inner_(json::Document::parse(any_text(data))) {}

  // Absent for a string that holds no JSON.
  [[nodiscard]] json::Value root() const {
    if (!direct_.is_string()) return direct_;
    return inner_ ? inner_->root() : json::Value();
  }

 private:
  json::Value direct_;
  Result<json::Document> inner_;
};

Result<Frame> established(json::Value json) {
  const Data data(json);
  if (!data.root().is_object()) {
    return FeedError{json.is_absent_or_null() ? FeedErrorCode::kMissing : FeedErrorCode::kWrongType,
                     "data"};
  }
  Established frame;
  Refusal refusal;
  const json::Value socket_id = data.root()["socket_id"];
  // As a number it would not be the id any more: 123.4560 is another text than 123.456.
  if (socket_id.is_number()) refuse(refusal, FeedErrorCode::kWrongType, "socket_id");
  frame.socket_id = required_id(socket_id, "socket_id", refusal);
  if (refusal) return *refusal;
  constexpr std::int32_t kDay = 24 * 60 * 60;
  frame.activity_timeout_s = any_integer(data.root()["activity_timeout"], 1, kDay);
  return Frame(std::move(frame));
}

// Never an error itself: that the server refused is the news, however it is worded.
ServerError server_error(json::Value json) {
  const Data data(json);
  ServerError frame;
  frame.code = any_integer(data.root()["code"], 1000, 4999);
  const std::string_view message =
      data.root().is_object() ? any_text(data.root()["message"]) : any_text(json);
  frame.message = shown_text(message, kMaxNameBytes);
  return frame;
}

SubscriptionFailed subscription_failed(std::string_view channel, json::Value json) {
  return {std::string(channel), any_integer(Data(json).root()["status"], 100, 599)};
}

ChannelEvent channel_event(std::string_view name, std::string_view channel, json::Value data) {
  ChannelEvent event{std::string(name), std::string(channel), {}};
  if (data.is_string()) {
    event.data = any_text(data);
  } else {
    data.append_to(event.data);
  }
  return event;
}

void append_member(std::string& json, std::string_view name, const std::string& value) {
  if (json.back() != '{') json += ',';
  append_json_string(json, name);
  json += ':';
  append_json_string(json, value);
}

}  // namespace

Result<Frame> decode_frame(std::string_view text) {
  const auto document = json::Document::parse(text);
  if (!document) return document.error();
  const json::Value root = document->root();
  if (!root.is_object()) return FeedError{FeedErrorCode::kWrongType, "frame"};
  Refusal refusal;
  const std::string_view event = required_text(root["event"], "event", refusal);
  if (refusal) return *refusal;
  const json::Value data = root["data"];

  if (event == "pusher:connection_established") return established(data);
  if (event == "pusher:ping") return Frame(Ping{});
  if (event == "pusher:pong") return Frame(Pong{});
  if (event == "pusher:error") return Frame(server_error(data));
  if (event == "pusher:subscribe" || event == "pusher:unsubscribe" || event == "pusher:signin") {
    return FeedError{FeedErrorCode::kNotFromServer, "event"};
  }

  // All that follows belongs to a channel.
  const bool is_success = event == "pusher_internal:subscription_succeeded";
  const bool is_failure = event == "pusher:subscription_error";
  const bool is_miss = event == "pusher:cache_miss";
  const bool is_protocol = event.starts_with("pusher:") || event.starts_with("pusher_internal:");
  if (is_protocol && !is_success && !is_failure && !is_miss) return Frame(Ignored{});

  const std::string_view channel = required_text(root["channel"], "channel", refusal);
  if (refusal) return *refusal;
  if (is_success) return Frame(SubscriptionSucceeded{std::string(channel)});
  if (is_failure) return Frame(subscription_failed(channel, data));
  if (is_miss) return Frame(CacheMiss{std::string(channel)});
  return Frame(channel_event(event, channel, data));
}

// `data` is empty but there, as pusher-js sends it (Reverb recordings 04, 21).
std::string ping_frame() { return R"({"event":"pusher:ping","data":{}})"; }
std::string pong_frame() { return R"({"event":"pusher:pong","data":{}})"; }

std::string subscribe_frame(const std::string& channel, const std::string& auth,
                            const std::string& channel_data) {
  std::string frame = R"({"event":"pusher:subscribe","data":{)";
  if (!auth.empty()) append_member(frame, "auth", auth);
  if (!channel_data.empty()) append_member(frame, "channel_data", channel_data);
  append_member(frame, "channel", channel);
  frame += "}}";
  return frame;
}

std::string unsubscribe_frame(const std::string& channel) {
  std::string frame = R"({"event":"pusher:unsubscribe","data":{)";
  append_member(frame, "channel", channel);
  frame += "}}";
  return frame;
}

std::string socket_url(std::string_view base, std::string_view app_key) {
  return joined({socket_base(base), "/app/", percent_encoded(app_key),
                 "?protocol=7&client=scoreline&version=0.1.0"});
}

}  // namespace scoreline::pusher
