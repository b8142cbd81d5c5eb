#include "connection/pusher_streams.hpp"

#include <algorithm>
#include <variant>

#include "connection/source_options.hpp"
#include "feed/pusher/auth.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kAuthDeadline = 15'000;
constexpr MonoMs kSubscribeDeadline = 10'000;
// A signature is refused once more with a fresh one before the channel is given up: the first may
// have been made for a connection that a proxy had already replaced.
constexpr int kMaxSignatureRefusals = 2;

constexpr int kUnauthorisedCode = 4009;
constexpr int kOverQuotaCode = 4004;
constexpr int kRateLimitedCode = 4301;
constexpr int kSessionExpired = 419;  // Laravel's own status

// Why a subscription was not granted, other than for its signature. 4200 ("Invalid message format")
// says nothing of what this client may see.
Reason reason_of_refusal(int code) {
  if (code == kOverQuotaCode) return Reason::kOverQuota;
  return code == kRateLimitedCode ? Reason::kRateLimited : Reason::kStreamBlocked;
}

}  // namespace

void PusherStreams::want(const std::vector<StreamKey>& keys, const Instant& now) {
  for (auto it = channels_.begin(); it != channels_.end();) {
    Channel& channel = it->second;
    if (std::find(keys.begin(), keys.end(), it->first) != keys.end()) {
      ++it;
      continue;
    }
    forget_request(channel);
    if (socket_.is_up() && channel.is_asked) {
      socket_.send(pusher::unsubscribe_frame(channel.name));
    }
    if (channel.is_asked && channel.phase != Phase::kLive) unconfirmed_.push_back(channel.name);
    it = channels_.erase(it);
  }
  if (keys.empty()) {
    unconfirmed_.clear();
    socket_.stop();
    return;
  }
  socket_.start(now);
  for (const StreamKey& key : keys) {
    const auto [it, is_new] = channels_.try_emplace(key);
    if (!is_new) continue;
    Channel& channel = it->second;
    channel.name = options_.channel_of(key);
    if (!socket_.is_up()) continue;
    if (const MonoMs free_at = free_at_for(channel, now); free_at > now.mono) {
      channel.phase = Phase::kWaiting;
      channel.deadline = free_at;
    } else {
      authorise(channel, now);
    }
  }
  subscribe_next(now);
}

StreamStatus PusherStreams::status(const StreamKey& key) const {
  const auto it = channels_.find(key);
  if (it == channels_.end()) return {};
  const Channel& channel = it->second;
  StreamStatus status = socket_.status();
  if (channel.phase == Phase::kRefused) {
    status.phase = StreamPhase::kRefused;
    status.reason = channel.reason;
    return status;
  }
  if (status.phase != StreamPhase::kLive) return status;
  if (channel.phase == Phase::kLive) return status;
  status.failures = channel.backoff.failures();
  status.reason = channel.reason;
  if (channel.phase == Phase::kWaiting) {
    status.phase = StreamPhase::kWaiting;
    status.retry_at = channel.deadline;
  } else {
    status.phase = StreamPhase::kOpening;
  }
  return status;
}

void PusherStreams::reopen(const StreamKey&, const Instant& now) { socket_.drop(now); }

void PusherStreams::retry_now(const Instant& now) {
  refused_at_ = kNever;
  for (auto& [key, channel] : channels_) {
    // What is under way may have been asked with a key that has been replaced since.
    forget_request(channel);
    if (channel.phase != Phase::kRefused && channel.phase != Phase::kWaiting &&
        channel.phase != Phase::kAuthorising) {
      continue;
    }
    channel.refusals = 0;
    channel.reason = Reason::kNone;
    channel.backoff.reset();
    channel.slow.reset();
    channel.phase = Phase::kIdle;
    channel.deadline = kNever;
    if (socket_.is_up()) authorise(channel, now);
  }
  socket_.retry_now(now);
}

void PusherStreams::doubt(bool, const Instant& now) { socket_.doubt(now); }

void PusherStreams::on_up(const Instant& now) {
  for (auto& [key, channel] : channels_) {
    if (channel.phase == Phase::kIdle) authorise(channel, now);
  }
}

void PusherStreams::on_down(const Instant& now) {
  unconfirmed_.clear();
  tried_.clear();
  for (auto& [key, channel] : channels_) {
    // An authorisation is only good for the socket id that it was made for: whatever is still under
    // way must never be sent on the next connection.
    forget_request(channel);
    channel.auth.clear();
    channel.is_asked = false;
    const bool was_live = channel.phase == Phase::kLive;
    // A channel that waits goes on waiting: its Retry-After holds for the next connection too.
    if (channel.phase != Phase::kRefused && channel.phase != Phase::kWaiting) {
      channel.phase = Phase::kIdle;
      channel.deadline = kNever;
    }
    if (was_live) listener_.on_stream_lost(key, now);
  }
}

