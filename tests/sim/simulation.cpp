#include "sim/simulation.hpp"

#include <memory>

#include "sim/client.hpp"
#include "sim/model_scorelytics.hpp"
#include "sim/model_stats_api.hpp"

namespace scoreline::sim {
namespace {

class Simulation {
 public:
  Simulation(const Plan& plan, std::vector<std::string>* trace)
      : plan_(plan),
        trace_(trace),
        dice_(plan.seed * 0x9e3779b97f4a7c15ULL + 1),
        network_(queue_, plan, conditions_, dice_.split()) {
    if (plan.options.provider == ProviderKind::kScorelytics) {
      server_ = std::make_unique<ModelScorelytics>(queue_, plan, conditions_, dice_.split());
    } else {
      auto server = std::make_unique<ModelStatsApi>(queue_, plan, conditions_, dice_.split());
      tick_every_minute(*server, dice_.between(0, 60'000));
      server_ = std::move(server);
    }
    client_ = std::make_unique<Client>(queue_, plan, conditions_, network_, *server_, dice_.split(),
                                       trace);
    server_->connect(network_);
    network_.connect(*server_, *client_);
  }

  Outcome run() {
    schedule();
    for (const Subject& board : plan_.boards) client_->watch(board);
    run_until(plan_.end);
    if (!failed() && plan_.world.settles()) client_->look_when_settled();
    if (!failed()) client_->limits().finish(queue_.now());
    if (!failed()) leave();
    outcome_.violation = client_->limits().violation();
    if (!outcome_.violation) outcome_.violation = client_->invariants().violation();
    outcome_.measures = client_->limits().measures();
    outcome_.failed_at = queue_.now();
    outcome_.steps = client_->steps();
    outcome_.simulated_ms = queue_.now();
    outcome_.states = client_->invariants().states_seen();
    return std::move(outcome_);
  }

 private:
  [[nodiscard]] bool failed() const {
    if (plan_.keeps_going) return false;
    return client_->invariants().violation() || client_->limits().violation();
  }

  void run_until(MonoMs end) {
    while (!failed()) {
      const MonoMs wake_at = client_->wake_at();
      const MonoMs next = std::min(queue_.next(), wake_at);
      if (next > end) break;
      if (next > queue_.now() && !client_->is_asleep()) {
        // Just before anything happens the reader may look, too.
        queue_.advance_to(next);
        client_->look();
      }
      if (wake_at <= queue_.next()) {
        queue_.advance_to(wake_at);
        client_->wake();
      } else {
        queue_.run_next();
      }
    }
    if (!failed()) queue_.advance_to(end);
  }

  // The last board goes: nothing may be left, and nothing may come of what was under way.
  void leave() {
    client_->unwatch_all();
    const std::int64_t steps = client_->steps();
    run_until(queue_.now() + 120'000);
    if (client_->steps() != steps) {
      client_->invariants().illegal("something went on after the last board had gone");
    }
    client_->look_when_left();
  }

  void schedule() {
    for (std::size_t match = 0; match < plan_.matches.size(); ++match) {
      const std::vector<Version>& versions = plan_.matches[match].versions;
      for (std::size_t i = 1; i < versions.size(); ++i) {
        if (!versions[i].is_told) continue;
        queue_.at(versions[i].told_at, [this, match, i] { server_->publish(match, i); });
      }
    }
    for (const Fault& fault : plan_.faults) {
      queue_.at(fault.at, [this, fault] { inject(fault); });
    }
    queue_.at(plan_.faults_end, [this] { end_faults(); });
    schedule_world();
  }

  void schedule_world() {
    const World& world = plan_.world;
    note(std::string("world: ") + std::string(name_of(world.kind)));
    if (!world.refused.is_empty()) {
      queue_.at(world.refused.from, [this] {
        note("refused, sockets lost");
        client_->note_disturbance();
        for (Link* link : links_up()) network_.close_down(*link, 1006);
      });
    }
    if (world.clock_set_at != kNever) {
      queue_.at(world.clock_set_at, [this] {
        note("the clock is set");
        client_->set_wall_clock_wrong_by(plan_.world.clock_wrong_by + plan_.world.clock_set_by);
      });
    }
    if (world.noise_every > 0) make_noise();
    for (const auto& [span, what] : {std::pair<Span, const char*>{world.dead, "broadcasts dead"},
                                     {world.stopped, "server stopped"},
                                     {world.rest_down, "REST down"},
                                     {world.lost, "row lost"},
                                     {world.refused, "refused"}}) {
      if (span.is_empty()) continue;
      const std::string text = what;
      queue_.at(span.from, [this, text] { note(text), client_->note_disturbance(); });
      if (span.until == kNever) continue;
      queue_.at(span.until, [this, text] { note(text + " no more"), client_->note_disturbance(); });
    }
  }

  void make_noise() {
    const MonoMs every = plan_.world.noise_every;
    queue_.in(noise_dice_.between(every / 2, every * 3 / 2), [this] {
      if (queue_.now() > plan_.faults_end) return;
      for (Link* link : links_up()) {
        std::string text = server_->noise_for(*link);
        if (!text.empty()) network_.send_down(*link, std::move(text));
      }
      make_noise();
    });
  }

  void tick_every_minute(ModelStatsApi& server, MonoMs first) {
    queue_.at(first, [this, &server, first] {
      server.tick();
      tick_every_minute(server, first + 60'000);
    });
  }

  void end_faults() {
    note("faults end");
    client_->note_disturbance();
    if (!plan_.needs_refresh) return;
    // What was under way may still refuse something.
    constexpr MonoMs kUnderWay = 5'000;
    queue_.in(kUnderWay, [this] { client_->when_awake([this] { client_->refresh(); }); });
  }

  void note(const std::string& text) {
    if (trace_ != nullptr) {
      trace_->push_back(std::to_string(queue_.now()) + " ms  ******  " + text);
    }
  }

  std::vector<Link*> links_up() {
    std::vector<Link*> up;
    for (auto& [socket, link] : network_.links()) {
      if (link.is_up && link.is_wanted && !link.is_dead) up.push_back(&link);
    }
    return up;
  }

  // All of them, or one.
  template <typename Do>
  void to_links(Do act) {
    const std::vector<Link*> up = links_up();
    if (up.empty()) return;
    if (dice_.percent(50)) {
      act(*up[dice_.index(up.size())]);
    } else {
      for (Link* link : up) act(*link);
    }
  }

  void inject(const Fault& fault);
  void change_page(const Fault& fault);
  void change_board(FaultKind kind);

  const Plan& plan_;
  std::vector<std::string>* trace_;
  Dice dice_;
  Dice noise_dice_{plan_.seed + 11};
  EventQueue queue_;
  Conditions conditions_;
  Network network_;
  std::unique_ptr<ModelServer> server_;
  std::unique_ptr<Client> client_;
  Outcome outcome_;
};

bool is_harmless(FaultKind kind) {
  return kind == FaultKind::kGarbage || kind == FaultKind::kUnknown ||
         kind == FaultKind::kDuplicate || kind == FaultKind::kServerError;
}

void Simulation::inject(const Fault& fault) {
  note(std::string(name_of(fault.kind)) + " for " + std::to_string(fault.lasts) + " ms, " +
       std::to_string(fault.number));
  ++outcome_.faults[static_cast<std::size_t>(fault.kind)];
  conditions_.set(fault);
  if (!is_harmless(fault.kind)) {
    client_->note_disturbance();
    queue_.in(fault.lasts, [this] { client_->note_disturbance(); });
  }
  client_->when_awake([this, fault] { change_page(fault); });
  switch (fault.kind) {
    case FaultKind::kDrop:
      to_links([&](Link& link) { network_.close_down(link, fault.number); });
      return;
    case FaultKind::kRestart:
      for (Link* link : links_up()) network_.close_down(*link, 1006);
      return;
    case FaultKind::kHalfOpen:
      to_links([&](Link& link) { network_.half_open(link); });
      return;
    case FaultKind::kOffline:
      for (Link* link : links_up()) network_.half_open(*link);
      return;
    case FaultKind::kGarbage:
      to_links([&](Link& link) { network_.send_down(link, server_->garbage_for(link)); });
      return;
    case FaultKind::kUnknown:
      to_links([&](Link& link) { network_.send_down(link, server_->unknown_for(link)); });
      return;
    case FaultKind::kServerError:
      if (plan_.options.provider != ProviderKind::kStatsApi) return;
      to_links([&](Link& link) {
        // Before it is subscribed to anything it would be an error of the handshake.
        if (link.channels.empty()) return;
        network_.send_down(link, ModelStatsApi::error_frame(fault.number));
      });
      return;
    case FaultKind::kKeyExpires:
      if (plan_.options.page_gives_key) server_->expire_keys();
      return;
    case FaultKind::kSleep:
      if (client_->is_asleep()) return;
      // What is silent for long is cut on the way, or not.
      if (fault.lasts > 30'000 && dice_.percent(50)) {
        for (Link* link : links_up()) network_.half_open(*link);
      }
      client_->sleep(fault.lasts);
      return;
    case FaultKind::kClockJump:
      client_->set_wall_clock_wrong_by(dice_.between(-600'000, 600'000));
      return;
    default:
      return;  // a condition that the servers and the network look at
  }
}

// What the page or its reader does, which nobody does while the machine sleeps.
void Simulation::change_page(const Fault& fault) {
  switch (fault.kind) {
    case FaultKind::kOffline:
      client_->set_online(false);
      queue_.in(fault.lasts,
                [this] { client_->when_awake([this] { client_->set_online(true); }); });
      return;
    case FaultKind::kHidden: {
      const MonoMs grain = dice_.percent(50) ? 1'000 : 60'000;
      client_->set_hidden(true, grain);
      client_->invariants().add_timer_grain(grain);
      queue_.in(fault.lasts,
                [this] { client_->when_awake([this] { client_->set_hidden(false, 1); }); });
      return;
    }
    case FaultKind::kAddBoard:
    case FaultKind::kRemoveBoard:
    case FaultKind::kFlapBoard:
      change_board(fault.kind);
      return;
    case FaultKind::kRefresh:
      client_->refresh();
      return;
    default:
      return;
  }
}

void Simulation::change_board(FaultKind kind) {
  if (kind == FaultKind::kAddBoard || client_->boards().empty()) {
    client_->watch(random_subject(plan_, dice_));
    return;
  }
  const auto board = std::next(client_->boards().begin(),
                               static_cast<std::ptrdiff_t>(dice_.index(client_->boards().size())));
  const Subject subject = board->first;
  client_->unwatch(subject);
  if (kind == FaultKind::kFlapBoard) {
    queue_.in(dice_.between(0, 300), [this, subject] {
      client_->when_awake([this, subject] { client_->watch(subject); });
    });
  }
}

}  // namespace

Outcome simulate(const Plan& plan, std::vector<std::string>* trace) {
  return Simulation(plan, trace).run();
}

}  // namespace scoreline::sim
