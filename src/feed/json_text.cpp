#include "feed/json_text.hpp"

#include <algorithm>
#include <cstddef>

#include "text/utf8.hpp"

namespace scoreline {
namespace {

void append_escape(std::string& out, unsigned char byte) {
  constexpr char kHex[] = "0123456789abcdef";
  out += "\\u00";
  out += kHex[byte >> 4];
  out += kHex[byte & 0x0f];
}

// Nearly all that is written is plain, and is copied as one piece.
bool is_plain(char byte) {
  return byte >= ' ' && byte < '\x7f' && byte != '"' && byte != '\\' && byte != '<';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (;;) {
    const auto plain = std::find_if_not(text.begin(), text.end(), is_plain);
    const auto run = static_cast<std::size_t>(plain - text.begin());
    out += text.substr(0, run);
    text.remove_prefix(run);
    if (text.empty()) break;
    const std::size_t length = utf8_length(text);
    const char front = text.front();
    if (length == 0) {
      out += "\\ufffd";
    } else if (front == '"' || front == '\\') {
      out += '\\';
      out += front;
    } else if (length == 1) {
      append_escape(out, static_cast<unsigned char>(front));
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

}  // namespace scoreline
