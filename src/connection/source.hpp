// One origin of matches with one set of credentials: everything that the boards of a page share.
//
// A state machine without I/O. Every input has a time; after each one the caller carries out
// take_actions(), looks at take_changes(), and calls on_wake() at next_deadline().
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connection/action.hpp"
#include "connection/connection_state.hpp"
#include "connection/instant.hpp"
#include "connection/known_matches.hpp"
#include "connection/row_errors.hpp"
#include "connection/source_options.hpp"
#include "connection/subject.hpp"
#include "feed/stats_api/mapping.hpp"
#include "match/store.hpp"

namespace scoreline {

using stats_api::MatchMapper;

class Source {
 public:
  Source() = default;
  virtual ~Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // Interest is counted: each watch() wants its unwatch().
  virtual void watch(const Subject& subject, const Instant& now) = 0;
  virtual void unwatch(const Subject& subject, const Instant& now) = 0;
  // The reader asks: refusals are forgotten, waits end, everything is asked again.
  virtual void refresh(const Instant& now) = 0;
  virtual void set_hidden(bool is_hidden, const Instant& now) = 0;
  virtual void set_online(bool is_online, const Instant& now) = 0;

  virtual void on_socket_open(SocketId socket, const Instant& now) = 0;
  virtual void on_socket_text(SocketId socket, std::string_view text, const Instant& now) = 0;
  // `code` is the close code; 1006 when there was none.
  virtual void on_socket_closed(SocketId socket, int code, const Instant& now) = 0;
  virtual void on_answer(RequestId request, const HttpAnswer& answer, const Instant& now) = 0;
  // The page's own key function has answered; nothing: it failed.
  virtual void on_credential(RequestId request, const std::optional<std::string>& key,
                             const Instant& now) = 0;
  virtual void on_wake(const Instant& now) = 0;
  [[nodiscard]] virtual MonoMs next_deadline() const = 0;

  [[nodiscard]] virtual std::vector<Action> take_actions() = 0;
  [[nodiscard]] virtual std::vector<MatchChange> take_changes() = 0;

  [[nodiscard]] virtual const MatchStore& store() const = 0;
  // The matches of a subject, in the provider's order; valid until the next input.
  [[nodiscard]] virtual const std::vector<std::string>& matches_of(
      const Subject& subject) const = 0;
  [[nodiscard]] ConnectionView view(const Subject& subject, const Instant& now) const {
    return view(subject, now, nullptr);
  }
  // Where `marks` is not null, the marks of each of its matches are appended, in their order.
  [[nodiscard]] virtual ConnectionView view(const Subject& subject, const Instant& now,
                                            std::string* marks) const = 0;
  // Of one of its matches.
  [[nodiscard]] virtual ConnectionView row_view(const Subject& subject, const std::string& match_id,
                                                const Instant& now) const = 0;
  // The last input was a message that changed what is known of one match at most, and nobody's state: no
  // row of a list, no view. Every other input may have changed anything.
  [[nodiscard]] virtual bool has_told_of_one() const = 0;
  [[nodiscard]] virtual const SourceOptions& options() const = 0;
  [[nodiscard]] virtual bool is_watched() const = 0;

  // Rows that could not be shown since this began, each with each reason once, so that a board can
  // tell what it has not told yet. It only grows, and not without bound.
  [[nodiscard]] virtual const std::vector<RowError>& row_errors() const = 0;
};

}  // namespace scoreline
