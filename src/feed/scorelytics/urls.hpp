// Where Scorelytics is asked. Source: Scorelytics documentation, "authentication", "api-reference"
// and "WebSocket overview".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "match/status.hpp"

namespace scoreline::scorelytics {

// What a list snapshot is limited to. Empty members are left out of the query.
struct ListQuery {
  std::string league_id;
  std::string status;  // "live", "scheduled" or "finished"
  std::string date;    // of the kick-off, in UTC: "2026-11-26"
  std::string after;   // `next_cursor` of the page before
  int limit = 200;     // 1 to 200: the largest page costs the fewest requests
};

// `base` is a URL without a trailing slash (one is dropped). Ids are percent-encoded. The REST URLs
// carry no key: it travels in the X-API-Key header, which no proxy logs.
[[nodiscard]] std::string match_url(std::string_view base, Sport sport, std::string_view match_id);
[[nodiscard]] std::string list_url(std::string_view base, Sport sport, const ListQuery& query);

// The key is part of these URLs, percent-encoded, because a browser's WebSocket cannot send
// headers. Never log them. An empty key is left out (a proxy that adds it).
[[nodiscard]] std::string match_stream_url(std::string_view base, std::string_view match_id,
                                           const std::string& key);
[[nodiscard]] std::string live_stream_url(std::string_view base, const std::string& key);

}  // namespace scoreline::scorelytics
