// What a board shows of its source: its matches as rows, and how far they may be trusted.
#pragma once

#include <string>
#include <vector>

#include "board/content.hpp"
#include "connection/source.hpp"
#include "engine/wording.hpp"
#include "engine/words.hpp"

namespace scoreline {

[[nodiscard]] bool shows(const Source& source, const std::vector<Subject>& subjects,
                         const std::string& match_id);

// How a board is connected: the worst of its subjects, and whom that is about.
struct BoardView {
  ConnectionView worst;
  // The matches that are in trouble while others are not; empty: it is about all, or there is none.
  std::vector<std::string> about;
  // The states of all its matches and their reasons, one behind the other: differs when what a row
  // is marked with may.
  std::string marks;
};

[[nodiscard]] BoardView board_view(const Source& source, const std::vector<Subject>& subjects,
                                   const Instant& now);

[[nodiscard]] board::Content board_content(const Source& source,
                                           const std::vector<Subject>& subjects,
                                           const BoardView& view, const Words& words,
                                           TimeText& times, const Instant& now);

// Milliseconds until time alone changes what is shown (a clock, a countdown); negative: never.
[[nodiscard]] std::int32_t next_redraw(const Source& source, const board::Content& content,
                                       const ConnectionView& view, const Instant& now);

}  // namespace scoreline
