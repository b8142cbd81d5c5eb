// A map from (number, text) to a value, for hundreds of entries. Looking up allocates nothing, and
// it costs far fewer bytes than std::unordered_map.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace scoreline::board {

template <typename Value>
class StringTable {
 public:
  // Valid until the next clear.
  [[nodiscard]] Value* find(std::uint64_t number, std::string_view text) {
    for (Entry* entry = slot_of(number, text).get(); entry; entry = entry->next.get()) {
      if (entry->number == number && entry->text == text) {
        return &entry->value;
      }
    }
    return nullptr;
  }

  // The key must not be there yet.
  Value& insert(std::uint64_t number, std::string_view text, Value value) {
    auto entry = std::make_unique<Entry>();
    entry->number = number;
    entry->text = text;
    entry->value = std::move(value);
    Slot& slot = slot_of(number, text);
    entry->next = std::move(slot);
    slot = std::move(entry);
    ++size_;
    return slot->value;
  }

  void clear() {
    for (Slot& slot : slots_) {
      slot.reset();
    }
    size_ = 0;
  }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Entry;
  using Slot = std::unique_ptr<Entry>;
  struct Entry {
    std::uint64_t number = 0;
    std::string text;
    Value value;
    Slot next;
  };

  [[nodiscard]] Slot& slot_of(std::uint64_t number, std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U ^ number;  // FNV-1a
    hash *= 0x100000001b3U;
    for (const char byte : text) {
      hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    }
    return slots_[hash % kSlots];
  }

  static constexpr std::size_t kSlots = 256;
  std::array<Slot, kSlots> slots_;
  std::size_t size_ = 0;
};

}  // namespace scoreline::board
