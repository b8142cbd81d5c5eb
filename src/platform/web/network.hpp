// Sockets, requests and the engine's alarm by Emscripten's own APIs.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
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
  // Engine::on_wake in so many ms; kNever: not at all.
  void wake_in(MonoMs delay);

 private:
  struct Line;
  struct Request;
  // What Emscripten calls back; they live beside what they serve.
  struct SocketEvents;
  struct FetchEvents;
  // A source and its socket's or request's number.
  using Key = std::pair<std::int32_t, std::uint32_t>;

  Engine& engine_;
  std::map<Key, std::unique_ptr<Line>> lines_;  // open sockets
  std::map<Key, Request*> requests_;            // under way; each frees itself when it is over
  long timer_ = 0;                              // 0: none
};

}  // namespace scoreline::platform
