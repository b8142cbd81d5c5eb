// nlohmann/json says what our reader is to take, to refuse and to read. Both tell a text as a list
// of events, which must be equal.
#define JSON_NO_IO
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "feed/json.hpp"
#include "unit/feed/support.hpp"

namespace scoreline::json {
namespace {

struct Event {
  std::string told;  // all but a number
  double number = 0;
  std::optional<std::int64_t> integer;
};

struct Telling {
  std::string outcome = "ok";
  std::vector<Event> events;

  void tell(char kind, std::string_view text = {}) {
    events.push_back({kind + std::string(text), 0, {}});
  }
  void tell_number(double number, std::optional<std::int64_t> integer) {
    events.push_back({"number", number, integer});
  }
};

// nlohmann's events; and our limits of depth and of what a double holds.
class Oracle {
 public:
  explicit Oracle(Telling& telling) : telling_(telling) {}

  bool null() { return tell('n'); }
  bool boolean(bool value) { return tell(value ? 't' : 'f'); }
  bool number_integer(std::int64_t value) {
    telling_.tell_number(static_cast<double>(value), value);
    return true;
  }
  bool number_unsigned(std::uint64_t value) {
    if (value <= INT64_MAX) return number_integer(static_cast<std::int64_t>(value));
    return number_float(static_cast<double>(value), {});
  }
  bool number_float(double value, const std::string& /*text*/) {
    telling_.tell_number(value, {});
    return true;
  }
  bool string(const std::string& value) { return tell('s', value); }
  bool key(const std::string& name) { return tell('k', name); }
  bool start_object(std::size_t /*size*/) { return open('{'); }
  bool start_array(std::size_t /*size*/) { return open('['); }
  bool end_object() { return close('}'); }
  bool end_array() { return close(']'); }
  template <typename Bytes>
  bool binary(const Bytes& /*bytes*/) {
    return false;
  }
  template <typename Exception>
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const Exception& exception) {
    constexpr int kNumberOverflow = 406;  // json.exception.out_of_range.406
    telling_.outcome = exception.id == kNumberOverflow ? "out_of_range json" : "not_json json";
    return false;
  }

 private:
  bool tell(char kind, std::string_view text = {}) {
    telling_.tell(kind, text);
    return true;
  }
  bool open(char kind) {
    if (++depth_ <= kMaxDepth) return tell(kind);
    telling_.outcome = "too_deep json";
    return false;
  }
  bool close(char kind) {
    --depth_;
    return tell(kind);
  }

  Telling& telling_;
  std::size_t depth_ = 0;
};

Telling told_by_oracle(std::string_view text) {
  Telling telling;
  Oracle oracle(telling);
  const bool is_read = nlohmann::json::sax_parse(text.begin(), text.end(), &oracle);
  EXPECT_EQ(is_read, telling.outcome == "ok");
  return telling;
}

void tell(Telling& telling, Value value) {
  if (value.is_null()) return telling.tell('n');
  if (const auto truth = value.boolean()) return telling.tell(*truth ? 't' : 'f');
  if (const auto text = value.string()) return telling.tell('s', *text);
  if (value.is_number()) return telling.tell_number(*value.number(), value.integer());
  telling.tell(value.is_object() ? '{' : '[');
  for (const Value child : value) {
    if (value.is_object()) telling.tell('k', child.name());
    tell(telling, child);
  }
  telling.tell(value.is_object() ? '}' : ']');
}

Telling told_by_us(std::string_view text) {
  Telling telling;
  const auto document = Document::parse(text);
  if (document) {
    tell(telling, document->root());
  } else {
    telling.outcome = test::outcome(document);
  }
  return telling;
}

// How many doubles lie between two of the same sign.
std::int64_t distance(double a, double b) {
  return std::abs(std::bit_cast<std::int64_t>(a) - std::bit_cast<std::int64_t>(b));
}

bool is_same(const Event& ours, const Event& oracles) {
  if (ours.told != oracles.told || distance(ours.number, oracles.number) > 1) return false;
  if (oracles.integer) return ours.integer == oracles.integer;
  // A double is an integer where it has no fraction.
  return !ours.integer || static_cast<double>(*ours.integer) == ours.number;
}

// The code of the escape `\uXXXX` at `at`; -1 where there is none.
long escaped_code(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "\\u" || text.size() < at + 6) return -1;
  const std::string digits(text.substr(at + 2, 4));
  if (digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) return -1;
  return std::stol(digits, nullptr, 16);
}

