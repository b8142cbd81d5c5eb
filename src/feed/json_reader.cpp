// Parsing: the text becomes the document's own, and its names and strings are ranges in it.
//
// It ends with a NUL, which JSON never has outside an escape. So nothing here asks whether the text
// is over: whatever looks at the NUL refuses it, and only the end takes it.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

#include "feed/json.hpp"
#include "feed/json_escape.hpp"
#include "feed/json_number.hpp"
#include "feed/utf8.hpp"

namespace scoreline::json {
namespace {

char* skip_space(char* at) {
  while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') ++at;
  return at;
}

// Neither a quote, nor a backslash, nor a control, nor part of a character beyond ASCII.
bool is_plain(char c) { return static_cast<signed char>(c) >= ' ' && c != '"' && c != '\\'; }

// How many of eight bytes are plain before one is not. Each test sets the highest bit of a byte
// that is not; by mistake it may set that of a byte behind such a one, never of a byte before.
std::size_t plain_of_eight(const char* at) {
  constexpr std::uint64_t kEach = 0x0101010101010101;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  const std::uint64_t quotes = (bytes ^ (kEach * '"')) - kEach;
  const std::uint64_t backslashes = (bytes ^ (kEach * '\\')) - kEach;
  const std::uint64_t controls = bytes - kEach * ' ';
  const std::uint64_t special = (quotes | backslashes | controls | bytes) & (kEach * 0x80);
  static_assert(std::endian::native == std::endian::little);
  return static_cast<std::size_t>(std::countr_zero(special)) / 8;
}

}  // namespace

// Writes nodes. A step that returns false has set the error and ends it all.
class Reader {
 public:
  // `size` is that of the document's text without its NUL.
  Reader(Document& document, std::size_t size)
      : document_(document), at_(document.text_.get()), end_(at_ + size) {
    constexpr std::size_t kTextOfANode = 16;  // bytes, or somewhat more: of what the feeds send
    document.nodes_.reserve(size / kTextOfANode + 1);
  }

  [[nodiscard]] FeedErrorCode error() const { return error_; }

  bool read() {
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (rest().starts_with(kByteOrderMark)) at_ += kByteOrderMark.size();
    at_ = skip_space(at_);
    if (!read_value()) return false;
    while (depth_ > 0) {
      if (!read_next()) return false;
    }
    at_ = skip_space(at_);
    return at_ == end_ || fail(FeedErrorCode::kNotJson);
  }

 private:
  using Type = Value::Type;
  using Node = Value::Node;

  struct Open {
    std::uint32_t container;
    std::uint32_t last_child;  // 0, which is the root, for none
    std::uint32_t names;
    bool is_object;
  };

  [[nodiscard]] std::string_view rest() const {
    return {at_, static_cast<std::size_t>(end_ - at_)};
  }

  bool fail(FeedErrorCode code) {
    error_ = code;
    return false;
  }

  // The innermost container's next element or member, or its end.
  bool read_next() {
    const Open& open = open_[depth_ - 1];
    at_ = skip_space(at_);
    if (*at_ == (open.is_object ? '}' : ']')) {
      const std::uint32_t last = open.last_child == 0 ? 0 : open.last_child - open.container;
      document_.nodes_[open.container].children = {last, open.names};
      ++at_;
      --depth_;
      return true;
    }
    if (open.last_child != 0) {
      if (*at_ != ',') return fail(FeedErrorCode::kNotJson);
      at_ = skip_space(at_ + 1);
    }
    if (open.is_object && !read_name()) return false;
    return read_value();
  }

  bool read_name() {
    if (*at_ != '"' || !read_text(name_)) return fail(FeedErrorCode::kNotJson);
    at_ = skip_space(at_);
    if (*at_ != ':') return fail(FeedErrorCode::kNotJson);
    if (name_.size > 0) {
      open_[depth_ - 1].names |=
          Node::name_bit(name_.size, *name_.begin, name_.begin[name_.size - 1]);
    }
    at_ = skip_space(at_ + 1);
    return true;
  }

