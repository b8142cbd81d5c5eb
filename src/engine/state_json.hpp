// What a page can read of a board: BoardState in web/src/core.ts, and the details of events.
// Never a key, a token or a URL of ours.
#pragma once

#include <string>
#include <string_view>

#include "board/content.hpp"
#include "board/layout_kind.hpp"
#include "connection/connection_state.hpp"
#include "connection/source.hpp"
#include "engine/json_writer.hpp"
#include "match/match.hpp"

namespace scoreline {

[[nodiscard]] std::string_view name_of(board::Trust trust);

// `rows` are `content`'s matches in the same order.
[[nodiscard]] std::string state_json(const ConnectionView& view, const board::Content& content,
                                     const MatchStore& store, MonoMs now);

[[nodiscard]] std::string boxes_json(const board::Boxes& boxes);
[[nodiscard]] std::string connection_json(const ConnectionView& view);
[[nodiscard]] std::string score_change_json(const Match& match, const MatchChange& change);
[[nodiscard]] std::string status_change_json(const Match& match, const MatchChange& change);
[[nodiscard]] std::string play_json(const Match& match, const Play& play);
[[nodiscard]] std::string error_json(Reason reason);

}  // namespace scoreline