void PusherStreams::authorise(Channel& channel, const Instant& now) {
  if (!pusher::needs_auth(channel.name)) {
    channel.phase = Phase::kReady;
    subscribe_next(now);
    return;
  }
  if (now.mono < auth_free_at_) {
    channel.phase = Phase::kWaiting;
    channel.reason = Reason::kRateLimited;
    channel.deadline = auth_free_at_;
    return;
  }
  if (was_tried(channel)) {
    rate_.retry_sent(now.mono);
  } else {
    tried_.push_back(channel.name);
  }
  channel.phase = Phase::kAuthorising;
  channel.request = outbox_.new_request();
  channel.deadline = now.mono + kAuthDeadline;
  if (options_.page_authorises) {
    outbox_.add(AskAuthorisation{channel.request, channel.name, socket_.socket_id()});
    return;
  }
  Fetch fetch;
  fetch.request = channel.request;
  fetch.url = options_.auth_url;
  fetch.headers = accepting_json(auth_headers_);
  fetch.form = pusher::auth_form(socket_.socket_id(), channel.name);
  outbox_.add(std::move(fetch));
}

bool PusherStreams::was_tried(const Channel& channel) const {
  return std::find(tried_.begin(), tried_.end(), channel.name) != tried_.end();
}

MonoMs PusherStreams::free_at_for(const Channel& channel, const Instant& now) const {
  constexpr MonoMs kBetweenRetries = 3'000;
  if (!was_tried(channel)) return now.mono;
  MonoMs free_at = rate_.retry_free_at();
  if (refused_at_ == kNever) return free_at;
  free_at = std::max(free_at, refused_at_ + kBetweenRetries);
  const bool is_one_under_way =
      std::any_of(channels_.begin(), channels_.end(),
                  [](const auto& entry) { return entry.second.phase == Phase::kAuthorising; });
  return is_one_under_way ? std::max(free_at, now.mono + kBetweenRetries) : free_at;
}

// What refused this channel before refuses others no more.
void PusherStreams::granted(Channel& channel, const Instant& now) {
  const bool was_refused = channel.reason != Reason::kNone;
  channel.reason = Reason::kNone;
  channel.refusals = 0;
  channel.slow.reset();
  channel.backoff.opened(now.mono);
  if (!was_refused) return;
  refused_at_ = kNever;
  for (auto& [key, other] : channels_) {
    if (other.phase == Phase::kWaiting || other.phase == Phase::kRefused) {
      other.deadline = std::min(other.deadline, now.mono);
    }
  }
}

void PusherStreams::forget_request(Channel& channel) {
  if (channel.phase == Phase::kAuthorising) outbox_.cancel(channel.request);
  channel.request = 0;
}

bool PusherStreams::on_answer(RequestId request, const HttpAnswer& answer, const Instant& now) {
  const auto it = std::find_if(channels_.begin(), channels_.end(), [request](const auto& entry) {
    return entry.second.phase == Phase::kAuthorising && entry.second.request == request;
  });
  if (it == channels_.end()) return false;
  Channel& channel = it->second;
  channel.request = 0;
  if (answer.status == 200) {
    Result<pusher::ChannelAuth> auth = pusher::decode_auth(answer.body);
    if (!auth) {
      fail(channel, Reason::kBadAnswer, now);
      return true;
    }
    channel.auth = std::move(auth.value().auth);
    channel.channel_data = std::move(auth.value().channel_data);
    channel.phase = Phase::kReady;
    channel.deadline = kNever;
    subscribe_next(now);
    return true;
  }
  const Reason reason =
      answer.status == kSessionExpired ? Reason::kWrongKey : reason_of_status(answer.status);
  const bool may_pass = reason == Reason::kUnreachable || reason == Reason::kRateLimited ||
                        reason == Reason::kServerError;
  constexpr std::int64_t kLongestS = 600;
  const MonoMs wait =
      std::clamp<std::int64_t>(answer.retry_after_s.value_or(0), 0, kLongestS) * 1000;
  if (!may_pass) {
    refuse(channel, reason, now, wait);
    return true;
  }
  fail(channel, reason, now);
  if (answer.retry_after_s) {
    auth_free_at_ = std::max(auth_free_at_, now.mono + wait);
    channel.deadline = std::max(channel.deadline, auth_free_at_);
  }
  return true;
}

void PusherStreams::fail(Channel& channel, Reason reason, const Instant& now) {
  channel.phase = Phase::kWaiting;
  channel.reason = reason;
  refused_at_ = now.mono;
  channel.auth.clear();
  channel.deadline = channel.backoff.failed(now.mono, outbox_.random());
}

