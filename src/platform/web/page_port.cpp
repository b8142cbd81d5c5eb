#include "platform/web/page_port.hpp"

#include <emscripten/em_js.h>
#include <emscripten/emscripten.h>

#include <vector>

// Text crosses as pointer and length and is decoded by the browser; Emscripten's own conversion is
// an order of magnitude slower. TextDecoder refuses shared memory, which this is not.

EM_JS(void, sl_js_board_changed, (int board), { Module["host"].boardChanged(board); });

EM_JS(void, sl_js_board_event,
      (int board, const char* name, int name_size, const char* detail, int detail_size), {
        const decoder = new TextDecoder();
        Module["host"].boardEvent(board, decoder.decode(HEAPU8.subarray(name, name + name_size)),
                                  decoder.decode(HEAPU8.subarray(detail, detail + detail_size)));
      });

EM_JS(void, sl_js_wake_board, (int board, int delay), { Module["host"].wakeBoard(board, delay); });

EM_JS(void, sl_js_text, (const char* text, int size),
      { Module["host"].text(new TextDecoder().decode(HEAPU8.subarray(text, text + size))); });

EM_JS(void, sl_js_ask_credential, (int board, int request),
      { Module["host"].askCredential(board, request); });

EM_JS(void, sl_js_ask_authorisation,
      (int board, int request, const char* channel, int channel_size, const char* socket_id,
       int socket_id_size),
      {
        const decoder = new TextDecoder();
        Module["host"].askAuthorisation(
            board, request, decoder.decode(HEAPU8.subarray(channel, channel + channel_size)),
            decoder.decode(HEAPU8.subarray(socket_id, socket_id + socket_id_size)));
      });

EM_JS(int, sl_js_take_early,
      (int ticket, const char* url, int url_size, const char* headers, int headers_size), {
        const host = Module["host"];
        if (!host.takeEarly) return 0;
        const decoder = new TextDecoder();
        return host.takeEarly(ticket, decoder.decode(HEAPU8.subarray(url, url + url_size)),
                              decoder.decode(HEAPU8.subarray(headers, headers + headers_size)))
                   ? 1
                   : 0;
      });

// The two below answer with text: its length is returned, and it lies in the scratch.
EM_JS(int, sl_js_map_match, (int board, const char* json, int size), {
  const text = new TextDecoder().decode(HEAPU8.subarray(json, json + size));
  const bytes = new TextEncoder().encode(Module["host"].mapMatch(board, text));
  // First the room, which may move the memory, then the view of it.
  const scratch = _sl_scratch(bytes.length);
  HEAPU8.set(bytes, scratch);
  return bytes.length;
});

EM_JS(int, sl_js_time_text, (int board, double at), {
  const bytes = new TextEncoder().encode(Module["host"].kickoffText(board, at));
  // First the room, which may move the memory, then the view of it.
  const scratch = _sl_scratch(bytes.length);
  HEAPU8.set(bytes, scratch);
  return bytes.length;
});

namespace scoreline::platform::page {
namespace {

int size_of(std::string_view text) { return static_cast<int>(text.size()); }

std::vector<char>& buffer() {
  static std::vector<char> bytes;
  return bytes;
}

}  // namespace

void board_changed(std::int32_t board) { sl_js_board_changed(board); }

void board_event(std::int32_t board, std::string_view name, std::string_view detail) {
  sl_js_board_event(board, name.data(), size_of(name), detail.data(), size_of(detail));
}

void wake_board(std::int32_t board, std::int32_t delay_ms) { sl_js_wake_board(board, delay_ms); }

void text(std::string_view text) { sl_js_text(text.data(), size_of(text)); }

void ask_credential(std::int32_t board, std::int32_t request) {
  sl_js_ask_credential(board, request);
}

void ask_authorisation(std::int32_t board, std::int32_t request, std::string_view channel,
                       std::string_view socket_id) {
  sl_js_ask_authorisation(board, request, channel.data(), size_of(channel), socket_id.data(),
                          size_of(socket_id));
}

bool take_early(std::int32_t ticket, std::string_view url, std::string_view headers) {
  return sl_js_take_early(ticket, url.data(), size_of(url), headers.data(), size_of(headers)) != 0;
}

std::string map_match(std::int32_t board, std::string_view json) {
  const int size = sl_js_map_match(board, json.data(), size_of(json));
  return std::string(scratch_text(static_cast<std::size_t>(size)));
}

std::string time_text(std::int32_t board, WallMs at) {
  const int size = sl_js_time_text(board, static_cast<double>(at));
  return std::string(scratch_text(static_cast<std::size_t>(size)));
}

char* scratch(std::size_t size) {
  // One byte at least, so that there is an address for an empty text.
  if (buffer().size() < size + 1) buffer().resize(size + 1);
  return buffer().data();
}

std::string_view scratch_text(std::size_t length) {
  if (length > buffer().size()) return {};
  return {buffer().data(), length};
}

}  // namespace scoreline::platform::page
