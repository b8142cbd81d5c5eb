// The page as the engine's port: what goes through `Module["host"]` (web/src/core.ts), and text
// that the page hands over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "match/match.hpp"

namespace scoreline::platform::page {

void board_changed(std::int32_t board);
void board_event(std::int32_t board, std::string_view name, std::string_view detail);
void wake_board(std::int32_t board, std::int32_t delay_ms);
void text(std::string_view text);
void ask_credential(std::int32_t board, std::int32_t request);
void ask_authorisation(std::int32_t board, std::int32_t request, std::string_view channel,
                       std::string_view socket_id);
// The page has sent this request already, before the engine was there: its answer will come with
// the ticket. `headers`: lines of "name: value".
[[nodiscard]] bool take_early(std::int32_t ticket, std::string_view url, std::string_view headers);
[[nodiscard]] std::string map_match(std::int32_t board, std::string_view json);
[[nodiscard]] std::string time_text(std::int32_t board, WallMs at, bool is_day);

// Where the page writes text for us; see sl_scratch.
[[nodiscard]] char* scratch(std::size_t size);
// The first `length` bytes of what it wrote.
[[nodiscard]] std::string_view scratch_text(std::size_t length);

}  // namespace scoreline::platform::page
