// A board's words in one language: templates by key, as the page gives them (web/src/words).
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scoreline {

class Words {
 public:
  // What takes the place of {name}. It holds no copy of the text: good for one expression.
  struct Value {
    std::string_view name;
    const std::string& text;
  };
  using Values = std::initializer_list<Value>;

  // A JSON object of strings; anything else in it is passed over. A text that is no such object
  // gives no words.
  static Words from_json(std::string_view json);

  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  // The template with each {name} replaced; the key itself where there is no such word, so that a
  // missing translation is seen and nothing is ever blank.
  [[nodiscard]] std::string text(std::string_view key, Values values = {}) const;

 private:
  [[nodiscard]] const std::string* find(std::string_view key) const;

  std::vector<std::pair<std::string, std::string>> templates_;  // some dozens
};

}  // namespace scoreline
