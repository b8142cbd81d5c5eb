#include "feed/json.hpp"

#include <cmath>

namespace scoreline::json {

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

Value Value::operator[](std::string_view name) const {
  Value found;
  if (!is_object()) return found;
  for (const Value member : *this) {
    if (member.name() == name) found = member;
  }
  return found;
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
  return document_->text(document_->nodes_[index_].name);
}

Value::Iterator Value::begin() const {
  if (!is_object() && !is_array()) return end();
  return Iterator(document_, document_->nodes_[index_].child);
}

Value::Iterator Value::end() const { return Iterator(document_, Document::kNone); }

Value Value::Iterator::operator*() const { return Value(document_, index_); }

Value::Iterator& Value::Iterator::operator++() {
  index_ = document_->nodes_[index_].next;
  return *this;
}

}  // namespace scoreline::json
