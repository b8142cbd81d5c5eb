#include "feed/pusher/frame.hpp"

#include <gtest/gtest.h>

#include <string>

#include "feed/json.hpp"
#include "unit/feed/support.hpp"

namespace scoreline::pusher {
namespace {

using test::outcome;

// Verbatim from the Reverb recordings whose numbers stand behind them.
constexpr std::string_view kEstablished =
    R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"903529669.263322727\",\"activity_timeout\":30}"})";  // 01
constexpr std::string_view kWrongKey =
    R"({"event":"pusher:error","data":"{\"code\":4001,\"message\":\"Application does not exist\"}"})";  // 02
constexpr std::string_view kPong = R"({"event":"pusher:pong"})";  // 04
constexpr std::string_view kSucceeded =
    R"({"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"private-match.123"})";  // 05
constexpr std::string_view kFromApi =
    R"({"event":"event.received","data":"{\"match_id\":123,\"seq\":7,\"type\":\"goal\",\"minute\":54,\"player\":\"Kant\u00e9 \u2014 \u26bd \/ \u65e5\u672c\",\"note\":\"a \\\"quoted\\\" path\/with\/slash \\\\ back\",\"nested\":{\"arr\":[1,2.5,null,true],\"empty\":{},\"emptyArr\":[]}}","channel":"private-match.123"})";  // 05
constexpr std::string_view kPlainText =
    R"({"event":"event.received","data":"plain text","channel":"private-match.123"})";  // 05
constexpr std::string_view kBatch =
    R"({"event":"event.received","channel":"private-match.123","data":"{\"n\":1}"})";  // 05
constexpr std::string_view kFromLaravel =
    R"({"event":"event.received","data":"{\"match_id\":123,\"player\":\"Kant\\u00e9 \\u26bd\",\"url\":\"https:\\\/\\\/example.com\\\/a\\\/b\",\"minute\":54,\"ratio\":1,\"when\":null,\"meta\":[],\"obj\":{}}","channel":"private-match.123"})";  // 05b
constexpr std::string_view kNamedByClass =
    R"({"event":"App\\Events\\EventReceived","data":"{\"match_id\":123,\"status\":\"finished\",\"home\":2,\"away\":1}","channel":"private-match.123"})";  // 21
constexpr std::string_view kUnauthorized =
    R"({"event":"pusher:error","data":"{\"code\":4009,\"message\":\"Connection is unauthorized\"}"})";  // 06
constexpr std::string_view kPresence =
    R"({"event":"pusher_internal:subscription_succeeded","data":"{\"presence\":{\"count\":0,\"ids\":[],\"hash\":[]}}","channel":"presence-match.123"})";  // 06
constexpr std::string_view kMiss =
    R"({"event":"pusher:cache_miss","channel":"private-cache-match.123"})";  // 17
constexpr std::string_view kClientEvent =
    R"({"event":"client-x","channel":"private-cache-match.123","data":{"c":1}})";  // 17

constexpr std::string_view kAll[] = {
    kEstablished, kWrongKey,     kPong,         kSucceeded, kFromApi, kPlainText,   kBatch,
    kFromLaravel, kNamedByClass, kUnauthorized, kPresence,  kMiss,    kClientEvent,
};

template <typename What>
What frame_of(std::string_view text) {
  const auto frame = decode_frame(text);
  EXPECT_EQ(outcome(frame), "ok") << text;
  const What* const what = frame ? std::get_if<What>(&*frame) : nullptr;
  EXPECT_NE(what, nullptr) << text;
  return what != nullptr ? *what : What{};
}

TEST(PusherFrame, ReadsTheHandshake) {
  const auto frame = frame_of<Established>(kEstablished);
  EXPECT_EQ(frame.socket_id, "903529669.263322727");
  EXPECT_EQ(frame.activity_timeout_s, 30);
  const auto object = frame_of<Established>(
      R"({"event":"pusher:connection_established","data":{"socket_id":"1.2","activity_timeout":120}})");
  EXPECT_EQ(object.socket_id, "1.2");
  EXPECT_EQ(object.activity_timeout_s, 120);
}

TEST(PusherFrame, TheDefaultHoldsForAnOddActivityTimeout) {
  for (const char* odd : {"null", "0", "-30", "\"30\"", "30.5", "1e30", "86401", "{}", "[]"}) {
    const std::string text =
        R"({"event":"pusher:connection_established","data":{"socket_id":"1.2","activity_timeout":)" +
        std::string(odd) + "}}";
    EXPECT_EQ(frame_of<Established>(text).activity_timeout_s, std::nullopt) << odd;
  }
  EXPECT_EQ(frame_of<Established>(
                R"({"event":"pusher:connection_established","data":{"socket_id":"1.2"}})")
                .activity_timeout_s,
            std::nullopt);
}

