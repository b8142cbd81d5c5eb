// Whatever fails, and however a hostile provider repeats what it was sent, the engine tells a page
// no credential: not in states, events or errors, and not in a URL other than a WebSocket's.
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "unit/connection/support/platform.hpp"
#include "unit/engine/support/page.hpp"

namespace scoreline {
namespace {

constexpr std::string_view kKey = "q7Zr2mKx";
constexpr std::string_view kToken = "tQ9vLw3e";
constexpr std::string_view kSignature = "5ec4e75167a7043";
const std::string kAll = "q7Zr2mKx tQ9vLw3e 5ec4e75167a7043";

class SecretsTest : public test::Page, public testing::WithParamInterface<unsigned> {
 protected:
  void perform(SourceId source, const Action& action) override {
    if (const auto* fetch = std::get_if<Fetch>(&action)) {
      expect_silent("a URL", fetch->url);
      if (fetch->form) expect_silent("a form", *fetch->form);
    }
    pending.emplace_back(source, action);
  }

  static void expect_silent(std::string_view what, std::string_view text) {
    for (const std::string_view secret : {kKey, kToken, kSignature}) {
      // Without the text, which would put the secret into the report.
      EXPECT_EQ(text.find(secret), std::string_view::npos) << "a secret in " << what;
    }
  }

  void expect_silence(const std::vector<BoardId>& boards) {
    for (const BoardId board : boards) {
      expect_silent("a state", engine.board_state(board, clock.now()));
      expect_silent("boxes", engine.board_boxes(board, true));
    }
    for (const std::string& event : events) expect_silent("an event", event);
    events.clear();
  }

  unsigned up_to(std::size_t most) {
    return std::uniform_int_distribution<unsigned>(0, static_cast<unsigned>(most))(random);
  }

  std::string hostile_text() {
    const std::string name(kKey);
    const std::array<std::string, 9> texts = {
        kAll,
        "",
        R"({"error":")" + kAll + R"(","code":")" + name + R"(","message":")" + kAll + "\"}",
        R"({"type":")" + name + R"(","match_id":")" + name + R"(","data":{"code":")" + kAll +
            "\"}}",
        R"({"type":"score_update","match_id":"a","data":{"home_score":")" + kAll + "\"}}",
        R"({"event":"pusher:error","data":{"code":4009,"message":")" + kAll + "\"}}",
        R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"1.2\"}"})",
        R"({"event":")" + name + R"(","channel":")" + kAll + R"(","data":")" + kAll + "\"}",
        R"({"auth":"k:)" + std::string(kSignature) + "\"}",
    };
    return texts[up_to(texts.size() - 1)];
  }

  // Answers what was asked, or not.
  void fail(SourceId source, const Action& action) {
    constexpr std::array<int, 10> kStatuses = {0, 200, 200, 301, 401, 402, 403, 404, 429, 503};
    constexpr std::array<int, 7> kCodes = {1000, 1006, 1008, 4001, 4004, 4009, 4200};
    const auto* fetch = std::get_if<Fetch>(&action);
    const auto* authorisation = std::get_if<AskAuthorisation>(&action);
    if (fetch != nullptr || authorisation != nullptr) {
      HttpAnswer answer = test::answer(kStatuses[up_to(kStatuses.size() - 1)], hostile_text());
      if (up_to(1) == 0) answer.retry_after_s = up_to(60);
      const RequestId request = fetch != nullptr ? fetch->request : authorisation->request;
      engine.on_answer(source, request, answer, clock.now());
    } else if (const auto* open = std::get_if<OpenSocket>(&action)) {
      if (up_to(2) > 0) engine.on_socket_open(source, open->socket, clock.now());
      for (unsigned i = up_to(6); i > 0; --i) {
        engine.on_socket_text(source, open->socket, hostile_text(), clock.now());
      }
      if (up_to(2) > 0) {
        const int code = kCodes[up_to(kCodes.size() - 1)];
        engine.on_socket_closed(source, open->socket, code, clock.now());
      }
    } else if (const auto* ask = std::get_if<AskCredential>(&action)) {
      const bool is_given = up_to(1) == 0;
      const std::string key = "sk_" + std::string(kKey) + (up_to(3) == 0 ? "\r\n" : "");
      engine.on_credential(source, ask->request, is_given ? std::optional(key) : std::nullopt,
                           clock.now());
    }
  }

  std::vector<std::pair<SourceId, Action>> pending;
  std::mt19937 random{GetParam()};
};

TEST_P(SecretsTest, NothingIsToldInAHerdOfFailures) {
  const std::string scores = R"({"provider":"scorelytics","sport":"football","matches":["a","b"])";
  const std::string stats =
      R"({"provider":"stats-api","matches":["7"],"authUrl":"https://api/auth","authHeaders":)"
      R"({"Authorization":"Bearer 12|tQ9vLw3e"})";
  std::vector<BoardId> boards;
  for (const std::string& options :
       {scores + R"(,"apiKey":"sk_q7Zr2mKx"})", scores + R"(,"hasCredential":true})", stats + "}",
        stats + R"(,"hasAuthorize":true})"}) {
    boards.push_back(create(options));
    ASSERT_NE(boards.back(), 0);
  }
  EXPECT_EQ(create(scores + R"(,"apiKey":"sk_q7Zr2mKx\r\n"})"), 0);
  std::size_t answered = 0;
  for (int step = 0; step < 500; ++step) {
    std::vector<std::pair<SourceId, Action>> now;
    std::swap(now, pending);
    for (const auto& [source, action] : now) fail(source, action);
    answered += now.size();
    expect_silence(boards);
    pass(up_to(20'000));
    wake();
    if (up_to(9) == 0) engine.refresh_board(boards[up_to(boards.size() - 1)], clock.now());
  }
  EXPECT_GT(answered, 200u) << "the failures ended too soon to say anything";
}

INSTANTIATE_TEST_SUITE_P(Seeds, SecretsTest, testing::Range(1U, 31U));

}  // namespace
}  // namespace scoreline
