// A map from (number, text) to a value, for hundreds of entries: a sorted vector of hashes. Looking
// up allocates nothing, and it costs far fewer bytes than std::unordered_map.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scoreline::board {

template <typename Value>
class StringTable {
 public:
  // Valid until the next insert or clear.
  [[nodiscard]] Value* find(std::uint64_t number, std::string_view text) {
    const std::uint64_t hash = hash_of(number, text);
    for (auto at = lower_bound(hash); at != entries_.end() && at->hash == hash; ++at) {
      if (at->number == number && at->text == text) {
        return &at->value;
      }
    }
    return nullptr;
  }

  // The key must not be there yet.
  Value& insert(std::uint64_t number, std::string_view text, Value value) {
    const std::uint64_t hash = hash_of(number, text);
    return entries_
        .insert(lower_bound(hash), Entry{hash, number, std::string(text), std::move(value)})
        ->value;
  }

  void clear() { entries_.clear(); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint64_t number = 0;
    std::string text;
    Value value;
  };

  [[nodiscard]] static std::uint64_t hash_of(std::uint64_t number, std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U ^ number;  // FNV-1a
    hash *= 0x100000001b3U;
    for (const char byte : text) {
      hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    }
    return hash;
  }

  [[nodiscard]] typename std::vector<Entry>::iterator lower_bound(std::uint64_t hash) {
    return std::lower_bound(entries_.begin(), entries_.end(), hash,
                            [](const Entry& entry, std::uint64_t h) { return entry.hash < h; });
  }

  std::vector<Entry> entries_;
};

}  // namespace scoreline::board
