// Each rule of the connection broken once, by hand: the simulation has to find every one of them.
// What one simulated client cannot show is found by many of them (`herd`), and what later answers put
// right before anybody is misled by the unit tests.
// `scripts/mutate` applies them to a copy and prints the first seed that failed. Where a change of
// the code makes an entry void, `scripts/mutate --check` (in `scripts/test lint`) says so.

/** @type {{ rule: string, file: string, by?: 'herd' | 'unit', changes: [string, string][] }[]} */
export const mutations = [
  {
    rule: 'silent server: all reconnect at once',
    by: 'herd',
    file: 'src/connection/pusher_socket.cpp',
    changes: [
      [
        '  wait(backoff_.failed(now.mono, outbox_.random()), Reason::kStreamBlocked, now);\n}\n\nvoid PusherSocket::retry',
        '  wait(backoff_.failed_reconnect_now(now.mono, outbox_.random()), Reason::kStreamBlocked, now);\n}\n\nvoid PusherSocket::retry',
      ],
    ],
  },
  {
    rule: 'backoff reset on open',
    file: 'src/connection/backoff.hpp',
    changes: [
      [
        'void opened(MonoMs now) { opened_at_ = now; }',
        'void opened(MonoMs now) { failures_ = 0; opened_at_ = now; }',
      ],
    ],
  },
  {
    rule: 'no jitter',
    by: 'herd',
    file: 'src/connection/backoff.cpp',
    changes: [['return now + random.up_to(ceiling);', 'random.next(); return now + ceiling;']],
  },
  {
    rule: 'stale auth sent after reconnect',
    file: 'src/connection/pusher_streams.cpp',
    changes: [
      [
        '    forget_request(channel);\n    channel.auth.clear();\n    channel.is_asked = false;\n    const bool was_live',
        '    channel.is_asked = false;\n    const bool was_live',
      ],
      [
        '    if (channel.phase != Phase::kRefused && channel.phase != Phase::kWaiting) {\n      channel.phase = Phase::kIdle;',
        '    if (channel.phase == Phase::kLive || channel.phase == Phase::kSubscribing) {\n      channel.phase = Phase::kIdle;',
      ],
    ],
  },
  {
    rule: 'subscription deadline removed',
    file: 'src/connection/pusher_streams.cpp',
    changes: [['channel.deadline = now.mono + kSubscribeDeadline;', 'channel.deadline = kNever;']],
  },
  {
    rule: 'handshake deadline removed',
    file: 'src/connection/pusher_socket.cpp',
    changes: [['deadline_ = now.mono + kHandshakeDeadline;', 'deadline_ = kNever;']],
  },
  {
    rule: 'connect deadline removed (sockets)',
    file: 'src/connection/socket_streams.cpp',
    changes: [['line.deadline = now.mono + kConnectDeadline;', 'line.deadline = kNever;']],
  },
  {
    rule: 'error 4009 after handshake closes the socket',
    file: 'src/connection/pusher_socket.cpp',
    changes: [
      [
        'if (pusher::advice_for(error->code.value_or(0)) == pusher::Advice::kReconnectLater) {',
        'if (error->code.value_or(0) == 4009 || pusher::advice_for(error->code.value_or(0)) == pusher::Advice::kReconnectLater) {',
      ],
    ],
  },
  {
    rule: 'pong deadline removed',
    file: 'src/connection/pusher_socket.cpp',
    changes: [
      [
        '      phase_ = Phase::kPinged;\n      deadline_ = now.mono + kPongDeadline;\n      send(',
        '      phase_ = Phase::kPinged;\n      deadline_ = kNever;\n      send(',
      ],
    ],
  },
  {
    rule: 'suspect stream not reopened',
    file: 'src/connection/match_sync.hpp',
    changes: [
      [
        'return expected_until_ != kNever && now >= expected_until_;',
        'return false && now >= expected_until_;',
      ],
    ],
  },
  {
    rule: 'no doubt after sleep or clock jump',
    file: 'src/connection/provider_source.cpp',
    changes: [
      ['  if (gap.is_doubtful) doubt(gap.may_be_dead, now);\n}', '}'],
      ['  if (gap.is_doubtful) doubt(gap.may_be_dead, now);\n  // A message', '  // A message'],
    ],
  },
  {
    rule: 'socket kept after the end',
    file: 'src/connection/stream_plan.cpp',
    changes: [
      [
        '  if (match != nullptr && is_final(match->status)) return false;\n  const bool is_live',
        '  const bool is_live',
      ],
    ],
  },
  {
    rule: 'unwatch leaves a request',
    file: 'src/connection/provider_source.cpp',
    changes: [
      [
        '[&](const SnapshotRequest& request) { return request.subject == subject; });',
        '[&](const SnapshotRequest&) { return false; });',
      ],
      [
        '    requests_.snapshots().cancel_expired(outbox_, kNever);\n    access_.credential().stop();',
        '    access_.credential().stop();',
      ],
    ],
  },
  {
    rule: 'budget ignored',
    file: 'src/connection/scorelytics_provider.cpp',
    changes: [
      [
        'static_cast<int>(wanted.matches.size()) > wanted.max_sockets',
        'static_cast<int>(wanted.matches.size()) > 1000',
      ],
    ],
  },
  {
    rule: '4200 in a loop',
    file: 'src/connection/backoff.cpp',
    changes: [['if (failures_ > 0) return failed(now, random);', '']],
  },
  {
    rule: "pong to a server's ping forgotten",
    file: 'src/connection/pusher_socket.cpp',
    changes: [['    send(pusher::pong_frame());\n', '']],
  },
  {
    rule: 'a resubscribed stream stands on the old base',
    file: 'src/connection/match_sync.cpp',
    changes: [
      ['  is_stream_live_ = true;\n  is_based_ = false;\n', '  is_stream_live_ = true;\n'],
      ['  is_stream_live_ = false;\n  is_based_ = false;\n', '  is_stream_live_ = false;\n'],
    ],
  },
  {
    rule: "another match's message taken on a match's stream",
    file: 'src/connection/provider_source.cpp',
    changes: [
      [
        'if (key.kind == StreamKind::kMatch && key.id != reading.delta->match_id) {',
        'if (false && key.id != reading.delta->match_id) {',
      ],
    ],
  },
  {
    rule: 'observed limit ignored',
    file: 'src/connection/provider_source.cpp',
    changes: [
      ['std::min(options_.max_sockets, streams_->observed_limit())', 'options_.max_sockets'],
    ],
  },
  {
    rule: 'half-time not asked for',
    by: 'unit',
    file: 'src/connection/scorelytics_provider.cpp',
    changes: [
      [
        'before != nullptr && before->sport == Sport::kFootball && tells_nothing_new',
        'false && before->sport == Sport::kFootball && tells_nothing_new',
      ],
    ],
  },
  {
    rule: 'wait of 5 to 30 s after 1012 dropped',
    by: 'unit',
    file: 'src/connection/socket_streams.cpp',
    changes: [['is_restart(code)', 'is_restart(code * 10)']],
  },
  {
    rule: 'signature of a fixed key kept: expired key refuses twice',
    file: 'src/connection/credential.cpp',
    changes: [['if (page_gives_it_ && (!has_key_ || number != number_)) return true;', '']],
  },
  {
    rule: 'a refusal from before a refresh is believed',
    by: 'unit',
    file: 'src/connection/access.hpp',
    changes: [['return asked < accepted_;', 'return asked < 0 * accepted_;']],
  },
  {
    rule: 'an answer cancelled with one board is missed by another',
    by: 'unit',
    file: 'src/connection/provider_source.cpp',
    changes: [['    if (!cancelled.empty()) {', "    if (cancelled.size() > 1'000) {"]],
  },
  {
    rule: 'late message applied',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        '  if (order == Order::kEarlier) {\n    // A goal may',
        '  if (false && order == Order::kEarlier) {\n    // A goal may',
      ],
    ],
  },
  {
    rule: 'contested message believed',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        '  if (order == Order::kLater || (is_forward && !was_left)) return believe(match, delta, now);\n  return contest();',
        '  return believe(match, delta, now);',
      ],
    ],
  },
  {
    rule: 'what was left a moment ago comes back by a message',
    file: 'src/connection/match_sync.cpp',
    changes: [['(is_forward && !was_left)) return', 'is_forward) return']],
  },
  {
    rule: 'repeated status change takes the score back',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        '  if (delta.is_status_change && told.status == shown.status && !changes_word(match, delta)) {',
        '  if (false && delta.is_status_change) {',
      ],
    ],
  },
  {
    rule: 'a message changes a result',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        '  if (is_final(match.status)) {\n    // What changes',
        '  if (false && is_final(match.status)) {\n    // What changes',
      ],
    ],
  },
  {
    rule: 'duplicate event ids applied',
    file: 'src/connection/match_sync.cpp',
    changes: [['if (delta.play->id <= last_play_) return', 'if (delta.play->id < 0) return']],
  },
  {
    rule: 'a message that tells nothing proves the match',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        '  if (amend(match, delta).is_empty()) return heard;\n',
        '  heard.is_told = true;\n  if (amend(match, delta).is_empty()) return heard;\n',
      ],
    ],
  },
  {
    rule: 'same updated_at believed',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        '} else if (is_the_row && told_since_row_ != kNever &&',
        '} else if (false && is_the_row &&',
      ],
    ],
  },
  {
    rule: 'older updated_at believed',
    file: 'src/connection/match_sync.cpp',
    changes: [
      ['if (*snapshot.updated_at < *row_->updated_at) {', 'if (*snapshot.updated_at < 0) {'],
    ],
  },
  {
    rule: 'an answer from earlier in the game believed',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        '  const Order order = order_of(time);\n  return {order,',
        '  const Order order = Order::kUnclear;\n  return {order,',
      ],
    ],
  },
  {
    rule: 'a replica that lags undoes a goal',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        '  if (left && left->was_shown && asked.as_of < left->left_at + kReplicaLag) {',
        '  if (false && left) {',
      ],
      [
        '  if (!left && !is_crossed && goes_forward(shown, told)) {',
        '  if (left || goes_forward(shown, told)) {',
      ],
    ],
  },
  {
    rule: 'an answer that takes back is believed at once',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        '  if (has_persisted(asked)) {\n    return believe(current, std::move(snapshot), place, asked, now, was_told || was_told_before);\n  }\n  // Before',
        '  if (asked.seq > 0) return believe(current, std::move(snapshot), place, asked, now);\n  // Before',
      ],
    ],
  },
  {
    rule: 'a correction that only answers tell is never shown',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        '  return against_.count >= kAnswersToPersist &&',
        "  return against_.count >= 1'000'000 &&",
      ],
    ],
  },
  {
    rule: 'a disputed answer leaves it live',
    file: 'src/connection/match_sync.cpp',
    changes: [['against_.is_dispute = true;', 'against_.is_dispute = false;']],
  },
  {
    rule: 'any copy settles a contested message',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['asked.surely >= contested_->at', 'asked.at >= contested_->at']],
  },
  {
    rule: 'base from before the stream',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        'if (!is_stream_live_ || asked.seq <= live_seq_ || asked.as_of < live_at_) return;',
        'if (!is_stream_live_) return;',
      ],
    ],
  },
  {
    rule: 'a copy from before the stream is a base',
    file: 'src/connection/match_sync.cpp',
    changes: [['asked.seq <= live_seq_ || asked.as_of < live_at_', 'asked.seq <= live_seq_']],
  },
  {
    rule: 'a base is not proven once more',
    file: 'src/connection/match_sync.cpp',
    changes: [['  is_settled_ |= asked.at >= live_at_ + kSettleAfter;', '  is_settled_ = true;']],
  },
  {
    rule: 'answers that overtook each other believed',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['if (asked.seq < last_asked_ && place.order', 'if (asked.seq < 0 && place.order']],
  },
  {
    rule: 'the age that headers tell ignored',
    file: 'src/connection/snapshot_intake.cpp',
    changes: [
      ['asked.as_of = asked.at - std::max(age, rest_.usual_age(now));', 'asked.as_of = asked.at;'],
    ],
  },
  {
    rule: 'what answers were caught at is forgotten',
    by: 'unit',
    file: 'src/connection/rest_path.cpp',
    changes: [['  caught_until_ = now + kRemembered;', '  caught_until_ = now;']],
  },
  {
    rule: 'suspect stream not noticed',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        'if (is_news && !is_seconded && is_stream_live_ &&\n      (is_settled_',
        'if (false && is_news && is_stream_live_ &&\n      (is_settled_',
      ],
    ],
  },
  {
    rule: 'what an answer finds long after a silent stream was live is no sign',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [[' || is_silent)', ')']],
  },
  {
    rule: 'what a stream told before answers persisted convicts it',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['was_told || was_told_before', 'was_told']],
  },
  {
    rule: 'conviction forgotten',
    file: 'src/connection/stream_verdicts.cpp',
    changes: [['if (!has_ended) track.conviction.convict(now.mono);', '']],
  },
  {
    rule: 'what was believed since a doubt is excused as ended',
    by: 'unit',
    file: 'src/connection/stream_verdicts.cpp',
    changes: [['track.sync.may_be_from_before_doubt() && ', '']],
  },
  {
    rule: 'a doubt forgets what is expected',
    by: 'unit',
    file: 'src/connection/match_sync.hpp',
    changes: [['    if (is_behind) expected_until_ = now + kStreamLag;\n', '']],
  },
  {
    rule: 'nothing is excused as ended',
    by: 'unit',
    file: 'src/connection/stream_verdicts.cpp',
    changes: [['trust_.may_have_ended(track);\n    const', 'false;\n    const']],
  },
  {
    rule: 'a young page takes every answer for crossed',
    file: 'src/connection/match_sync.hpp',
    changes: [['said_at_ = -kReplicaLag;', 'said_at_ = 0;']],
  },
  {
    rule: 'a snapshot alone acquits',
    file: 'src/connection/conviction.hpp',
    changes: [
      [
        'if (!is_convicted() || told_at_ == kNever || asked_at < told_at_) return;',
        'if (!is_convicted()) return;',
      ],
    ],
  },
  {
    rule: 'every conviction is a first one',
    by: 'unit',
    file: 'src/connection/conviction.hpp',
    changes: [['next_sentence_ = std::min(next_sentence_ * 8, kMostNeeded);', '']],
  },
  {
    rule: 'silence of a busy stream not probed',
    by: 'unit',
    file: 'src/connection/pace.hpp',
    changes: [
      [
        'const bool is_busy = usual_gap_ < kBusyGap;',
        'const bool is_busy = false;\n    usual_gap_ = kLongestPatience;',
      ],
    ],
  },
  {
    rule: 'silence never probed',
    file: 'src/connection/questions.cpp',
    changes: [
      ['  return last + patient_for - patient_for * impatience_ / 1024 / 8;', '  return kNever;'],
    ],
  },
  {
    rule: 'live for ever',
    file: 'src/connection/match_trust.cpp',
    changes: [
      [
        '  const MonoMs end = trust_end(match, track);\n  return end != kNever && now.mono <= end;',
        '  const MonoMs end = trust_end(match, track);\n  return end != kNever;',
      ],
    ],
  },
  {
    rule: 'doubt keeps the base',
    file: 'src/connection/provider_source.cpp',
    changes: [
      [
        '    track.sync.doubt(outbox_.next_seq(), now.mono);\n  }\n  askings_.want_everything',
        '  }\n  need_everything',
      ],
      ['    track.doubted_at = now.mono;\n', ''],
    ],
  },
  {
    rule: 'offline stays live',
    file: 'src/connection/match_trust.cpp',
    changes: [
      [
        'is_final(match.status) || !page_.is_online() || !is_followed(track)',
        'is_final(match.status) || !is_followed(track)',
      ],
    ],
  },
  {
    rule: 'over without a known result',
    file: 'src/connection/connection_views.cpp',
    changes: [[' &&\n      track->sync.is_result_known()) {', ') {']],
  },
  {
    rule: 'a final whistle alone is a result',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        'is_final(facts.status) && is_based_ && delta.home_score && delta.away_score;',
        'is_final(facts.status) && is_based_;',
      ],
    ],
  },
  {
    rule: 'result never asked again',
    file: 'src/connection/questions.cpp',
    changes: [
      [
        '    return answered_at + cadence::result_interval(since_end);',
        '    return kNever * (since_end >= 0);',
      ],
    ],
  },
  {
    rule: 'a result in doubt is a result',
    by: 'unit',
    file: 'src/connection/match_sync.hpp',
    changes: [
      [
        '(is_result_confirmed_ || is_result_told_) && !is_in_doubt();',
        'is_result_confirmed_ || is_result_told_;',
      ],
    ],
  },
  {
    rule: 'row age ignored',
    file: 'src/connection/match_trust.cpp',
    changes: [['row_age(track, now) > kLongestUnwritten;', 'row_age(track, now) < 0;']],
  },
  {
    rule: 'device clock believed',
    file: 'src/connection/server_clock.hpp',
    changes: [
      ['return is_known_ ? now.mono + *offset_ : now.wall;', 'return now.wall;'],
      ['if (is_known_) return told;', 'if (told >= 0) return now.wall - then;'],
    ],
  },
  {
    rule: "a row's age told by nobody is taken from the device",
    by: 'unit',
    file: 'src/connection/provider.hpp',
    changes: [
      [
        'if (!written || !server.is_known()) return std::nullopt;',
        'if (!written) return std::nullopt;\n    if (!server.is_known()) return now.mono - (now.wall - *written);',
      ],
    ],
  },
  {
    rule: 'Retry-After ignored',
    file: 'src/connection/rate_budget.cpp',
    changes: [['if (wait > 0) allowed_at_', "if (wait > 100'000'000) allowed_at_"]],
  },
  {
    rule: 'refused credentials never retried',
    file: 'src/connection/access.cpp',
    changes: [
      [
        '  retry_at_ = retries_.refused(now, outbox_.random(), retry_after);',
        '  retry_at_ = kNever;\n  retries_.refused(now, outbox_.random(), retry_after);',
      ],
    ],
  },
  {
    rule: 'refused match or list never retried',
    file: 'src/connection/snapshot_failures.cpp',
    changes: [
      [
        '  asking->retry_at = asking->slow.refused(now, outbox_.random(), retry_after(answer));',
        '  asking->retry_at = kNever;',
      ],
    ],
  },
  {
    rule: 'refused channel never retried',
    file: 'src/connection/pusher_streams.cpp',
    changes: [
      [
        'channel.deadline = channel.slow.refused(now.mono, outbox_.random(), retry_after);',
        'channel.deadline = kNever;',
      ],
    ],
  },
  {
    rule: 'refused connection never retried',
    file: 'src/connection/pusher_socket.cpp',
    changes: [
      ['deadline_ = refusals_.refused(now.mono, outbox_.random());', 'deadline_ = kNever;'],
    ],
  },
  {
    rule: 'refusal for good retried for ever',
    file: 'src/connection/slow_retry.cpp',
    changes: [['? kForGood', '? kFirst']],
  },
  {
    rule: 'own budget ignored',
    file: 'src/connection/allowance.hpp',
    changes: [['if (made_.size() <= may_stay) return 0;', "if (made_.size() <= 1'000) return 0;"]],
  },
  {
    rule: 'strangers ask for the lists each time',
    by: 'unit',
    file: 'src/connection/strangers.cpp',
    changes: [
      [
        '  if (is_known && !begins) return kNever;\n',
        '  if (is_known && begins && !begins) return kNever;\n',
      ],
    ],
  },
  {
    rule: 'all readers ask at once about what all have heard',
    by: 'unit',
    file: 'src/connection/spread.hpp',
    changes: [
      ['  return now + random.up_to(kSpread);', '  return now + 0 * random.up_to(kSpread);'],
    ],
  },
  {
    rule: 'an outage leaves the next socket where it was',
    by: 'unit',
    file: 'src/connection/snapshot_failures.cpp',
    changes: [['return std::exchange(had_outage_, false);', 'return had_outage_ && !had_outage_;']],
  },
  {
    rule: 'a reader who sees nothing yet waits like others',
    by: 'unit',
    file: 'src/connection/snapshot_failures.cpp',
    changes: [
      [
        '  if (shows_nothing) {\n    asking->retry_at',
        '  if (false && shows_nothing) {\n    asking->retry_at',
      ],
    ],
  },
  {
    rule: 'routine polling removed',
    file: 'src/connection/questions.cpp',
    changes: [
      [
        '  return subject.is_list() ? list_due(interest) : match_due(subject.id, interest.asking);',
        "  return kNever * (subject.id.size() < 1'000'000);",
      ],
    ],
  },
  {
    rule: 'an expired key closes what it has opened',
    by: 'unit',
    file: 'src/connection/stream_plan.cpp',
    changes: [['  if (!may_open) {\n', '  if (!may_open) {\n    plan.clear();\n']],
  },

  // --- many questions
  {
    rule: 'matches are asked for one by one, however many',
    by: 'unit',
    file: 'src/connection/tellers.cpp',
    changes: [['kMostSingly = 2', 'kMostSingly = 1000']],
  },
  {
    rule: 'a list takes the room that others left',
    by: 'unit',
    file: 'src/connection/questions.cpp',
    changes: [['    if (is_waiting) ahead += steps;', '    (void)is_waiting;']],
  },
  {
    rule: 'every refused channel is tried again at its own time',
    by: 'unit',
    file: 'src/connection/pusher_streams.cpp',
    changes: [
      ['if (!was_tried(channel)) return now.mono;', 'return now.mono + 0 * kBetweenRetries;'],
    ],
  },
  {
    rule: 'one channel that is granted helps no other',
    by: 'unit',
    file: 'src/connection/pusher_streams.cpp',
    changes: [['  if (!was_refused) return;', '  if (!was_refused || was_refused) return;']],
  },
  {
    rule: 'what waited in a sleeping machine tells the clock of now',
    file: 'src/connection/page_life.cpp',
    changes: [
      [
        'if (gap.is_doubtful || std::max(late, drift) > kLateForClocks)',
        'if (gap.is_doubtful && !gap.is_doubtful)',
      ],
    ],
  },
  {
    rule: 'a row from after an interruption is called an old copy',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['told_since_row_ >= row_->received_at', 'told_since_row_ >= 0']],
  },
  {
    rule: 'a clock that goes on after an interruption proves it',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [[' || is_odd_now) {\n', ') {\n']],
  },
  {
    rule: 'a newer row from before what the stream told last is believed',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['asked.as_of < contested_->countered_at + kReplicaLag', 'false']],
  },
  {
    rule: 'what a message has countered is never settled by answers',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        'if (was_told && asked.at < contested_->at) return answered;',
        'if (was_told) return answered;',
      ],
    ],
  },
  {
    rule: 'a score that begins at 0 is a change',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['begun(facts) != begun(facts_of(*current))', 'facts != facts_of(*current)']],
  },
  {
    rule: 'what the first answer disputes convicts',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['against_.is_dispute && (is_based_ || has_changed);', 'against_.is_dispute;']],
  },
  {
    rule: 'a stream that is lost in a dispute is believed anew',
    by: 'unit',
    file: 'src/connection/stream_plan.cpp',
    changes: [['    if (track.sync.is_disputed()) track.conviction.put_on_probation();\n', '']],
  },
  {
    rule: 'what the row knew already proves a match live',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['heard.is_told = is_newer_than_row;', 'heard.is_told = true;']],
  },
  {
    rule: 'a stream that is behind the row goes on',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['is_behind_row(delta) ? now + kStreamLag : 0;', '0;']],
  },
  {
    rule: 'a message from before the row goes on',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['(now < overtaken_until_ || is_behind_row(delta))', '(now < overtaken_until_)']],
  },
  {
    rule: 'a replica goes on right after the stream was live',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [
      ['(is_settled_ ? asked.at : asked.as_of - kReplicaLag) < said_at_', 'asked.at < said_at_'],
    ],
  },
  {
    rule: 'game clocks run on after the steady clock stood still',
    by: 'unit',
    file: 'src/connection/provider_source.cpp',
    changes: [['  if (gap.is_time_lost) matches_.stop_clocks(now.mono);\n', '']],
  },
  {
    rule: 'no timer shows that a clock has waited in a sleeping machine',
    by: 'unit',
    file: 'src/connection/provider_source.cpp',
    changes: [
      [
        'match->clock ? match->clock->is_running : is_in_play',
        'match->clock ? match->clock->is_running : !is_in_play',
      ],
    ],
  },
  {
    rule: 'what was told of a match before its list came is forgotten',
    file: 'src/connection/strangers.cpp',
    changes: [['  if (is_kept && stranger.last) {', '  if (is_kept && stranger.last && false) {']],
  },
  {
    rule: 'what was told of a match before its list came is kept for ever',
    by: 'unit',
    file: 'src/connection/strangers.cpp',
    changes: [['now - stranger.told_at <= kKept', 'now >= stranger.told_at']],
  },
  {
    rule: 'after a message nobody looks at the other matches soon',
    by: 'unit',
    file: 'src/connection/provider_source.cpp',
    changes: [
      [
        '    next_deadline_ = std::min(next_deadline_, now.mono + kWhileClocksRun);\n  } else',
        '    next_deadline_ = std::min(next_deadline_, kNever);\n  } else',
      ],
    ],
  },
  {
    rule: 'a message whose timer is late leaves what is due to the timer',
    by: 'unit',
    file: 'src/connection/provider_source.cpp',
    changes: [[' &&\n                      now.mono < next_deadline_;', ';']],
  },
  {
    rule: 'the first message after a doubt proves one match alone',
    by: 'unit',
    file: 'src/connection/provider_source.cpp',
    changes: [
      [
        '  has_told_of_one_ &= !is_first && !gap',
        '  has_told_of_one_ &= (is_first || !is_first) && !gap',
      ],
    ],
  },
  {
    rule: 'a message after which a match is not live any more concerns it alone',
    by: 'unit',
    file: 'src/connection/message_intake.cpp',
    changes: [
      ['  return was_live && is_live() && ', '  return was_live && (is_live() || true) && '],
    ],
  },
  {
    rule: 'a message that makes a match live concerns it alone',
    by: 'unit',
    file: 'src/connection/message_intake.cpp',
    changes: [
      ['  return was_live && is_live() && ', '  return (was_live || true) && is_live() && '],
    ],
  },
  {
    rule: 'what changes between disputed answers convicts nobody',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['(is_based_ || has_changed);', '(is_based_ || (has_changed && false));']],
  },
  {
    rule: 'a message is no support against answers that persist',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['std::max(shown_since_, said_at_) + kLateAtMost', 'shown_since_ + kLateAtMost']],
  },
  {
    rule: 'what came late replaces what is contested',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['const bool is_older = contested_', 'const bool is_older = false && contested_']],
  },
  {
    rule: 'an old copy takes a correction back that was told before it',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [
      ['order == Order::kLater || is_unclear;', 'order == Order::kLater || (is_unclear && false);'],
    ],
  },
  {
    rule: 'boards of one address each have a request that does not count',
    by: 'unit',
    file: 'src/connection/rest_requests.cpp',
    changes: [['  if (!request.is_first || !is_free(fetch.url)) ', '  if (!request.is_first) ']],
  },
  {
    rule: 'plays take all requests of a minute',
    by: 'unit',
    file: 'src/connection/play_history.cpp',
    changes: [['kLeftToSnapshots = 8;', 'kLeftToSnapshots = 0;']],
  },
  {
    rule: 'what an answer lacked a moment after it was shown stays live without another',
    by: 'unit',
    file: 'src/connection/match_trust.cpp',
    changes: [['std::min(end, unsure_until + kAnswerSoon)', 'std::max(end, unsure_until)']],
  },
  {
    rule: 'what an answer lacked a moment after it was shown is not asked again',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [['unsure_until_ > now ? std::min(again, unsure_until_) : again', 'again']],
  },
  {
    rule: 'the first word of a gateway is live for as long as any',
    by: 'unit',
    file: 'src/connection/gateway_source.cpp',
    changes: [['(is_first ? kFreshAtFirst : kFresh)', '(is_first ? kFresh : kFresh)']],
  },
  {
    rule: 'an older word of a gateway is believed',
    by: 'unit',
    file: 'src/connection/gateway_source.cpp',
    changes: [['  if (place == Place::kCovered) return;\n', '']],
  },
  {
    rule: 'a gap in a list of a gateway is passed over',
    by: 'unit',
    file: 'src/connection/gateway_source.cpp',
    changes: [
      [
        'subject.is_list() && !is_next ? Place::kGap',
        'subject.is_list() && is_next && !is_next ? Place::kGap',
      ],
    ],
  },
  {
    rule: 'a heartbeat of a gateway stands for the batch that was lost',
    by: 'unit',
    file: 'src/connection/gateway_source.cpp',
    changes: [
      ['interest.number.seq + 1 && has_change', 'interest.number.seq + 1 && (has_change || true)'],
    ],
  },
  {
    rule: 'a lower epoch of a gateway is believed at once',
    by: 'unit',
    file: 'src/connection/gateway_source.cpp',
    changes: [
      [
        'if (epoch < epoch_ && is_any_fresh) return false;',
        'if (epoch < 0 && is_any_fresh) return false;',
      ],
    ],
  },
  {
    rule: 'a gateway that is silent stays live',
    by: 'unit',
    file: 'src/connection/gateway_source.cpp',
    changes: [['now.mono > interest.live_until)', 'now.mono > kNever)']],
  },
];
