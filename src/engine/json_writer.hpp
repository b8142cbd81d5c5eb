// Writes JSON objects and arrays, member by member. Absent values are left out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "feed/json_text.hpp"

namespace scoreline {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void open(char bracket) {
    separate();
    out_ += bracket;
    is_first_ = true;
  }
  void open(std::string_view name, char bracket) {
    key(name);
    out_ += bracket;
    is_first_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    is_first_ = false;
  }

  void add(std::string_view name, std::string_view text) {
    key(name);
    append_json_string(out_, text);
  }
  // So that texts are taken apart here, and not wherever one is added.
  void add(std::string_view name, const std::string& text) { add(name, std::string_view(text)); }
  // So that a literal is text and not a truth.
  void add(std::string_view name, const char* text) { add(name, std::string_view(text)); }
  void add(std::string_view name, std::int64_t number) {
    key(name);
    out_ += std::to_string(number);
  }
  void add(std::string_view name, bool truth) {
    key(name);
    out_ += truth ? "true" : "false";
  }
  // Two decimals: court positions need no more.
  void add(std::string_view name, double number) {
    key(name);
    write(number);
  }
  // Elements of an array.
  void add(double number) {
    separate();
    write(number);
  }
  void add(std::string_view text) {
    separate();
    append_json_string(out_, text);
  }
  void add_null(std::string_view name) {
    key(name);
    out_ += "null";
  }
  template <typename T>
  void add(std::string_view name, const std::optional<T>& value) {
    if (value) add(name, widened(*value));
  }
  void add_text(std::string_view name, std::string_view text) {
    if (!text.empty()) add(name, text);
  }

 private:
  static std::int64_t widened(std::int32_t value) { return value; }
  static std::int64_t widened(std::int64_t value) { return value; }
  static double widened(double value) { return value; }

  void write(double number);
  void separate() {
    if (!is_first_) out_ += ',';
    is_first_ = false;
  }
  void key(std::string_view name) {
    separate();
    append_json_string(out_, name);
    out_ += ':';
  }

  std::string& out_;
  bool is_first_ = true;
};

}  // namespace scoreline
