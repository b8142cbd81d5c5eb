#include "board/board_painter.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <vector>

#include "board/layout/layout.hpp"
#include "board/painter.hpp"
#include "board/pixel.hpp"
#include "board/text_atlas.hpp"
#include "board/text_fit.hpp"

namespace scoreline::board {
namespace {

// What a page asks for may be anything; these keep the arithmetic within whole numbers.
constexpr float kMinRatio = 0.25F;
constexpr float kMaxRatio = 8.0F;
constexpr float kMaxWidth = 8192;

Painter::Canvas canvas_of(const Place& place) {
  Painter::Canvas canvas;
  canvas.device_pixel_ratio = bounded(place.device_pixel_ratio, kMinRatio, kMaxRatio);
  canvas.width = rounded(bounded(place.width_css * canvas.device_pixel_ratio, 1, kMaxWidth));
  return canvas;
}

// The part of a board of this height that is to be drawn.
void set_window(Painter::Canvas& canvas, const Place& place, int height,
                const PaintLimits& limits) {
  const auto most = static_cast<float>(height);
  const float ratio = canvas.device_pixel_ratio;
  canvas.top = rounded(bounded(place.top_css * ratio, 0, most - 1));
  canvas.height = height - canvas.top;
  if (place.height_css > 0) {
    canvas.height = std::min(canvas.height, rounded(bounded(place.height_css * ratio, 1, most)));
  }
  canvas.height = std::min(canvas.height, limits.max_picture_height);
}

}  // namespace

struct BoardPainter::State {
  State(TextRasteriser& rasteriser, Gpu& its_gpu, const PaintLimits& its_limits, Crests* crests)
      : gpu(its_gpu),
        limits(its_limits),
        atlas(rasteriser, its_gpu, its_limits.max_texture, crests),
        fit(atlas),
        list(&atlas.shared()) {}

  int measure(const Content& content, const Look& look, const Place& place, Boxes& boxes);
  bool prepare(const Content& content, const Look& look, const Place& place,
               const Painter::Canvas& canvas);
  void present(std::int32_t board, int width, int height);

  Gpu& gpu;
  PaintLimits limits;
  TextAtlas atlas;
  TextFit fit;
  ImDrawList list;
  std::vector<DrawCommand> commands;
};

int BoardPainter::State::measure(const Content& content, const Look& look, const Place& place,
                                 Boxes& boxes) {
  Painter painter(atlas, fit, look, canvas_of(place), Painter::Stage::kMeasure, nullptr);
  const int height = paint(painter, place.kind, content);
  boxes = painter.take_boxes();
  return std::max(height, 1);
}

bool BoardPainter::State::prepare(const Content& content, const Look& look, const Place& place,
                                  const Painter::Canvas& canvas) {
  Painter painter(atlas, fit, look, canvas, Painter::Stage::kPrepare, nullptr);
  paint(painter, place.kind, content);
  return !painter.is_out_of_room();
}

void BoardPainter::State::present(std::int32_t board, int width, int height) {
  commands.clear();
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const auto edge = [](float value, int most) { return std::clamp(rounded(value), 0, most); };
    commands.push_back({static_cast<std::int32_t>(command.GetTexID()),
                        static_cast<std::int32_t>(command.IdxOffset),
                        static_cast<std::int32_t>(command.ElemCount),
                        edge(command.ClipRect.x, width), edge(command.ClipRect.y, height),
                        edge(command.ClipRect.z, width), edge(command.ClipRect.w, height)});
  }
  static_assert(sizeof(ImDrawVert) == 20 && sizeof(ImDrawIdx) == 2, "as gpu_port.hpp says");
  Picture picture;
  picture.width = width;
  picture.height = height;
  picture.vertices = list.VtxBuffer.Data;
  picture.vertex_count = static_cast<std::size_t>(list.VtxBuffer.Size);
  picture.indices = list.IdxBuffer.Data;
  picture.index_count = static_cast<std::size_t>(list.IdxBuffer.Size);
  picture.commands = commands.data();
  picture.command_count = commands.size();
  gpu.present(board, picture);
}

BoardPainter::BoardPainter(TextRasteriser& rasteriser, Gpu& gpu, PaintLimits limits, Crests* crests)
    : state_(std::make_unique<State>(rasteriser, gpu, limits, crests)) {}

BoardPainter::~BoardPainter() = default;

float BoardPainter::layout(const Content& content, const Look& look, const Place& place) {
  Boxes boxes;
  return layout(content, look, place, boxes);
}

float BoardPainter::layout(const Content& content, const Look& look, const Place& place,
                           Boxes& boxes) {
  return static_cast<float>(state_->measure(content, look, place, boxes)) /
         canvas_of(place).device_pixel_ratio;
}

std::vector<PlacedPart> BoardPainter::describe(const Content& content, const Look& look,
                                               const Place& place) {
  Painter::Canvas canvas = canvas_of(place);
  Boxes boxes;
  canvas.height = state_->measure(content, look, place, boxes);
  Painter painter(state_->atlas, state_->fit, look, canvas, Painter::Stage::kDescribe, nullptr);
  paint(painter, place.kind, content);
  return painter.take_boxes().parts;
}

void BoardPainter::draw(std::int32_t board, const Content& content, const Look& look,
                        const Place& place) {
  State& state = *state_;
  Painter::Canvas canvas = canvas_of(place);
  Boxes boxes;
  const int height = state.measure(content, look, place, boxes);
  set_window(canvas, place, height, state.limits);

  bool is_coarse = false;
  if (!state.prepare(content, look, place, canvas)) {
    state.atlas.clear();
    if (!state.prepare(content, look, place, canvas)) {
      // More text than the texture can hold for this one board: better blurred than missing.
      is_coarse = true;
      state.atlas.clear();
      state.atlas.make_coarse();
      state.prepare(content, look, place, canvas);
    }
  }
  state.atlas.begin_draw();

  ImDrawList& list = state.list;
  state.atlas.shared().ClipRectFullscreen = {0, 0, static_cast<float>(canvas.width),
                                             static_cast<float>(canvas.height)};
  list._ResetForNewFrame();
  list.PushTexture(static_cast<ImTextureID>(TextureSheet::kTexture));
  list.PushClipRectFullScreen();
  Painter painter(state.atlas, state.fit, look, canvas, Painter::Stage::kDraw, &list);
  paint(painter, place.kind, content);
  list._PopUnusedDrawCmd();

  state.present(board, canvas.width, canvas.height);
  if (is_coarse) {
    state.atlas.clear();
  }
}

void BoardPainter::textures_lost() { state_->atlas.textures_lost(); }

}  // namespace scoreline::board
