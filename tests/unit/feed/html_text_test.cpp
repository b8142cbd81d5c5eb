#include "feed/html_text.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace scoreline {
namespace {

TEST(WithoutEntities, ReadsEachOnce) {
  constexpr std::pair<std::string_view, std::string_view> kRows[] = {
      {"", ""},
      {"Arsenal", "Arsenal"},
      {"Brighton &amp; Hove Albion", "Brighton & Hove Albion"},
      {"&lt;b&gt; &quot;x&quot; O&apos;Neill", "<b> \"x\" O'Neill"},
      {"O&#39;Neill &#x27;&#X27;", "O'Neill ''"},
      {"M&#252;nchen", "M\u00fcnchen"},
      {"&#1055;&#x410;", "\u041f\u0410"},
      {"&#26085;&#x672c;", "\u65e5\u672c"},
      {"&#x26BD; &#x1f3c0; &#x10FFFF;", "\u26bd \U0001f3c0 \U0010ffff"},
      {"&amp;amp; &amp;lt; &amp;#38;", "&amp; &lt; &#38;"},
      {"&&amp;&amp;", "&&&"},
  };
  for (const auto& [text, read] : kRows) EXPECT_EQ(without_entities(text), read) << text;
}

TEST(WithoutEntities, LeavesWhatIsNoneAsItIs) {
  constexpr std::string_view kTexts[] = {
      "A & B",      "A&B;",     "&",        "&;",         "&amp",
      "&AMP;",      "&nbsp;",   "& amp;",   "&#;",        "&#x;",
      "&#0;",       "&#xd800;", "&#xDFFF;", "&#x110000;", "&#9999999;",
      "&#12a;",     "&#-1;",    "&#xg;",    "&am",        "&#x0000000000027;",
      "a&amphora;",
  };
  for (const std::string_view text : kTexts) EXPECT_EQ(without_entities(text), text);
}

}  // namespace
}  // namespace scoreline
