// The sources that a wasm has: each file beside this that defines make_source() is of another wasm.
#pragma once

#include <cstdint>
#include <memory>

#include "connection/source.hpp"

namespace scoreline::platform {

// As EnginePort::make_source().
[[nodiscard]] std::unique_ptr<Source> make_source(const SourceOptions& options, MatchMapper* mapper,
                                                  std::uint64_t seed);

}  // namespace scoreline::platform
