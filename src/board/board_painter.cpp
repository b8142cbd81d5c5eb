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

Painter::Canvas canvas_of(const Place& place, const PaintLimits& limits) {
  Painter::Canvas canvas;
  canvas.device_pixel_ratio = bounded(place.device_pixel_ratio, kMinRatio, kMaxRatio);
  canvas.width = rounded(bounded(place.width_css * canvas.device_pixel_ratio, 1, kMaxWidth));
  canvas.max_height = limits.max_picture_height;
  return canvas;
}

}  // namespace

struct BoardPainter::State {
  State(TextRasteriser& rasteriser, Gpu& its_gpu, const PaintLimits& its_limits)
      : gpu(its_gpu),
        limits(its_limits),
        atlas(rasteriser, its_gpu, its_limits.max_texture),
        fit(atlas),
        list(&atlas.shared()) {}

  int measure(const Content& content, const Look& look, const Place& place,
              std::vector<MatchBox>& matches);
  bool prepare(const Content& content, const Look& look, const Place& place);
  void present(std::int32_t board, int width, int height);

  Gpu& gpu;
  PaintLimits limits;
  TextAtlas atlas;
  TextFit fit;
  ImDrawList list;
  std::vector<DrawCommand> commands;
};

int BoardPainter::State::measure(const Content& content, const Look& look, const Place& place,
                                 std::vector<MatchBox>& matches) {
  Painter painter(atlas, fit, look, canvas_of(place, limits), Painter::Stage::kMeasure, nullptr);
  const int height = layout_for(place.kind, content)(painter, content);
  matches = painter.take_matches();
  return std::clamp(height, 1, limits.max_picture_height);
}

bool BoardPainter::State::prepare(const Content& content, const Look& look, const Place& place) {
  Painter painter(atlas, fit, look, canvas_of(place, limits), Painter::Stage::kPrepare, nullptr);
  layout_for(place.kind, content)(painter, content);
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

BoardPainter::BoardPainter(TextRasteriser& rasteriser, Gpu& gpu, PaintLimits limits)
    : state_(std::make_unique<State>(rasteriser, gpu, limits)) {}

BoardPainter::~BoardPainter() = default;

float BoardPainter::layout(const Content& content, const Look& look, const Place& place) {
  std::vector<MatchBox> matches;
  return layout(content, look, place, matches);
}

float BoardPainter::layout(const Content& content, const Look& look, const Place& place,
                           std::vector<MatchBox>& matches) {
  const Painter::Canvas canvas = canvas_of(place, state_->limits);
  return static_cast<float>(state_->measure(content, look, place, matches)) /
         canvas.device_pixel_ratio;
}

void BoardPainter::draw(std::int32_t board, const Content& content, const Look& look,
                        const Place& place) {
  State& state = *state_;
  const Painter::Canvas canvas = canvas_of(place, state.limits);
  std::vector<MatchBox> matches;
  const int height = state.measure(content, look, place, matches);

  bool is_coarse = false;
  if (!state.prepare(content, look, place)) {
    state.atlas.clear();
    if (!state.prepare(content, look, place)) {
      // More text than the texture can hold for this one board: better blurred than missing.
      is_coarse = true;
      state.atlas.clear();
      state.atlas.make_coarse();
      state.prepare(content, look, place);
    }
  }
  state.atlas.begin_draw();

  ImDrawList& list = state.list;
  state.atlas.shared().ClipRectFullscreen = {0, 0, static_cast<float>(canvas.width),
                                             static_cast<float>(height)};
  list._ResetForNewFrame();
  list.PushTexture(state.atlas.atlas().TexRef);
  list.PushClipRectFullScreen();
  Painter painter(state.atlas, state.fit, look, canvas, Painter::Stage::kDraw, &list);
  painter.frame(height);
  layout_for(place.kind, content)(painter, content);
  list._PopUnusedDrawCmd();

  state.atlas.end_draw();
  state.present(board, canvas.width, height);
  if (is_coarse) {
    state.atlas.clear();
  }
}

void BoardPainter::textures_lost() { state_->atlas.textures_lost(); }

}  // namespace scoreline::board
