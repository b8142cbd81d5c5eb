// Halves of surrogate pairs in the escapes of JSON text.
#pragma once

#include <string>
#include <string_view>

namespace scoreline {

// `json` with each escape of a half without its other half ("\ud83d" alone) replaced by "\ufffd".
// All else stays, also where the text is no JSON.
[[nodiscard]] std::string with_whole_surrogates(std::string_view json);

}  // namespace scoreline
