// Scorelytics' servers: list, match, match stream, live stream. No message has a number or a time.
// Source: the provider's documentation; where it is silent the harder of two answers.
#pragma once

#include <string>
#include <string_view>

#include "sim/model_server.hpp"

namespace scoreline::sim {

class ModelScorelytics final : public ModelServer {
 public:
  using ModelServer::ModelServer;

  [[nodiscard]] bool accept(Link& link) override;
  void on_open(Link& link) override;
  void on_text(Link&, std::string_view) override {}
  void publish(std::size_t match, std::size_t version) override;
  [[nodiscard]] HttpAnswer authorise(std::string_view, std::string_view) override { return {}; }
  [[nodiscard]] std::string garbage_for(const Link& link) override;
  [[nodiscard]] std::string unknown_for(const Link& link) override;
  [[nodiscard]] std::string noise_for(const Link& link) override;

 private:
  [[nodiscard]] Served answer_well(const HttpRequest& request, MonoMs when) override;
  [[nodiscard]] std::string key_header() const override { return "X-API-Key"; }
  [[nodiscard]] std::string row(std::size_t index, const Version& version) const;
};

}  // namespace scoreline::sim
