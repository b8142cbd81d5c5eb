// A rasteriser that draws each text in a colour of its own, and a GPU that keeps what it is given:
// from its triangles a test can read which text was drawn where.
#pragma once

#include <cmath>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "board/crest_port.hpp"
#include "board/gpu_port.hpp"
#include "board/text_port.hpp"
#include "text/utf8.hpp"

namespace scoreline::board {

class FakeRasteriser final : public TextRasteriser {
 public:
  // Every code point is 0.6 em wide, '1' is 0.4 em; capitals are 0.7 em high.
  static float advance(const Face& face, std::string_view text) {
    float ems = 0;
    for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).size) {
      ems += text[at] == '1' ? 0.4F : 0.6F;
    }
    return ems * static_cast<float>(face.device_px);
  }

  TextMetrics measure(const Face& face, std::string_view text) override {
    ++measure_count;
    measured_ = text;
    device_px_ = face.device_px;
    const auto px = static_cast<float>(face.device_px);
    metrics_ = {};
    metrics_.advance = advance(face, text);
    metrics_.ascent = std::ceil(px);
    metrics_.descent = std::ceil(px * 0.3F);
    if (text != " ") {
      metrics_.left = -1;
      metrics_.top = -std::ceil(px * 0.7F) - 1;
      metrics_.picture_width = std::ceil(metrics_.advance) + 2;
      metrics_.picture_height = std::ceil(px * 0.7F) + std::ceil(px * 0.2F) + 2;
    }
    return metrics_;
  }

  bool pixels(std::uint8_t* target, std::size_t stride, Colour ink) override {
    ++picture_count;
    inks.push_back(ink);
    sizes.insert(device_px_);
    texts.push_back(measured_);
    const auto number = static_cast<std::uint32_t>(texts.size());
    for (int y = 0; y < static_cast<int>(metrics_.picture_height); ++y) {
      for (int x = 0; x < static_cast<int>(metrics_.picture_width); ++x) {
        std::memcpy(target + static_cast<std::size_t>(y) * stride + static_cast<std::size_t>(x) * 4,
                    &number, 4);
      }
    }
    return measured_.find('\xf0') != std::string::npos;  // emoji are the only four-byte ones here
  }

  int measure_count = 0;
  int picture_count = 0;
  std::vector<std::string> texts;  // by the number that is in their pixels, less one
  std::vector<Colour> inks;
  std::set<int> sizes;  // of the faces that pictures were drawn in, device px

 private:
  std::string measured_;
  int device_px_ = 0;
  TextMetrics metrics_;
};

// Crests that a test lets come; each is the picture of a number, like a text.
class FakeCrests final : public Crests {
 public:
  explicit FakeCrests(FakeRasteriser& rasteriser) : rasteriser_(rasteriser) {}

  bool has(std::string_view url) override {
    asked.insert(std::string(url));
    return there.count(std::string(url)) > 0;
  }
  void pixels(std::string_view url, int size, std::uint8_t* target, std::size_t stride) override {
    rasteriser_.texts.emplace_back(url);
    const auto number = static_cast<std::uint32_t>(rasteriser_.texts.size());
    for (int y = 0; y < size; ++y) {
      for (int x = 0; x < size; ++x) {
        std::memcpy(target + static_cast<std::size_t>(y) * stride + static_cast<std::size_t>(x) * 4,
                    &number, 4);
      }
    }
  }

  std::set<std::string> there;
  std::set<std::string> asked;

 private:
  FakeRasteriser& rasteriser_;
};

struct DrawnText {
  std::string text;
  float left, top, right, bottom;  // of the picture, device px
  ImU32 colour;
};

class FakeGpu final : public Gpu {
 public:
  explicit FakeGpu(const FakeRasteriser& rasteriser) : rasteriser_(rasteriser) {}

  void create_texture(std::int32_t texture, int width, int height,
                      const std::uint8_t* pixels) override {
    ++create_count;
    is_sound &= textures.count(texture) == 0;
    Texture& made = textures[texture];
    made.width = width;
    made.height = height;
    made.pixels.assign(pixels, pixels + static_cast<std::ptrdiff_t>(width) * height * 4);
  }

