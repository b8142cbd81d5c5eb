#include "feed/stats_api/urls.hpp"

#include "feed/percent.hpp"

namespace scoreline::stats_api {
namespace {

std::string path_url(std::string_view base, std::string_view path) {
  return std::string(without_trailing_slash(base)).append(path);
}

}  // namespace

std::string match_url(std::string_view base, std::string_view match_id) {
  return path_url(base, "/matches/") + percent_encoded(match_id);
}

std::string plays_url(std::string_view base, std::string_view match_id) {
  return match_url(base, match_id) + "/play-by-play";
}

std::string competitions_url(std::string_view base) { return path_url(base, "/competitions"); }

std::string schedule_url(std::string_view base, std::string_view competition_id, int page) {
  std::string url = path_url(base, "/competitions/");
  url += percent_encoded(competition_id);
  url += "/schedule?time=all";
  // Laravel's own name; the first page needs no word that is not documented.
  if (page > 1) append_query(url, "page", std::to_string(page));
  return url;
}

}  // namespace scoreline::stats_api
