// Scorelytics as a source sees it. Wire facts: src/feed/scorelytics.
#pragma once

#include <string>

#include "connection/provider.hpp"
#include "feed/scorelytics/clock_unit.hpp"

namespace scoreline {

class ScorelyticsProvider final : public Provider {
 public:
  ScorelyticsProvider(std::string rest_base, scorelytics::ClockUnit forced_unit)
      : rest_base_(std::move(rest_base)), clock_unit_(forced_unit) {}

  [[nodiscard]] std::string first_step(const Subject& subject,
                                       const Reception& reception) const override;
  [[nodiscard]] std::string snapshot_url(const Subject& subject,
                                         std::string_view step) const override;
  [[nodiscard]] SnapshotReading read_snapshot(const Subject& subject, std::string_view step,
                                              std::string_view body,
                                              const Reception& reception) override;
  [[nodiscard]] std::string step_after_not_found(const Subject& subject,
                                                 std::string_view step) const override;
  [[nodiscard]] std::pair<std::string, std::string> credential_header(
      std::string_view key) const override;
  [[nodiscard]] MessageReading read_message(std::string_view name, std::string_view text,
                                            const Reception& reception) override;
  [[nodiscard]] std::vector<Subject> lists_with(const Match& match) const override;
  [[nodiscard]] std::vector<StreamKey> plan(const Wanted& wanted) const override;
  // Its goals are told by the score.
  [[nodiscard]] std::string plays_url(std::string_view) const override { return {}; }
  [[nodiscard]] std::vector<Play> read_plays(std::string_view) const override { return {}; }

 private:
  std::string rest_base_;
  scorelytics::ClockUnitEvidence clock_unit_;
};

}  // namespace scoreline
