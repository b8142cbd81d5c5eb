// The C functions that the page calls (CoreExports in web/src/core.ts), and the one engine.
#include <emscripten/emscripten.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/engine.hpp"
#include "platform/web/canvas_port.hpp"
#include "platform/web/network.hpp"
#include "platform/web/page_port.hpp"
#include "platform/web/sources.hpp"

namespace scoreline::platform {
namespace {

// The engine with its ports: the only global of the wasm.
class PageEngine final : private EnginePort {
 public:
  PageEngine() : engine_(*this, canvas_, canvas_, seed(), &canvas_), network_(engine_) {}

  Engine& engine() { return engine_; }
  Network& network() { return network_; }

  // Both ask the page, whose answers come with the request's number alone.
  void answer_credential(std::int32_t ticket, bool is_ok, std::string_view key) {
    const Ticket asked = take_ticket(ticket);
    engine_.on_credential(asked.source, asked.request,
                          is_ok ? std::optional<std::string>(key) : std::nullopt, now());
  }
  void answer_authorisation(std::int32_t ticket, int status, std::string_view body) {
    const Ticket asked = take_ticket(ticket);
    HttpAnswer answer;
    answer.status = status;
    answer.body = body;
    engine_.on_answer(asked.source, asked.request, answer, now());
  }

 private:
  struct Ticket {
    std::int32_t number = 0;
    SourceId source = 0;
    RequestId request = 0;
  };

  // Jitter must differ between readers who lose the same server at the same time.
  static std::uint64_t seed() {
    constexpr double kTwoTo32 = 4294967296.0;
    const auto part = [] {
      return static_cast<std::uint64_t>(static_cast<double>(emscripten_random()) * kTwoTo32);
    };
    return part() << 32 | part();
  }

  std::int32_t new_ticket(SourceId source, RequestId request) {
    tickets_.push_back({++last_ticket_, source, request});
    return last_ticket_;
  }
  Ticket take_ticket(std::int32_t number) {
    const auto it = std::find_if(tickets_.begin(), tickets_.end(),
                                 [number](const Ticket& each) { return each.number == number; });
    if (it == tickets_.end()) return {};
    const Ticket ticket = *it;
    tickets_.erase(it);
    return ticket;
  }

  std::unique_ptr<Source> make_source(const SourceOptions& options, MatchMapper* mapper,
                                      std::uint64_t source_seed) override {
    return platform::make_source(options, mapper, source_seed);
  }
  void perform(SourceId source, const Action& action) override {
    std::visit(
        [&](const auto& what) {
          using What = std::decay_t<decltype(what)>;
          if constexpr (std::is_same_v<What, OpenSocket>) {
            network_.open_socket(source, what);
          } else if constexpr (std::is_same_v<What, SendText>) {
            network_.send(source, what);
          } else if constexpr (std::is_same_v<What, CloseSocket>) {
            network_.close_socket(source, what);
          } else if constexpr (std::is_same_v<What, scoreline::Fetch>) {
            network_.fetch(source, what);
          } else if constexpr (std::is_same_v<What, CancelFetch>) {
            network_.cancel_fetch(source, what);
          } else if constexpr (std::is_same_v<What, AskCredential>) {
            page::ask_credential(engine_.owner_of(source), new_ticket(source, what.request));
          } else {
            page::ask_authorisation(engine_.owner_of(source), new_ticket(source, what.request),
                                    what.channel, what.socket_id);
          }
        },
        action);
  }

  void wake_engine_in(MonoMs delay) override { network_.wake_in(delay); }
  void board_changed(BoardId board) override { page::board_changed(board); }
  void board_event(BoardId board, std::string_view name, const std::string& detail) override {
    page::board_event(board, name, detail);
  }
  void wake_board_in(BoardId board, std::int32_t delay) override { page::wake_board(board, delay); }
  std::string time_text(BoardId board, WallMs at) override {
    return page::time_text(board, at, false);
  }
  std::string day_text(BoardId board, WallMs day) override {
    return page::time_text(board, day, true);
  }
  std::string map_match(BoardId board, std::string_view json) override {
    return page::map_match(board, json);
  }

