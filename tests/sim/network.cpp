#include "sim/network.hpp"

#include <algorithm>

namespace scoreline::sim {

Link* Network::find(SocketId socket) {
  const auto it = links_.find(socket);
  return it == links_.end() ? nullptr : &it->second;
}

void Network::open(SocketId socket, std::string url) {
  Link& link = links_[socket];
  link.socket = socket;
  link.url = std::move(url);
  queue_.in(way(), [this, socket] { arrive(socket); });
}

void Network::arrive(SocketId socket) {
  Link& link = *find(socket);
  if (!link.is_wanted) return;
  if (served_at() > queue_.now()) {
    // The kernel takes the connection; nobody answers the handshake.
    queue_.at(served_at(), [this, socket] { arrive(socket); });
    return;
  }
  if (conditions_.hold(FaultKind::kBlackHole, queue_.now())) return;
  const bool is_refused = is_offline() || conditions_.hold(FaultKind::kRefuse, queue_.now()) ||
                          conditions_.hold(FaultKind::kRestart, queue_.now()) ||
                          !server_->accept(link);
  link.down_at = queue_.now() + way();
  queue_.at(link.down_at, [this, socket, is_refused] {
    Link& there = *find(socket);
    if (!there.is_wanted || there.is_dead) return;
    if (is_refused) {
      receiver_->on_closed(socket, 1006);
      return;
    }
    receiver_->on_open(socket);
  });
  if (is_refused) return;
  link.is_up = true;
  link.heard_at = queue_.now();
  server_->on_open(link);
  if (conditions_.hold(FaultKind::kAcceptDrop, queue_.now())) {
    queue_.in(dice_.between(0, 2'000), [this, socket] {
      close_down(*find(socket), conditions_.number(FaultKind::kAcceptDrop));
    });
  }
}

void Network::send_up(SocketId socket, std::string text) {
  Link& link = *find(socket);
  link.up_at = std::max(link.up_at, queue_.now() + way());
  queue_.at(link.up_at, [this, socket, text = std::move(text)]() mutable {
    Link& there = *find(socket);
    if (!there.is_up || there.is_dead) return;
    if (served_at() > queue_.now()) {
      queue_.at(served_at(), [this, socket, text = std::move(text)] {
        Link& later = *find(socket);
        if (!later.is_up || later.is_dead) return;
        later.heard_at = queue_.now();
        server_->on_text(later, text);
      });
      return;
    }
    there.heard_at = queue_.now();
    there.is_pinged = false;
    server_->on_text(there, text);
  });
}

void Network::close_up(SocketId socket) {
  Link& link = *find(socket);
  link.is_wanted = false;
  link.up_at = std::max(link.up_at, queue_.now() + way());
  queue_.at(link.up_at, [this, socket] {
    Link& there = *find(socket);
    if (!there.is_dead) there.is_up = false;
  });
}

void Network::send_down(Link& link, std::string text, std::optional<Told> told) {
  if (!link.is_up || link.is_dead) return;
  MonoMs wait = served_at() - queue_.now() + way();
  if (conditions_.hold(FaultKind::kStall, queue_.now())) wait += dice_.between(0, 1'100);
  link.down_at = std::max(link.down_at, queue_.now() + wait);
  const SocketId socket = link.socket;
  queue_.at(link.down_at, [this, socket, told, text = std::move(text)]() mutable {
    const Link& there = *find(socket);
    if (there.is_wanted && !there.is_dead) receiver_->on_text(socket, std::move(text), told);
  });
}

void Network::close_down(Link& link, int code) {
  if (!link.is_up) return;
  link.is_up = false;
  if (link.is_dead) return;
  link.down_at = std::max(link.down_at, queue_.now() + way());
  const SocketId socket = link.socket;
  queue_.at(link.down_at, [this, socket, code] {
    const Link& there = *find(socket);
    if (there.is_wanted && !there.is_dead) receiver_->on_closed(socket, code);
  });
}

void Network::half_open(Link& link) {
  link.is_dead = true;
  // The server finds out by its own pings.
  const SocketId socket = link.socket;
  queue_.in(dice_.between(30'000, 90'000), [this, socket] { find(socket)->is_up = false; });
}

void Network::ask(HttpRequest request) {
  request.asked_at = queue_.now();
  if (is_offline()) {
    queue_.in(dice_.between(0, 20),
              [this, request = std::move(request)] { receiver_->on_served(request, Served{}); });
    return;
  }
  MonoMs there = way();
  MonoMs back = way() + dice_.between(0, plan_.longest_work);
  if (conditions_.hold(FaultKind::kRestSlow, queue_.now())) {
    there += dice_.between(0, 6'000);
    back += dice_.between(0, 8'000);
  }
  queue_.in(there, [this, back, request = std::move(request)]() mutable {
    const MonoMs now = queue_.now();
    if (conditions_.hold(FaultKind::kRestTimeout, now)) return;
    if (plan_.world.rest_down.has(now) && !request.is_post) return;
    Served served;
    if (!is_offline() && !conditions_.hold(FaultKind::kRestart, now)) {
      served = server_->answer(request);
    }
    queue_.in(back, [this, request = std::move(request), served = std::move(served)]() mutable {
      receiver_->on_served(request, std::move(served));
    });
  });
}

int Network::held_by_server() const {
  return static_cast<int>(std::count_if(links_.begin(), links_.end(),
                                        [](const auto& entry) { return entry.second.is_up; }));
}

int Network::held_by_client() const {
  return static_cast<int>(std::count_if(links_.begin(), links_.end(),
                                        [](const auto& entry) { return entry.second.is_wanted; }));
}

}  // namespace scoreline::sim
