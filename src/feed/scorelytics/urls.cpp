#include "feed/scorelytics/urls.hpp"

#include "feed/percent.hpp"
#include "text/joined.hpp"

namespace scoreline::scorelytics {
namespace {

std::string matches_url(std::string_view base, Sport sport) {
  return joined({without_trailing_slash(base), "/v1/", name_of(sport), "/matches"});
}

std::string with_key(std::string url, const std::string& key) {
  if (!key.empty()) append_query(url, "api_key", key);
  return url;
}

}  // namespace

std::string match_url(std::string_view base, Sport sport, std::string_view match_id) {
  return joined({matches_url(base, sport), "/", percent_encoded(match_id)});
}

std::string list_url(std::string_view base, Sport sport, const ListQuery& query) {
  std::string url = matches_url(base, sport);
  if (!query.status.empty()) append_query(url, "status", query.status);
  if (!query.league_id.empty()) append_query(url, "league_id", query.league_id);
  if (!query.date.empty()) append_query(url, "date", query.date);
  if (!query.after.empty()) append_query(url, "after", query.after);
  append_query(url, "limit", std::to_string(query.limit));
  return url;
}

std::string match_stream_url(std::string_view base, std::string_view match_id,
                             const std::string& key) {
  return with_key(joined({socket_base(base), "/v1/ws/match/", percent_encoded(match_id)}), key);
}

std::string live_stream_url(std::string_view base, const std::string& key) {
  return with_key(socket_base(base).append("/v1/ws/live"), key);
}

}  // namespace scoreline::scorelytics
