#include "platform/web/page_port.hpp"

#include <memory>

// Functions of the page, see library.js. The last two answer with text: its length is returned, and
// it lies in the scratch.
extern "C" {
void sl_board_changed(int board);
void sl_board_event(int board, const char* name, int name_size, const char* detail,
                    int detail_size);
void sl_wake_board(int board, int delay);
void sl_text(const char* text, int size);
void sl_ask_credential(int board, int request);
void sl_ask_authorisation(int board, int request, const char* channel, int channel_size,
                          const char* socket_id, int socket_id_size);
int sl_take_early(int ticket, const char* url, int url_size, const char* headers, int headers_size);
int sl_map_match(int board, const char* json, int size);
int sl_kickoff_text(int board, double at, int isDay);
}

namespace scoreline::platform::page {
namespace {

int size_of(std::string_view text) { return static_cast<int>(text.size()); }

struct Scratch {
  std::unique_ptr<char[]> bytes;
  std::size_t size = 0;
};

Scratch& the_scratch() {
  static Scratch scratch;
  return scratch;
}

}  // namespace

void board_changed(std::int32_t board) { sl_board_changed(board); }

void board_event(std::int32_t board, std::string_view name, std::string_view detail) {
  sl_board_event(board, name.data(), size_of(name), detail.data(), size_of(detail));
}

void wake_board(std::int32_t board, std::int32_t delay_ms) { sl_wake_board(board, delay_ms); }

void text(std::string_view text) { sl_text(text.data(), size_of(text)); }

void ask_credential(std::int32_t board, std::int32_t request) { sl_ask_credential(board, request); }

void ask_authorisation(std::int32_t board, std::int32_t request, std::string_view channel,
                       std::string_view socket_id) {
  sl_ask_authorisation(board, request, channel.data(), size_of(channel), socket_id.data(),
                       size_of(socket_id));
}

bool take_early(std::int32_t ticket, std::string_view url, std::string_view headers) {
  return sl_take_early(ticket, url.data(), size_of(url), headers.data(), size_of(headers)) != 0;
}

std::string map_match(std::int32_t board, std::string_view json) {
  const int size = sl_map_match(board, json.data(), size_of(json));
  return std::string(scratch_text(static_cast<std::size_t>(size)));
}

std::string time_text(std::int32_t board, WallMs at, bool is_day) {
  const int size = sl_kickoff_text(board, static_cast<double>(at), is_day ? 1 : 0);
  return std::string(scratch_text(static_cast<std::size_t>(size)));
}

char* scratch(std::size_t size) {
  Scratch& scratch = the_scratch();
  // One byte at least, so that there is an address for an empty text.
  if (scratch.size < size + 1) {
    scratch.size = size + 1;
    scratch.bytes.reset(new char[scratch.size]);
  }
  return scratch.bytes.get();
}

std::string_view scratch_text(std::size_t length) {
  if (length > the_scratch().size) return {};
  return {the_scratch().bytes.get(), length};
}

}  // namespace scoreline::platform::page
