// A source of one provider with one set of credentials. It hands each input to the part that decides
// about it, and then lets the others draw their conclusions:
//
//   what is wanted          askings (by whom), tellers (who answers for a match), questions (when)
//   what is believed        message_intake, snapshot_intake; of one match: match_sync
//   what may be trusted     match_trust; as a reader sees it: connection_views
//   which streams are open  stream_plan; which are opened anew: stream_verdicts
//   what went wrong         access (the credentials), snapshot_failures (all else), page_life (the page)
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connection/access.hpp"
#include "connection/askings.hpp"
#include "connection/connection_state.hpp"
#include "connection/connection_views.hpp"
#include "connection/known_matches.hpp"
#include "connection/match_trust.hpp"
#include "connection/message_intake.hpp"
#include "connection/outbox.hpp"
#include "connection/page_life.hpp"
#include "connection/play_history.hpp"
#include "connection/provider.hpp"
#include "connection/questions.hpp"
#include "connection/rate_budget.hpp"
#include "connection/rest_path.hpp"
#include "connection/rest_requests.hpp"
#include "connection/row_errors.hpp"
#include "connection/snapshot_failures.hpp"
#include "connection/snapshot_intake.hpp"
#include "connection/snapshot_requests.hpp"
#include "connection/source.hpp"
#include "connection/source_options.hpp"
#include "connection/stats_api_provider.hpp"
#include "connection/stream_plan.hpp"
#include "connection/stream_verdicts.hpp"
#include "connection/streams.hpp"
#include "match/store.hpp"

namespace scoreline {

class ProviderSource final : public Source, private StreamListener {
 public:
  // `mapper` may be null; else it outlives this. `seed` feeds the jitter.
  ProviderSource(const SourceOptions& options, MatchMapper* mapper, std::uint64_t seed);
  ~ProviderSource() override;

  void watch(const Subject& subject, const Instant& now) override;
  void unwatch(const Subject& subject, const Instant& now) override;
  void refresh(const Instant& now) override;
  void set_hidden(bool is_hidden, const Instant& now) override;
  void set_online(bool is_online, const Instant& now) override;

  void on_socket_open(SocketId socket, const Instant& now) override;
  void on_socket_text(SocketId socket, std::string_view text, const Instant& now) override;
  void on_socket_closed(SocketId socket, int code, const Instant& now) override;
  void on_answer(RequestId request, const HttpAnswer& answer, const Instant& now) override;
  void on_credential(RequestId request, const std::optional<std::string>& key,
                     const Instant& now) override;
  void on_wake(const Instant& now) override;
  [[nodiscard]] MonoMs next_deadline() const override { return next_deadline_; }

  [[nodiscard]] std::vector<Action> take_actions() override { return outbox_.take(); }
  [[nodiscard]] std::vector<MatchChange> take_changes() override { return matches_.take_changes(); }

  [[nodiscard]] const MatchStore& store() const override { return matches_.store(); }
  [[nodiscard]] const std::vector<std::string>& matches_of(const Subject& subject) const override;
  using Source::view;
  [[nodiscard]] ConnectionView view(const Subject& subject, const Instant& now,
                                    std::string* marks) const override {
    return views_.of(subject, now, marks);
  }
  [[nodiscard]] ConnectionView row_view(const Subject& subject, const std::string& match_id,
                                        const Instant& now) const override {
    return views_.of_row(subject, match_id, now);
  }
  // Whoever tells of it.
  [[nodiscard]] ConnectionView match_view(const std::string& match_id, const Instant& now) const {
    return views_.of_match(match_id, now);
  }
  [[nodiscard]] bool has_told_of_one() const override { return has_told_of_one_; }
  [[nodiscard]] const SourceOptions& options() const override { return options_; }
  [[nodiscard]] bool is_watched() const override { return !askings_.interests.empty(); }
  [[nodiscard]] const std::vector<RowError>& row_errors() const override {
    return row_errors_.all();
  }

  // Messages that were not understood: of an unknown type, or not as documented.
  [[nodiscard]] int unknown_messages() const { return unknown_messages_; }
  [[nodiscard]] int bad_messages() const { return bad_messages_; }

 private:
  void on_stream_live(const StreamKey& key, const Instant& now) override;
  void on_stream_lost(const StreamKey& key, const Instant& now) override;
  void on_stream_message(const StreamKey& key, std::string_view name, std::string_view text,
                         const Instant& now) override;

  // What every input begins and ends with.
  void begin(const Instant& now);
  [[nodiscard]] PageLife::Gap take_time(const Instant& now);
  // A page adds and removes its boards one by one; which streams are best is known when it is done.
  enum class Planning : std::uint8_t { kNow, kLater };
  void finish(const Instant& now, Planning planning = Planning::kNow);
  void doubt(bool may_be_dead, const Instant& now);
  void note_online(const Instant& now);
  void note_sign_of_network(const Instant& now);
  [[nodiscard]] MonoMs next_wake(const Instant& now) const;
  void set_headers();
  void drop_unwatched();
  void plan_streams(const Instant& now);

  // A snapshot, step by step.
  void ask_snapshots(const Instant& now);
  void ask_snapshot(const Question& question, const Instant& now);
  void send_next_step(SnapshotRequest&& request, const Instant& now);
  void on_snapshot_answer(SnapshotRequest&& request, const HttpAnswer& answer, const Instant& now);
  void on_snapshot_refused(SnapshotRequest&& request, const HttpAnswer& answer, const Instant& now);
  void take_snapshot(SnapshotRequest&& request, const HttpAnswer& answer, const Instant& now);
  void expire_requests(const Instant& now);

  SourceOptions options_;
  Outbox outbox_;
  PageLife page_;

  // What is known.
  Askings askings_;
  KnownMatches matches_;
  RowErrors row_errors_;
  int unknown_messages_ = 0;
  int bad_messages_ = 0;

  // The ways to the provider.
  Access access_;
  HttpHeaders request_headers_;  // with the key or token
  std::unique_ptr<Provider> provider_;
  RateBudget rate_;
  RestPath rest_;
  std::unique_ptr<Streams> streams_;
  RestRequests requests_;

  // What is decided. Each refers to some of the above.
  MatchTrust trust_;
  StreamVerdicts verdicts_;
  StreamPlan plan_;
  Questions questions_;
  SnapshotIntake snapshot_intake_;
  SnapshotFailures failures_;
  MessageIntake message_intake_;
  PlayHistory plays_;
  ConnectionViews views_;

  MonoMs next_deadline_ = kNever;
  bool has_told_of_one_ = false;
  // Nothing was heard since all proof was doubted: whatever is heard next may prove that all is alive.
  bool is_unheard_ = false;
};

}  // namespace scoreline
