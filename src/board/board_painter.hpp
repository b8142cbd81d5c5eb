// Paints boards: from what one has to show to triangles on the GPU. One for a whole page: all
// boards share its atlas, and each is drawn whole before the next one is begun.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "board/boxes.hpp"
#include "board/content.hpp"
#include "board/crest_port.hpp"
#include "board/gpu_port.hpp"
#include "board/layout_kind.hpp"
#include "board/look.hpp"
#include "board/text_port.hpp"

namespace scoreline::board {

struct PaintLimits {
  int max_texture = 2048;         // side of the atlas, device px; 16 MB at most
  int max_picture_height = 8192;  // of what is drawn of a board at once, device px
};

class BoardPainter {
 public:
  // The ports must outlive the painter. Without `crests` teams have the first letters of their
  // names.
  BoardPainter(TextRasteriser& rasteriser, Gpu& gpu, PaintLimits limits = {},
               Crests* crests = nullptr);
  ~BoardPainter();
  BoardPainter(const BoardPainter&) = delete;
  BoardPainter& operator=(const BoardPainter&) = delete;

  // The height that the board wants, CSS px. Keeps nothing of the board.
  [[nodiscard]] float layout(const Content& content, const Look& look, const Place& place);
  // The same, and where its matches and groups stand.
  [[nodiscard]] float layout(const Content& content, const Look& look, const Place& place,
                             Boxes& boxes);

  // All parts of the board, as HTML shows them.
  [[nodiscard]] std::vector<PlacedPart> describe(const Content& content, const Look& look,
                                                 const Place& place);

  // Paints a board, or the part of it that `place` names, and presents it, once. Same arguments,
  // same triangles.
  void draw(std::int32_t board, const Content& content, const Look& look, const Place& place);

  // The GPU has lost all textures: they are created anew at the next draw, under new numbers, and
  // the old numbers are not destroyed.
  void textures_lost();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scoreline::board
