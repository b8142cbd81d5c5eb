// The board alone in a page, without engine, network or element: content comes as lines of text.
#include <emscripten.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "board/board_painter.hpp"
#include "platform/web/canvas_port.hpp"

namespace {

using namespace scoreline;
using namespace scoreline::board;

platform::CanvasPort port;
BoardPainter painter(port, port);
Content content;
Look look;
Place place;
char scratch[64 * 1024];

std::string_view next(std::string_view& rest, char end) {
  const std::string_view part = rest.substr(0, rest.find(end));
  rest.remove_prefix(part.size() < rest.size() ? part.size() + 1 : rest.size());
  return part;
}

int number(std::string_view& line) { return std::atoi(std::string(next(line, '\t')).c_str()); }

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE char* look_scratch() { return scratch; }

// First line: heading, notice, is_failure. Then one a row: sport, home, its short name and score,
// the same of away, status, state and trust as their numbers.
EMSCRIPTEN_KEEPALIVE void look_content(int length) {
  std::string_view rest(scratch, static_cast<std::size_t>(length));
  std::string_view first = next(rest, '\n');
  content = {};
  content.heading = next(first, '\t');
  content.notice = next(first, '\t');
  content.is_failure = number(first) != 0;
  while (!rest.empty()) {
    std::string_view line = next(rest, '\n');
    Row row;
    row.sport = static_cast<Sport>(number(line));
    for (Side* side : {&row.home, &row.away}) {
      side->name = next(line, '\t');
      side->short_name = next(line, '\t');
      side->score = next(line, '\t');
    }
    row.status = next(line, '\t');
    row.state = static_cast<MatchStatus>(number(line));
    row.trust = static_cast<Trust>(number(line));
    content.rows.push_back(row);
  }
}

EMSCRIPTEN_KEEPALIVE void look_style(int font, float font_size, float radius, int right_to_left) {
  look.font = font;
  look.font_size_css = font_size;
  look.radius = radius;
  look.right_to_left = right_to_left != 0;
}

EMSCRIPTEN_KEEPALIVE void look_colours(unsigned background, unsigned foreground, unsigned muted,
                                       unsigned accent, unsigned live, unsigned warning,
                                       unsigned border) {
  look.colours = {background, foreground, muted, accent, live, warning, border};
}

EMSCRIPTEN_KEEPALIVE float look_layout(int kind, float width, float ratio) {
  place = {static_cast<LayoutKind>(kind), width, ratio};
  return painter.layout(content, look, place);
}

EMSCRIPTEN_KEEPALIVE void look_draw(int board) { painter.draw(board, content, look, place); }

EMSCRIPTEN_KEEPALIVE void look_gpu_lost() { painter.textures_lost(); }

}  // extern "C"