// Half a surrogate pair is a replacement to us, and no JSON to the library.
std::string with_whole_pairs(std::string_view text) {
  std::string whole;
  const auto is_half = [](long code, long first) { return code >= first && code < first + 0x400; };
  for (std::size_t at = 0; at < text.size();) {
    const long code = escaped_code(text, at);
    const bool is_pair = is_half(code, 0xd800) && is_half(escaped_code(text, at + 6), 0xdc00);
    const bool is_lone = !is_pair && (is_half(code, 0xd800) || is_half(code, 0xdc00));
    const std::size_t length = is_pair ? 12 : code >= 0 ? 6 : text[at] == '\\' ? 2 : 1;
    whole += is_lone ? "\\ufffd" : text.substr(at, length);
    at += length;
  }
  return whole;
}

// Whether both take it. What came before an error is told by the oracle alone.
bool expect_same(std::string_view text) {
  const test::ExactBytes exact(text);
  const Telling ours = told_by_us(exact.view());
  // The library takes a NUL between tokens for the end of its input, whatever follows.
  if (text.find('\0') != std::string_view::npos) {
    EXPECT_NE(ours.outcome, "ok") << text;
    return false;
  }
  const Telling oracles = told_by_oracle(with_whole_pairs(exact.view()));
  EXPECT_EQ(ours.outcome, oracles.outcome) << text;
  if (ours.outcome != "ok" || oracles.outcome != "ok") return false;
  const bool is_equal = std::equal(ours.events.begin(), ours.events.end(), oracles.events.begin(),
                                   oracles.events.end(), is_same);
  EXPECT_TRUE(is_equal) << text;
  return true;
}

TEST(JsonOracle, AgreesOnEveryByteInEveryPlace) {
  // Where a value, a name, a comma, a colon, text, an escape, a number goes on or an end may be.
  constexpr std::string_view kPlaces[] = {
      "@",           "[@]",         "[1@]",        "[1,@]",        "[\"\"@]",
      "{@}",         "{@:1}",       "{\"a\"@1}",   "{\"a\":@}",    "{\"a\":1@}",
      "{\"a\":1,@}", "{}@",         "\"@\"",       "\"aaaaaaa@\"", "\"@aaaaaaaa\"",
      "\"\\@\"",     "\"\\@0041\"", "\"\\u@041\"", "\"\\u0@41\"",  "\"\\u00@1\"",
      "\"\\u004@\"", "-@",          "0@",          "1@1",          "1.@",
      "1.0@",        "1e@",         "1e+@",        "1e1@",         "t@ue",
      "nul@",        "fals@e",      "@[]",         "\xef\xbb@{}",  "\"\\ud800@udc00\"",
  };
  for (const std::string_view place : kPlaces) {
    const std::size_t at = place.find('@');
    for (int first = 0; first < 256; ++first) {
      for (const std::string_view second : {"", "0", "\"", ",", "\x80", "]", "\\"}) {
        std::string text(place.substr(0, at));
        text += static_cast<char>(first);
        text += second;
        text += place.substr(at + 1);
        expect_same(text);
      }
    }
  }
}

TEST(JsonOracle, AgreesOnUtf8) {
  // Every pair of bytes, then what ends a character of three or four; in each place of eight bytes.
  for (int lead = 0x7f; lead < 0x100; ++lead) {
    for (int second = 0x70; second < 0x100; second += second < 0x8f ? 1 : 3) {
      for (const std::string_view rest : {"", "\x80", "\xbf", "\x80\x80", "\xbf\x7f", "\xc0\x80"}) {
        std::string text = "\"" + std::string(static_cast<std::size_t>(lead + second) % 9, 'a');
        text += static_cast<char>(lead);
        text += static_cast<char>(second);
        text += rest;
        expect_same(text + "bcd\"");
      }
    }
  }
}

TEST(JsonOracle, AgreesOnEscapesOfEveryCodeAndOnPairs) {
  constexpr char kHex[] = "0123456789abCDeF";
  const auto escape = [&](unsigned code) {
    std::string text = "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) text += kHex[(code >> shift) & 15];
    return text;
  };
  for (unsigned code = 0; code < 0x10000; code += code % 0x100 == 3 ? 0xf9 : 1) {
    expect_same('"' + escape(code) + '"');
  }
  constexpr unsigned kEdges[] = {0,      0x41,   0x7f,   0x80,   0x7ff,  0x800,  0xd7ff,
                                 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfffe, 0xffff};
  for (const unsigned first : kEdges) {
    for (const unsigned second : kEdges) {
      for (const std::string_view between : {"", "x", "\\", "\\n"}) {
        expect_same("[\"a" + escape(first) + std::string(between) + escape(second) + "b\",\"c\"]");
      }
    }
  }
}

