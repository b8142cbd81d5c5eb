#include "connection/source_options.hpp"

#include <algorithm>

namespace scoreline {

HttpHeaders accepting_json(const HttpHeaders& headers) {
  HttpHeaders all = headers;
  all.push_back({"Accept", "application/json"});
  return all;
}

bool is_header_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
}

}  // namespace scoreline
