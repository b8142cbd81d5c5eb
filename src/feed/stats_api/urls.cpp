#include "feed/stats_api/urls.hpp"

#include "feed/percent.hpp"
#include "text/joined.hpp"

namespace scoreline::stats_api {
std::string match_url(std::string_view base, std::string_view match_id) {
  return joined({without_trailing_slash(base), "/matches/", percent_encoded(match_id)});
}

std::string plays_url(std::string_view base, std::string_view match_id) {
  return match_url(base, match_id).append("/play-by-play");
}

std::string competitions_url(std::string_view base) {
  return joined({without_trailing_slash(base), "/competitions"});
}

std::string schedule_url(std::string_view base, std::string_view competition_id, int page) {
  std::string url = joined({without_trailing_slash(base), "/competitions/",
                            percent_encoded(competition_id), "/schedule?time=all"});
  // Laravel's own name; the first page needs no word that is not documented.
  if (page > 1) append_query(url, "page", std::to_string(page));
  return url;
}

}  // namespace scoreline::stats_api