TEST(JsonOracle, AgreesOnDepthAndOrderOfErrors) {
  for (std::size_t depth = kMaxDepth - 1; depth <= kMaxDepth + 1; ++depth) {
    for (const std::string_view inner : {"", "1", "1e999", "x", "[]", "{}", "{\"a\":1e999"}) {
      expect_same(std::string(depth, '[') + std::string(inner) + std::string(depth, ']'));
      expect_same(std::string(depth, '[') + std::string(inner));
    }
  }
  for (const std::string_view text : {"1e999", "[1e999", "[1e999,x", "[x,1e999]", "{1e999:1}",
                                      "{\"a\":-1e999,}", "1e999x", "1e99x9", "-1e999]"}) {
    expect_same(text);
  }
}

// All recordings, and each text in them that is JSON in its turn: frames, and their data.
int agree_within(std::string_view text) {
  int taken = expect_same(text) ? 1 : 0;
  const auto document = Document::parse(text);
  if (!document) return taken;
  const auto walk = [&taken](const auto& self, Value value) -> void {
    if (const auto inner = value.string()) taken += agree_within(*inner);
    for (const Value child : value) self(self, child);
  };
  walk(walk, document->root());
  return taken;
}

TEST(JsonOracle, AgreesOnEveryRecording) {
  const std::filesystem::path folder(SCORELINE_SOURCE_DIR "/tests/upstreams/recordings");
  int taken = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    taken += agree_within(text);
    // The front of it, cut anywhere.
    for (std::size_t size = 0; size < text.size(); size += 997) expect_same(text.substr(0, size));
  }
  EXPECT_GT(taken, 300);
}

// Writes JSON of all kinds: a text is what its seed makes of it.
class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  std::string text() {
    std::string text = space();
    write_value(text, 0);
    return text + space();
  }

  std::string number() {
    std::string text = below(3) == 0 ? "-" : "";
    text += below(4) == 0 ? "0" : digits(true);
    if (below(2) == 0) text += '.' + digits(false);
    if (below(3) == 0) {
      text += below(2) == 0 ? 'e' : 'E';
      constexpr std::string_view kSigns[] = {"", "+", "-"};
      text += kSigns[below(3)];
      text += std::to_string(below(below(5) == 0 ? 400 : 40));
    }
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string space() {
    std::string text;
    while (below(5) == 0) text += " \n\t\r"[below(4)];
    return text;
  }

  std::string digits(bool is_whole) {
    std::string text(1, static_cast<char>((is_whole ? '1' : '0') + below(9)));
    const std::size_t count = below(below(4) == 0 ? 40 : 8);
    for (std::size_t i = 0; i < count; ++i) text += static_cast<char>('0' + below(10));
    return text;
  }

  std::string quoted() {
    constexpr std::string_view kParts[] = {
        "a",
        "Real Madrid",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b",
        "\\f\\n\\r\\t",
        "\\u00e9",
        "\\u0000",
        "\\ud83c\\udfc0",
        "\u00e9\u26bd",
        "\x7f",
        "\U0001f3c0",
        "0123456789abcdef",
    };
    std::string text = "\"";
    while (below(4) != 0) text += kParts[below(std::size(kParts))];
    return text + '"';
  }

  void write_value(std::string& text, int depth) {
    constexpr std::string_view kWords[] = {"null", "true", "false", "0", "-0", "[]", "{}"};
    switch (below(depth < 5 ? 6 : 4)) {
      case 0:
        text += kWords[below(std::size(kWords))];
        break;
      case 1:
        text += quoted();
        break;
      case 2:
      case 3:
        text += number();
        break;
      case 4:
        text += '[';
        write_members(text, depth, false);
        text += ']';
        break;
      default:
        text += '{';
        write_members(text, depth, true);
        text += '}';
        break;
    }
  }

  void write_members(std::string& text, int depth, bool have_names) {
    const std::size_t count = below(5);
    for (std::size_t i = 0; i < count; ++i) {
      text += (i == 0 ? "" : ",") + space();
      if (have_names) text += quoted() + space() + ':' + space();
      write_value(text, depth + 1);
      text += space();
    }
  }

  std::mt19937 random_;
};

TEST(JsonOracle, AgreesOnGeneratedTextsAndTheirDamage) {
  int taken = 0;
  int damaged_but_taken = 0;
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    const std::string text = Writer(seed).text();
    taken += expect_same(text) ? 1 : 0;
    test::for_each_damage(text, 4, [&](std::string_view damaged) {
      damaged_but_taken += expect_same(damaged) ? 1 : 0;
    });
  }
  EXPECT_GT(taken, 8'000);  // some have numbers out of range
  EXPECT_GT(damaged_but_taken, 1'000);
}

TEST(JsonOracle, AgreesOnNumbers) {
  Writer writer(20260504);
  for (int i = 0; i < 50'000; ++i) expect_same(writer.number());
}

}  // namespace
}  // namespace scoreline::json
