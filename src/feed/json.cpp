#include "feed/json.hpp"

// Streams are not used: without them the parser costs less.
#define JSON_NO_IO
#include <cmath>
#include <nlohmann/json.hpp>

namespace scoreline::json {

// Takes nlohmann/json's events and writes nodes. Returning false stops the parser.
class Builder {
 public:
  explicit Builder(Document& document) : document_(document) {}

  [[nodiscard]] FeedErrorCode error() const { return error_; }

  bool null() { return add(Type::kNull) != nullptr; }
  bool boolean(bool value) { return add(value ? Type::kTrue : Type::kFalse) != nullptr; }

  bool number_integer(std::int64_t value) {
    Node* const node = add(Type::kInteger);
    if (node != nullptr) node->integer = value;
    return node != nullptr;
  }

  bool number_unsigned(std::uint64_t value) {
    constexpr auto kLargest = static_cast<std::uint64_t>(INT64_MAX);
    if (value <= kLargest) return number_integer(static_cast<std::int64_t>(value));
    return add_number(static_cast<double>(value));
  }

  bool number_float(double value, const std::string& /*text*/) { return add_number(value); }

  bool string(const std::string& value) {
    const Range range = keep(value);
    Node* const node = add(Type::kString);
    if (node != nullptr) node->string = range;
    return node != nullptr;
  }

  bool key(const std::string& name) {
    name_ = keep(name);
    return true;
  }

  bool start_object(std::size_t /*size*/) { return open(Type::kObject); }
  bool start_array(std::size_t /*size*/) { return open(Type::kArray); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  template <typename Bytes>
  bool binary(const Bytes& /*bytes*/) {  // not in JSON text
    return false;
  }

  template <typename Exception>
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const Exception& exception) {
    constexpr int kNumberOverflow = 406;  // nlohmann's json.exception.out_of_range.406
    error_ = exception.id == kNumberOverflow ? FeedErrorCode::kOutOfRange : FeedErrorCode::kNotJson;
    return false;
  }

 private:
  using Type = Document::Type;
  using Node = Document::Node;
  using Range = Document::Range;

  struct Open {
    std::uint32_t container;
    std::uint32_t last_child;
  };

  bool fail(FeedErrorCode code) {
    error_ = code;
    return false;
  }

  // All text fits in 32 bits: it is no longer than the input, and that is limited.
  Range keep(const std::string& text) {
    const Range range{static_cast<std::uint32_t>(document_.text_.size()),
                      static_cast<std::uint32_t>(text.size())};
    document_.text_ += text;
    return range;
  }

  // The new node, behind its elder sibling; null when there are too many.
  Node* add(Type type) {
    std::vector<Node>& nodes = document_.nodes_;
    if (nodes.size() == kMaxValues) {
      fail(FeedErrorCode::kTooLarge);
      return nullptr;
    }
    const auto index = static_cast<std::uint32_t>(nodes.size());
    if (depth_ > 0) {
      Open& parent = open_[depth_ - 1];
      if (parent.last_child == Document::kNone) {
        nodes[parent.container].child = index;
      } else {
        nodes[parent.last_child].next = index;
      }
      parent.last_child = index;
    }
    Node& node = nodes.emplace_back();
    node.type = type;
    node.next = Document::kNone;
    node.name = name_;
    name_ = {};
    return &node;
  }

  bool add_number(double value) {
    Node* const node = add(Type::kNumber);
    if (node != nullptr) node->number = value;
    return node != nullptr;
  }

  bool open(Type type) {
    if (depth_ == kMaxDepth) return fail(FeedErrorCode::kTooDeep);
    const auto index = static_cast<std::uint32_t>(document_.nodes_.size());
    Node* const node = add(type);
    if (node == nullptr) return false;
    node->child = Document::kNone;
    open_[depth_++] = Open{index, Document::kNone};
    return true;
  }

  bool close() {
    --depth_;
    return true;
  }

  Document& document_;
  Range name_{};  // of the member whose value comes next
  Open open_[kMaxDepth] = {};
  std::size_t depth_ = 0;
  FeedErrorCode error_ = FeedErrorCode::kNotJson;
};

Result<Document> Document::parse(std::string_view text) {
  if (text.size() > kMaxBytes) return FeedError{FeedErrorCode::kTooLarge, "json"};
  // The library takes a NUL between tokens for the end of its input, whatever follows.
  if (text.find('\0') != std::string_view::npos) {
    return FeedError{FeedErrorCode::kNotJson, "json"};
  }
  Document document;
  Builder builder(document);
  if (!nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &builder)) {
    return FeedError{builder.error(), "json"};
  }
  return document;
}

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
