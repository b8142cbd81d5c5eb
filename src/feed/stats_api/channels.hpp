// The Stats API's channels and socket. Source: ds2 Stats API documentation, "websockets".
#pragma once

#include <string>
#include <string_view>

namespace scoreline::stats_api {

[[nodiscard]] std::string match_channel(std::string_view match_id);  // private-match.{id}
[[nodiscard]] std::string competition_channel(
    std::string_view competition_id);                               // private-competition.{id}
inline constexpr std::string_view kGamesChannel = "private-games";  // both events, all matches

}  // namespace scoreline::stats_api
