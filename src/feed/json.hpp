// JSON from the wire: hostile text in, a read-only document out. nlohmann/json parses; its events
// become the document, and the limits below hold while it parses, not afterwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "feed/result.hpp"

namespace scoreline::json {

inline constexpr std::size_t kMaxDepth = 32;               // no upstream nests deeper than six
inline constexpr std::size_t kMaxBytes = 8 * 1024 * 1024;  // a page of 200 matches is 0.25 MB
inline constexpr std::size_t kMaxValues = 250'000;         // that page has 10,000

// One value of a document. It is valid as long as its document, also after that was moved.
//
// A member that is not there is a value for which exists() is false, so that look-ups can be
// chained: root["home_team"]["name"].string().
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

  // The member of that name (the last one, where the name is repeated). Absent for anything but an
  // object.
  [[nodiscard]] Value operator[](std::string_view name) const;

  // Absent unless the value has that type. integer() takes 12 and 12.0, and neither 12.5 nor what
  // 64 bits do not hold.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<double> number() const;  // finite
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] std::optional<std::string_view> string() const;  // unescaped UTF-8

  // The name of an object's member; empty for any other value.
  [[nodiscard]] std::string_view name() const;

  // Appends the value as JSON text, without spaces; nothing for an absent one. Numbers stay as they
  // were written where they are no 64-bit integers.
  void append_to(std::string& out) const;

  class Iterator;
  // The elements of an array, or the values of an object's members (see name()); none for anything
  // else.
  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] Iterator end() const;

 private:
  friend class Document;
  struct Node;

  explicit Value(const Node* node) : node_(node) {}
  template <typename T>
  [[nodiscard]] const T* as() const;

  const Node* node_ = nullptr;
};

class Value::Iterator {
 public:
  explicit Iterator(const Node* node) : node_(node) {}
  Value operator*() const { return Value(node_); }
  Iterator& operator++();
  bool operator==(const Iterator&) const = default;

 private:
  const Node* node_;
};

class Document {
 public:
  // `text` is read as RFC 8259 has it, a byte order mark before it is passed over, and half a
  // surrogate pair is U+FFFD. Errors, all with `where` "json": kTooLarge (bytes or values), kTooDeep,
  // kOutOfRange (a number that no double holds, as 1e999), kNotJson (anything else).
  [[nodiscard]] static Result<Document> parse(std::string_view text);

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  [[nodiscard]] Value root() const;

 private:
  class Builder;
  struct Content;

  explicit Document(std::unique_ptr<Content> content);

  std::unique_ptr<Content> content_;
};

}  // namespace scoreline::json
