#include "feed/http_date.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace scoreline {
namespace {

TEST(WallMsFromHttpDate, ReadsWhatServersSend) {
  const std::vector<std::pair<std::string, WallMs>> cases = {
      {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
      {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777000},
      {"Thu, 29 Feb 2024 12:00:00 GMT", 1709208000000},
      {"Thu, 26 Nov 2026 20:15:30 GMT", 1795724130000},
      {"Fri, 31 Dec 9999 23:59:59 GMT", 253402300799000},
  };
  for (const auto& [text, wanted] : cases) {
    EXPECT_EQ(wall_ms_from_http_date(text), wanted) << text;
  }
}

TEST(WallMsFromHttpDate, KnowsEveryMonth) {
  const std::vector<std::string> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  WallMs before = -1;
  for (const std::string& month : months) {
    const auto at = wall_ms_from_http_date("Mon, 01 " + month + " 2025 00:00:00 GMT");
    ASSERT_TRUE(at) << month;
    EXPECT_GT(*at, before) << month;
    before = *at;
  }
}

TEST(WallMsFromHttpDate, IsAbsentForAnythingElse) {
  for (const std::string text : {
           "",
           " ",
           "GMT",
           "0",
           "Sun, 06 Nov 1994 08:49:37",
           "Sun, 06 Nov 1994 08:49:37 UTC",
           "Sun, 06 Nov 1994 08:49:37 GMT ",
           "Sun, 6 Nov 1994 08:49:37 GMT",
           "Sun, 06 nov 1994 08:49:37 GMT",
           "Sun, 06 an  1994 08:49:37 GMT",
           "Sun, 06 n F 1994 08:49:37 GMT",
           "Sun, 31 Feb 1994 08:49:37 GMT",
           "Sun, 06 Nov 1994 24:49:37 GMT",
           "Sun, 06 Nov 1994 08-49-37 GMT",
           "Sun, 06 Nov 1969 08:49:37 GMT",
           "Sun, -6 Nov 1994 08:49:37 GMT",
           "Sun,\t06 Nov 1994 08:49:37 GMT",
           "Sunday, 06-Nov-94 08:49:37 GMT",
           "Sun Nov  6 08:49:37 1994",
           "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
       }) {
    EXPECT_FALSE(wall_ms_from_http_date(text)) << text;
  }
}

}  // namespace
}  // namespace scoreline
