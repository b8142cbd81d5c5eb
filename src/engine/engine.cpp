#include "engine/engine.hpp"

#include <algorithm>
#include <utility>

#include "engine/arrangement.hpp"
#include "engine/content.hpp"
#include "engine/motion.hpp"
#include "engine/state_json.hpp"
#include "engine/ticker.hpp"

namespace scoreline {
namespace {

// The 0-0 that a match gets at kick-off is no goal.
bool is_score_news(const MatchChange& change, const Match& match) {
  return change.home_before.value_or(0) != match.home.score.value_or(0) ||
         change.away_before.value_or(0) != match.away.score.value_or(0);
}

const Words kNoWords;

}  // namespace

struct Engine::Language {
  std::string json;
  Words words;
};

struct Engine::Board final : public TimeText {
  explicit Board(EnginePort& port_of_page, BoardId number) : port(port_of_page), id(number) {}
  std::string time_text(WallMs at) override { return port.time_text(id, at); }
  std::string day_text(WallMs day) override { return port.day_text(id, day); }

  EnginePort& port;
  BoardId id;
  BoardOptions options;
  Feed* feed = nullptr;
  const Words* words = &kNoWords;
  board::Look look;
  board::Place place;
  board::Content content;
  board::Boxes boxes;         // as laid out
  BoardView view;             // as composed
  BoardView told_view;        // as the page was told
  std::size_t told_rows = 0;  // of the source's row errors
  Ticker ticker;
};

struct Engine::Feed final : public MatchMapper {
  Feed(EnginePort& port_of_page, SourceId number, const SourceOptions& options, std::uint64_t seed)
      : port(port_of_page),
        id(number),
        source(port.make_source(options, options.page_maps ? this : nullptr, seed)) {}
  std::string map_match(std::string_view json) override {
    return port.map_match(source->options().owner, json);
  }

