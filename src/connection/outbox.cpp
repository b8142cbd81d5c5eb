#include "connection/outbox.hpp"

namespace scoreline {

void Outbox::cancel(RequestId& request) {
  if (request != 0) add(CancelFetch{std::exchange(request, 0)});
}

void Outbox::close(SocketId& socket) {
  if (socket != 0) add(CloseSocket{std::exchange(socket, 0)});
}

}  // namespace scoreline
