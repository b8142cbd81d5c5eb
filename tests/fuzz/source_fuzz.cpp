// The connection's life under a hostile network, page and clock: the input is a script of events,
// with times and texts. What it must keep up is checked after each.
#include <map>
#include <set>
#include <string>

#include "connection/provider_source.hpp"
#include "feed/json_text.hpp"
#include "fuzz/valid.hpp"

namespace {

using namespace scoreline;
using fuzz::require;

constexpr int kMostEvents = 400;

// Carries out what a source wants, as a platform does, and sees that it is legal.
class Platform {
 public:
  explicit Platform(const SourceOptions& options)
      : most_sockets_(options.provider == ProviderKind::kStatsApi ? 1 : options.max_sockets) {}

  void perform(const std::vector<Action>& actions) {
    for (const Action& action : actions) {
      std::visit([this](const auto& what) { on(what); }, action);
    }
    require(sockets_.size() <= static_cast<std::size_t>(most_sockets_));
  }

  [[nodiscard]] bool is_quiet() const {
    return sockets_.empty() && requests_.empty() && questions_.empty();
  }
  [[nodiscard]] SocketId socket(unsigned choice) const { return chosen(sockets_, choice); }
  [[nodiscard]] RequestId request(unsigned choice) const { return chosen(requests_, choice); }
  void closed(SocketId socket) {
    sockets_.erase(socket);
    last_closed_ = socket;
  }
  [[nodiscard]] RequestId question(unsigned choice) const { return chosen(questions_, choice); }
  void answered(RequestId request) {
    requests_.erase(request);
    questions_.erase(request);
  }

 private:
  static std::uint32_t chosen(const std::set<std::uint32_t>& ids, unsigned choice) {
    if (ids.empty()) return 0;
    return *std::next(ids.begin(), static_cast<std::ptrdiff_t>(choice % ids.size()));
  }
  void on(const OpenSocket& action) { require(sockets_.insert(action.socket).second); }
  // Waking up late it may ask or give up a socket before it reads that this one is closed already.
  void on(const SendText& action) {
    require(sockets_.contains(action.socket) || action.socket == last_closed_);
  }
  void on(const CloseSocket& action) {
    require(sockets_.erase(action.socket) == 1 || action.socket == last_closed_);
  }
  void on(const Fetch& action) {
    require(action.url.find("S3CRET") == std::string::npos);
    require(requests_.insert(action.request).second);
  }
  void on(const CancelFetch& action) {
    require(requests_.erase(action.request) + questions_.erase(action.request) == 1);
  }
  void on(const AskCredential& action) { require(questions_.insert(action.request).second); }
  void on(const AskAuthorisation& action) { require(requests_.insert(action.request).second); }

  int most_sockets_;
  SocketId last_closed_ = 0;
  std::set<std::uint32_t> sockets_, requests_, questions_;
};

// Texts that get far, to be changed a little by what follows in the input.
std::string text_for(fuzz::Input& input, bool is_stats_api) {
  static const std::string kScorelytics[] = {
      R"({"type":"score_update","match_id":"1","data":{"home":1,"away":0,"minute":12}})",
      R"({"type":"status_change","match_id":"1","data":{"from":1,"to":2}})",
      R"({"id":"1","home_team":"H","away_team":"A","home_score":1,"away_score":0,"status_code":2,"period":12,"minute":12})",
      R"({"data":[{"id":"1","home_team":"H","away_team":"A","home_score":1,"away_score":0,"status_code":2}]})",
  };
  static const std::string kStatsApi[] = {
      R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"1.2\",\"activity_timeout\":30}"})",
      R"({"event":"pusher_internal:subscription_succeeded","channel":"private-match.1","data":"{}"})",
      R"({"event":"event.received","channel":"private-match.1","data":"{\"match_id\":1,\"home_score\":2,\"away_score\":0,\"status\":\"in_progress\",\"event\":{\"id\":5,\"type\":\"2pt_made\"}}"})",
      R"({"event":"pusher:error","data":"{\"code\":4009}"})",
      R"({"data":{"id":1,"home_team":"H","away_team":"A","home_score":1,"away_score":0,"status":"in_progress"}})",
      R"({"auth":"a:b"})",
      R"({"event":"pusher:ping","data":"{}"})",
      R"({"data":[{"id":4}]})",
  };
  const std::uint8_t which = input.byte();
  if (which >= 0xe0) return std::string(input.text(input.number() % 2048));
  std::string text = is_stats_api ? kStatsApi[which % std::size(kStatsApi)]
                                  : kScorelytics[which % std::size(kScorelytics)];
  for (unsigned changes = which >> 6U; changes > 0 && !text.empty(); --changes) {
    text[input.number() % text.size()] = static_cast<char>(input.byte());
  }
  return text;
}

Subject subject_for(std::uint8_t byte) {
  static constexpr SubjectKind kKinds[] = {SubjectKind::kMatch, SubjectKind::kMatch,
                                           SubjectKind::kLive, SubjectKind::kLeague,
                                           SubjectKind::kCompetition};
  Subject subject;
  subject.kind = kKinds[byte % std::size(kKinds)];
  subject.sport = byte & 0x80U ? Sport::kFootball : Sport::kUnknown;
  if (subject.kind != SubjectKind::kLive) subject.id = std::to_string(1 + byte % 7);
  return subject;
}

