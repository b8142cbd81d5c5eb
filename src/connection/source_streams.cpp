// Source's streams: which are wanted, which matches each covers, and what its messages change.
#include <algorithm>

#include "connection/source.hpp"

namespace scoreline {
namespace {

// A message may hint at a change that it does not tell. One that is repeated for ever counts as a hint
// no more often than this.
constexpr MonoMs kBetweenHints = 20'000;

}  // namespace

void Source::on_stream_live(const StreamKey& key, const Instant& now) {
  const Seq seq = outbox_.next_seq();
  for (auto& [id, track] : matches_.tracks()) {
    if (!track.is_covered || track.cover != key) continue;
    track.sync.stream_live(seq, now.mono);
    askings_.want_match(id, now.mono);
  }
  // The network is there: what was not answered for want of it is asked for at once.
  askings_.each([](Asking& asking) {
    if (asking.trouble == Reason::kUnreachable && asking.refusal == Reason::kNone) {
      asking.retry_at = 0;
    }
  });
  if (key.kind == StreamKind::kMatch) return;
  askings_.want_lists(now.mono);
}

void Source::on_stream_lost(const StreamKey& key, const Instant& now) {
  for (auto& [id, track] : matches_.tracks()) {
    if (track.is_covered && track.cover == key) track.sync.stream_lost();
  }
  // Why was it lost, and is there anything to reconnect for? A browser does not say; REST does.
  // Spread, since whatever dropped this client has dropped others too.
  const MonoMs at = spread(now.mono);
  askings_.want_everything(at);
  // Nor does anybody poll before that for want of a stream.
  askings_.each([at](Asking& asking) { asking.calm_from = at; });
  plan_.invalidate();
}

void Source::on_stream_message(const StreamKey& key, std::string_view name, std::string_view text,
                               const Instant& now) {
  MessageReading reading =
      provider_->read_message(name, text, Reception{now, rest_.server(), matches_.store()});
  if (!reading.is_readable) ++bad_messages_;
  if (!reading.is_known) ++unknown_messages_;
  if (!reading.delta) return;
  const std::string& id = reading.delta->match_id;
  if (key.kind == StreamKind::kMatch && key.id != id) {
    ++bad_messages_;  // a match's own stream tells of that match only
    return;
  }
  const auto it = matches_.tracks().find(id);
  if (it == matches_.tracks().end()) {
    const MonoMs ask_at = strangers_.meet(std::move(*reading.delta), now.mono, outbox_.random());
    if (ask_at != kNever) askings_.want_lists(ask_at);
    return;
  }
  Track& track = it->second;
  const bool was_in_doubt = track.sync.is_in_doubt();
  const bool is_status_change = reading.delta->is_status_change;
  MatchSync::Heard heard =
      track.sync.on_delta(matches_.find(id), std::move(*reading.delta), now.mono);
  if (heard.is_told) {
    // What a stream tells after it was silent for too long may be what was held up meanwhile.
    const Match* match = matches_.find(it->first);
    const MonoMs end = match == nullptr ? kNever : trust_.trust_end(*match, track);
    if (match != nullptr && (end == kNever || now.mono > end) && track.lapsed_at == kNever) {
      track.lapsed_at = now.mono;
      ask_about(it->first, now);
    }
    // It says nothing of when it was sent, and so a clock that ran on from now would be wrong.
    const bool may_have_waited =
        track.lapsed_at != kNever || page_.may_have_held_messages(now.mono);
    const bool is_clock_old = may_have_waited && heard.shown && heard.shown->clock;
    if (is_clock_old && heard.shown->clock->is_running) heard.shown->clock.reset();
    track.pace.heard(now.mono);
    track.conviction.told(now.mono);
  } else if (heard.is_contested) {
    track.pace.spoke(now.mono);
  }
  const bool is_news = heard.is_told && is_status_change;
  show(std::move(heard.shown), now.mono);
  const bool is_hint = reading.asks_snapshot && !is_news &&
                       (track.hinted_at == kNever || now.mono - track.hinted_at > kBetweenHints);
  if (is_hint) track.hinted_at = now.mono;
  const bool is_new_doubt = heard.is_contested && !was_in_doubt;
  if (is_new_doubt || (is_news && reading.asks_snapshot)) {
    askings_.want_match(it->first, spread(now.mono));
  } else if (is_hint) {
    ask_about(it->first, now);
  }
}

void Source::show(std::optional<Match>&& match, MonoMs now) {
  if (matches_.show(std::move(match), now)) plan_.invalidate();
}

}  // namespace scoreline
