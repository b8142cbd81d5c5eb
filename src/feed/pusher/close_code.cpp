#include "feed/pusher/close_code.hpp"

namespace scoreline::pusher {

Advice advice_for(std::int32_t code) {
  switch (code / 100) {
    case 40:
      return Advice::kDoNotReconnect;
    case 41:
      return Advice::kReconnectLater;
    case 42:
      return Advice::kReconnectNow;
    case 43:
      return Advice::kReport;
    default:
      return Advice::kNone;
  }
}

}  // namespace scoreline::pusher