SourceOptions options_for(std::uint8_t byte) {
  SourceOptions options;
  options.provider = byte & 1U ? ProviderKind::kStatsApi : ProviderKind::kScorelytics;
  options.rest_base = "https://rest";
  options.socket_base = "wss://stream";
  options.app_key = "app";
  options.auth_url = "https://rest/auth";
  options.page_gives_key = byte & 2U;
  options.page_authorises = byte & 4U;
  if (!options.page_gives_key) options.key = "S3CRET";
  options.max_sockets = 1 + (byte >> 4U) % 5;
  return options;
}

class Life {
 public:
  explicit Life(fuzz::Input& input)
      : input_(input),
        options_(options_for(input.byte())),
        source_(options_, nullptr, 7),
        platform_(options_) {}

  void live() {
    for (int events = 0; !input_.is_empty() && events < kMostEvents; ++events) {
      next_event();
      check();
    }
    leave();
  }

 private:
  void next_event() {
    const std::uint8_t what = input_.byte();
    switch (what % 12) {
      case 0:
        pass(input_.number());
        source_.on_wake(now_);
        break;
      case 1:
        if (source_.next_deadline() != kNever && source_.next_deadline() > now_.mono) {
          pass(source_.next_deadline() - now_.mono);
        }
        source_.on_wake(now_);
        break;
      case 2: {
        const Subject subject = subject_for(input_.byte());
        ++watched_[subject];
        source_.watch(subject, now_);
        break;
      }
      case 3: {
        if (watched_.empty()) break;
        const auto it = std::next(watched_.begin(),
                                  static_cast<std::ptrdiff_t>(input_.byte() % watched_.size()));
        const Subject subject = it->first;
        if (--it->second == 0) watched_.erase(it);
        source_.unwatch(subject, now_);
        break;
      }
      case 4:
        if (const SocketId socket = platform_.socket(input_.byte())) {
          source_.on_socket_open(socket, now_);
        }
        break;
      case 5:
      case 6:
        if (const SocketId socket = platform_.socket(input_.byte())) {
          source_.on_socket_text(
              socket, text_for(input_, options_.provider == ProviderKind::kStatsApi), now_);
        }
        break;
      case 7: {
        const SocketId socket = platform_.socket(input_.byte());
        if (socket == 0) break;
        platform_.closed(socket);
        source_.on_socket_closed(socket, static_cast<int>(input_.number()), now_);
        break;
      }
      case 8:
      case 9:
        answer();
        break;
      case 10: {
        const RequestId request = platform_.question(input_.byte());
        if (request == 0) break;
        platform_.answered(request);
        const std::uint8_t key = input_.byte();
        source_.on_credential(
            request, key & 1U ? std::optional<std::string>("S3CRET-2") : std::nullopt, now_);
        break;
      }
      default:
        change_page(input_.byte());
    }
    platform_.perform(source_.take_actions());
  }

  void answer() {
    static constexpr int kStatuses[] = {200, 200, 200, 200, 0, 401, 402, 403, 404, 429, 500, 503};
    HttpAnswer answer;
    const RequestId request = platform_.request(input_.byte());
    if (request == 0) return;
    const std::uint8_t how = input_.byte();
    answer.status = kStatuses[how % std::size(kStatuses)];
    if (how & 0x40U) answer.retry_after_s = input_.number();
    if (how & 0x80U) answer.rate_remaining = input_.byte();
    answer.body = text_for(input_, options_.provider == ProviderKind::kStatsApi);
    platform_.answered(request);
    source_.on_answer(request, answer, now_);
  }

  void change_page(std::uint8_t what) {
    switch (what % 5) {
      case 0:
        source_.refresh(now_);
        break;
      case 1:
        source_.set_hidden(what & 0x80U, now_);
        break;
      case 2:
        source_.set_online(what & 0x80U, now_);
        break;
      case 3:
        now_.wall += static_cast<WallMs>(input_.number()) - 0x8000;  // the clock is set
        break;
      default:
        pass(static_cast<MonoMs>(input_.number()) * 100);  // sleep
    }
  }

  void pass(MonoMs ms) {
    now_.mono += ms;
    now_.wall += ms;
  }

  void check() {
    for (const MatchChange& change : source_.take_changes()) {
      const Match* match = source_.store().find(change.id);
      if (match != nullptr) fuzz::require_valid(*match);
    }
    for (const auto& [subject, count] : watched_) {
      const ConnectionView view = source_.view(subject, now_);
      // Who waits is told until when, or waits for a deadline that is set.
      if (view.state == ConnectionState::kConnecting) {
        require(source_.next_deadline() != kNever || !platform_.is_quiet());
      }
    }
  }

  void leave() {
    for (const auto& [subject, count] : watched_) {
      for (int i = 0; i < count; ++i) source_.unwatch(subject, now_);
    }
    platform_.perform(source_.take_actions());
    require(platform_.is_quiet());
    require(source_.next_deadline() == kNever);
    require(source_.store().all().empty());
  }

  fuzz::Input& input_;
  SourceOptions options_;
  ProviderSource source_;
  Platform platform_;
  std::map<Subject, int> watched_;
  Instant now_{1'000, 1'790'000'000'000};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  Life(input).live();
  return 0;
}
