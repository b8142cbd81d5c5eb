#include "board/text_atlas.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "board/pixel.hpp"

namespace scoreline::board {
namespace {

constexpr std::size_t kMaxFaces = 64;

// Space between the widest text and the texture's sides.
constexpr int kSpare = 8;

// A face, and the ink of a text with colours of its own; 0 is no ink.
std::uint64_t key_of(const Face& face, std::uint32_t ink_key) {
  return number_of(face) << 25U | ink_key;
}

// Beyond the numbers that faces have.
std::uint64_t crest_key(int size) {
  return std::uint64_t{1} << 63U | static_cast<std::uint64_t>(size);
}

// Alpha is the tint's business, so inks that differ in it share a picture.
std::uint32_t ink_key(Colour ink) { return ink >> 8U | 1U << 24U; }

// Browsers draw dark letters a little stronger than light ones, so each has pictures of its own.
std::uint32_t plain_key(Colour ink) {
  const std::uint32_t luminance =
      (2 * (ink >> 24U) + 5 * (ink >> 16U & 0xffU) + (ink >> 8U & 0xffU)) / 8;
  return luminance < 128 ? 1 : 0;
}

}  // namespace

TextAtlas::TextAtlas(TextRasteriser& rasteriser, Gpu& gpu, int max_texture, Crests* crests)
    : rasteriser_(rasteriser),
      crests_(crests),
      shared_(std::make_unique<ImDrawListSharedData>()),
      sheet_(gpu, max_texture),
      max_texture_(max_texture) {
  // Positions are device px, so the anti-aliased fringe is one unit wide, which is the default.
  shared_->SetCircleTessellationMaxError(0.2F);
  shared_->CurveTessellationTol = 1.25F;
  shared_->InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
}

TextAtlas::~TextAtlas() = default;

int TextAtlas::max_width() const { return max_texture_ - kSpare; }

FaceMeasures TextAtlas::measures(const Face& face) {
  if (const FaceMeasures* known = faces_.find(number_of(face), {})) {
    return *known;
  }
  FaceMeasures measures;
  for (char digit = '0'; digit <= '9'; ++digit) {
    const TextMetrics metrics = rasteriser_.measure(face, {&digit, 1});
    measures.digit_width = std::max(measures.digit_width, rounded(metrics.advance));
    if (digit == '0') {
      measures.cap_height = rounded(-metrics.top) - 1;  // without the picture's margin
      measures.ascent = rounded(metrics.ascent);
      measures.descent = rounded(metrics.descent);
    }
  }
  if (faces_.size() == kMaxFaces) {
    faces_.clear();
  }
  return faces_.insert(number_of(face), {}, measures);
}

int TextAtlas::advance(const Face& face, std::string_view text) {
  const Picture* picture = pictures_.find(key_of(face, 0), text);
  if (picture == nullptr) picture = pictures_.find(key_of(face, 1), text);
  return picture != nullptr ? picture->advance : rounded(rasteriser_.measure(face, text).advance);
}

TextAtlas::Picture TextAtlas::measured(const Face& face, std::string_view text) {
  const TextMetrics metrics = rasteriser_.measure(face, text);
  Picture picture;
  picture.left = rounded(metrics.left);
  picture.top = rounded(metrics.top);
  picture.width = std::min(rounded(metrics.picture_width), max_width());
  picture.height = std::min(rounded(metrics.picture_height), max_width());
  picture.advance = rounded(metrics.advance);
  return picture;
}

const TextAtlas::Picture* TextAtlas::find(const Face& face, std::string_view text, Colour ink) {
  const Picture* picture = pictures_.find(key_of(face, plain_key(ink)), text);
  if (picture != nullptr && picture->has_colours) {
    picture = pictures_.find(key_of(face, ink_key(ink)), text);
  }
  return picture;
}

std::uint8_t* TextAtlas::reserve(Picture& picture, int width, int height) {
  const TextureSheet::Place place = sheet_.reserve(width, height);
  picture.sheet_x = place.x;
  picture.sheet_y = place.y;
  picture.sheet_width = width;
  picture.sheet_height = height;
  return place.pixels;
}

TextAtlas::Crest TextAtlas::prepare_crest(std::string_view url, int size) {
  if (pictures_.find(crest_key(size), url) != nullptr) {
    return {true, true};
  }
  if (crests_ == nullptr || size > max_width() || !crests_->has(url)) {
    return {};
  }
  const int side = is_coarse_ ? (size + 1) / 2 : size;
  Picture picture;
  picture.width = picture.height = size;
  std::uint8_t* pixels = reserve(picture, side, side);
  if (pixels == nullptr) {
    return {true, false};
  }
  crests_->pixels(url, side, pixels, sheet_.stride());
  pictures_.insert(crest_key(size), url, picture);
  return {true, true};
}

bool TextAtlas::draw_crest(ImDrawList& list, std::string_view url, int size, int x, int y) {
  const Picture* picture = pictures_.find(crest_key(size), url);
  if (picture != nullptr) {
    put(list, *picture, x, y, 0xffffffff);
  }
  return picture != nullptr;
}

bool TextAtlas::prepare(const Face& face, std::string_view text, Colour ink) {
  if (find(face, text, ink) != nullptr) {
    return true;
  }
  Picture picture = measured(face, text);
  if (is_coarse_) {
    const int advance = picture.advance;
    Face half = face;
    half.device_px = (face.device_px + 1) / 2;
    picture = measured(half, text);
    picture.advance = advance;
  }
  bool has_colours = false;
  if (picture.width > 0 && picture.height > 0) {
    std::uint8_t* pixels = reserve(picture, picture.width, picture.height);
    if (pixels == nullptr) {
      return false;
    }
    has_colours = rasteriser_.pixels(pixels, sheet_.stride(), ink);
  }
  if (is_coarse_) {
    picture.left *= 2;
    picture.top *= 2;
    picture.width *= 2;
    picture.height *= 2;
  }
  if (!has_colours) {
    pictures_.insert(key_of(face, plain_key(ink)), text, picture);
    return true;
  }
  pictures_.insert(key_of(face, ink_key(ink)), text, picture);
  if (pictures_.find(key_of(face, plain_key(ink)), text) == nullptr) {
    picture.sheet_width = 0;
    picture.has_colours = true;
    pictures_.insert(key_of(face, plain_key(ink)), text, picture);
  }
  return true;
}

void TextAtlas::draw(ImDrawList& list, const Face& face, std::string_view text, int x, int baseline,
                     Colour ink) {
  const Picture* picture = find(face, text, ink);
  if (picture == nullptr || picture->sheet_width == 0) {
    return;
  }
  const Picture* plain = pictures_.find(key_of(face, plain_key(ink)), text);
  const Colour tint = plain != nullptr && plain->has_colours ? (ink | 0xffffff00U) : ink;
  put(list, *picture, x + picture->left, baseline + picture->top, tint);
}

void TextAtlas::put(ImDrawList& list, const Picture& picture, int x, int y, Colour tint) {
  // Reckoned anew each time: the texture grows.
  const auto uv = [this](int column, int row) {
    return ImVec2{static_cast<float>(column) / static_cast<float>(sheet_.width()),
                  static_cast<float>(row) / static_cast<float>(sheet_.height())};
  };
  list.PrimReserve(6, 4);
  list.PrimRectUV(point(x, y), point(x + picture.width, y + picture.height),
                  uv(picture.sheet_x, picture.sheet_y),
                  uv(picture.sheet_x + picture.sheet_width, picture.sheet_y + picture.sheet_height),
                  imgui_colour(tint));
}

void TextAtlas::begin_draw() {
  sheet_.upload();
  constexpr auto kWhite = static_cast<float>(TextureSheet::kWhite);
  shared_->TexUvWhitePixel = {kWhite / static_cast<float>(sheet_.width()),
                              kWhite / static_cast<float>(sheet_.height())};
}

void TextAtlas::clear() {
  pictures_.clear();
  is_coarse_ = false;
  sheet_.clear();
}

}  // namespace scoreline::board
