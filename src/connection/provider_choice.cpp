#include "connection/provider_choice.hpp"

#include <string>
#include <utility>

#include "connection/pusher_streams.hpp"
#include "connection/scorelytics_provider.hpp"
#include "connection/socket_streams.hpp"
#include "feed/stats_api/channels.hpp"

namespace scoreline {
namespace {

std::string channel_of(const StreamKey& key) {
  switch (key.kind) {
    case StreamKind::kMatch:
      return stats_api::match_channel(key.id);
    case StreamKind::kCompetition:
      return stats_api::competition_channel(key.id);
    case StreamKind::kAll:
      break;
  }
  return std::string(stats_api::kGamesChannel);
}

}  // namespace

std::unique_ptr<Provider> make_provider(const SourceOptions& options, MatchMapper* mapper) {
  if (options.provider == ProviderKind::kScorelytics) {
    return std::make_unique<ScorelyticsProvider>(options.rest_base, options.clock_unit);
  }
  return std::make_unique<StatsApiProvider>(options.rest_base, mapper);
}

std::unique_ptr<Streams> make_streams(const SourceOptions& options, Outbox& outbox,
                                      StreamListener& listener, const Credential& credential,
                                      const HttpHeaders& headers, RateBudget& rate) {
  if (options.provider == ProviderKind::kScorelytics) {
    return std::make_unique<SocketStreams>(outbox, listener, options.socket_base, credential.key());
  }
  PusherOptions pusher;
  pusher.socket_url = pusher::socket_url(options.socket_base, options.app_key);
  pusher.auth_url = options.auth_url;
  pusher.page_authorises = options.page_authorises;
  pusher.channel_of = channel_of;
  return std::make_unique<PusherStreams>(outbox, listener, std::move(pusher), headers, rate);
}

}  // namespace scoreline
