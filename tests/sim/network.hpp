// Between a client and the servers: takes time, keeps the order of each socket, and fails as the
// conditions say. It carries; what is said is the servers' and the client's business.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connection/action.hpp"
#include "sim/event_queue.hpp"
#include "sim/plan.hpp"

namespace scoreline::sim {

// One socket, with both its ends.
struct Link {
  SocketId socket = 0;
  std::string url;
  std::map<std::string, MonoMs> live_at;  // channels ("" without), when the client was told
  bool is_established = false;            // the client was told so, too
  bool is_wanted = true;                  // by the client: not closed, and not told that it is
  bool is_open = false;                   // the client was told so
  bool is_up = false;                     // the server holds it
  bool is_dead = false;                   // half-open: nothing gets through, nobody knows
  MonoMs down_at = 0, up_at = 0;          // arrival of the last frame: the order is kept
  // The server's own notes.
  std::string match;
  bool is_for_all = false;
  std::string socket_id;
  std::set<std::string> channels;
  MonoMs heard_at = 0;
  bool is_pinged = false;
};

struct HttpRequest {
  RequestId id = 0;
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string form;
  bool is_post = false;
  MonoMs asked_at = 0;
};

// An answer, and what of the truth is in it.
struct Served {
  HttpAnswer http;
  std::vector<std::pair<std::size_t, std::size_t>> told;  // match, version
  bool is_from_cache = false;
};

// Which version of which match a message tells of.
struct Told {
  std::size_t match = 0;
  std::size_t version = 0;
};

// What a provider's servers do. `now` is the queue's.
class Server {
 public:
  virtual ~Server() = default;
  [[nodiscard]] virtual Served answer(const HttpRequest& request) = 0;
  // False: refused before the upgrade.
  [[nodiscard]] virtual bool accept(Link& link) = 0;
  virtual void on_open(Link& link) = 0;
  virtual void on_text(Link& link, std::string_view text) = 0;
  virtual void publish(std::size_t match, std::size_t version) = 0;
  // Signs as the authorisation endpoint does; for pages that do it themselves.
  [[nodiscard]] virtual HttpAnswer authorise(std::string_view socket_id,
                                             std::string_view channel) = 0;
  // A frame that is not a message as documented.
  [[nodiscard]] virtual std::string garbage_for(const Link& link) = 0;
  [[nodiscard]] virtual std::string unknown_for(const Link& link) = 0;
  // A message that proves nothing of any match; empty: none fits.
  [[nodiscard]] virtual std::string noise_for(const Link& link) = 0;
};

// The client's side.
class Receiver {
 public:
  virtual void on_open(SocketId socket) = 0;
  virtual void on_text(SocketId socket, std::string text, std::optional<Told> told) = 0;
  virtual void on_closed(SocketId socket, int code) = 0;
  virtual void on_served(const HttpRequest& request, Served served) = 0;

 protected:
  ~Receiver() = default;
};

class Network {
 public:
  Network(EventQueue& queue, const Plan& plan, const Conditions& conditions, Dice dice)
      : queue_(queue), plan_(plan), conditions_(conditions), dice_(dice) {}
  void connect(Server& server, Receiver& receiver) {
    server_ = &server;
    receiver_ = &receiver;
  }

  // From the client.
  void open(SocketId socket, std::string url);
  void send_up(SocketId socket, std::string text);
  void close_up(SocketId socket);
  void ask(HttpRequest request);

  // From the servers.
  void send_down(Link& link, std::string text, std::optional<Told> told = std::nullopt);
  void close_down(Link& link, int code);

  // Faults.
  void half_open(Link& link);
  [[nodiscard]] std::map<SocketId, Link>& links() { return links_; }
  [[nodiscard]] int held_by_server() const;
  [[nodiscard]] int held_by_client() const;
  [[nodiscard]] MonoMs way() { return dice_.between(plan_.shortest_way, plan_.longest_way); }

 private:
  void arrive(SocketId socket);
  [[nodiscard]] Link* find(SocketId socket);
  // When a server that is stopped goes on, else now.
  [[nodiscard]] MonoMs served_at() const {
    const Span& stopped = plan_.world.stopped;
    return stopped.has(queue_.now()) ? stopped.until : queue_.now();
  }
  [[nodiscard]] bool is_offline() const {
    return conditions_.hold(FaultKind::kOffline, queue_.now());
  }

  EventQueue& queue_;
  const Plan& plan_;
  const Conditions& conditions_;
  Dice dice_;
  Server* server_ = nullptr;
  Receiver* receiver_ = nullptr;
  std::map<SocketId, Link> links_;
};

}  // namespace scoreline::sim
