#include "connection/answer_headers.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "feed/http_date.hpp"

namespace scoreline {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  return text.substr(0, text.find_last_not_of(kSpace) + 1);
}

// Calls `visit(name, value)` for each line of a header block.
template <typename Visitor>
void for_each_header(std::string_view block, Visitor visit) {
  while (!block.empty()) {
    const std::size_t end = std::min(block.find('\n'), block.size());
    std::string_view line = block.substr(0, end);
    block.remove_prefix(std::min(end + 1, block.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    std::string name;
    for (const char c : line.substr(0, colon)) name += lower(c);
    visit(name, trimmed(line.substr(colon + 1)));
  }
}

// Decimal digits; absent for anything else (a Retry-After may also be a date).
std::optional<std::int64_t> integer_of(std::string_view text) {
  constexpr std::int64_t kEnough = 1'000'000'000'000;
  std::size_t i = 0;
  if (text.empty() || text[0] < '0' || text[0] > '9') return std::nullopt;
  std::int64_t number = 0;
  for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
    if (number < kEnough) number = number * 10 + (text[i] - '0');
  }
  return number;
}

}  // namespace

void read_headers(std::string_view block, HttpAnswer& answer) {
  for_each_header(block, [&](const std::string& name, std::string_view value) {
    if (name == "retry-after") answer.retry_after_s = integer_of(value);
    if (name == "x-ratelimit-remaining") answer.rate_remaining = integer_of(value);
    if (name == "x-ratelimit-reset") answer.rate_reset_s = integer_of(value);
    if (name == "age") answer.age_s = integer_of(value);
    if (name == "date") answer.date = wall_ms_from_http_date(value);
  });
}

}  // namespace scoreline
