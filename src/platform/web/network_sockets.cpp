// WebSockets through emscripten/websocket.h.
#include <emscripten/html5.h>
#include <emscripten/websocket.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "engine/engine.hpp"
#include "platform/web/network.hpp"

namespace scoreline::platform {
namespace {

// The close code of a connection that ended without one (RFC 6455, 7.1.5).
constexpr int kAbnormalClosure = 1006;
constexpr unsigned short kNormalClosure = 1000;

}  // namespace

struct Network::Line {
  Line(Network& its_network, std::int32_t its_source, SocketId its_socket)
      : network(its_network), source(its_source), socket(its_socket) {}
  ~Line() {
    if (handle > 0) emscripten_websocket_delete(handle);
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  Network& network;
  std::int32_t source;
  SocketId socket;
  EMSCRIPTEN_WEBSOCKET_T handle = 0;
};

struct Network::SocketEvents {
  static EM_BOOL on_open(int, const EmscriptenWebSocketOpenEvent*, void* data) {
    const Line& line = *static_cast<Line*>(data);
    line.network.engine_.on_socket_open(line.source, line.socket, now());
    return EM_TRUE;
  }

  static EM_BOOL on_message(int, const EmscriptenWebSocketMessageEvent* event, void* data) {
    const Line& line = *static_cast<Line*>(data);
    // Neither provider sends binary ("binary unsupported", Pusher protocol); it is passed over.
    if (!event->isText) return EM_TRUE;
    // numBytes counts the terminating zero.
    const std::size_t size = event->numBytes > 0 ? event->numBytes - 1 : 0;
    const std::string_view text(reinterpret_cast<const char*>(event->data), size);
    line.network.engine_.on_socket_text(line.source, line.socket, text, now());
    return EM_TRUE;
  }

  static EM_BOOL on_close(int, const EmscriptenWebSocketCloseEvent* event, void* data) {
    close(*static_cast<Line*>(data), event->code);
    return EM_TRUE;
  }

  // The URL was refused before there was a socket: the source hears of a connection that failed.
  static void on_never_opened(void* data) {
    const std::unique_ptr<Line> line(static_cast<Line*>(data));
    line->network.engine_.on_socket_closed(line->source, line->socket, kAbnormalClosure, now());
  }

 private:
  static void close(Line& line, int code) {
    Network& network = line.network;
    const Key key{line.source, line.socket};
    network.lines_.erase(key);  // and the line with it
    network.engine_.on_socket_closed(key.first, key.second, code, now());
  }
};

Network::Network(Engine& engine) : engine_(engine) {}
Network::~Network() = default;

void Network::open_socket(std::int32_t source, const OpenSocket& action) {
  auto line = std::make_unique<Line>(*this, source, action.socket);
  EmscriptenWebSocketCreateAttributes attributes;
  emscripten_websocket_init_create_attributes(&attributes);
  attributes.url = action.url.c_str();
  line->handle = emscripten_websocket_new(&attributes);
  if (line->handle <= 0) {
    emscripten_set_timeout(SocketEvents::on_never_opened, 0, line.release());
    return;
  }
  emscripten_websocket_set_onopen_callback(line->handle, line.get(), SocketEvents::on_open);
  emscripten_websocket_set_onmessage_callback(line->handle, line.get(), SocketEvents::on_message);
  emscripten_websocket_set_onclose_callback(line->handle, line.get(), SocketEvents::on_close);
  lines_.emplace(Key{source, action.socket}, std::move(line));
}

void Network::send(std::int32_t source, const SendText& action) {
  const auto it = lines_.find({source, action.socket});
  if (it != lines_.end()) {
    emscripten_websocket_send_utf8_text(it->second->handle, action.text.c_str());
  }
}

void Network::close_socket(std::int32_t source, const CloseSocket& action) {
  const auto it = lines_.find({source, action.socket});
  if (it == lines_.end()) return;
  emscripten_websocket_close(it->second->handle, kNormalClosure, "");
  lines_.erase(it);
}

}  // namespace scoreline::platform
