// A page's own mapping of a match's JSON, applied to whole answers.
#pragma once

#include <string>
#include <string_view>

namespace scoreline::stats_api {

// Rewrites one match's JSON into names that decode_match knows.
class MatchMapper {
 public:
  virtual std::string map_match(std::string_view json) = 0;

 protected:
  ~MatchMapper() = default;
};

// The body with each match in it mapped, and its envelope as it was. A body that is no JSON is
// returned as it is.
[[nodiscard]] std::string with_mapped_match(std::string_view body, MatchMapper& mapper);
[[nodiscard]] std::string with_mapped_schedule(std::string_view body, MatchMapper& mapper);

}  // namespace scoreline::stats_api
