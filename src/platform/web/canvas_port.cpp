#include "platform/web/canvas_port.hpp"

// Functions of the page, see library.js.
extern "C" {
void sl_text_measure(int font, int weight, int device_px, const char* text, int length,
                     float* metrics);
int sl_text_pixels(void* target, int stride, unsigned ink);
int sl_crest_has(const char* url, int length);
void sl_crest_pixels(const char* url, int length, int size, void* target, int stride);
void sl_texture_create(int texture, int width, int height, const void* pixels);
void sl_texture_update(int texture, int x, int y, int width, int height, const void* pixels,
                       int stride);
void sl_texture_destroy(int texture);
void sl_present(int board, int width, int height, const void* vertices, int vertex_count,
                const void* indices, int index_count, const void* commands, int command_count);
}

namespace scoreline::platform {

board::TextMetrics CanvasPort::measure(const board::Face& face, std::string_view text) {
  board::TextMetrics metrics;
  static_assert(sizeof(metrics) == 7 * sizeof(float), "the page writes seven floats");
  sl_text_measure(face.font, face.weight, face.device_px, text.data(),
                  static_cast<int>(text.size()), &metrics.advance);
  return metrics;
}

bool CanvasPort::pixels(std::uint8_t* target, std::size_t stride, board::Colour ink) {
  return sl_text_pixels(target, static_cast<int>(stride), ink) != 0;
}

bool CanvasPort::has(std::string_view url) {
  return sl_crest_has(url.data(), static_cast<int>(url.size())) != 0;
}

void CanvasPort::pixels(std::string_view url, int size, std::uint8_t* target, std::size_t stride) {
  sl_crest_pixels(url.data(), static_cast<int>(url.size()), size, target, static_cast<int>(stride));
}

void CanvasPort::create_texture(std::int32_t texture, int width, int height,
                                const std::uint8_t* pixels) {
  sl_texture_create(texture, width, height, pixels);
}

void CanvasPort::update_texture(std::int32_t texture, int x, int y, int width, int height,
                                const std::uint8_t* pixels, std::size_t stride) {
  sl_texture_update(texture, x, y, width, height, pixels, static_cast<int>(stride));
}

void CanvasPort::destroy_texture(std::int32_t texture) { sl_texture_destroy(texture); }

void CanvasPort::present(std::int32_t board, const board::Picture& picture) {
  sl_present(board, picture.width, picture.height, picture.vertices,
             static_cast<int>(picture.vertex_count), picture.indices,
             static_cast<int>(picture.index_count), picture.commands,
             static_cast<int>(picture.command_count));
}

}  // namespace scoreline::platform
