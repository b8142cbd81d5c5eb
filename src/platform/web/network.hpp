// Sockets, requests and the engine's alarm by Emscripten's own APIs.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include "connection/action.hpp"
#include "connection/instant.hpp"

namespace scoreline {
class Engine;
}

namespace scoreline::platform {

// The page's clocks: performance.now() and Date.now().
[[nodiscard]] Instant now();

class Network {
 public:
  // The engine gets the answers; it must outlive this.
  explicit Network(Engine& engine);
  ~Network();
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  void open_socket(std::int32_t source, const OpenSocket& action);
  void send(std::int32_t source, const SendText& action);
  void close_socket(std::int32_t source, const CloseSocket& action);
  void fetch(std::int32_t source, const Fetch& action);
  void cancel_fetch(std::int32_t source, const CancelFetch& action);
  // What the page was answered before the engine was there. `headers`: lines of "name: value".
  void on_early_answer(std::int32_t ticket, int status, std::string_view headers,
                       std::string_view body);
  // Engine::on_wake in so many ms, or sooner; kNever: not at all.
  void wake_in(MonoMs delay);

 private:
  struct Line;
  struct Request;
  // What Emscripten calls back; they live beside what they serve.
  struct SocketEvents;
  struct FetchEvents;
  // A source and its socket's or request's number.
  using Key = std::pair<std::int32_t, std::uint32_t>;

  static void on_alarm(void* network);
  [[nodiscard]] bool is_asked_already(std::int32_t source, const Fetch& action);

  Engine& engine_;
  std::map<Key, std::unique_ptr<Line>> lines_;  // open sockets
  std::map<Key, Request*> requests_;            // under way; each frees itself when it is over
  std::map<std::int32_t, Key> early_;           // requests that the page has sent already
  std::int32_t last_early_ = 0;
  long timer_ = 0;  // 0: none
  MonoMs timer_due_ = 0;
};

}  // namespace scoreline::platform
