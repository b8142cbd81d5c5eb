// A source with its platform: answers by hand what it asks, and lets time pass as a page would.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connection/provider_source.hpp"
#include "unit/connection/support/platform.hpp"
#include "unit/connection/support/pusher_frames.hpp"

namespace scoreline::test {

inline Subject match_subject(std::string id, Sport sport = Sport::kFootball) {
  return {SubjectKind::kMatch, sport, std::move(id)};
}

inline SourceOptions scorelytics_options() {
  SourceOptions options;
  options.rest_base = "https://api";
  options.socket_base = "wss://api";
  options.key = "sk";
  return options;
}

inline SourceOptions stats_api_options() {
  SourceOptions options;
  options.provider = ProviderKind::kStatsApi;
  options.rest_base = "https://api";
  options.socket_base = "wss://api";
  options.key = "1|abc";
  options.app_key = "app";
  options.auth_url = "https://api/auth";
  return options;
}

// One row of a Scorelytics answer.
inline std::string row(std::string_view id, int home, int away, int status = 2,
                       std::string_view more = R"(,"period":12,"minute":10)") {
  std::string text = R"({"id":")";
  text += id;
  text += R"(","home_team":"Home","away_team":"Away","home_score":)" + std::to_string(home);
  text += R"(,"away_score":)" + std::to_string(away);
  text += R"(,"status_code":)" + std::to_string(status);
  text += more;
  return text + '}';
}

inline std::string list(std::vector<std::string> rows) {
  std::string text = R"({"data":[)";
  for (const std::string& row : rows) text += (text.back() == '[' ? "" : ",") + row;
  return text + "]}";
}

inline std::string score_update(std::string_view id, int home, int away, int minute) {
  return R"({"type":"score_update","match_id":")" + std::string(id) + R"(","data":{"home":)" +
         std::to_string(home) + R"(,"away":)" + std::to_string(away) + R"(,"minute":)" +
         std::to_string(minute) + "}}";
}

inline std::string status_change(std::string_view id, int from, int to) {
  return R"({"type":"status_change","match_id":")" + std::string(id) + R"(","data":{"from":)" +
         std::to_string(from) + R"(,"to":)" + std::to_string(to) + "}}";
}

class SourceDriver : public testing::Test {
 protected:
  explicit SourceDriver(SourceOptions options = scorelytics_options())
      : source(std::make_unique<ProviderSource>(std::move(options), nullptr, 11)) {}

  // --- the page
  void watch(const Subject& subject) {
    source->watch(subject, clock.now());
    settle();
  }
  void unwatch(const Subject& subject) {
    source->unwatch(subject, clock.now());
    settle();
  }
  void refresh() {
    source->refresh(clock.now());
    settle();
  }
  void hide(bool is_hidden) {
    source->set_hidden(is_hidden, clock.now());
    settle();
  }
  void go_online(bool is_online) {
    source->set_online(is_online, clock.now());
    settle();
  }

  // --- the network
  // The oldest socket that was asked for opens.
  SocketId open() {
    const SocketId socket = actions.take<OpenSocket>().socket;
    source->on_socket_open(socket, clock.now());
    settle();
    return socket;
  }
  void say(SocketId socket, std::string_view text) {
    source->on_socket_text(socket, text, clock.now());
    settle();
  }
  void close(SocketId socket, int code = 1006) {
    source->on_socket_closed(socket, code, clock.now());
    settle();
  }
  // The oldest request whose URL holds `part`.
  RequestId asked(std::string_view part) {
    const std::optional<Fetch> fetch = actions.take_fetch(part);
    EXPECT_TRUE(fetch) << "nothing was asked of " << part;
    return fetch ? fetch->request : 0;
  }
  void give(RequestId request, const HttpAnswer& answer) {
    source->on_answer(request, answer, clock.now());
    settle();
  }
  void reply(std::string_view part, std::string body) {
    give(asked(part), answer(200, std::move(body)));
  }
  void reply(std::string_view part, const HttpAnswer& answer) { give(asked(part), answer); }

  // --- time, with a timer that comes when it should
  void pass(MonoMs ms) {
    const MonoMs end = clock.mono() + ms;
    for (int wakes = 0; source->next_deadline() <= end; ++wakes) {
      ASSERT_LT(wakes, 10'000) << "wakes without end";
      clock.pass(std::max<MonoMs>(0, source->next_deadline() - clock.mono()));
      source->on_wake(clock.now());
      settle();
      if (source->next_deadline() <= clock.mono()) clock.pass(1);
    }
    if (clock.mono() < end) clock.pass(end - clock.mono());
  }
  // What the page does when it has added its boards: the timer that is due comes.
  void wake() {
    source->on_wake(clock.now());
    settle();
  }
  // Nothing runs meanwhile, as in a machine that sleeps with both clocks going on.
  void sleep(MonoMs ms) {
    clock.pass(ms);
    wake();
  }

  // So long every request is answered by `server`, and sockets are refused unless a test takes
  // them. Returns when each request was made.
  using Server = std::function<HttpAnswer(const Fetch&)>;
  std::vector<MonoMs> serve(MonoMs ms, const Server& server) {
    std::vector<MonoMs> asked_at;
    const auto answer_all = [&] {
      while (actions.count<Fetch>() > 0) {
        const Fetch fetch = actions.take<Fetch>();
        asked_at.push_back(clock.mono());
        give(fetch.request, server(fetch));
      }
    };
    answer_all();
    for (const MonoMs end = clock.mono() + ms; clock.mono() < end; answer_all()) {
      while (is_refusing_sockets && actions.count<OpenSocket>() > 0) {
        close(actions.take<OpenSocket>().socket);
      }
      pass(std::min<MonoMs>(50, end - clock.mono()));
    }
    return asked_at;
  }
  std::vector<MonoMs> serve(MonoMs ms, const std::string& body) {
    return serve(ms, [&](const Fetch&) { return answer(200, body); });
  }

  // A watched match whose stream is live, and based for good.
  SocketId live(std::string_view id, int home = 0, int away = 0) {
    watch(match_subject(std::string(id)));
    wake();
    const SocketId socket = open();
    // The early request was made before the stream was live; the one after it is the base, and what
    // a replica may not have known then comes with the one after that.
    serve(kSettleAfter + 300, row(id, home, away));
    return socket;
  }

  [[nodiscard]] ConnectionView view(const std::string& id) const {
    return source->match_view(id, clock.now());
  }
  [[nodiscard]] ConnectionState state(const std::string& id) const { return view(id).state; }
  [[nodiscard]] std::string score(const std::string& id) const {
    const Match* match = source->store().find(id);
    if (match == nullptr) return "nothing";
    return std::to_string(match->home.score.value_or(-1)) + '-' +
           std::to_string(match->away.score.value_or(-1));
  }

  TestClock clock;
  Actions actions;
  bool is_refusing_sockets = false;  // in serve()
  std::vector<MatchChange> changes;
  std::unique_ptr<ProviderSource> source;

 private:
  void settle() {
    actions.add(source->take_actions());
    for (MatchChange& change : source->take_changes()) changes.push_back(std::move(change));
  }
};

}  // namespace scoreline::test
