// What a Pusher close code, or the code in `pusher:error`, asks of a client.
// Source: Pusher Channels protocol, "Connection closure".
#pragma once

#include <cstdint>

namespace scoreline::pusher {

enum class Advice : std::uint8_t {
  kNone,            // no Pusher code: treat as a broken connection
  kDoNotReconnect,  // 4000 to 4099: nothing will change unless the client does
  kReconnectLater,  // 4100 to 4199: over capacity, after at least a second
  kReconnectNow,    // 4200 to 4299: at once
  kReport,          // 4300 to 4399: an error of one message, no rule about reconnecting
};

[[nodiscard]] Advice advice_for(std::int32_t code);

}  // namespace scoreline::pusher
