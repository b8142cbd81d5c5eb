#include "feed/json_text.hpp"

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

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const char front = text.front();
    const std::string_view character = text.substr(0, length);
    if (length == 0) {
      out += "\\ufffd";
    } else if (front == '"' || front == '\\') {
      out += '\\';
      out += front;
    } else if (length == 1 && (front < ' ' || front == '<' || front == '\x7f')) {
      append_escape(out, static_cast<unsigned char>(front));
    } else if (character == "\u2028") {
      out += "\\u2028";
    } else if (character == "\u2029") {
      out += "\\u2029";
    } else {
      out += character;
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

}  // namespace scoreline
