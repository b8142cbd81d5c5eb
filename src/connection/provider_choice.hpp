// Which provider a source asks, and which kind of streams it has: the one place that knows them all.
#pragma once

#include <memory>

#include "connection/credential.hpp"
#include "connection/outbox.hpp"
#include "connection/provider.hpp"
#include "connection/rate_budget.hpp"
#include "connection/source_options.hpp"
#include "connection/stats_api_provider.hpp"
#include "connection/streams.hpp"

namespace scoreline {

// Never null. `mapper` may be null; else it outlives the provider.
[[nodiscard]] std::unique_ptr<Provider> make_provider(const SourceOptions& options,
                                                      MatchMapper* mapper);

// Never null. All but `options` outlive them. `headers`: those that every request has at its time.
[[nodiscard]] std::unique_ptr<Streams> make_streams(const SourceOptions& options, Outbox& outbox,
                                                    StreamListener& listener,
                                                    const Credential& credential,
                                                    const HttpHeaders& headers, RateBudget& rate);

}  // namespace scoreline
