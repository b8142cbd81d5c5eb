// Pictures of text, and crests, in one texture for all boards of a page.
//
// A picture is a whole string as the browser draws it, or a single digit or sign. Nothing is ever
// removed: when the texture is full at its largest, everything is dropped and drawn anew as it is
// needed. (Freed places could be used again, but Dear ImGui's rect ids wear out after 512 reuses,
// and a full texture costs one slow draw in hours.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "board/crest_port.hpp"
#include "board/gpu_port.hpp"
#include "board/string_table.hpp"
#include "board/text_port.hpp"

struct ImDrawList;
struct ImDrawListSharedData;
struct ImFontAtlas;

namespace scoreline::board {

// Of one face, whole device px.
struct FaceMeasures {
  int digit_width = 0;  // place of a digit: that of the widest
  int cap_height = 0;   // of "0" above the baseline, near enough that of capitals
};

class TextAtlas {
 public:
  // `max_texture` is a power of two, 256 or more. Without `crests` there are none.
  TextAtlas(TextRasteriser& rasteriser, Gpu& gpu, int max_texture, Crests* crests = nullptr);
  ~TextAtlas();
  TextAtlas(const TextAtlas&) = delete;
  TextAtlas& operator=(const TextAtlas&) = delete;

  [[nodiscard]] FaceMeasures measures(const Face& face);
  // From this text's pen to the next one's, whole px. Makes no picture and remembers nothing.
  [[nodiscard]] int advance(const Face& face, std::string_view text);

  // Sees to it that `draw` has its picture. `ink` matters only to text that has colours of its own.
  // False: there is no room; `clear` makes some. Moves pictures about, so never while drawing.
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

  // Before a draw list is begun, and after it is complete: brings the texture on the GPU up to
  // date.
  void begin_draw();
  void end_draw();

  void clear();
  void textures_lost();

  [[nodiscard]] ImDrawListSharedData& shared() { return *shared_; }
  [[nodiscard]] const ImFontAtlas& atlas() const { return *atlas_; }
  [[nodiscard]] int max_width() const;  // of one text, device px
  [[nodiscard]] std::size_t size() const { return pictures_.size(); }

 private:
  struct Picture {
    int left = 0;  // as in TextMetrics
    int top = 0;
    int width = 0;
    int height = 0;
    int advance = 0;
    int rect = -1;             // in the atlas; -1: nothing to draw
    bool has_colours = false;  // the picture is under the key that has the ink
  };

  [[nodiscard]] Picture measured(const Face& face, std::string_view text);
  [[nodiscard]] const Picture* find(const Face& face, std::string_view text, Colour ink);
  // Room in the texture, which stays as it is from then on; negative: there is none.
  [[nodiscard]] int reserve(int width, int height, std::uint8_t*& pixels);
  void drop_outgrown();
  void make_atlas();
  void destroy_textures();

  TextRasteriser& rasteriser_;
  Gpu& gpu_;
  Crests* crests_;
  std::unique_ptr<ImDrawListSharedData> shared_;
  std::unique_ptr<ImFontAtlas> atlas_;
  StringTable<Picture> pictures_;
  struct KnownFace {
    Face face;
    FaceMeasures measures;
  };
  std::vector<KnownFace> faces_;
  int max_texture_;
  int frame_ = 0;
  std::int32_t last_texture_ = 0;
  bool is_coarse_ = false;
};

}  // namespace scoreline::board
