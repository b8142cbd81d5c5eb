#include "feed/json_text.hpp"

#include <gtest/gtest.h>

#include "feed/json.hpp"

namespace scoreline {
namespace {

std::string written(std::string_view text) {
  std::string out = "x";  // what is there stays
  append_json_string(out, text);
  EXPECT_EQ(out.front(), 'x');
  return out.substr(1);
}

TEST(AppendJsonString, EscapesWhatMayNotStandBare) {
  struct Row {
    std::string_view text;
    std::string_view json;
  };
  const Row rows[] = {
      {"", R"("")"},
      {"Real Madrid", R"("Real Madrid")"},
      {"a\"b\\c/d", R"("a\"b\\c/d")"},
      {"\t\n\r\x1f\x7f", R"("\u0009\u000a\u000d\u001f\u007f")"},
      {std::string_view("\0", 1), R"("\u0000")"},
      {"</script><!--", R"("\u003c/script>\u003c!--")"},
      {"\u2027\u2028\u2029\u202a", "\"\u2027\u2028\u2029\u202a\""},
      {"Kant\u00e9 \u26bd \U0001f3c0", "\"Kant\u00e9 \u26bd \U0001f3c0\""},
  };
  for (const Row& row : rows) EXPECT_EQ(written(row.text), row.json);
}

TEST(AppendJsonString, WritesAReplacementForEveryByteThatIsNotUtf8) {
  EXPECT_EQ(written("a\xff"
                    "b"),
            R"("a\ufffdb")");
  EXPECT_EQ(written("\xe2\x9a"), R"("\ufffd\ufffd")");
  EXPECT_EQ(written("\xed\xa0\x80"), R"("\ufffd\ufffd\ufffd")");
  EXPECT_EQ(written("\xc0\xaf"), R"("\ufffd\ufffd")");
}

TEST(AppendJsonString, IsReadBackAsTheSameText) {
  std::string every_byte;
  for (int c = 0; c < 128; ++c) every_byte += static_cast<char>(c);
  const std::string text = every_byte + "\u00e9\u2028\u26bd\U0001f3c0";
  const auto document = json::Document::parse(written(text));
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->root().string(), text);
}

}  // namespace
}  // namespace scoreline
