// A board's options as the page sends them (BoardOptions in web/src/core.ts): which source, and
// what of it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "board/layout_kind.hpp"
#include "board/look.hpp"
#include "connection/source_options.hpp"
#include "connection/subject.hpp"

namespace scoreline {

struct BoardOptions {
  SourceOptions source;
  std::vector<Subject> subjects;  // each once, in the order of the page; never empty
  board::LayoutKind layout = board::LayoutKind::kAuto;
};

// `board` owns the page's functions. Absent when the JSON is no object, names no provider that we
// know, or asks for nothing, or when a key or header could not be sent.
[[nodiscard]] std::optional<BoardOptions> board_options_from_json(std::string_view json, int board);

// BoardLook in web/src/core.ts; what is missing keeps its default.
[[nodiscard]] board::Look look_from_json(std::string_view json);

}  // namespace scoreline
