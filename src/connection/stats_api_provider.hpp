// The ds2 Stats API as a source sees it. Wire facts: src/feed/stats_api.
#pragma once

#include <string>

#include "connection/provider.hpp"
#include "feed/stats_api/mapping.hpp"

namespace scoreline {

using stats_api::MatchMapper;

class StatsApiProvider final : public Provider {
 public:
  // `mapper` may be null: what comes is taken as it is. Else it outlives this.
  StatsApiProvider(std::string rest_base, MatchMapper* mapper)
      : rest_base_(std::move(rest_base)), mapper_(mapper) {}

  [[nodiscard]] std::string first_step(const Subject& subject,
                                       const Reception& reception) const override;
  [[nodiscard]] std::string snapshot_url(const Subject& subject,
                                         std::string_view step) const override;
  [[nodiscard]] SnapshotReading read_snapshot(const Subject& subject, std::string_view step,
                                              std::string_view body,
                                              const Reception& reception) override;
  [[nodiscard]] std::string step_after_not_found(const Subject&, std::string_view) const override {
    return {};
  }
  [[nodiscard]] std::pair<std::string, std::string> credential_header(
      std::string_view key) const override;
  [[nodiscard]] MessageReading read_message(std::string_view name, std::string_view text,
                                            const Reception& reception) override;
  [[nodiscard]] std::vector<Subject> lists_with(const Match& match) const override;
  [[nodiscard]] std::vector<StreamKey> plan(const Wanted& wanted) const override;
  [[nodiscard]] std::string plays_url(std::string_view match_id) const override;
  [[nodiscard]] std::vector<Play> read_plays(std::string_view body) const override;

 private:
  using MapAll = std::string (*)(std::string_view body, MatchMapper& mapper);

  // The body as decoders know it: mapped by the page where it has a mapping.
  [[nodiscard]] std::string mapped(std::string_view body, MapAll map_all) const;

  std::string rest_base_;
  MatchMapper* mapper_;
  // The competitions that the credentials may see, as a step, and when they were told.
  std::string competitions_step_;
  MonoMs competitions_at_ = 0;
};

}  // namespace scoreline
