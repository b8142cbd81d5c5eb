#include "feed/json.hpp"

#include <cmath>

namespace scoreline::json {
namespace {

// A call to memcmp would take longer than to compare a name.
bool is_same(const char* text, std::string_view name) {
  for (const char c : name) {
    if (*text++ != c) return false;
  }
  return true;
}

}  // namespace

bool Value::is_null() const {
  return exists() && document_->nodes_[index_].type == Document::Type::kNull;
}

bool Value::is_object() const {
  return exists() && document_->nodes_[index_].type == Document::Type::kObject;
}

bool Value::is_array() const {
  return exists() && document_->nodes_[index_].type == Document::Type::kArray;
}

bool Value::is_string() const {
  return exists() && document_->nodes_[index_].type == Document::Type::kString;
}

bool Value::is_number() const {
  if (!exists()) return false;
  const Document::Type type = document_->nodes_[index_].type;
  return type == Document::Type::kInteger || type == Document::Type::kNumber;
}

bool Value::is_scalar() const { return exists() && !is_null() && !is_object() && !is_array(); }

// From the last to the first: the last of a name is the one that counts.
Value Value::member(std::string_view front, std::string_view back) const {
  if (!is_object()) return {};
  const Document::Node* const nodes = document_->nodes_.data();
  const char* const text = document_->text_.data();
  const std::size_t size = front.size() + back.size();
  const Document::Children children = nodes[index_].children;
  if (size > 0) {
    const char first = front.empty() ? back.front() : front.front();
    const char last = back.empty() ? front.back() : back.back();
    if ((children.names & Document::name_bit(size, first, last)) == 0) return {};
  }
  for (std::uint32_t at = children.last; at != Document::kNone; at = nodes[at].previous) {
    const Document::Node& node = nodes[at];
    if (node.name_size != size) continue;
    const char* const name = text + node.name_begin;
    if (is_same(name, front) && is_same(name + front.size(), back)) return Value(document_, at);
  }
  return {};
}

std::optional<std::int64_t> Value::integer() const {
  if (!is_number()) return std::nullopt;
  const Document::Node& node = document_->nodes_[index_];
  if (node.type == Document::Type::kInteger) return node.integer;
  constexpr double kLimit = 9223372036854775808.0;  // 2^63
  const double value = node.number;
  if (!(value >= -kLimit && value < kLimit) || value != std::trunc(value)) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

std::optional<double> Value::number() const {
  if (!is_number()) return std::nullopt;
  const Document::Node& node = document_->nodes_[index_];
  if (node.type == Document::Type::kInteger) return static_cast<double>(node.integer);
  return node.number;
}

std::optional<bool> Value::boolean() const {
  if (!exists()) return std::nullopt;
  const Document::Type type = document_->nodes_[index_].type;
  if (type == Document::Type::kTrue) return true;
  if (type == Document::Type::kFalse) return false;
  return std::nullopt;
}

std::optional<std::string_view> Value::string() const {
  if (!is_string()) return std::nullopt;
  return document_->text(document_->nodes_[index_].string);
}

std::string_view Value::name() const {
  if (!exists()) return {};
  const Document::Node& node = document_->nodes_[index_];
  return document_->text({node.name_begin, node.name_size});
}

Value::Iterator Value::begin() const {
  if (!is_object() && !is_array()) return end();
  const bool is_empty = document_->nodes_[index_].children.last == Document::kNone;
  return is_empty ? end() : Iterator(document_, index_ + 1);
}

Value::Iterator Value::end() const { return Iterator(document_, Document::kNone); }

Value Value::Iterator::operator*() const { return Value(document_, index_); }

Value::Iterator& Value::Iterator::operator++() {
  index_ = document_->nodes_[index_].next;
  return *this;
}

}  // namespace scoreline::json