TEST(PusherFrame, NoHandshakeIsTakenWithoutASocketId) {
  const std::pair<std::string, std::string_view> rows[] = {
      {R"("{}")", "missing socket_id"},
      {R"({"activity_timeout":30})", "missing socket_id"},
      {R"({"socket_id":null})", "missing socket_id"},
      {R"({"socket_id":""})", "out_of_range socket_id"},
      {R"({"socket_id":123.456})", "wrong_type socket_id"},
      {R"({"socket_id":123})", "wrong_type socket_id"},
      {R"({"socket_id":["1.2"]})", "wrong_type socket_id"},
      {"{\"socket_id\":\"" + std::string(129, '1') + "\"}", "out_of_range socket_id"},
      {R"({"socket_id":"1.2\r\nX: y"})", "out_of_range socket_id"},
      {R"("plain text")", "wrong_type data"},
      {R"("[]")", "wrong_type data"},
      {"[]", "wrong_type data"},
      {"5", "wrong_type data"},
      {"null", "missing data"},
  };
  for (const auto& [data, expected] : rows) {
    EXPECT_EQ(outcome(decode_frame("{\"event\":\"pusher:connection_established\",\"data\":" + data +
                                   "}")),
              expected)
        << data;
  }
  EXPECT_EQ(outcome(decode_frame(R"({"event":"pusher:connection_established"})")), "missing data");
}

TEST(PusherFrame, ReadsPingAndPong) {
  for (const char* data : {"", R"(,"data":{})", R"(,"data":"{}")", R"(,"data":null)"}) {
    (void)frame_of<Ping>("{\"event\":\"pusher:ping\"" + std::string(data) + "}");
    (void)frame_of<Pong>("{\"event\":\"pusher:pong\"" + std::string(data) + "}");
  }
}

