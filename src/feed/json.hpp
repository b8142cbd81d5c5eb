// The one reader of JSON: hostile text in, a flat read-only document out. Strict as RFC 8259 is,
// and the limits hold while parsing rather than after. It takes and refuses what nlohmann/json
// does, and reads the same from it (json_oracle_test.cpp); that library would be a tenth of the
// wasm.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/result.hpp"

namespace scoreline::json {

inline constexpr std::size_t kMaxDepth = 32;               // no upstream nests deeper than six
inline constexpr std::size_t kMaxBytes = 8 * 1024 * 1024;  // a page of 200 matches is 0.25 MB
inline constexpr std::size_t kMaxValues = 1'000'000;

class Document;
class Reader;

// A place in a document, and no more than a pointer; valid as long as the document, wherever that
// is moved to. A member that is not there is a value for which exists() is false, so that look-ups
// can be chained.
class Value {
 public:
  Value() = default;

  [[nodiscard]] bool exists() const { return node_ != nullptr; }
  [[nodiscard]] bool is_null() const;
  [[nodiscard]] bool is_absent_or_null() const { return !exists() || is_null(); }
  [[nodiscard]] bool is_object() const;
  [[nodiscard]] bool is_array() const;
  [[nodiscard]] bool is_string() const;
  [[nodiscard]] bool is_number() const;
  [[nodiscard]] bool is_scalar() const;  // a string, a number, true or false

  // The member of that name (the last, where a name is repeated); absent for anything but an
  // object.
  [[nodiscard]] Value operator[](std::string_view name) const { return member({}, name); }
  // The same, of a name in two parts.
  [[nodiscard]] Value member(std::string_view front, std::string_view back) const;

  // Absent unless the value has that type. integer() takes 12 and 12.0 but not 12.5, nor what does
  // not fit in 64 bits.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<double> number() const;  // finite; how exact: json_number.hpp
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] std::optional<std::string_view> string() const;  // unescaped UTF-8

  [[nodiscard]] std::string_view name() const;  // of an object's member; else empty

  class Iterator;
  // Elements of an array, or member values of an object (see name()); none for anything else.
  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] Iterator end() const;

 private:
  friend class Document;
  friend class Reader;

  enum class Type : std::uint8_t {
    kNull,
    kFalse,
    kTrue,
    kInteger,
    kNumber,
    kString,
    kArray,
    kObject
  };
  struct Node;

  explicit Value(const Node* node) : node_(node) {}
  [[nodiscard]] bool is(Type type) const;

  const Node* node_ = nullptr;
};

// Nodes stand one behind the other, and tell of each other by their distance. The first child of a
// container stands right behind it.
struct Value::Node {
  struct Text {  // in the document's
    const char* begin;
    std::uint32_t size;
  };
  struct Children {
    std::uint32_t last;   // that far behind the container; 0 for an empty one
    std::uint32_t names;  // the bits of its members' names (name_bit): what has none is no member
  };

  // One of 32, by what differs most between the names of an object.
  static std::uint32_t name_bit(std::size_t size, char first, char last) {
    const auto sum = static_cast<unsigned char>(first) + 5U * static_cast<unsigned char>(last);
    return std::uint32_t{1} << ((sum + 3 * size) % 32);
  }

  std::uint32_t next;      // that far behind is the next sibling; 0 for the last
  std::uint32_t previous;  // that far before is the one before; 0 for the first
  const char* name;        // of an object's member
  std::uint32_t name_size : 24;
  Type type : 8;
  union {
    std::int64_t integer;
    double number;
    Text string;
    Children children;
  };
  static_assert(kMaxBytes < std::size_t{1} << 24);
};

class Value::Iterator {
 public:
  explicit Iterator(const Node* node) : node_(node) {}
  Value operator*() const { return Value(node_); }
  Iterator& operator++() {
    node_ = node_->next == 0 ? nullptr : node_ + node_->next;
    return *this;
  }
  bool operator==(const Iterator&) const = default;

 private:
  const Node* node_;
};

class Document {
 public:
  // kNotJson, kTooDeep, kTooLarge, or kOutOfRange for a number that no double holds (1e999);
  // `where` is "json".
  static Result<Document> parse(std::string_view text);

  [[nodiscard]] Value root() const { return Value(nodes_.data()); }

 private:
  friend class Reader;

  std::vector<Value::Node> nodes_;
  std::unique_ptr<char[]> text_;  // what was parsed, names and strings unescaped where they stand
};

}  // namespace scoreline::json
