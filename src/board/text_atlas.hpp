// Pictures of text, and crests, in one texture for all boards of a page.
//
// A picture is a whole string as the browser draws it, or a single digit or sign. Nothing is ever
// removed: when the texture is full at its largest, everything is dropped and drawn anew as it is
// needed, which costs one slow draw in hours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "board/crest_port.hpp"
#include "board/gpu_port.hpp"
#include "board/string_table.hpp"
#include "board/text_port.hpp"
#include "board/texture_sheet.hpp"

struct ImDrawList;
struct ImDrawListSharedData;

namespace scoreline::board {

// Of one face, whole device px.
struct FaceMeasures {
  int digit_width = 0;  // place of a digit: that of the widest
  int cap_height = 0;   // of "0" above the baseline, near enough that of capitals
  int ascent = 0;       // of the font, as a browser sets lines by it
  int descent = 0;
};

class TextAtlas {
 public:
  // `max_texture` is a power of two, 256 or more. Without `crests` there are none.
  TextAtlas(TextRasteriser& rasteriser, Gpu& gpu, int max_texture, Crests* crests = nullptr);
  ~TextAtlas();  // where ImDrawListSharedData is known
  TextAtlas(const TextAtlas&) = delete;
  TextAtlas& operator=(const TextAtlas&) = delete;

  [[nodiscard]] FaceMeasures measures(const Face& face);
  // From this text's pen to the next one's, whole px. Makes no picture and remembers nothing.
  [[nodiscard]] int advance(const Face& face, std::string_view text);

  // Sees to it that `draw` has its picture. `ink` matters only to text that has colours of its own.
  // False: there is no room; `clear` makes some. The texture may grow, so never while drawing.
  bool prepare(const Face& face, std::string_view text, Colour ink);
  // From a pen in whole px. Draws nothing that was not prepared.
  void draw(ImDrawList& list, const Face& face, std::string_view text, int x, int baseline,
            Colour ink);

  struct Crest {
    bool is_there = false;
    bool has_room = false;
  };
  // As `prepare`, of a crest in a square of `size` device px.
  Crest prepare_crest(std::string_view url, int size);
  // False: it was not there when it was prepared.
  bool draw_crest(ImDrawList& list, std::string_view url, int size, int x, int y);

  // From now on pictures have half the size and are drawn enlarged: for a board whose text does not
  // fit into the texture otherwise. `clear` ends it.
  void make_coarse() { is_coarse_ = true; }

  // When all is prepared: brings the texture on the GPU up to date.
  void begin_draw();

  void clear();
  void textures_lost() { sheet_.lost(); }

  [[nodiscard]] ImDrawListSharedData& shared() { return *shared_; }
  [[nodiscard]] const TextureSheet& sheet() const { return sheet_; }
  [[nodiscard]] int max_width() const;  // of one text, device px
  [[nodiscard]] std::size_t size() const { return pictures_.size(); }

 private:
  struct Picture {
    int left = 0;  // as in TextMetrics
    int top = 0;
    int width = 0;
    int height = 0;
    int advance = 0;
    // In the texture; no width: nothing to draw.
    int sheet_x = 0;
    int sheet_y = 0;
    int sheet_width = 0;
    int sheet_height = 0;
    bool has_colours = false;  // the picture is under the key that has the ink
  };

  [[nodiscard]] Picture measured(const Face& face, std::string_view text);
  [[nodiscard]] const Picture* find(const Face& face, std::string_view text, Colour ink);
  // Room for a picture in the texture, and where its pixels go; null: there is none.
  [[nodiscard]] std::uint8_t* reserve(Picture& picture, int width, int height);
  void put(ImDrawList& list, const Picture& picture, int x, int y, Colour tint);

  TextRasteriser& rasteriser_;
  Crests* crests_;
  std::unique_ptr<ImDrawListSharedData> shared_;
  TextureSheet sheet_;
  StringTable<Picture> pictures_;
  StringTable<FaceMeasures> faces_;  // without a text
  int max_texture_;
  bool is_coarse_ = false;
};

}  // namespace scoreline::board
