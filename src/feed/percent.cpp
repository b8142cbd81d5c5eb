#include "feed/percent.hpp"

#include "text/joined.hpp"

namespace scoreline {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += kHex[byte >> 4];
    encoded += kHex[byte & 0x0f];
  }
  return encoded;
}

bool is_dot_segment(std::string_view text) { return text == "." || text == ".."; }

void append_query(std::string& url, std::string_view name, const std::string& value) {
  url += url.find('?') == std::string::npos ? '?' : '&';
  url += percent_encoded(name);
  url += '=';
  url += percent_encoded(value);
}

std::string_view without_trailing_slash(std::string_view base) {
  while (!base.empty() && base.back() == '/') base.remove_suffix(1);
  return base;
}

std::string socket_base(std::string_view base) {
  base = without_trailing_slash(base);
  if (!base.starts_with("http:") && !base.starts_with("https:")) return std::string(base);
  return joined({"ws", base.substr(4)});  // "http" and "https" become "ws" and "wss"
}

}  // namespace scoreline