  bool read_value() {
    switch (*at_) {
      case '{':
        return read_open(Type::kObject);
      case '[':
        return read_open(Type::kArray);
      case '"':
        return read_string();
      case 't':
        return read_word("true", Type::kTrue);
      case 'f':
        return read_word("false", Type::kFalse);
      case 'n':
        return read_word("null", Type::kNull);
      default:
        return read_number_value();
    }
  }

  bool read_open(Type type) {
    if (depth_ == kMaxDepth) return fail(FeedErrorCode::kTooDeep);
    const auto index = static_cast<std::uint32_t>(document_.nodes_.size());
    if (add(type) == nullptr) return false;
    open_[depth_++] = Open{index, 0, 0, type == Type::kObject};
    ++at_;
    return true;
  }

  bool read_word(std::string_view word, Type type) {
    if (!rest().starts_with(word)) return fail(FeedErrorCode::kNotJson);
    at_ += word.size();
    return add(type) != nullptr;
  }

  bool read_number_value() {
    Number number;
    const std::size_t size = read_number(at_, number);
    if (size == 0) return fail(FeedErrorCode::kNotJson);
    if (!std::isfinite(number.number)) return fail(FeedErrorCode::kOutOfRange);
    at_ += size;
    Node* const node = add(number.is_integer ? Type::kInteger : Type::kNumber);
    if (node == nullptr) return false;
    if (number.is_integer) {
      node->integer = number.integer;
    } else {
      node->number = number.number;
    }
    return true;
  }

  bool read_string() {
    Node::Text text{};
    if (!read_text(text)) return fail(FeedErrorCode::kNotJson);
    Node* const node = add(Type::kString);
    if (node != nullptr) node->string = text;
    return node != nullptr;
  }

  // What is between two quotes. It is moved only where an escape has left a gap before it.
  bool read_text(Node::Text& text) {
    char* const first = ++at_;
    char* out = first;
    while (true) {
      const char* run = at_;
      pass_unescaped();
      if (out == run) {
        out = at_;
      } else {
        while (run != at_) *out++ = *run++;  // between escapes it is too short for memmove to pay
      }
      if (*at_ != '\\') break;
      at_ = unescape(at_, out);
      if (at_ == nullptr) return false;
    }
    text = {first, static_cast<std::uint32_t>(out - first)};
    return *at_++ == '"';
  }

  // Up to a quote, a backslash, or what may not be in a string.
  void pass_unescaped() {
    while (true) {
      while (end_ - at_ >= 8) {
        const std::size_t plain = plain_of_eight(at_);
        at_ += plain;
        if (plain < 8) break;
      }
      while (is_plain(*at_)) ++at_;
      const std::size_t length = utf8_length(rest());
      if (length < 2) return;
      at_ += length;
    }
  }

  // The new node, behind its elder sibling; null when there are too many.
  Node* add(Type type) {
    std::vector<Node>& nodes = document_.nodes_;
    if (nodes.size() == kMaxValues) {
      fail(FeedErrorCode::kTooLarge);
      return nullptr;
    }
    const auto index = static_cast<std::uint32_t>(nodes.size());
    std::uint32_t distance = 0;  // to its elder sibling
    if (depth_ > 0) {
      const std::uint32_t elder = std::exchange(open_[depth_ - 1].last_child, index);
      if (elder != 0) {
        distance = index - elder;
        nodes[elder].next = distance;
      }
    }
    Node& node = nodes.emplace_back();
    node.type = type;
    node.next = 0;
    node.previous = distance;
    node.name = name_.begin;
    node.name_size = name_.size & 0xffffff;
    name_ = {};
    return &node;
  }

  Document& document_;
  char* at_;
  char* const end_;
  Node::Text name_{};  // of the member whose value comes next
  Open open_[kMaxDepth] = {};
  std::size_t depth_ = 0;
  FeedErrorCode error_ = FeedErrorCode::kNotJson;
};

Result<Document> Document::parse(std::string_view text) {
  if (text.size() > kMaxBytes) return FeedError{FeedErrorCode::kTooLarge, "json"};
  Document document;
  document.text_ = std::make_unique<char[]>(text.size() + 1);
  std::copy(text.begin(), text.end(), document.text_.get());
  Reader reader(document, text.size());
  if (!reader.read()) return FeedError{reader.error(), "json"};
  return document;
}

}  // namespace scoreline::json
