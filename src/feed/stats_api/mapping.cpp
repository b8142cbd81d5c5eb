#include "feed/stats_api/mapping.hpp"

#include "feed/json.hpp"
#include "feed/json_text.hpp"

namespace scoreline::stats_api {
namespace {

std::string mapped_match(json::Value match, MatchMapper& mapper) {
  std::string text;
  match.append_to(text);
  return mapper.map_match(text);
}

std::string mapped_list(json::Value list, MatchMapper& mapper) {
  std::string text;
  for (const json::Value match : list) {
    text += text.empty() ? '[' : ',';
    text += mapped_match(match, mapper);
  }
  return text.empty() ? "[]" : text + ']';
}

// The envelope `{data: …}` with what is in it mapped; its other members as they were.
template <typename Map>
std::string with_mapped_data(json::Value envelope, const Map& map) {
  std::string text = "{\"data\":" + map(envelope["data"]);
  for (const json::Value member : envelope) {
    if (member.name() == "data") continue;
    text += ',';
    append_json_string(text, member.name());
    text += ':';
    member.append_to(text);
  }
  return text + '}';
}

// A list stands alone, in one envelope or in two.
std::string mapped_schedule(json::Value json, MatchMapper& mapper) {
  if (json.is_array()) return mapped_list(json, mapper);
  if (!json["data"].exists()) {
    std::string text;
    json.append_to(text);
    return text;
  }
  return with_mapped_data(json, [&](json::Value data) { return mapped_schedule(data, mapper); });
}

}  // namespace

std::string with_mapped_match(std::string_view body, MatchMapper& mapper) {
  const auto document = json::Document::parse(body);
  if (!document) return std::string(body);
  const json::Value root = document->root();
  if (!root["data"].exists()) return mapped_match(root, mapper);
  return with_mapped_data(root, [&](json::Value match) { return mapped_match(match, mapper); });
}

std::string with_mapped_schedule(std::string_view body, MatchMapper& mapper) {
  const auto document = json::Document::parse(body);
  return document ? mapped_schedule(document->root(), mapper) : std::string(body);
}

}  // namespace scoreline::stats_api
