#include "feed/stats_api/channels.hpp"

#include "text/joined.hpp"

namespace scoreline::stats_api {

std::string match_channel(std::string_view match_id) {
  return joined({"private-match.", match_id});
}

std::string competition_channel(std::string_view competition_id) {
  return joined({"private-competition.", competition_id});
}

}  // namespace scoreline::stats_api
