#include "feed/stats_api/channels.hpp"

namespace scoreline::stats_api {

std::string match_channel(std::string_view match_id) {
  return std::string("private-match.").append(match_id);
}

std::string competition_channel(std::string_view competition_id) {
  return std::string("private-competition.").append(competition_id);
}

}  // namespace scoreline::stats_api
