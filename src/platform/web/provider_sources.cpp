// Of scoreline.wasm: the providers themselves.
#include "connection/provider_source.hpp"
#include "platform/web/sources.hpp"

namespace scoreline::platform {

std::unique_ptr<Source> make_source(const SourceOptions& options, MatchMapper* mapper,
                                    std::uint64_t seed) {
  return std::make_unique<ProviderSource>(options, mapper, seed);
}

}  // namespace scoreline::platform
