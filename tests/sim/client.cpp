#include "sim/client.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/facts.hpp"

namespace scoreline::sim {

Client::Client(EventQueue& queue, const Plan& plan, const Conditions& conditions, Network& network,
               ModelServer& server, Dice dice, std::vector<std::string>* trace)
    : queue_(queue),
      plan_(plan),
      conditions_(conditions),
      network_(network),
      server_(server),
      dice_(dice),
      trace_(trace),
      source_(plan.options, nullptr, dice_.seed()),
      invariants_(plan, source_, boards_, network.links()),
      limits_(plan, source_, boards_),
      wall_shift_(plan.world.clock_wrong_by) {}

Instant Client::now() const {
  // A page's clock counts from its own start: near zero where the board is there from the first moment,
  // and far from it in a page that has been open for long. Zero must not mean "never" anywhere.
  constexpr MonoMs kYoungPage = 50, kOldPage = 1'000'000;
  const MonoMs age = plan_.seed % 2 == 0 ? kYoungPage : kOldPage;
  return {age + queue_.now() - mono_lag_, kServerEpoch + queue_.now() + wall_shift_};
}

void Client::trace(const char* what, const std::string& text) {
  if (trace_ == nullptr) return;
  std::string line = std::to_string(queue_.now()) + " ms  " + what;
  if (!text.empty()) line += "  " + text.substr(0, 2000);
  trace_->push_back(std::move(line));
}

// --- the page

void Client::watch(const Subject& subject) {
  trace("page  watch", subject.id + " kind " + std::to_string(static_cast<int>(subject.kind)));
  ++boards_[subject];
  // A board that comes may need a stream that was given up with the last one.
  invariants_.on_new_start();
  limits_.on_new_start();
  note_disturbance();
  source_.watch(subject, now());
  after_step();
}

void Client::unwatch(const Subject& subject) {
  trace("page  unwatch", subject.id + " kind " + std::to_string(static_cast<int>(subject.kind)));
  const auto it = boards_.find(subject);
  if (it == boards_.end()) return;
  if (--it->second == 0) boards_.erase(it);
  note_disturbance();
  source_.unwatch(subject, now());
  after_step();
  if (boards_.empty()) {
    look_when_left();
    // A new page may be another reader's.
    invariants_.on_new_start();
    limits_.on_new_start();
  }
}

void Client::unwatch_all() {
  while (!boards_.empty()) {
    const Subject subject = boards_.begin()->first;
    unwatch(subject);
  }
}

void Client::refresh() {
  trace("page  refresh");
  invariants_.on_new_start();
  limits_.on_new_start();
  note_disturbance();
  source_.refresh(now());
  after_step();
}

void Client::set_hidden(bool is_hidden, MonoMs timer_grain) {
  trace(is_hidden ? "page  hidden" : "page  visible");
  is_hidden_ = is_hidden;
  timer_grain_ = timer_grain;
  note_disturbance();
  source_.set_hidden(is_hidden, now());
  after_step();
}

void Client::set_online(bool is_online) {
  trace(is_online ? "page  online" : "page  offline");
  invariants_.on_new_start();
  limits_.on_new_start();
  note_disturbance();
  limits_.on_online(is_online, queue_.now());
  source_.set_online(is_online, now());
  after_step();
}

// --- the machine

void Client::sleep(MonoMs how_long) {
  trace("machine  sleeps", std::to_string(how_long));
  is_asleep_ = true;
  was_away_ = true;
  note_disturbance();
  queue_.in(how_long, [this, how_long] {
    is_asleep_ = false;
    is_dazed_ = true;
    if (plan_.stops_mono_in_sleep) mono_lag_ += how_long;
    trace("machine  wakes");
    note_disturbance();
    invariants_.on_new_start();
    limits_.on_new_start();
    // Timers and what has piled up come in any order.
    if (dice_.percent(50)) wake();
    while (!inbox_.empty()) {
      const std::function<void()> event = std::move(inbox_.front());
      inbox_.pop_front();
      event();
    }
  });
}

void Client::when_awake(std::function<void()> event) {
  if (is_asleep_) {
    inbox_.push_back(std::move(event));
    return;
  }
  event();
}

MonoMs Client::wake_at() const {
  const MonoMs deadline = source_.next_deadline();
  if (deadline == kNever || is_asleep_) return kNever;
  const MonoMs due = std::max(queue_.now(), queue_.now() + (deadline - now().mono));
  // Hidden pages have their timers held back to whole seconds or minutes.
  return (due + timer_grain_ - 1) / timer_grain_ * timer_grain_;
}

void Client::wake() {
  if (source_.next_deadline() > now().mono) return;
  trace("timer");
  invariants_.on_woken(now());
  source_.on_wake(now());
  after_step();
}

// --- what comes

void Client::on_open(SocketId socket) {
  when_awake([this, socket] {
    Link& link = network_.links()[socket];
    if (!link.is_wanted) return;
    link.is_open = true;
    if (plan_.options.provider == ProviderKind::kScorelytics) link.live_at[""] = queue_.now();
    trace("socket  open", std::to_string(socket));
    invariants_.on_socket_opened(link.url, now());
    source_.on_socket_open(socket, now());
    after_step();
  });
}

void Client::on_text(SocketId socket, std::string text, std::optional<Told> told) {
  when_awake([this, socket, told, text = std::move(text)] {
    if (!network_.links()[socket].is_wanted) return;
    trace("socket  text", std::to_string(socket) + ' ' + text);
    limits_.on_sign_of_network(queue_.now());
    invariants_.on_text_received(text);
    if (text.find("connection_established") != std::string::npos) {
      network_.links()[socket].is_established = true;
    } else if (text.find("subscription_succeeded") != std::string::npos) {
      // A second confirmation, of a subscription that was sent twice, tells nothing new.
      const std::string channel = part_of(text, R"("channel":")", '"');
      network_.links()[socket].live_at.try_emplace(channel, queue_.now());
    }
    if (told) limits_.on_told(told->match, told->version, queue_.now());
    source_.on_socket_text(socket, text, now());
    after_step();
  });
}

void Client::on_closed(SocketId socket, int code) {
  when_awake([this, socket, code] {
    Link& link = network_.links()[socket];
    if (!link.is_wanted) return;
    trace("socket  closed", std::to_string(socket) + " code " + std::to_string(code));
    note_disturbance();
    invariants_.on_socket_lost(link.url, now());
    source_.on_socket_closed(socket, code, now());
    // Whoever uses it while it is told that it is closed does no harm.
    std::vector<Action> actions = source_.take_actions();
    std::erase_if(actions, [&](const Action& action) {
      const auto* close = std::get_if<CloseSocket>(&action);
      const auto* send = std::get_if<SendText>(&action);
      return (close != nullptr && close->socket == socket) ||
             (send != nullptr && send->socket == socket);
    });
    link.is_wanted = false;
    after_step(std::move(actions));
  });
}

void Client::on_served(const HttpRequest& request, Served served) {
  when_awake([this, request, served = std::move(served)] {
    const auto it = pending_.find(request.id);
    if (it == pending_.end()) return;
    const Pending pending = it->second;
    pending_.erase(it);
    const auto header = [](const char* name, const std::optional<std::int64_t>& value) {
      return value ? std::string(name) + std::to_string(*value) + ' ' : std::string();
    };
    trace("answer", std::to_string(request.id) + ' ' + std::to_string(served.http.status) + ' ' +
                        header("Age ", served.http.age_s) + header("Date ", served.http.date) +
                        served.http.body);
    if (served.http.status != 0) limits_.on_sign_of_network(queue_.now());
    invariants_.on_answer_delivered(pending.request, served, now());
    limits_.on_answer(served);
    source_.on_answer(request.id, served.http, now());
    after_step();
  });
}

// --- what the source asks for

void Client::after_step() { after_step(source_.take_actions()); }

void Client::after_step(std::vector<Action> actions) {
  ++steps_;
  if (inbox_.empty()) is_dazed_ = false;
  for (const Action& action : actions) {
    std::visit([this](const auto& what) { perform(what); }, action);
  }
  if (trace_ != nullptr) {
    for (const MatchChange& change : source_.take_changes()) {
      const Match* match = source_.store().find(change.id);
      const ConnectionState state = source_.match_view(change.id, now()).state;
      if (match != nullptr) trace("shown", describe(*match) + ", " + std::string(name_of(state)));
    }
  } else {
    (void)source_.take_changes();
  }
  look();
}

void Client::look() {
  if (!is_asleep_ && !is_dazed_) invariants_.check(now(), queue_.now(), is_hidden_);
  const bool is_away = is_asleep_ || is_dazed_ || is_hidden_;
  if (!is_away && was_away_) limits_.resume(queue_.now());
  was_away_ = is_away;
  if (!is_away) limits_.check(now(), queue_.now());
}

void Client::look_when_left() {
  invariants_.check_left(network_.held_by_client(), pending_.size());
}

void Client::perform(const OpenSocket& action) {
  trace("  -> open", std::to_string(action.socket) + ' ' + action.url);
  if (action.socket <= last_socket_) invariants_.illegal("a socket's number was used again");
  last_socket_ = action.socket;
  network_.open(action.socket, action.url);
  invariants_.on_socket_asked(action, now(), network_.held_by_client());
  limits_.on_socket_asked(queue_.now());
}

void Client::perform(const SendText& action) {
  trace("  -> send", std::to_string(action.socket) + ' ' + action.text);
  const auto it = network_.links().find(action.socket);
  const Link* link = it == network_.links().end() ? nullptr : &it->second;
  invariants_.on_text_sent(link, action.text);
  if (link == nullptr) return;
  if (action.text.find("pusher:unsubscribe") != std::string::npos) {
    it->second.live_at.erase(part_of(action.text, R"("channel":")", '"'));
  }
  network_.send_up(action.socket, action.text);
}

void Client::perform(const CloseSocket& action) {
  trace("  -> close", std::to_string(action.socket));
  const auto it = network_.links().find(action.socket);
  if (it == network_.links().end() || !it->second.is_wanted) {
    invariants_.illegal("a socket was closed that is not open");
    return;
  }
  const Link& link = it->second;
  // A match socket of the other provider goes with its match; the shared one stays as long as it
  // works and is needed.
  constexpr MonoMs kCalm = 90'000;
  // Where channels are refused it goes with the last match that had one of its own.
  const bool is_shared =
      plan_.options.provider == ProviderKind::kStatsApi && !plan_.has(FaultKind::kAuthRefused);
  if (is_shared && link.is_up && !link.is_dead && !boards_.empty() && !is_last_of_its_kind() &&
      queue_.now() - disturbed_at_ > kCalm && !plan_.world.may_doubt_streams()) {
    invariants_.on_healthy_socket_closed(link.url);
  }
  invariants_.on_streams_replanned();
  network_.close_up(action.socket);
}

// Every match that is watched has ended: nothing is left to listen to.
bool Client::is_last_of_its_kind() const {
  for (const auto& [subject, count] : boards_) {
    if (subject.is_list()) return false;
    const Match* match = source_.store().find(subject.id);
    if (match == nullptr || !is_final(match->status)) return false;
  }
  return true;
}

void Client::perform(const Fetch& action) {
  trace("  -> fetch", std::to_string(action.request) + ' ' + action.url);
  HttpRequest request;
  request.id = action.request;
  request.url = action.url;
  request.headers = action.headers;
  request.is_post = action.form.has_value();
  request.form = action.form.value_or("");
  request.asked_at = queue_.now();
  add_pending(request);
  invariants_.on_request_asked(request, now());
  limits_.on_request(request, queue_.now());
  network_.ask(std::move(request));
}

void Client::add_pending(const HttpRequest& request) {
  if (request.id <= last_request_) invariants_.illegal("a request's number was used again");
  last_request_ = request.id;
  pending_.emplace(request.id, Pending{request});
}

void Client::perform(const CancelFetch& action) {
  trace("  -> cancel", std::to_string(action.request));
  if (pending_.erase(action.request) == 0) {
    invariants_.illegal("a request was cancelled that is not under way");
  }
}

void Client::perform(const AskCredential& action) {
  trace("  -> ask key", std::to_string(action.request));
  HttpRequest request;
  request.id = action.request;
  add_pending(request);
  queue_.in(dice_.between(0, 2'000), [this, id = action.request] {
    when_awake([this, id] {
      if (pending_.erase(id) == 0) return;
      std::optional<std::string> key;
      if (!conditions_.hold(FaultKind::kNoKey, queue_.now())) {
        key = "S3CRET-" + std::to_string(server_.newest_key());
      }
      trace("page  key", key.value_or("none"));
      invariants_.on_new_start();
      limits_.on_new_start();
      source_.on_credential(id, key, now());
      after_step();
    });
  });
}

void Client::perform(const AskAuthorisation& action) {
  trace("  -> ask authorisation", std::to_string(action.request) + ' ' + action.channel);
  HttpRequest request;
  request.id = action.request;
  request.is_post = true;
  add_pending(request);
  queue_.in(dice_.between(0, 2'000), [this, request, action] {
    on_served(request, Served{server_.authorise(action.socket_id, action.channel), {}, false});
  });
}

}  // namespace scoreline::sim
