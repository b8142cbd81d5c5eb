#include "board/text_atlas.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "board/pixel.hpp"

namespace scoreline::board {
namespace {

constexpr int kFirstTextureWidth = 512;
constexpr int kFirstTextureHeight = 256;
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
      gpu_(gpu),
      crests_(crests),
      shared_(std::make_unique<ImDrawListSharedData>()),
      max_texture_(max_texture) {
  // Positions are device px, so the anti-aliased fringe is one unit wide, which is the default.
  shared_->SetCircleTessellationMaxError(0.2F);
  shared_->CurveTessellationTol = 1.25F;
  shared_->InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
  make_atlas();
}

TextAtlas::~TextAtlas() { destroy_textures(); }

void TextAtlas::make_atlas() {
  atlas_ = std::make_unique<ImFontAtlas>();
  atlas_->RendererHasTextures = true;
  atlas_->Flags = ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
  atlas_->TexPixelsUseColors = true;
  atlas_->TexMinWidth = std::min(kFirstTextureWidth, max_texture_);
  atlas_->TexMinHeight = std::min(kFirstTextureHeight, max_texture_);
  atlas_->TexMaxWidth = max_texture_;
  atlas_->TexMaxHeight = max_texture_;
  shared_->FontAtlas = atlas_.get();
  ImFontAtlasAddDrawListSharedData(atlas_.get(), shared_.get());
  // No font is added: ours is the only text, and Dear ImGui asks for none until it draws some.
  ImFontAtlasBuildInit(atlas_.get());
}

void TextAtlas::destroy_textures() {
  for (const ImTextureData* texture : atlas_->TexList) {
    if (texture->TexID != ImTextureID_Invalid) {
      gpu_.destroy_texture(static_cast<std::int32_t>(texture->TexID));
    }
  }
}

int TextAtlas::max_width() const { return max_texture_ - kSpare; }

FaceMeasures TextAtlas::measures(const Face& face) {
  for (const KnownFace& known : faces_) {
    if (known.face == face) {
      return known.measures;
    }
  }
  FaceMeasures measures;
  for (char digit = '0'; digit <= '9'; ++digit) {
    const TextMetrics metrics = rasteriser_.measure(face, {&digit, 1});
    measures.digit_width = std::max(measures.digit_width, rounded(metrics.advance));
    if (digit == '0') {
      measures.cap_height = rounded(-metrics.top) - 1;  // without the picture's margin
    }
  }
  if (faces_.size() == kMaxFaces) {
    faces_.clear();
  }
  faces_.push_back({face, measures});
  return measures;
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

int TextAtlas::reserve(int width, int height, std::uint8_t*& pixels) {
  ImFontAtlasRect rect;
  const int id = atlas_->AddCustomRect(width, height, &rect);
  if (id >= 0) {
    pixels = static_cast<std::uint8_t*>(atlas_->TexData->GetPixelsAt(rect.x, rect.y));
  }
  return id;
}

// A texture that was outgrown goes at once: several together would double the wasm's memory, which
// never shrinks.
void TextAtlas::drop_outgrown() {
  if (atlas_->TexList.Size > 1) {
    begin_draw();
  }
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
  std::uint8_t* pixels = nullptr;
  picture.rect = reserve(side, side, pixels);
  if (picture.rect < 0) {
    return {true, false};
  }
  crests_->pixels(url, side, pixels, static_cast<std::size_t>(atlas_->TexData->GetPitch()));
  drop_outgrown();
  pictures_.insert(crest_key(size), url, picture);
  return {true, true};
}

bool TextAtlas::draw_crest(ImDrawList& list, std::string_view url, int size, int x, int y) {
  const Picture* picture = pictures_.find(crest_key(size), url);
  ImFontAtlasRect rect;
  if (picture == nullptr || !atlas_->GetCustomRect(picture->rect, &rect)) {
    return false;
  }
  list.AddImage(atlas_->TexRef, point(x, y), point(x + size, y + size), rect.uv0, rect.uv1);
  return true;
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
    std::uint8_t* pixels = nullptr;
    picture.rect = reserve(picture.width, picture.height, pixels);
    if (picture.rect < 0) {
      return false;
    }
    has_colours =
        rasteriser_.pixels(pixels, static_cast<std::size_t>(atlas_->TexData->GetPitch()), ink);
    drop_outgrown();
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
    picture.rect = -1;
    picture.has_colours = true;
    pictures_.insert(key_of(face, plain_key(ink)), text, picture);
  }
  return true;
}

void TextAtlas::draw(ImDrawList& list, const Face& face, std::string_view text, int x, int baseline,
                     Colour ink) {
  const Picture* picture = find(face, text, ink);
  if (picture == nullptr || picture->rect < 0) {
    return;
  }
  // Asked for anew each time: growing moves pictures and changes every UV.
  ImFontAtlasRect rect;
  if (!atlas_->GetCustomRect(picture->rect, &rect)) {
    return;
  }
  const Picture* plain = pictures_.find(key_of(face, plain_key(ink)), text);
  const Colour tint = plain != nullptr && plain->has_colours ? (ink | 0xffffff00U) : ink;
  const int left = x + picture->left;
  const int top = baseline + picture->top;
  list.AddImage(atlas_->TexRef, point(left, top),
                point(left + picture->width, top + picture->height), rect.uv0, rect.uv1,
                imgui_colour(tint));
}

void TextAtlas::begin_draw() {
  end_draw();
  ImFontAtlasUpdateNewFrame(atlas_.get(), ++frame_, true);
}

void TextAtlas::end_draw() {
  for (ImTextureData* texture : atlas_->TexList) {
    const auto number = static_cast<std::int32_t>(texture->TexID);
    const auto pixels_at = [texture](int x, int y) {
      return static_cast<const std::uint8_t*>(texture->GetPixelsAt(x, y));
    };
    switch (texture->Status) {
      case ImTextureStatus_WantCreate:
        // One that is outgrown before it was ever drawn need not reach the GPU.
        if (!texture->WantDestroyNextFrame) {
          gpu_.create_texture(++last_texture_, texture->Width, texture->Height, pixels_at(0, 0));
          texture->SetTexID(static_cast<ImTextureID>(last_texture_));
          texture->SetStatus(ImTextureStatus_OK);
        }
        break;
      case ImTextureStatus_WantUpdates:
        for (const ImTextureRect& part : texture->Updates) {
          gpu_.update_texture(number, part.x, part.y, part.w, part.h, pixels_at(part.x, part.y),
                              static_cast<std::size_t>(texture->GetPitch()));
        }
        texture->SetStatus(ImTextureStatus_OK);
        break;
      case ImTextureStatus_WantDestroy:
        gpu_.destroy_texture(number);
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
        break;
      case ImTextureStatus_OK:
      case ImTextureStatus_Destroyed:
        break;
    }
  }
}

void TextAtlas::clear() {
  destroy_textures();
  pictures_.clear();
  is_coarse_ = false;
  frame_ = 0;
  atlas_.reset();  // before the new one, so that both are never in memory together
  make_atlas();
}

void TextAtlas::textures_lost() {
  for (ImTextureData* texture : atlas_->TexList) {
    if (texture->TexID != ImTextureID_Invalid) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
}

}  // namespace scoreline::board
