// A page with an engine: keeps what the engine asks and tells, and answers by hand.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connection/provider_source.hpp"
#include "engine/engine.hpp"
#include "unit/board/fakes.hpp"
#include "unit/connection/support/platform.hpp"

namespace scoreline::test {

inline std::string football_options(std::string_view matches, std::string_view more = {}) {
  return R"({"provider":"scorelytics","sport":"football","restUrl":"https://api",)"
         R"("wsUrl":"wss://api","apiKey":"sk","matches":[)" +
         std::string(matches) + ']' + std::string(more) + '}';
}

class Page : public testing::Test, protected EnginePort {
 protected:
  // --- the engine's port
  std::unique_ptr<Source> make_source(const SourceOptions& options, MatchMapper* mapper,
                                      std::uint64_t seed) override {
    return std::make_unique<ProviderSource>(options, mapper, seed);
  }
  void perform(SourceId source, const Action& action) override { asked[source].add({action}); }
  void wake_engine_in(MonoMs delay) override { alarm = delay; }
  void board_changed(BoardId board) override { ++changed[board]; }
  void board_event(BoardId board, std::string_view name, const std::string& detail) override {
    events.push_back(std::to_string(board) + ' ' + std::string(name) + ' ' + detail);
  }
  void wake_board_in(BoardId board, std::int32_t delay) override { board_alarms[board] = delay; }
  std::string time_text(BoardId, WallMs) override { return "20:45"; }
  std::string day_text(BoardId, WallMs) override { return "26 Nov"; }
  std::string map_match(BoardId board, std::string_view json) override {
    mapped_for = board;
    return std::string(json);
  }

  // --- what happens to it
  BoardId create(std::string_view options) { return engine.create_board(options, clock.now()); }
  void pass(MonoMs ms) { clock.pass(ms); }
  void wake() { engine.on_wake(clock.now()); }
  void reply(SourceId source, std::string_view part, const HttpAnswer& answer) {
    const std::optional<Fetch> fetch = asked[source].take_fetch(part);
    ASSERT_TRUE(fetch) << "nothing was asked of " << part;
    engine.on_answer(source, fetch->request, answer, clock.now());
  }
  SocketId open(SourceId source) {
    const SocketId socket = asked[source].take<OpenSocket>().socket;
    engine.on_socket_open(source, socket, clock.now());
    return socket;
  }
  void say(SourceId source, SocketId socket, std::string_view text) {
    engine.on_socket_text(source, socket, text, clock.now());
  }
  // Events of that name since the last call, without it.
  std::vector<std::string> take(std::string_view name) {
    std::vector<std::string> found;
    const std::string mark = ' ' + std::string(name) + ' ';
    for (const std::string& event : events) {
      const std::size_t at = event.find(mark);
      if (at != std::string::npos)
        found.push_back(event.substr(0, at) + ' ' + event.substr(at + mark.size()));
    }
    events.clear();
    return found;
  }

  TestClock clock;
  std::map<SourceId, Actions> asked;
  std::map<BoardId, int> changed;
  std::map<BoardId, std::int32_t> board_alarms;
  std::vector<std::string> events;
  MonoMs alarm = -1;
  BoardId mapped_for = 0;
  board::FakeRasteriser rasteriser;
  board::FakeGpu gpu{rasteriser};
  Engine engine{*this, rasteriser, gpu, 17};
};

}  // namespace scoreline::test
