// The Stats API's servers: REST, channel authorisation, and a Reverb as recorded.
#pragma once

#include <string>
#include <string_view>

#include "sim/model_server.hpp"

namespace scoreline::sim {

class ModelStatsApi final : public ModelServer {
 public:
  using ModelServer::ModelServer;

  // Its timer: pings and prunes, once a minute from its start on.
  void tick();

  [[nodiscard]] bool accept(Link&) override { return true; }
  void on_open(Link& link) override;
  void on_text(Link& link, std::string_view text) override;
  void publish(std::size_t match, std::size_t version) override;
  [[nodiscard]] HttpAnswer authorise(std::string_view socket_id, std::string_view channel) override;
  [[nodiscard]] std::string garbage_for(const Link& link) override;
  [[nodiscard]] std::string unknown_for(const Link& link) override;
  [[nodiscard]] std::string noise_for(const Link& link) override;

  [[nodiscard]] static std::string error_frame(int code);

 private:
  // This message of a stream gets lost.
  [[nodiscard]] bool is_muted() {
    if (!is_true_now(FaultKind::kMute)) return false;
    const bool loses_some = conditions_.number(FaultKind::kMute) % 2 == 1;
    return !loses_some || dice_.percent(50);
  }

  [[nodiscard]] Served answer_well(const HttpRequest& request, MonoMs when) override;
  [[nodiscard]] std::string key_header() const override { return "Authorization"; }
  [[nodiscard]] std::string row(std::size_t index, const Version& version) const;
  [[nodiscard]] std::string word_of(MatchStatus status) const;
  [[nodiscard]] static std::string plays(const TruthMatch& match, std::size_t until);
  void subscribe(Link& link, std::string_view text);
};

}  // namespace scoreline::sim
