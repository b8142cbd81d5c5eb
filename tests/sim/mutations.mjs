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
    rule: 'snapshot applied over newer deltas',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        'for (std::size_t i = 0; i < recent_.size(); ++i) {\n    const MatchDelta& delta',
        'for (std::size_t i = recent_.size(); i < recent_.size(); ++i) {\n    const MatchDelta& delta',
      ],
    ],
  },
  {
    rule: 'older delta applied after a snapshot (no hold)',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        'return now < settled_at_ && game_time_order(match, clock, delta) <= 0;',
        'return now < 0 && game_time_order(match, clock, delta) <= 0;',
      ],
      [
        '  if (now < settled_at_ && game_time_order(*current, clock, heard) < 0) {\n    return play_shown(current, heard);\n  }\n',
        '',
      ],
    ],
  },
  {
    rule: 'base accepted though asked before live',
    file: 'src/connection/match_sync.cpp',
    changes: [['if (is_stream_live_ && asked > live_since_) {', 'if (is_stream_live_) {']],
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
    rule: 'Retry-After ignored',
    file: 'src/connection/rate_budget.cpp',
    changes: [['if (wait > 0) free_at_', "if (wait > 100'000'000) free_at_"]],
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
    rule: '401 retried',
    file: 'src/connection/source_snapshots.cpp',
    changes: [
      [
        '  if (status == 401 || status == 402) {',
        '  if (status == 401) { on_snapshot_failed(request, Reason::kWrongKey, now); return; }\n  if (status == 401 || status == 402) {',
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
    rule: 'suspect stream not noticed',
    file: 'src/connection/match_sync.cpp',
    changes: [['if (knows_more && expected_until_ == kNever)', 'if (false && knows_more)']],
  },
  {
    rule: 'no doubt after sleep or clock jump',
    file: 'src/connection/source.cpp',
    changes: [['      doubt(slept || drift > kSleptVisible, now);', '      ;']],
  },
  {
    rule: 'doubt keeps the base',
    file: 'src/connection/source.cpp',
    changes: [
      ['    track.sync.doubt(outbox_.next_seq());\n', ''],
      ['    track.doubted_at = now.mono;\n', ''],
    ],
  },
  {
    rule: 'socket kept after the end',
    file: 'src/connection/source_streams.cpp',
    changes: [
      [
        '  if (match != nullptr && is_final(match->status)) return false;\n  const bool is_live',
        '  const bool is_live',
      ],
    ],
  },
  {
    rule: 'unwatch leaves a request',
    file: 'src/connection/source.cpp',
    changes: [
      [
        '[&](const SnapshotRequest& request) { return request.subject == subject; });',
        '[&](const SnapshotRequest&) { return false; });',
      ],
      [
        '    requests_.cancel_expired(outbox_, kNever);\n    credential_.stop();',
        '    credential_.stop();',
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
    rule: 'duplicate event ids applied',
    file: 'src/connection/match_sync.cpp',
    changes: [['if (delta.play->id <= last_play_) {', 'if (delta.play->id < 0) {']],
  },
  {
    rule: 'live for ever',
    file: 'src/connection/source_view.cpp',
    changes: [['return end != kNever && now <= end;', 'return end != kNever && now >= 0;']],
  },
  {
    rule: '4000 to 4099 retried',
    file: 'src/connection/pusher_socket.cpp',
    changes: [
      [
        '      refuse(reason, kNever, now);\n      return;\n    case',
        '      wait(backoff_.failed(now.mono, outbox_.random()), reason, now);\n      return;\n    case',
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
    rule: 'older updated_at taken',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        '*snapshot.updated_at < *current->updated_at && older_answers_ < kMaxOlderAnswers',
        '*snapshot.updated_at < *current->updated_at && older_answers_ < 0',
      ],
    ],
  },
  {
    rule: "another match's message taken on a match's stream",
    file: 'src/connection/source_streams.cpp',
    changes: [
      ['if (key.kind == StreamKind::kMatch && key.id != id) {', 'if (false && key.id != id) {'],
    ],
  },
  {
    rule: 'observed limit ignored',
    file: 'src/connection/source_streams.cpp',
    changes: [
      ['std::min(options_.max_sockets, streams_->observed_limit())', 'options_.max_sockets'],
    ],
  },
  {
    rule: 'routine polling removed',
    file: 'src/connection/source_snapshots.cpp',
    changes: [['due = routine_due(subject, interest);', 'due = kNever;']],
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
    rule: 'over without a known result',
    file: 'src/connection/source_view.cpp',
    changes: [[' &&\n      it->second.sync.is_result_known()) {', ') {']],
  },
  {
    rule: 'pongs prove that broadcasts come',
    file: 'src/connection/source_view.cpp',
    changes: [
      [
        'told + cadence::probe_interval(match, provider_->recheck_after(), last_.wall)',
        'proof + cadence::probe_interval(match, provider_->recheck_after(), last_.wall)',
      ],
    ],
  },
  {
    rule: 'answers that cross are both believed',
    by: 'unit',
    file: 'src/connection/match_sync.cpp',
    changes: [
      [
        'bool is_disputed = is_overlapping && !is_later',
        'bool is_disputed = false && is_overlapping && !is_later',
      ],
    ],
  },
  {
    rule: 'a refusal from before a refresh is believed',
    by: 'unit',
    file: 'src/connection/source_snapshots.cpp',
    changes: [
      ['if (request.step_asked < accepted_) {', 'if (request.step_asked < 0 * accepted_) {'],
    ],
  },
  {
    rule: 'an expired key closes what it has opened',
    by: 'unit',
    file: 'src/connection/source_streams.cpp',
    changes: [
      [
        '  if (!credential_.is_ready()) {',
        '  if (!credential_.is_ready()) plan.clear();\n  if (!credential_.is_ready()) {',
      ],
    ],
  },
  {
    rule: 'an answer cancelled with one board is missed by another',
    by: 'unit',
    file: 'src/connection/source.cpp',
    changes: [['    if (!cancelled.empty()) {', "    if (cancelled.size() > 1'000) {"]],
  },
];
