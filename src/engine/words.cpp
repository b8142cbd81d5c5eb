#include "engine/words.hpp"

#include "feed/json.hpp"

namespace scoreline {

Words Words::from_json(std::string_view json) {
  Words words;
  const Result<json::Document> document = json::Document::parse(json);
  if (!document || !document->root().is_object()) return words;
  for (const json::Value value : document->root()) {
    if (const auto text = value.string()) {
      words.templates_.push_back({std::string(value.name()), std::string(*text)});
    }
  }
  return words;
}

// The first of that name, where one is repeated.
const std::string* Words::find(std::string_view key) const {
  for (const auto& [name, text] : templates_) {
    if (name == key) return &text;
  }
  return nullptr;
}

std::string Words::text(std::string_view key, Values values) const {
  const std::string* const found = find(key);
  std::string_view rest = found != nullptr ? std::string_view(*found) : key;
  std::string text;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    const std::size_t close = rest.find('}', open == std::string_view::npos ? rest.size() : open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    text += rest.substr(0, open);
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    for (const Value& value : values) {
      if (value.name == name) text += value.text;
    }
    rest.remove_prefix(close + 1);
  }
  text += rest;
  return text;
}

}  // namespace scoreline
