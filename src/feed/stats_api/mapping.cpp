#include "feed/stats_api/mapping.hpp"

#include "feed/raw_member.hpp"

namespace scoreline::stats_api {
namespace {

// What is in the envelope `{data: …}`, or the text itself.
std::string_view unwrapped(std::string_view text) {
  const std::string_view data = raw_member(text, "data");
  return data.empty() ? text : data;
}

// `part` is a view into `body`.
std::string replaced(std::string_view body, std::string_view part, std::string_view by) {
  const auto begin = static_cast<std::size_t>(part.data() - body.data());
  std::string text(body.substr(0, begin));
  text += by;
  text += body.substr(begin + part.size());
  return text;
}

}  // namespace

std::string with_mapped_match(std::string_view body, MatchMapper& mapper) {
  const std::string_view match = unwrapped(body);
  return replaced(body, match, mapper.map_match(match));
}

std::string with_mapped_schedule(std::string_view body, MatchMapper& mapper) {
  const std::string_view list = unwrapped(unwrapped(body));
  std::string mapped;
  for (const std::string_view match : raw_elements(list)) {
    mapped += mapped.empty() ? '[' : ',';
    mapped += mapper.map_match(match);
  }
  if (mapped.empty()) return std::string(body);
  mapped += ']';
  return replaced(body, list, mapped);
}

}  // namespace scoreline::stats_api
