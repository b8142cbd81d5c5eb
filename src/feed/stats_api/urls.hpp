// Where the Stats API is asked. Source: ds2 Stats API documentation, "rest", "authentication".
#pragma once

#include <string>
#include <string_view>

namespace scoreline::stats_api {

// `base` without a trailing slash (one is dropped). Ids are percent-encoded.
[[nodiscard]] std::string match_url(std::string_view base, std::string_view match_id);
[[nodiscard]] std::string plays_url(std::string_view base, std::string_view match_id);
[[nodiscard]] std::string competitions_url(std::string_view base);
// time=all: a board shows what was, is and comes.
[[nodiscard]] std::string schedule_url(std::string_view base, std::string_view competition_id,
                                       int page);

}  // namespace scoreline::stats_api
