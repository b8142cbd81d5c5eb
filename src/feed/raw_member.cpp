#include "feed/raw_member.hpp"

#include <cstddef>

namespace scoreline {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Behind the string whose opening quote is at `i`.
std::size_t string_end(std::string_view text, std::size_t i) {
  for (++i; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\') ++i;
  }
  return i + 1;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view raw_member(std::string_view text, std::string_view name) {
  std::string_view found;
  bool is_wanted = false;        // the value that is being passed belongs to `name`
  std::size_t begin = 0;         // of that value
  std::string_view last_string;  // between its quotes
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      const std::size_t end = string_end(text, i);
      if (end > text.size()) return {};
      last_string = text.substr(i + 1, end - i - 2);
      i = end - 1;
      continue;
    }
    const bool ends_value = depth == 1 && (c == ',' || c == '}');
    if (ends_value && is_wanted) {
      found = trimmed(text.substr(begin, i - begin));
      is_wanted = false;
    }
    if (depth == 1 && c == ':') {
      is_wanted = last_string == name;
      begin = i + 1;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return found;
}

std::vector<std::string_view> raw_elements(std::string_view text) {
  std::vector<std::string_view> elements;
  text = trimmed(text);
  if (!text.starts_with('[')) return elements;
  std::size_t begin = 1;  // of the element that is being passed
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      i = string_end(text, i) - 1;
      continue;
    }
    if (depth == 1 && (c == ',' || c == ']')) {
      const std::string_view element = trimmed(text.substr(begin, i - begin));
      if (!element.empty()) elements.push_back(element);
      begin = i + 1;
    }
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
  }
  return elements;
}

}  // namespace scoreline
