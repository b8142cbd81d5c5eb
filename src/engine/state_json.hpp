// What a page can read of a board: BoardState in web/src/core.ts, and the details of events.
// Never a key, a token or a URL of ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "board/boxes.hpp"
#include "board/content.hpp"
#include "connection/connection_state.hpp"
#include "connection/source.hpp"
#include "engine/json_writer.hpp"
#include "match/match.hpp"

namespace scoreline {

[[nodiscard]] std::string_view name_of(board::Trust trust);

// `rows` are `content`'s matches in the same order. `about`: see BoardView.
[[nodiscard]] std::string state_json(const ConnectionView& view,
                                     const std::vector<std::string>& about,
                                     const board::Content& content, const MatchStore& store,
                                     MonoMs now);

[[nodiscard]] std::string boxes_json(const board::Boxes& boxes);
[[nodiscard]] std::string connection_json(const ConnectionView& view,
                                          const std::vector<std::string>& about);
[[nodiscard]] std::string score_change_json(const Match& match, const MatchChange& change);
[[nodiscard]] std::string status_change_json(const Match& match, const MatchChange& change);
[[nodiscard]] std::string play_json(const Match& match, const Play& play);
// `match` is empty where it is about the whole board.
[[nodiscard]] std::string error_json(Reason reason, std::string_view match);
// A row that cannot be shown.
[[nodiscard]] std::string row_error_json(const RefusedRow& row);

}  // namespace scoreline