  CanvasPort canvas_;
  Engine engine_;
  Network network_;
  std::vector<Ticket> tickets_;  // of questions that the page has not answered yet
  std::int32_t last_ticket_ = 0;
};

PageEngine& page_engine() {
  static PageEngine the_engine;
  return the_engine;
}

Engine& engine() { return page_engine().engine(); }

// A copy: the engine may call the page while it reads this, and the page may write again.
std::string text_of(std::int32_t length) {
  return std::string(page::scratch_text(static_cast<std::size_t>(length)));
}

}  // namespace
}  // namespace scoreline::platform

namespace platform = scoreline::platform;
namespace page = scoreline::platform::page;

extern "C" {

// A trap, which the page knows from other exceptions (EnginePage in web/src/engine-page.ts).
void abort() { __builtin_trap(); }

EMSCRIPTEN_KEEPALIVE char* sl_scratch(std::int32_t size) {
  return page::scratch(static_cast<std::size_t>(size));
}

EMSCRIPTEN_KEEPALIVE std::int32_t sl_board_create(std::int32_t length) {
  return platform::engine().create_board(platform::text_of(length), platform::now());
}

EMSCRIPTEN_KEEPALIVE std::int32_t sl_board_configure(std::int32_t board, std::int32_t length) {
  return platform::engine().configure_board(board, platform::text_of(length), platform::now()) ? 1
                                                                                               : 0;
}

EMSCRIPTEN_KEEPALIVE void sl_board_look(std::int32_t board, std::int32_t length) {
  platform::engine().set_look(board, platform::text_of(length));
}

EMSCRIPTEN_KEEPALIVE void sl_board_words(std::int32_t board, std::int32_t length) {
  platform::engine().set_words(board, platform::text_of(length));
}

EMSCRIPTEN_KEEPALIVE void sl_board_refresh(std::int32_t board) {
  platform::engine().refresh_board(board, platform::now());
}

EMSCRIPTEN_KEEPALIVE void sl_board_destroy(std::int32_t board) {
  platform::engine().destroy_board(board, platform::now());
}

EMSCRIPTEN_KEEPALIVE double sl_board_layout(std::int32_t board, double width_css,
                                            double device_pixel_ratio) {
  return static_cast<double>(platform::engine().layout_board(board, static_cast<float>(width_css),
                                                             static_cast<float>(device_pixel_ratio),
                                                             platform::now()));
}

EMSCRIPTEN_KEEPALIVE void sl_board_boxes(std::int32_t board, std::int32_t has_parts) {
  page::text(platform::engine().board_boxes(board, has_parts != 0));
}

EMSCRIPTEN_KEEPALIVE void sl_board_draw(std::int32_t board, double top, double height) {
  platform::engine().draw_board(board, static_cast<float>(top), static_cast<float>(height));
}

EMSCRIPTEN_KEEPALIVE void sl_board_hold(std::int32_t board, std::int32_t is_held) {
  platform::engine().hold_board(board, is_held != 0, platform::now());
}

EMSCRIPTEN_KEEPALIVE void sl_board_state(std::int32_t board) {
  page::text(platform::engine().board_state(board, platform::now()));
}

EMSCRIPTEN_KEEPALIVE void sl_page_hidden(std::int32_t is_hidden) {
  platform::engine().set_hidden(is_hidden != 0, platform::now());
}

EMSCRIPTEN_KEEPALIVE void sl_page_online(std::int32_t is_online) {
  platform::engine().set_online(is_online != 0, platform::now());
}

EMSCRIPTEN_KEEPALIVE void sl_credential(std::int32_t request, std::int32_t ok,
                                        std::int32_t length) {
  platform::page_engine().answer_credential(request, ok != 0, platform::text_of(length));
}

EMSCRIPTEN_KEEPALIVE void sl_authorisation(std::int32_t request, std::int32_t http_status,
                                           std::int32_t length) {
  platform::page_engine().answer_authorisation(request, http_status, platform::text_of(length));
}

EMSCRIPTEN_KEEPALIVE void sl_early_answer(std::int32_t ticket, std::int32_t http_status,
                                          std::int32_t headers_length, std::int32_t length) {
  const std::string text = platform::text_of(headers_length + length);
  const auto headers_end = static_cast<std::size_t>(headers_length);
  platform::page_engine().network().on_early_answer(ticket, http_status,
                                                    std::string_view(text).substr(0, headers_end),
                                                    std::string_view(text).substr(headers_end));
}

EMSCRIPTEN_KEEPALIVE void sl_gpu_lost() { platform::engine().textures_lost(); }

}  // extern "C"
