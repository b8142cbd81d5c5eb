// Names that our own wire has for enumerators, read back.
#pragma once

#include <string_view>

namespace scoreline {

// The enumerator whose name_of() that is, of those from 0 up to `last`; else `otherwise`.
template <typename Enum>
[[nodiscard]] Enum from_name(std::string_view name, Enum last, Enum otherwise) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  return otherwise;
}

}  // namespace scoreline
