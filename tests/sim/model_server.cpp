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
      served.http.status = 200;
      served.http.body = dice_.one_of(kBodies);
      return served;
    }
  }
  if (is_refused(RefusalOf::kRest) && !is_auth) {
    served.http.status = plan_.world.refusal;
    return served;
  }
  if (!is_key_good(key)) {
    served.http.status = 401;
    return served;
  }
  MonoMs when = queue_.now();
  const bool is_from_cache = !is_auth && is_true_now(FaultKind::kRestCached) && dice_.percent(50);
  if (is_from_cache) when -= dice_.between(0, 20'000);
  served = is_auth ? answer_well(request, when) : answer_through_world(request, when);
  served.is_from_cache |= is_from_cache;
  return served;
}

Served ModelServer::answer_through_world(const HttpRequest& request, MonoMs when) {
  const World& world = plan_.world;
  const MonoMs behind = queue_.now() - when;  // an older fault's own cache
  Served served;
  switch (world.rest) {
    case RestPath::kOrigin:
      served = answer_well(request, when);
      break;
    case RestPath::kFixedLag:
      served = answer_well(request, when - world.lag);
      break;
    case RestPath::kRandomLag:
      served = answer_well(request, when - world_dice_.between(0, world.lag));
      break;
    case RestPath::kTtl:
    case RestPath::kUnboundedSwr:
      return cache_.answer(request.url, queue_.now(), [&](MonoMs asked_at) {
        return answer_well(request, asked_at - behind);
      });
  }
  if (world.does_origin_tell_date) served.http.date = (kServerEpoch + queue_.now()) / 1000 * 1000;
  return served;
}

void ModelServer::tell(Link& link, std::size_t match, std::size_t version,
                       const std::string& text) {
  const World& world = plan_.world;
  const Told told{match, version};
  const auto later = [&](bool is_first) {
    queue_.in(world_dice_.between(1'000, world.latest),
              [this, told, is_first, text, id = link.socket] {
                network_->send_down(network_->links()[id], text,
                                    is_first ? std::optional<Told>(told) : std::nullopt);
              });
  };
  if (world.held_percent > 0 && world_dice_.percent(world.held_percent)) {
    later(true);
    return;
  }
  network_->send_down(link, text, told);
  if (world.repeated_percent > 0 && world_dice_.percent(world.repeated_percent)) later(false);
}

}  // namespace scoreline::sim
