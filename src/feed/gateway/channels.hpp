// The channels of a gateway, by name, and where they are asked for.
// Source: docs/gateway-wire.md, "Channels" and "Addresses".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scoreline::gateway {

// `sport`: "football", "basketball" or "any". `id`: empty for the list of live matches.
[[nodiscard]] std::string channel(std::string_view provider, std::string_view sport,
                                  std::string_view kind, std::string_view id);

// The list as a whole: beside the channel of its changes.
[[nodiscard]] std::string snapshot_channel(std::string_view provider, std::string_view sport,
                                           std::string_view kind, std::string_view id);

// Of one socket or request for all of them. `base`: the gateway's address, "https://…" or "wss://…".
[[nodiscard]] std::string channels_url(std::string_view base,
                                       const std::vector<std::string>& channels);

}  // namespace scoreline::gateway
