// The reader of JSON: every value can be walked, and its texts are whole UTF-8.
#include <string>

#include "feed/json.hpp"
#include "feed/json_text.hpp"
#include "fuzz/fuzz.hpp"

namespace {

using scoreline::fuzz::require;
namespace json = scoreline::json;

void append(std::string& text, json::Value value) {
  if (const auto string = value.string()) {
    scoreline::append_json_string(text, *string);
  } else if (const auto integer = value.integer()) {
    text += std::to_string(*integer);
  } else if (value.number()) {
    text += "0.5";
  } else if (const auto boolean = value.boolean()) {
    text += *boolean ? "true" : "false";
  } else if (value.is_null()) {
    text += "null";
  } else {
    const bool is_array = value.is_array();
    text += is_array ? '[' : '{';
    bool is_first = true;
    for (const json::Value child : value) {
      if (!is_first) text += ',';
      is_first = false;
      if (!is_array) {
        scoreline::append_json_string(text, child.name());
        text += ':';
        require(value[child.name()].exists());
      }
      append(text, child);
    }
    text += is_array ? ']' : '}';
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  scoreline::fuzz::Input input(data, size);
  const auto document = json::Document::parse(input.rest());
  if (!document) return 0;
  // Written again it reads again, to the same.
  std::string once;
  append(once, document->root());
  const auto again = json::Document::parse(once);
  require(again.ok());
  std::string twice;
  append(twice, again->root());
  require(once == twice);
  return 0;
}
