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

bool Value::is(Type type) const { return exists() && node_->type == type; }

bool Value::is_null() const { return is(Type::kNull); }

bool Value::is_object() const { return is(Type::kObject); }

bool Value::is_array() const { return is(Type::kArray); }

bool Value::is_string() const { return is(Type::kString); }

bool Value::is_number() const { return is(Type::kInteger) || is(Type::kNumber); }

bool Value::is_scalar() const { return exists() && !is_null() && !is_object() && !is_array(); }

// From the last to the first: the last of a name is the one that counts.
Value Value::member(std::string_view front, std::string_view back) const {
  if (!is_object()) return {};
  const std::size_t size = front.size() + back.size();
  const Node::Children children = node_->children;
  if (size > 0) {
    const char first = front.empty() ? back.front() : front.front();
    const char last = back.empty() ? front.back() : back.back();
    if ((children.names & Node::name_bit(size, first, last)) == 0) return {};
  }
  if (children.last == 0) return {};
  for (const Node* node = node_ + children.last;; node -= node->previous) {
    if (node->name_size == size && is_same(node->name, front) &&
        is_same(node->name + front.size(), back)) {
      return Value(node);
    }
    if (node->previous == 0) return {};
  }
}

std::optional<std::int64_t> Value::integer() const {
  if (is(Type::kInteger)) return node_->integer;
  if (!is(Type::kNumber)) return std::nullopt;
  constexpr double kLimit = 9223372036854775808.0;  // 2^63
  const double value = node_->number;
  if (!(value >= -kLimit && value < kLimit) || value != std::trunc(value)) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

std::optional<double> Value::number() const {
  if (is(Type::kInteger)) return static_cast<double>(node_->integer);
  if (is(Type::kNumber)) return node_->number;
  return std::nullopt;
}

std::optional<bool> Value::boolean() const {
  if (is(Type::kTrue)) return true;
  if (is(Type::kFalse)) return false;
  return std::nullopt;
}

std::optional<std::string_view> Value::string() const {
  if (!is_string()) return std::nullopt;
  return std::string_view(node_->string.begin, node_->string.size);
}

std::string_view Value::name() const {
  if (!exists()) return {};
  return {node_->name, node_->name_size};
}

Value::Iterator Value::begin() const {
  const bool has_children = (is_object() || is_array()) && node_->children.last != 0;
  return Iterator(has_children ? node_ + 1 : nullptr);
}

Value::Iterator Value::end() const { return Iterator(nullptr); }

}  // namespace scoreline::json
