// A source of rows that a gateway has finished: docs/gateway-wire.md, "What a reader believes".
//
// Each word has a number, so nothing has to be reconciled: the greater number is the newer word. What is
// left to decide is whether a word is fresh, and for that a reader has only its own steady clock and the
// gateway's times, one set against the other.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connection/gateway_line.hpp"
#include "connection/known_matches.hpp"
#include "connection/outbox.hpp"
#include "connection/page_life.hpp"
#include "connection/server_clock.hpp"
#include "connection/source.hpp"
#include "feed/gateway/word.hpp"

namespace scoreline {

class GatewaySource final : public Source {
 public:
  // `seed` feeds the jitter.
  GatewaySource(const SourceOptions& options, std::uint64_t seed);
  ~GatewaySource() override;

  void watch(const Subject& subject, const Instant& now) override;
  void unwatch(const Subject& subject, const Instant& now) override;
  void refresh(const Instant& now) override;
  void set_hidden(bool is_hidden, const Instant& now) override;
  void set_online(bool is_online, const Instant& now) override;

  void on_socket_open(SocketId socket, const Instant& now) override;
  void on_socket_text(SocketId socket, std::string_view text, const Instant& now) override;
  void on_socket_closed(SocketId socket, int code, const Instant& now) override;
  void on_answer(RequestId request, const HttpAnswer& answer, const Instant& now) override;
  // A gateway has no keys.
  void on_credential(RequestId /*request*/, const std::optional<std::string>& /*key*/,
                     const Instant& /*now*/) override {}
  void on_wake(const Instant& now) override;
  [[nodiscard]] MonoMs next_deadline() const override { return next_deadline_; }

  [[nodiscard]] std::vector<Action> take_actions() override { return outbox_.take(); }
  [[nodiscard]] std::vector<MatchChange> take_changes() override { return matches_.take_changes(); }

  [[nodiscard]] const MatchStore& store() const override { return matches_.store(); }
  [[nodiscard]] const std::vector<std::string>& matches_of(const Subject& subject) const override;
  using Source::view;
  [[nodiscard]] ConnectionView view(const Subject& subject, const Instant& now,
                                    std::string* marks) const override;
  [[nodiscard]] ConnectionView row_view(const Subject& subject, const std::string& match_id,
                                        const Instant& now) const override;
  [[nodiscard]] bool has_told_of_one() const override { return false; }
  [[nodiscard]] const SourceOptions& options() const override { return options_; }
  [[nodiscard]] bool is_watched() const override { return !interests_.empty(); }
  [[nodiscard]] const std::vector<RowError>& row_errors() const override {
    return row_errors_.all();
  }

 private:
  // What is kept of a match.
  struct Known {
    WallMs at = 0;  // when its word was made, whichever channel told it
    ConnectionState trust = ConnectionState::kConnecting;
  };
  // What boards want, and what its channel says.
  struct Interest {
    int watchers = 0;
    std::vector<std::string> matches;  // in the provider's order
    gateway::Number number;            // of the newest word; 0, 0: none yet
    WallMs at = 0;                     // when it was made
    ConnectionState trust = ConnectionState::kConnecting;
    Reason reason = Reason::kNone;
    MonoMs proven_at = kNever;      // for when its newest word speaks
    MonoMs fresh_until = kLongAgo;  // as long as what is shown is no older than it may be
    MonoMs live_until = kLongAgo;   // the same, where a socket told it
    SocketId heard_on = 0;          // the socket on which the last word came

    // Of a list.
    bool wants_answer = false;        // its snapshot is lacking
    std::vector<gateway::Word> held;  // what came meanwhile, oldest first

    RequestId request = 0;  // that is under way
    MonoMs ask_at = kNever;
    MonoMs give_up_at = kNever;
    Reason trouble = Reason::kNone;  // of the last request
    int failures = 0;
  };
  enum class Place : std::uint8_t {
    kNext,     // to be applied
    kCovered,  // what it says is known already
    kGap,      // something before it is lacking
  };
  static constexpr MonoMs kLongAgo = -1;

  [[nodiscard]] std::string channel_of(const Subject& subject) const;
  [[nodiscard]] std::string answer_channel_of(const Subject& subject) const;
  [[nodiscard]] bool is_wanted(const std::string& match_id) const;
  void forget_unwanted(const std::vector<std::string>& ids);

  void begin(const Instant& now);
  void finish(const Instant& now);
  void doubt(bool may_be_dead, const Instant& now);
  void plan(MonoMs now);
  void ask(const Subject& subject, Interest& interest, const Instant& now);

  [[nodiscard]] MonoMs made_when(WallMs at, const Instant& now) const;
  [[nodiscard]] bool is_of_this_epoch(const gateway::Word& word, const Instant& now);
  void take_answer(const Subject& subject, Interest& interest, gateway::Word&& word,
                   const Instant& now);
  void take_message(const Subject& subject, Interest& interest, gateway::Word&& word,
                    SocketId socket, const Instant& now);
  [[nodiscard]] static Place place_of(const Subject& subject, const Interest& interest,
                                      const gateway::Word& word);
  void apply(const Subject& subject, Interest& interest, gateway::Word&& word, const Instant& now);
  void take_row(gateway::Row&& row, WallMs at, ConnectionState trust, const Instant& now);
  [[nodiscard]] ConnectionView view_of(const Interest& interest, ConnectionState trust,
                                       bool is_shown, const Instant& now) const;

  SourceOptions options_;
  Outbox outbox_;
  PageLife page_;
  GatewayLine line_;
  ServerClock server_;      // the gateway's
  std::int64_t epoch_ = 0;  // of the gateway that is believed
  std::map<Subject, Interest> interests_;
  std::map<std::string, Known> known_;
  KnownMatches matches_;
  RowErrors row_errors_;
  MonoMs next_deadline_ = kNever;
};

}  // namespace scoreline
