#include "feed/json.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "feed/json_text.hpp"
#include "feed/surrogates.hpp"

// The text of an error, of which we read the number alone: a page would load half a kilobyte for its words.
template <>
inline std::string
nlohmann::detail::parser<nlohmann::json, nlohmann::detail::iterator_input_adapter<const char*>>::
    exception_message(const token_type /*expected*/, const std::string& /*context*/) {
  return {};
}

namespace scoreline::json {
namespace {

struct Null {};
struct Array {};
struct Object {};
// A number that is no 64-bit integer, and how it was written.
struct Real {
  double value;
  std::string_view text;
};

}  // namespace

// The nodes of a document stand one behind the other, a container's children right behind it.
struct Value::Node {
  std::string_view name;  // of an object's member
  std::variant<Null, bool, std::int64_t, Real, std::string_view, Array, Object> value;
  std::size_t span = 1;  // how many nodes this value takes, those of its children included
};

struct Document::Content {
  std::vector<Value::Node> nodes;
  // What names, strings and reals show. It never grows beyond what was reserved, so views into it
  // stay valid.
  std::string text;
};

// --- reading a document

// nlohmann's events, made into nodes. An event that returns false ends the parsing.
class Document::Builder {
 public:
  explicit Builder(Content& content) : content_(content) {}

  [[nodiscard]] FeedErrorCode error() const { return error_; }

  bool null() { return add(Null{}); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(std::int64_t value) { return add(value); }
  bool number_unsigned(std::uint64_t value) {
    if (value <= INT64_MAX) return add(static_cast<std::int64_t>(value));
    return add(Real{static_cast<double>(value), kept(std::to_string(value))});
  }
  bool number_float(double value, const std::string& text) { return add(Real{value, kept(text)}); }
  bool string(const std::string& value) { return add(kept(value)); }
  bool key(const std::string& name) {
    name_ = kept(name);
    return true;
  }
  bool start_object(std::size_t /*size*/) { return open(Object{}); }
  bool start_array(std::size_t /*size*/) { return open(Array{}); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  template <typename Bytes>
  bool binary(const Bytes& /*bytes*/) {
    return false;  // JSON text has none
  }
  template <typename Exception>
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const Exception& exception) {
    constexpr int kNumberOverflow = 406;  // json.exception.out_of_range.406
    return fail(exception.id == kNumberOverflow ? FeedErrorCode::kOutOfRange
                                                : FeedErrorCode::kNotJson);
  }

 private:
  template <typename T>
  bool add(T value) {
    if (content_.nodes.size() == kMaxValues) return fail(FeedErrorCode::kTooLarge);
    content_.nodes.push_back({std::exchange(name_, {}), value});
    return true;
  }

  template <typename T>
  bool open(T container) {
    if (open_.size() == kMaxDepth) return fail(FeedErrorCode::kTooDeep);
    open_.push_back(content_.nodes.size());
    return add(container);
  }

  bool close() {
    content_.nodes[open_.back()].span = content_.nodes.size() - open_.back();
    open_.pop_back();
    return true;
  }

  // No text is longer unescaped than it was in the source, so that the reserved room is enough.
  std::string_view kept(const std::string& text) {
    const std::size_t begin = content_.text.size();
    content_.text += text;
    return std::string_view(content_.text).substr(begin);
  }

  bool fail(FeedErrorCode code) {
    error_ = code;
    return false;
  }

  Content& content_;
  std::string_view name_;          // of the member whose value comes next
  std::vector<std::size_t> open_;  // the containers around what comes next
  FeedErrorCode error_ = FeedErrorCode::kNotJson;
};

Result<Document> Document::parse(std::string_view text) {
  if (text.size() > kMaxBytes) return FeedError{FeedErrorCode::kTooLarge, "json"};
  // The library takes a NUL for the end of its input, whatever follows.
  if (text.find('\0') != std::string_view::npos) return FeedError{FeedErrorCode::kNotJson, "json"};

  constexpr std::size_t kBytesOfAValue = 16;  // or somewhat more, of what the feeds send
  auto content = std::make_unique<Content>();
  content->nodes.reserve(std::min(text.size() / kBytesOfAValue + 1, kMaxValues));
  content->text.reserve(text.size());
  Builder builder(*content);
  if (nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &builder)) {
    return Document(std::move(content));
  }

  // The library refuses half a surrogate pair, which browsers take. A server that cuts a name within
  // an emoji sends one, and that should not cost a whole list its scores.
  if (builder.error() == FeedErrorCode::kNotJson) {
    if (const std::string mended = with_whole_surrogates(text); mended != text) {
      return parse(mended);
    }
  }
  return FeedError{builder.error(), "json"};
}

Document::Document(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Value Document::root() const { return Value(content_->nodes.data()); }

// --- looking at a value

template <typename T>
const T* Value::as() const {
  return exists() ? std::get_if<T>(&node_->value) : nullptr;
}

bool Value::is_null() const { return as<Null>() != nullptr; }
bool Value::is_object() const { return as<Object>() != nullptr; }
bool Value::is_array() const { return as<Array>() != nullptr; }
bool Value::is_string() const { return as<std::string_view>() != nullptr; }
bool Value::is_number() const { return as<std::int64_t>() != nullptr || as<Real>() != nullptr; }
bool Value::is_scalar() const { return exists() && !is_null() && !is_object() && !is_array(); }

Value Value::operator[](std::string_view name) const {
  Value found;
  if (!is_object()) return found;
  for (const Value member : *this) {
    if (member.node_->name == name) found = member;
  }
  return found;
}

std::optional<std::int64_t> Value::integer() const {
  if (const auto* integer = as<std::int64_t>()) return *integer;
  const auto* real = as<Real>();
  constexpr double kLimit = 9223372036854775808.0;  // 2^63
  if (real == nullptr || real->value < -kLimit || real->value >= kLimit ||
      real->value != std::trunc(real->value)) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(real->value);
}

std::optional<double> Value::number() const {
  if (const auto* integer = as<std::int64_t>()) return static_cast<double>(*integer);
  if (const auto* real = as<Real>()) return real->value;
  return std::nullopt;
}

std::optional<bool> Value::boolean() const {
  const auto* truth = as<bool>();
  return truth == nullptr ? std::nullopt : std::optional(*truth);
}

std::optional<std::string_view> Value::string() const {
  const auto* text = as<std::string_view>();
  return text == nullptr ? std::nullopt : std::optional(*text);
}

std::string_view Value::name() const { return exists() ? node_->name : std::string_view(); }

// --- walking and writing

Value::Iterator Value::begin() const {
  return Iterator(is_object() || is_array() ? node_ + 1 : nullptr);
}

Value::Iterator Value::end() const {
  return Iterator(is_object() || is_array() ? node_ + node_->span : nullptr);
}

Value::Iterator& Value::Iterator::operator++() {
  node_ += node_->span;
  return *this;
}

void Value::append_to(std::string& out) const {
  if (is_null()) out += "null";
  if (const auto truth = boolean()) out += *truth ? "true" : "false";
  if (const auto* integer = as<std::int64_t>()) out += std::to_string(*integer);
  if (const auto* real = as<Real>()) out += real->text;
  if (const auto text = string()) append_json_string(out, *text);
  if (!is_object() && !is_array()) return;
  const bool have_names = is_object();
  out += have_names ? '{' : '[';
  const char* comma = "";
  for (const Value child : *this) {
    out += std::exchange(comma, ",");
    if (have_names) {
      append_json_string(out, child.name());
      out += ':';
    }
    child.append_to(out);
  }
  out += have_names ? '}' : ']';
}

}  // namespace scoreline::json
