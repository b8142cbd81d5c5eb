// Of scoreline-gateway.wasm: readers of a gateway, whose pages have no provider's key.
#include "connection/gateway_source.hpp"
#include "platform/web/sources.hpp"

namespace scoreline::platform {

std::unique_ptr<Source> make_source(const SourceOptions& options, MatchMapper* /*mapper*/,
                                    std::uint64_t seed) {
  return std::make_unique<GatewaySource>(options, seed);
}

}  // namespace scoreline::platform
