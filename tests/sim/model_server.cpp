#include "sim/model_server.hpp"

#include <cstdlib>
#include <ctime>

namespace scoreline::sim {

std::string part_of(std::string_view text, std::string_view before, char end) {
  const std::size_t start = text.find(before);
  if (start == std::string_view::npos) return {};
  const std::string_view rest = text.substr(start + before.size());
  return std::string(rest.substr(0, std::min(rest.find(end), rest.size())));
}

std::string server_time(MonoMs when) {
  const std::time_t seconds = (kServerEpoch + when) / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return std::string(text, size);
}

void append_member(std::string& json, std::string_view name, std::string_view raw_value) {
  if (json.back() != '{') json += ',';
  json += '"';
  json += name;
  json += "\":";
  json += raw_value;
}

bool ModelServer::is_key_good(std::string_view key) const {
  constexpr std::string_view kPrefix = "S3CRET-";
  if (is_true_now(FaultKind::kWrongKey) || !key.starts_with(kPrefix)) return false;
  return std::atoi(std::string(key.substr(kPrefix.size())).c_str()) >= oldest_key_;
}

std::optional<std::size_t> ModelServer::match_of(std::string_view id) const {
  for (std::size_t i = 0; i < plan_.matches.size(); ++i) {
    if (plan_.matches[i].id == id) return i;
  }
  return std::nullopt;
}

Served ModelServer::answer(const HttpRequest& request) {
  Served served;
  std::string key;
  for (const auto& [name, value] : request.headers) {
    if (name == key_header()) key = value.substr(value.find("S3CRET"));
  }
  const bool is_auth = request.is_post;
  if (!is_auth) {
    if (is_true_now(FaultKind::kRestLimited)) {
      served.http.status = 429;
      if (dice_.percent(80)) {
        served.http.retry_after_s = conditions_.number(FaultKind::kRestLimited);
      }
      return served;
    }
    if (is_true_now(FaultKind::kRestStatus)) {
      served.http.status = conditions_.number(FaultKind::kRestStatus);
      return served;
    }
    if (is_true_now(FaultKind::kRestGarbage)) {
      static const std::vector<std::string> kBodies = {
          "", "{", "null", "[]", "<html>", R"({"data":5})", R"({"id":"x","data":{}})"};
      served.http = {200, dice_.one_of(kBodies), {}, {}, {}};
      return served;
    }
  }
  if (!is_key_good(key)) {
    served.http.status = 401;
    return served;
  }
  MonoMs when = queue_.now();
  const bool is_from_cache = !is_auth && is_true_now(FaultKind::kRestCached) && dice_.percent(50);
  if (is_from_cache) when -= dice_.between(0, 20'000);
  served = answer_well(request, when);
  served.is_from_cache = is_from_cache;
  return served;
}

}  // namespace scoreline::sim
