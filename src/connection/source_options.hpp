// What makes a source: two boards with equal options share one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feed/scorelytics/clock_unit.hpp"

namespace scoreline {

enum class ProviderKind : std::uint8_t { kScorelytics, kStatsApi, kGateway };

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

// `headers`, and one more that asks for JSON: without it Laravel answers a refusal with a page of
// HTML (Reverb recording 26).
[[nodiscard]] HttpHeaders accepting_json(const HttpHeaders& headers);

// Both vendors' plans differ (2, 5, 20 sockets a key); 5 is Scorelytics' default.
inline constexpr int kDefaultMaxSockets = 5;

// Printable ASCII: what may stand in a header or a URL. Anything else would make the browser throw
// in the middle of a request.
[[nodiscard]] bool is_header_text(std::string_view text);

struct SourceOptions {
  ProviderKind provider = ProviderKind::kScorelytics;
  std::string rest_base;    // without a slash at its end
  std::string socket_base;  // likewise
  std::string upstream;     // of a gateway: the provider's name there
  std::string key;       // Scorelytics' key, or a Stats API token; may be empty (a proxy adds it)
  std::string app_key;   // Pusher
  std::string auth_url;  // Pusher
  HttpHeaders auth_headers;  // Stats API: sent with channel authorisations and REST requests
  // Pages whose own functions give keys, authorise or map do not share a source with others: this
  // is the board whose functions are called; 0 for none.
  int owner = 0;
  bool page_gives_key = false;
  bool page_authorises = false;
  bool page_maps = false;
  int max_sockets = kDefaultMaxSockets;
  scorelytics::ClockUnit clock_unit = scorelytics::ClockUnit::kUndecided;

  bool operator==(const SourceOptions&) const = default;
};

}  // namespace scoreline