  EnginePort& port;
  SourceId id;
  std::unique_ptr<Source> source;  // never null
  Motions motions;
};

Engine::Engine(EnginePort& port, board::TextRasteriser& rasteriser, board::Gpu& gpu,
               std::uint64_t seed, board::Crests* crests)
    : port_(port), painter_(rasteriser, gpu, {}, crests), seeds_(seed) {}

Engine::~Engine() = default;

// --- boards

Engine::Board* Engine::find(BoardId id) const {
  for (const auto& board : boards_) {
    if (board->id == id) return board.get();
  }
  return nullptr;
}

BoardId Engine::create_board(std::string_view json, const Instant& now) {
  std::optional<BoardOptions> options = board_options_from_json(json, last_board_ + 1);
  if (!options) return 0;
  const BoardId id = ++last_board_;
  Board& board = *boards_.emplace_back(std::make_unique<Board>(port_, id));
  watch(board, std::move(*options), now);
  return id;
}

bool Engine::configure_board(BoardId id, std::string_view json, const Instant& now) {
  Board* board = find(id);
  if (board == nullptr) return false;
  std::optional<BoardOptions> options = board_options_from_json(json, id);
  if (!options) return false;
  // Watch the new before the old is let go: what both have in common is not interrupted.
  Feed& old_feed = *board->feed;
  // What could not be shown is told again of what the board is asked for anew.
  if (!(options->source == board->options.source && options->subjects == board->options.subjects)) {
    board->told_rows = 0;
  }
  const std::vector<Subject> old_subjects = std::move(board->options.subjects);
  watch(*board, std::move(*options), now);
  unwatch(old_feed, old_subjects, now);
  drop_unwatched();
  set_alarm(now);
  port_.board_changed(id);
  return true;
}

void Engine::destroy_board(BoardId id, const Instant& now) {
  const auto it = std::find_if(boards_.begin(), boards_.end(),
                               [id](const auto& board) { return board->id == id; });
  if (it == boards_.end()) return;
  const std::unique_ptr<Board> board = std::move(*it);
  boards_.erase(it);
  unwatch(*board->feed, board->options.subjects, now);
  drop_unwatched();
  set_alarm(now);
}

void Engine::watch(Board& board, BoardOptions&& options, const Instant& now) {
  Feed& feed = feed_for(options.source, now);
  board.feed = &feed;
  board.options = std::move(options);
  for (const Subject& subject : board.options.subjects) feed.source->watch(subject, now);
  settle(feed, now);
}

void Engine::unwatch(Feed& feed, const std::vector<Subject>& subjects, const Instant& now) {
  for (const Subject& subject : subjects) feed.source->unwatch(subject, now);
  settle(feed, now);
}

void Engine::set_look(BoardId id, std::string_view look) {
  if (Board* board = find(id)) board->look = look_from_json(look);
}

void Engine::set_words(BoardId id, std::string_view json) {
  Board* board = find(id);
  if (board == nullptr) return;
  // Most pages have one language for all their boards.
  for (const auto& language : languages_) {
    if (language->json == json) {
      board->words = &language->words;
      return;
    }
  }
  const auto& language = languages_.emplace_back(
      std::make_unique<Language>(Language{std::string(json), Words::from_json(json)}));
  board->words = &language->words;
  std::erase_if(languages_, [this](const auto& known) {
    return std::none_of(boards_.begin(), boards_.end(),
                        [&](const auto& each) { return each->words == &known->words; });
  });
}

void Engine::refresh_board(BoardId id, const Instant& now) {
  Board* board = find(id);
  if (board == nullptr) return;
  board->feed->source->refresh(now);
  settle(*board->feed, now);
}

// --- showing

void Engine::compose(Board& board, const Instant& now) {
  board.view = board_view(*board.feed->source, board.options.subjects, now);
  board.content = board_content(*board.feed->source, board.options.subjects, board.view,
                                *board.words, board, now);
  for (board::Row& row : board.content.rows) {
    if (!board.look.reduced_motion) row.motion = board.feed->motions.at(row.match_id, now.mono);
  }
  arrange(board.content, board.options.layout, board.feed->source->store(), *board.words);
  std::int32_t next = next_redraw(*board.feed->source, board.content, board.view.worst, now);
  if (board.options.layout == board::LayoutKind::kTicker && !board.look.reduced_motion) {
    const std::int32_t turn = board.ticker.turn(board.content.rows.size(), now.mono);
    board.content.page = board.ticker.page();
    board.content.slide = board.ticker.slide();
    if (turn >= 0 && (next < 0 || turn < next)) next = turn;
  }
  constexpr std::int32_t kNextFrame = 0;
  port_.wake_board_in(board.id, is_moving(board.content) ? kNextFrame : next);
}

float Engine::layout_board(BoardId id, float width_css, float device_pixel_ratio,
                           const Instant& now) {
  Board* board = find(id);
  if (board == nullptr) return 0;
  compose(*board, now);
  board->place = {board->options.layout, width_css, device_pixel_ratio};
  return painter_.layout(board->content, board->look, board->place, board->boxes);
}

std::string Engine::board_boxes(BoardId id, bool has_parts) {
  Board* board = find(id);
  if (board == nullptr) return "{}";
  board->boxes.parts.clear();
  if (has_parts) {
    board->boxes.parts = painter_.describe(board->content, board->look, board->place);
  }
  return boxes_json(board->boxes);
}

void Engine::draw_board(BoardId id, float top, float height) {
  if (Board* board = find(id)) {
    board->place.top_css = top;
    board->place.height_css = height;
    painter_.draw(id, board->content, board->look, board->place);
  }
}

void Engine::hold_board(BoardId id, bool is_held, const Instant& now) {
  Board* board = find(id);
  if (board == nullptr || board->options.layout != board::LayoutKind::kTicker) return;
  board->ticker.hold(is_held, now.mono);
  port_.board_changed(id);
}

std::string Engine::board_state(BoardId id, const Instant& now) {
  Board* board = find(id);
  if (board == nullptr) return "null";
  compose(*board, now);
  return state_json(board->view.worst, board->view.about, board->content,
                    board->feed->source->store(), now.mono);
}

// --- sources

Engine::Feed& Engine::feed_for(const SourceOptions& options, const Instant& now) {
  for (const auto& feed : feeds_) {
    if (feed->source->options() == options) return *feed;
  }
  const SourceId id = ++last_source_;
  Feed& feed = *feeds_.emplace_back(std::make_unique<Feed>(port_, id, options, seeds_.next()));
  if (is_hidden_) feed.source->set_hidden(true, now);
  if (!is_online_) feed.source->set_online(false, now);
  return feed;
}

Engine::Feed* Engine::find_feed(SourceId id) const {
  for (const auto& feed : feeds_) {
    if (feed->id == id) return feed.get();
  }
  return nullptr;
}

BoardId Engine::owner_of(SourceId source) const {
  const Feed* feed = find_feed(source);
  return feed == nullptr ? 0 : feed->source->options().owner;
}

void Engine::settle(Feed& feed, const Instant& now) {
  for (const Action& action : feed.source->take_actions()) port_.perform(feed.id, action);
  tell_changes(feed, now);
  // A message about one match that was live and is adds no row to any board and changes nobody's state.
  if (!feed.source->has_told_of_one()) tell_views(feed, now);
  tell_row_errors(feed);
  set_alarm(now);
}

void Engine::tell_changes(Feed& feed, const Instant& now) {
  for (const MatchChange& change : feed.source->take_changes()) {
    const Match* match = feed.source->store().find(change.id);
    if (match == nullptr) continue;
    feed.motions.note(change, *match, now.mono);
    for (const auto& board : boards_) {
      if (board->feed != &feed || !shows(*feed.source, board->options.subjects, change.id))
        continue;
      const BoardId id = board->id;
      port_.board_changed(id);
      // The first that is heard of a match is no goal: it is kAdded, and nothing besides.
      if (change.changes.has(Change::kScore) && is_score_news(change, *match)) {
        port_.board_event(id, "score-change", score_change_json(*match, change));
      }
      if (change.changes.has(Change::kStatus)) {
        port_.board_event(id, "status-change", status_change_json(*match, change));
      }
      for (const Play& play : change.new_plays) {
        port_.board_event(id, "play", play_json(*match, play));
      }
    }
  }
}

void Engine::tell_views(Feed& feed, const Instant& now) {
  for (const auto& board : boards_) {
    if (board->feed != &feed) continue;
    BoardView told = board_view(*feed.source, board->options.subjects, now);
    std::swap(board->told_view, told);
    const BoardView& view = board->told_view;
    // Proof of life alone changes nothing that is drawn.
    const bool is_same_trouble =
        view.worst.state == told.worst.state && view.worst.reason == told.worst.reason;
    const bool is_news =
        !is_same_trouble || view.worst.retry_at != told.worst.retry_at || view.about != told.about;
    // A row may be in another state than before while the worst of them is as it was.
    if (is_news || view.marks != told.marks) port_.board_changed(board->id);
    if (!is_news) continue;
    port_.board_event(board->id, "connection-change", connection_json(view.worst, view.about));
    if (view.worst.state != ConnectionState::kRefused) continue;
    if (view.about.empty() && (!is_same_trouble || !told.about.empty())) {
      port_.board_event(board->id, "board-error", error_json(view.worst.reason, {}));
    }
    for (const std::string& id : view.about) {
      const bool is_told = is_same_trouble &&
                           std::find(told.about.begin(), told.about.end(), id) != told.about.end();
      if (is_told) continue;
      port_.board_event(board->id, "board-error", error_json(view.worst.reason, id));
    }
  }
}

void Engine::tell_row_errors(Feed& feed) {
  const std::vector<RowError>& errors = feed.source->row_errors();
  for (const auto& board : boards_) {
    if (board->feed != &feed) continue;
    const std::vector<Subject>& subjects = board->options.subjects;
    for (; board->told_rows < errors.size(); ++board->told_rows) {
      const RowError& error = errors[board->told_rows];
      if (std::find(subjects.begin(), subjects.end(), error.subject) == subjects.end()) continue;
      port_.board_event(board->id, "board-error", row_error_json(error.row));
    }
  }
}

void Engine::drop_unwatched() {
  std::erase_if(feeds_, [](const auto& feed) { return !feed->source->is_watched(); });
}

void Engine::set_alarm(const Instant& now) {
  MonoMs next = kNever;
  for (const auto& feed : feeds_) next = std::min(next, feed->source->next_deadline());
  port_.wake_engine_in(next == kNever ? kNever : std::max<MonoMs>(0, next - now.mono));
}

// --- inputs

void Engine::set_hidden(bool is_hidden, const Instant& now) {
  is_hidden_ = is_hidden;
  for (const auto& feed : feeds_) {
    feed->source->set_hidden(is_hidden, now);
    settle(*feed, now);
  }
}

void Engine::set_online(bool is_online, const Instant& now) {
  is_online_ = is_online;
  for (const auto& feed : feeds_) {
    feed->source->set_online(is_online, now);
    settle(*feed, now);
  }
}

void Engine::on_socket_open(SourceId source, SocketId socket, const Instant& now) {
  if (Feed* feed = find_feed(source)) {
    feed->source->on_socket_open(socket, now);
    settle(*feed, now);
  }
}

void Engine::on_socket_text(SourceId source, SocketId socket, std::string_view text,
                            const Instant& now) {
  if (Feed* feed = find_feed(source)) {
    feed->source->on_socket_text(socket, text, now);
    settle(*feed, now);
  }
}

void Engine::on_socket_closed(SourceId source, SocketId socket, int code, const Instant& now) {
  if (Feed* feed = find_feed(source)) {
    feed->source->on_socket_closed(socket, code, now);
    settle(*feed, now);
  }
}

void Engine::on_answer(SourceId source, RequestId request, const HttpAnswer& answer,
                       const Instant& now) {
  if (Feed* feed = find_feed(source)) {
    feed->source->on_answer(request, answer, now);
    settle(*feed, now);
  }
}

void Engine::on_credential(SourceId source, RequestId request,
                           const std::optional<std::string>& key, const Instant& now) {
  if (Feed* feed = find_feed(source)) {
    feed->source->on_credential(request, key, now);
    settle(*feed, now);
  }
}

void Engine::on_wake(const Instant& now) {
  for (const auto& feed : feeds_) {
    if (feed->source->next_deadline() > now.mono) continue;
    feed->source->on_wake(now);
    settle(*feed, now);
  }
  set_alarm(now);
}

}  // namespace scoreline
