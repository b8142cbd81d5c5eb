// The browser as the board's ports: text, crests and GPU, through `Module["host"]`
// (web/src/core.ts).
#pragma once

#include "board/crest_port.hpp"
#include "board/gpu_port.hpp"
#include "board/text_port.hpp"

namespace scoreline::platform {

class CanvasPort final : public board::TextRasteriser, public board::Crests, public board::Gpu {
 public:
  board::TextMetrics measure(const board::Face& face, std::string_view text) override;
  bool pixels(std::uint8_t* target, std::size_t stride, board::Colour ink) override;

  bool has(std::string_view url) override;
  void pixels(std::string_view url, int size, std::uint8_t* target, std::size_t stride) override;

  void create_texture(std::int32_t texture, int width, int height,
                      const std::uint8_t* pixels) override;
  void update_texture(std::int32_t texture, int x, int y, int width, int height,
                      const std::uint8_t* pixels, std::size_t stride) override;
  void destroy_texture(std::int32_t texture) override;
  void present(std::int32_t board, const board::Picture& picture) override;
};

}  // namespace scoreline::platform
