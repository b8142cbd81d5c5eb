#include "connection/source_options.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

TEST(IsHeaderText, TakesPrintableAsciiOnly) {
  for (const std::string_view text : {"", "sk_test_1", "Bearer 12|abc", " ~!\"\\"}) {
    EXPECT_TRUE(is_header_text(text)) << text;
  }
  using namespace std::string_view_literals;
  for (const std::string_view text :
       {"a\r\nb"sv, "a\nb"sv, "\t"sv, "a\0b"sv, "\x7f"sv, "\x1f"sv, "\x80"sv, "caf\xc3\xa9"sv}) {
    EXPECT_FALSE(is_header_text(text)) << text;
  }
}

TEST(SourceOptions, DifferByEachOption) {
  void (*const changes[])(SourceOptions&) = {
      [](SourceOptions& o) { o.provider = ProviderKind::kStatsApi; },
      [](SourceOptions& o) { o.rest_base = "x"; },
      [](SourceOptions& o) { o.socket_base = "x"; },
      [](SourceOptions& o) { o.key = "x"; },
      [](SourceOptions& o) { o.app_key = "x"; },
      [](SourceOptions& o) { o.auth_url = "x"; },
      [](SourceOptions& o) {
        o.auth_headers = {{"X-A", "1"}};
      },
      [](SourceOptions& o) { o.owner = 1; },
      [](SourceOptions& o) { o.page_gives_key = true; },
      [](SourceOptions& o) { o.page_authorises = true; },
      [](SourceOptions& o) { o.page_maps = true; },
      [](SourceOptions& o) { o.max_sockets = 2; },
      [](SourceOptions& o) { o.clock_unit = scorelytics::ClockUnit::kMinutes; },
  };
  EXPECT_EQ(SourceOptions(), SourceOptions());
  for (const auto change : changes) {
    SourceOptions options;
    change(options);
    EXPECT_NE(options, SourceOptions());
  }
}

}  // namespace
}  // namespace scoreline