  void update_texture(std::int32_t texture, int x, int y, int width, int height,
                      const std::uint8_t* pixels, std::size_t stride) override {
    ++update_count;
    Texture& changed = textures.at(texture);
    for (int row = 0; row < height; ++row) {
      std::memcpy(&changed.pixels[static_cast<std::size_t>((y + row) * changed.width + x) * 4],
                  pixels + static_cast<std::size_t>(row) * stride,
                  static_cast<std::size_t>(width) * 4);
    }
  }

  void destroy_texture(std::int32_t texture) override { is_sound &= textures.erase(texture) == 1; }

  void present(std::int32_t board_, const Picture& picture) override {
    ++present_count;
    board = board_;
    picture_width = picture.width;
    picture_height = picture.height;
    texts.clear();
    const auto* vertices = static_cast<const ImDrawVert*>(picture.vertices);
    bytes.assign(static_cast<const char*>(picture.vertices),
                 picture.vertex_count * sizeof(ImDrawVert));
    shape_count = 0;
    for (std::size_t i = 0; i < picture.command_count; ++i) {
      const DrawCommand& command = picture.commands[i];
      is_sound &= textures.count(command.texture) == 1;
      is_sound &= command.clip_left >= 0 && command.clip_top >= 0 &&
                  command.clip_right <= picture.width && command.clip_bottom <= picture.height;
      is_sound &= static_cast<std::size_t>(command.first_index + command.index_count) <=
                  picture.index_count;
      read(command, vertices, picture);
    }
  }

  // The first text that is exactly this; fails softly with an empty place.
  [[nodiscard]] DrawnText find(std::string_view text) const {
    for (const DrawnText& drawn : texts) {
      if (drawn.text == text) {
        return drawn;
      }
    }
    return {};
  }
  [[nodiscard]] bool has(std::string_view text) const { return !find(text).text.empty(); }
  [[nodiscard]] std::string all() const {
    std::string result;
    for (const DrawnText& drawn : texts) {
      result += drawn.text + "|";
    }
    return result;
  }

  struct Texture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
  };
  std::map<std::int32_t, Texture> textures;
  std::vector<DrawnText> texts;
  std::string bytes;  // the vertices of the last picture
  std::int32_t board = 0;
  int picture_width = 0;
  int picture_height = 0;
  int shape_count = 0;  // triangles that are no text
  int create_count = 0;
  int update_count = 0;
  int present_count = 0;
  bool is_sound = true;  // textures exist when named, clips and indices are within their bounds

 private:
  void read(const DrawCommand& command, const ImDrawVert* vertices, const Picture& picture) {
    const Texture& texture = textures.at(command.texture);
    const std::uint16_t* indices = picture.indices + command.first_index;
    for (int i = 0; i + 3 <= command.index_count; i += 3) {
      for (int corner = 0; corner < 3; ++corner) {
        is_sound &= indices[i + corner] < picture.vertex_count;
      }
      const ImDrawVert& first = vertices[indices[i]];
      const ImDrawVert& third = vertices[indices[i + 2]];
      if (first.uv.x == third.uv.x) {
        ++shape_count;
        continue;
      }
      // A quad is two triangles that share the diagonal from first to third.
      const int x =
          static_cast<int>((first.uv.x + third.uv.x) / 2 * static_cast<float>(texture.width));
      const int y =
          static_cast<int>((first.uv.y + third.uv.y) / 2 * static_cast<float>(texture.height));
      std::uint32_t number = 0;
      std::memcpy(&number, &texture.pixels[static_cast<std::size_t>(y * texture.width + x) * 4], 4);
      if (number == 0 || number > rasteriser_.texts.size()) {
        is_sound = false;  // a picture that never reached the GPU
        return;
      }
      texts.push_back({rasteriser_.texts[number - 1], first.pos.x, first.pos.y, third.pos.x,
                       third.pos.y, first.col});
      i += 3;
    }
  }

  const FakeRasteriser& rasteriser_;
};

}  // namespace scoreline::board
