// One engine a page: it holds the sources and the boards, and knows which board shows what of which
// source. Everything that it wants of the page or the network goes through EnginePort.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "board/board_painter.hpp"
#include "connection/source.hpp"
#include "engine/board_options.hpp"
#include "engine/wording.hpp"
#include "engine/words.hpp"

namespace scoreline {

using BoardId = std::int32_t;
using SourceId = std::int32_t;

class EnginePort {
 public:
  // Never null. A program has sources of some kinds only, and takes no options of others. `mapper` may be
  // null; else it outlives the source.
  virtual std::unique_ptr<Source> make_source(const SourceOptions& options, MatchMapper* mapper,
                                              std::uint64_t seed) = 0;
  // Carries out what a source wants. Answers come later, never from within this call.
  virtual void perform(SourceId source, const Action& action) = 0;
  // on_wake shall be called in so many milliseconds; a later call replaces it; kNever: not at all.
  virtual void wake_engine_in(MonoMs delay) = 0;

  virtual void board_changed(BoardId board) = 0;
  virtual void board_event(BoardId board, std::string_view name, const std::string& detail) = 0;
  // The board wants to be drawn again in so many milliseconds, 0: in the next frame; negative: not
  // by time.
  virtual void wake_board_in(BoardId board, std::int32_t delay) = 0;
  virtual std::string time_text(BoardId board, WallMs at) = 0;
  virtual std::string day_text(BoardId board, WallMs day) = 0;
  virtual std::string map_match(BoardId board, std::string_view json) = 0;

 protected:
  ~EnginePort() = default;
};

class Engine {
 public:
  // The ports must outlive the engine.
  Engine(EnginePort& port, board::TextRasteriser& rasteriser, board::Gpu& gpu, std::uint64_t seed,
         board::Crests* crests = nullptr);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // 0 or false: the options are refused, and with configure() the old ones stay.
  BoardId create_board(std::string_view options, const Instant& now);
  bool configure_board(BoardId id, std::string_view options, const Instant& now);
  void set_look(BoardId id, std::string_view look);
  void set_words(BoardId id, std::string_view words);
  void refresh_board(BoardId id, const Instant& now);
  void destroy_board(BoardId id, const Instant& now);

  // The height that the board wants for that width, both in CSS px.
  float layout_board(BoardId id, float width_css, float device_pixel_ratio, const Instant& now);
  // Where the matches and groups of the last layout stand, and with `has_parts` how HTML shows it: as JSON
  // (BoardBoxes in web/src/core.ts).
  [[nodiscard]] std::string board_boxes(BoardId id, bool has_parts);
  // Draws the part of the last layout that begins at `top`, CSS px; all of it when `height` is 0.
  void draw_board(BoardId id, float top = 0, float height = 0);
  // Somebody is looking closely: a ticker stays where it is.
  void hold_board(BoardId id, bool is_held, const Instant& now);
  [[nodiscard]] std::string board_state(BoardId id, const Instant& now);
  void textures_lost() { painter_.textures_lost(); }

  void set_hidden(bool is_hidden, const Instant& now);
  void set_online(bool is_online, const Instant& now);

  void on_socket_open(SourceId source, SocketId socket, const Instant& now);
  void on_socket_text(SourceId source, SocketId socket, std::string_view text, const Instant& now);
  void on_socket_closed(SourceId source, SocketId socket, int code, const Instant& now);
  void on_answer(SourceId source, RequestId request, const HttpAnswer& answer, const Instant& now);
  void on_credential(SourceId source, RequestId request, const std::optional<std::string>& key,
                     const Instant& now);
  void on_wake(const Instant& now);

  // The board whose functions a source calls; 0 when the source is gone.
  [[nodiscard]] BoardId owner_of(SourceId source) const;

 private:
  struct Board;
  struct Feed;
  struct Language;

  Feed& feed_for(const SourceOptions& options, const Instant& now);
  void watch(Board& board, BoardOptions&& options, const Instant& now);
  void unwatch(Feed& feed, const std::vector<Subject>& subjects, const Instant& now);
  // After any input to a source: carry out, tell, show, and set the alarm.
  void settle(Feed& feed, const Instant& now);
  void tell_changes(Feed& feed, const Instant& now);
  void tell_views(Feed& feed, const Instant& now);
  void tell_row_errors(Feed& feed);
  void drop_unwatched();
  void set_alarm(const Instant& now);
  void compose(Board& board, const Instant& now);
  [[nodiscard]] Board* find(BoardId id) const;
  [[nodiscard]] Feed* find_feed(SourceId id) const;

  EnginePort& port_;
  board::BoardPainter painter_;
  // Both in the order of their numbers, which only rise.
  std::vector<std::unique_ptr<Feed>> feeds_;
  std::vector<std::unique_ptr<Board>> boards_;
  std::vector<std::unique_ptr<Language>> languages_;  // of the boards
  Random seeds_;
  SourceId last_source_ = 0;
  BoardId last_board_ = 0;
  bool is_hidden_ = false;
  bool is_online_ = true;
};

}  // namespace scoreline
