// What the board asks of whoever has the GPU.
#pragma once

#include <cstddef>
#include <cstdint>

namespace scoreline::board {

// Seven int32 in memory, which is how the page reads them. The clip is in device px, from the top
// left; right and bottom are exclusive, and it lies within the picture.
struct DrawCommand {
  std::int32_t texture = 0;
  std::int32_t first_index = 0;
  std::int32_t index_count = 0;
  std::int32_t clip_left = 0;
  std::int32_t clip_top = 0;
  std::int32_t clip_right = 0;
  std::int32_t clip_bottom = 0;
};
static_assert(sizeof(DrawCommand) == 28);

// One board's triangles; valid during the call.
struct Picture {
  std::int32_t width = 0;  // device px
  std::int32_t height = 0;
  const void* vertices = nullptr;  // float2 position (device px), float2 uv, RGBA8: 20 bytes each
  std::size_t vertex_count = 0;
  const std::uint16_t* indices = nullptr;
  std::size_t index_count = 0;
  const DrawCommand* commands = nullptr;
  std::size_t command_count = 0;
};

class Gpu {
 public:
  // Textures are straight RGBA8 and have numbers of the caller's choice, 1 and up.
  virtual void create_texture(std::int32_t texture, int width, int height,
                              const std::uint8_t* pixels) = 0;
  // `pixels` is the first of the changed ones; its rows are `stride` bytes apart.
  virtual void update_texture(std::int32_t texture, int x, int y, int width, int height,
                              const std::uint8_t* pixels, std::size_t stride) = 0;
  virtual void destroy_texture(std::int32_t texture) = 0;

  // Draws and shows a board, whole, over what it showed before.
  virtual void present(std::int32_t board, const Picture& picture) = 0;

 protected:
  ~Gpu() = default;
};

}  // namespace scoreline::board
