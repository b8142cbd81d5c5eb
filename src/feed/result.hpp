// A value or a named error: what every decoder returns. The wasm is built without exceptions.
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace scoreline {

// Why a text from the wire was not taken. The last good state stays.
enum class FeedErrorCode : std::uint8_t {
  kNotJson,        // not JSON text, truncated, or not UTF-8
  kTooDeep,        // nested deeper than json::kMaxDepth
  kTooLarge,       // more bytes or values than json's limits
  kWrongType,      // a member has another JSON type than documented
  kMissing,        // a member that the message cannot do without
  kOutOfRange,     // a number, or a text's length, beyond what can be true
  kNotFromServer,  // a message that only a client sends
};

// `where` names the member or the message by its documented name. It always points to a literal of
// ours, never to bytes from the wire: so an error can be logged without leaking or injecting.
struct FeedError {
  FeedErrorCode code{};
  const char* where = "";

  bool operator==(const FeedError& other) const {
    return code == other.code && std::string_view(where) == other.where;
  }
};

// Stable lower-case names: "not_json", "too_deep", ...
[[nodiscard]] std::string_view name_of(FeedErrorCode code);

// A row of a list that could not be shown, and why.
struct RefusedRow {
  std::string id;  // empty where the row has none that can be read
  FeedError error;

  bool operator==(const RefusedRow&) const = default;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T&& value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(const T& value) : state_(std::in_place_index<0>, value) {}
  Result(FeedError error) : state_(std::in_place_index<1>, error) {}

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Only when ok().
  [[nodiscard]] T& value() {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] const T& value() const {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] const T* operator->() const { return &value(); }
  [[nodiscard]] const T& operator*() const { return value(); }

  // Only when not ok().
  [[nodiscard]] const FeedError& error() const {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, FeedError> state_;
};

}  // namespace scoreline
