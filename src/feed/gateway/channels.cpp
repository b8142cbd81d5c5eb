#include "feed/gateway/channels.hpp"

#include "feed/percent.hpp"
#include "text/joined.hpp"

namespace scoreline::gateway {
namespace {

// A dot parts a channel's parts: in an id it is encoded, too.
std::string part_of(std::string_view id) {
  std::string part = percent_encoded(id);
  for (std::size_t at = part.find('.'); at != std::string::npos; at = part.find('.', at)) {
    part.replace(at, 1, "%2E");
  }
  return part;
}

}  // namespace

std::string channel(std::string_view provider, std::string_view sport, std::string_view kind,
                    std::string_view id) {
  std::string name = joined({provider, ".", sport, ".", kind});
  if (!id.empty()) name += joined({".", part_of(id)});
  return name;
}

std::string snapshot_channel(std::string_view provider, std::string_view sport,
                             std::string_view kind, std::string_view id) {
  return channel(provider, sport, joined({kind, ".snapshot"}), id);
}

std::string channels_url(std::string_view base, const std::vector<std::string>& channels) {
  std::string url = joined({without_trailing_slash(base), "/v1/channels?ids="});
  for (const std::string& channel : channels) {
    if (&channel != &channels.front()) url += ',';
    url += channel;
  }
  return url;
}

}  // namespace scoreline::gateway