void PusherStreams::refuse(Channel& channel, Reason reason, const Instant& now,
                           std::optional<MonoMs> retry_after) {
  channel.phase = Phase::kRefused;
  channel.reason = reason;
  refused_at_ = now.mono;
  channel.auth.clear();
  channel.deadline = channel.slow.refused(now.mono, outbox_.random(), retry_after);
}

PusherStreams::Channel* PusherStreams::subscribing() {
  for (auto& [key, channel] : channels_) {
    if (channel.phase == Phase::kSubscribing) return &channel;
  }
  return nullptr;
}

void PusherStreams::subscribe_next(const Instant& now) {
  if (!socket_.is_up() || subscribing() != nullptr) return;
  for (auto& [key, channel] : channels_) {
    if (channel.phase != Phase::kReady) continue;
    channel.phase = Phase::kSubscribing;
    channel.is_asked = true;
    channel.deadline = now.mono + kSubscribeDeadline;
    socket_.send(pusher::subscribe_frame(channel.name, channel.auth, channel.channel_data));
    channel.auth.clear();
    return;
  }
}

PusherStreams::Channels::iterator PusherStreams::channel_named(const std::string& name) {
  return std::find_if(channels_.begin(), channels_.end(),
                      [&name](const auto& entry) { return entry.second.name == name; });
}

void PusherStreams::on_subscription_refused(int code, const Instant& now) {
  // Reverb answers in order, so this is about one that was let go before its answer came.
  if (!unconfirmed_.empty()) {
    unconfirmed_.erase(unconfirmed_.begin());
    return;
  }
  Channel* channel = subscribing();
  if (channel == nullptr) return;  // about something that we did not send
  if (code == kUnauthorisedCode && ++channel->refusals >= kMaxSignatureRefusals) {
    refuse(*channel, Reason::kUnauthorised, now);
  } else if (code == kUnauthorisedCode) {
    fail(*channel, Reason::kUnauthorised, now);
  } else {
    fail(*channel, reason_of_refusal(code), now);
  }
  subscribe_next(now);
}

void PusherStreams::on_frame(const pusher::Frame& frame, const Instant& now) {
  if (const auto* event = std::get_if<pusher::ChannelEvent>(&frame)) {
    const auto it = channel_named(event->channel);
    if (it == channels_.end() || it->second.phase != Phase::kLive) return;
    const StreamKey key = it->first;
    listener_.on_stream_message(key, event->name, event->data, now);
    return;
  }
  if (const auto* done = std::get_if<pusher::SubscriptionSucceeded>(&frame)) {
    if (const auto old = std::find(unconfirmed_.begin(), unconfirmed_.end(), done->channel);
        old != unconfirmed_.end()) {
      unconfirmed_.erase(old);
      return;
    }
    const auto it = channel_named(done->channel);
    if (it == channels_.end()) return;
    Channel& channel = it->second;
    if (!channel.is_asked) return;
    // A late confirmation, after our deadline, is as good.
    if (channel.phase == Phase::kLive) return;
    forget_request(channel);
    channel.phase = Phase::kLive;
    channel.deadline = kNever;
    granted(channel, now);
    listener_.on_stream_live(it->first, now);
    subscribe_next(now);
    return;
  }
  if (const auto* failed = std::get_if<pusher::SubscriptionFailed>(&frame)) {
    const auto it = channel_named(failed->channel);
    if (it == channels_.end() || it->second.phase != Phase::kSubscribing) return;
    on_subscription_refused(kUnauthorisedCode, now);
    return;
  }
  if (const auto* error = std::get_if<pusher::ServerError>(&frame)) {
    on_subscription_refused(error->code.value_or(0), now);
  }
}

void PusherStreams::on_wake(const Instant& now) {
  socket_.on_wake(now);
  for (auto& [key, channel] : channels_) {
    if (now.mono < channel.deadline) continue;
    switch (channel.phase) {
      case Phase::kAuthorising:
        forget_request(channel);
        fail(channel, Reason::kUnreachable, now);
        break;
      case Phase::kSubscribing:
        fail(channel, Reason::kStreamBlocked, now);
        subscribe_next(now);
        break;
      case Phase::kWaiting:
      case Phase::kRefused:
        if (const MonoMs free_at = free_at_for(channel, now); free_at > now.mono) {
          channel.deadline = free_at;
          break;
        }
        channel.deadline = kNever;
        channel.phase = Phase::kIdle;
        if (socket_.is_up()) authorise(channel, now);
        break;
      case Phase::kIdle:
      case Phase::kReady:
      case Phase::kLive:
        channel.deadline = kNever;
        break;
    }
  }
}

MonoMs PusherStreams::next_deadline() const {
  MonoMs next = socket_.next_deadline();
  for (const auto& [key, channel] : channels_) next = std::min(next, channel.deadline);
  return next;
}

}  // namespace scoreline