TEST(PusherFrame, ReadsAnErrorHoweverItIsWorded) {
  struct Row {
    std::string_view data;
    std::optional<std::int32_t> code;
    std::string_view message;
  };
  constexpr Row kRows[] = {
      {R"(,"data":"{\"code\":4009,\"message\":\"Origin not allowed\"}")", 4009,
       "Origin not allowed"},
      {R"(,"data":{"code":4100,"message":"Over capacity"})", 4100, "Over capacity"},
      {R"(,"data":{"message":"Over capacity"})", std::nullopt, "Over capacity"},
      {R"(,"data":{"code":null,"message":null})", std::nullopt, ""},
      {R"(,"data":{"code":"4001"})", std::nullopt, ""},
      {R"(,"data":{"code":99})", std::nullopt, ""},
      {R"(,"data":{"code":1e30,"message":["x"]})", std::nullopt, ""},
      {R"(,"data":"gone for lunch")", std::nullopt, "gone for lunch"},
      {R"(,"data":"42")", std::nullopt, "42"},
      {R"(,"data":"a\nb")", std::nullopt, "a b"},
      {R"(,"data":null)", std::nullopt, ""},
      {R"(,"data":42)", std::nullopt, ""},
      {R"(,"data":[])", std::nullopt, ""},
      {"", std::nullopt, ""},
  };
  for (const Row& row : kRows) {
    const auto error =
        frame_of<ServerError>("{\"event\":\"pusher:error\"" + std::string(row.data) + "}");
    EXPECT_EQ(error.code, row.code) << row.data;
    EXPECT_EQ(error.message, row.message) << row.data;
  }
  EXPECT_EQ(frame_of<ServerError>(kWrongKey).code, 4001);
  EXPECT_EQ(frame_of<ServerError>(kWrongKey).message, "Application does not exist");
  EXPECT_EQ(frame_of<ServerError>(kUnauthorized).code, 4009);
  EXPECT_EQ(frame_of<ServerError>("{\"event\":\"pusher:error\",\"data\":{\"message\":\"" +
                                  std::string(100'000, 'x') + "\"}}")
                .message.size(),
            200u);
}

TEST(PusherFrame, ReadsWhatBecameOfASubscription) {
  EXPECT_EQ(frame_of<SubscriptionSucceeded>(kSucceeded).channel, "private-match.123");
  EXPECT_EQ(frame_of<SubscriptionSucceeded>(kPresence).channel, "presence-match.123");
  EXPECT_EQ(frame_of<CacheMiss>(kMiss).channel, "private-cache-match.123");
  const auto failed = frame_of<SubscriptionFailed>(
      R"({"event":"pusher:subscription_error","channel":"private-x","data":{"type":"AuthError","status":403}})");
  EXPECT_EQ(failed.channel, "private-x");
  EXPECT_EQ(failed.status, 403);
  EXPECT_EQ(frame_of<SubscriptionFailed>(
                R"({"event":"pusher:subscription_error","channel":"x","data":"{\"status\":401}"})")
                .status,
            401);
  EXPECT_EQ(
      frame_of<SubscriptionFailed>(R"({"event":"pusher:subscription_error","channel":"x"})").status,
      std::nullopt);
}

TEST(PusherFrame, UnwrapsDataOnce) {
  const auto api = frame_of<ChannelEvent>(kFromApi);
  EXPECT_EQ(api.name, "event.received");
  EXPECT_EQ(api.channel, "private-match.123");
  const auto document = json::Document::parse(api.data);
  ASSERT_EQ(outcome(document), "ok");
  EXPECT_EQ(document->root()["match_id"].integer(), 123);
  EXPECT_EQ(document->root()["player"].string(), "Kant\u00e9 \u2014 \u26bd / \u65e5\u672c");
  EXPECT_EQ(document->root()["note"].string(), "a \"quoted\" path/with/slash \\ back");

  EXPECT_EQ(frame_of<ChannelEvent>(kPlainText).data, "plain text");
  EXPECT_EQ(frame_of<ChannelEvent>(kBatch).data, R"({"n":1})");
}

// Laravel escapes the inner JSON too, so that it is doubled on the wire (recording 05b).
TEST(PusherFrame, LeavesTheSecondEscapeToTheReaderOfData) {
  const auto event = frame_of<ChannelEvent>(kFromLaravel);
  EXPECT_EQ(event.data,
            R"({"match_id":123,"player":"Kant\u00e9 \u26bd","url":"https:\/\/example.com\/a\/b",)"
            R"("minute":54,"ratio":1,"when":null,"meta":[],"obj":{}})");
  const auto document = json::Document::parse(event.data);
  ASSERT_EQ(outcome(document), "ok");
  EXPECT_EQ(document->root()["player"].string(), "Kant\u00e9 \u26bd");
  EXPECT_EQ(document->root()["url"].string(), "https://example.com/a/b");
}

TEST(PusherFrame, WritesDataThatIsNoStringAsText) {
  EXPECT_EQ(frame_of<ChannelEvent>(kClientEvent).data, R"({"c":1})");
  struct Row {
    std::string_view member;
    std::string_view data;
  };
  constexpr Row kRows[] = {
      {R"("data": { "x" : [1, 2.50], "é":"\u00e9" } ,)", R"({"x":[1,2.50],"é":"é"})"},
      {R"("data":[],)", "[]"},
      {R"("data":null,)", "null"},
      {R"("data":42,)", "42"},
      {R"("data":1,"data":{"last":1},)", R"({"last":1})"},
      {"", ""},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(
        frame_of<ChannelEvent>("{\"event\":\"e\"," + std::string(row.member) + "\"channel\":\"c\"}")
            .data,
        row.data);
  }
  EXPECT_EQ(frame_of<ChannelEvent>(R"({"event":"e","channel":"c","d\u0061ta":{}})").data, "{}");
  EXPECT_EQ(frame_of<ChannelEvent>(R"({"event":"e","channel":"c","d\u0061ta":"x"})").data, "x");
}

TEST(PusherFrame, KeepsANameVerbatim) {
  EXPECT_EQ(frame_of<ChannelEvent>(kNamedByClass).name, "App\\Events\\EventReceived");
  EXPECT_EQ(frame_of<ChannelEvent>(R"({"event":".event.received","channel":"c"})").name,
            ".event.received");
}

TEST(PusherFrame, IgnoresOtherEventsOfTheProtocol) {
  for (const char* event :
       {"pusher_internal:member_added", "pusher_internal:member_removed",
        "pusher_internal:subscription_count", "pusher:signin_success", "pusher:anything",
        "pusher:subscription_succeeded", "pusher_internal:"}) {
    (void)frame_of<Ignored>("{\"event\":\"" + std::string(event) + "\",\"data\":[{}]}");
  }
}

TEST(PusherFrame, NamesWhatIsWrong) {
  constexpr std::pair<std::string_view, std::string_view> kRows[] = {
      {"", "not_json json"},
      {"not json", "not_json json"},
      {"[]", "wrong_type frame"},
      {"null", "wrong_type frame"},
      {"42", "wrong_type frame"},
      {"\"x\"", "wrong_type frame"},
      {"{}", "missing event"},
      {R"({"event":null})", "missing event"},
      {R"({"event":""})", "missing event"},
      {R"({"event":5})", "wrong_type event"},
      {R"({"event":{}})", "wrong_type event"},
      {R"({"event":"pusher:subscribe","data":{"channel":"x"}})", "not_from_server event"},
      {R"({"event":"pusher:unsubscribe","data":{"channel":"x"}})", "not_from_server event"},
      {R"({"event":"pusher:signin"})", "not_from_server event"},
      {R"({"event":"event.received","data":"{}"})", "missing channel"},
      {R"({"event":"event.received","channel":null})", "missing channel"},
      {R"({"event":"event.received","channel":""})", "missing channel"},
      {R"({"event":"event.received","channel":5})", "wrong_type channel"},
      {R"({"event":"pusher_internal:subscription_succeeded","data":"{}"})", "missing channel"},
      {R"({"event":"pusher:subscription_error"})", "missing channel"},
      {R"({"event":"pusher:cache_miss"})", "missing channel"},
  };
  for (const auto& [text, expected] : kRows) {
    EXPECT_EQ(outcome(decode_frame(text)), expected) << text;
  }
}

TEST(PusherFrame, NamesAnErrorForEveryTruncation) {
  for (const std::string_view sample : kAll) {
    ASSERT_EQ(outcome(decode_frame(sample)), "ok") << sample;
    test::for_each_truncation(sample, [](std::string_view text) {
      EXPECT_EQ(outcome(decode_frame(text)), "not_json json") << text;
    });
  }
}

// `data` is JSON inside of JSON: cut there, the frame itself is whole.
TEST(PusherFrame, NamesAnErrorForEveryTruncationOfInnerData) {
  test::for_each_truncation(R"({"socket_id":"1.2","x":null})", [](std::string_view inner) {
    std::string text = R"({"event":"pusher:connection_established","data":")";
    for (const char c : inner) {
      if (c == '"') text += '\\';
      text += c;
    }
    EXPECT_EQ(outcome(decode_frame(text + "\"}")), "wrong_type data") << text;
  });
}

TEST(PusherFrame, SurvivesDamage) {
  for (const std::string_view sample : kAll) {
    test::for_each_damage(sample, 2000, [](std::string_view text) {
      const auto frame = decode_frame(text);
      if (!frame) {
        EXPECT_FALSE(std::string_view(frame.error().where).empty());
        return;
      }
      if (const auto* const established = std::get_if<Established>(&*frame)) {
        EXPECT_FALSE(established->socket_id.empty());
      }
      if (const auto* const event = std::get_if<ChannelEvent>(&*frame)) {
        EXPECT_FALSE(event->channel.empty());
        EXPECT_LE(event->data.size(), text.size());
      }
    });
  }
}

TEST(PusherFrame, WritesWhatPusherJsWrites) {
  EXPECT_EQ(ping_frame(), R"({"event":"pusher:ping","data":{}})");
  EXPECT_EQ(pong_frame(), R"({"event":"pusher:pong","data":{}})");
  // Recording 05.
  EXPECT_EQ(
      subscribe_frame("private-match.123",
                      "stats-admin-public-key:"
                      "17328bade37fdb48628ae143f5579157c9599576649908b1633c67104904b56f",
                      ""),
      R"({"event":"pusher:subscribe","data":{"auth":"stats-admin-public-key:17328bade37fdb48628ae143f5579157c9599576649908b1633c67104904b56f","channel":"private-match.123"}})");
  EXPECT_EQ(subscribe_frame("news", "", ""),
            R"({"event":"pusher:subscribe","data":{"channel":"news"}})");
  EXPECT_EQ(
      subscribe_frame("presence-x", "k:s", R"({"user_id":"1"})"),
      R"({"event":"pusher:subscribe","data":{"auth":"k:s","channel_data":"{\"user_id\":\"1\"}","channel":"presence-x"}})");
  // Recording 08.
  EXPECT_EQ(unsubscribe_frame("private-match.123"),
            R"({"event":"pusher:unsubscribe","data":{"channel":"private-match.123"}})");
}

TEST(PusherFrame, WritesHostileTextAsJson) {
  const std::string channel = "a\"b\\c\n</script>\xff\u2028";
  for (const std::string& frame :
       {subscribe_frame(channel, channel, channel), unsubscribe_frame(channel)}) {
    const auto document = json::Document::parse(frame);
    ASSERT_EQ(outcome(document), "ok") << frame;
    EXPECT_EQ(document->root()["data"]["channel"].string(), "a\"b\\c\n</script>\ufffd\u2028");
  }
}

TEST(SocketUrl, IsBuiltFromAnyBase) {
  EXPECT_EQ(socket_url("wss://stats-api.ds2.app", "stats-admin-public-key"),
            "wss://stats-api.ds2.app/app/stats-admin-public-key"
            "?protocol=7&client=scoreline&version=0.1.0");
  EXPECT_EQ(socket_url("http://127.0.0.1:8080/reverb/", "a/b?c"),
            "ws://127.0.0.1:8080/reverb/app/a%2Fb%3Fc?protocol=7&client=scoreline&version=0.1.0");
  EXPECT_EQ(socket_url("https://x", "k"),
            "wss://x/app/k?protocol=7&client=scoreline&version=0.1.0");
}

}  // namespace
}  // namespace scoreline::pusher
