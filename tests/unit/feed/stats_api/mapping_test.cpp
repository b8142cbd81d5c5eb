#include "feed/stats_api/mapping.hpp"

#include <gtest/gtest.h>

#include <string>

namespace scoreline::stats_api {
namespace {

class Bracketed final : public MatchMapper {
 public:
  std::string map_match(std::string_view match) override {
    std::string text = "<";
    text += match;
    text += '>';
    return text;
  }
};

Bracketed bracketed;

TEST(Mapping, TakesAMatchOutOfItsEnvelope) {
  EXPECT_EQ(with_mapped_match(R"({ "data" : {"id":1} , "x":2})", bracketed),
            R"({"data":<{"id":1}>,"x":2})");
  EXPECT_EQ(with_mapped_match(R"({"id":1})", bracketed), R"(<{"id":1}>)");
}

TEST(Mapping, TakesEachMatchOfAListAlone) {
  EXPECT_EQ(with_mapped_schedule(R"({"data":[{"id":1}, {"id":2}]})", bracketed),
            R"({"data":[<{"id":1}>,<{"id":2}>]})");
  EXPECT_EQ(with_mapped_schedule(R"({"data":{"current_page":1,"data":[{"id":1}],"last_page":2}})",
                                 bracketed),
            R"({"data":{"data":[<{"id":1}>],"current_page":1,"last_page":2}})");
  EXPECT_EQ(with_mapped_schedule(R"([{"id":1}])", bracketed), R"([<{"id":1}>])");
}

TEST(Mapping, LeavesAnAnswerWithoutMatchesAsItIs) {
  for (const char* body : {R"({"data":[]})", R"({"data":{"data":[]}})", R"({"message":"no"})",
                           R"({"data":null})", "[]", "1"}) {
    EXPECT_EQ(with_mapped_schedule(body, bracketed), body);
  }
}

}  // namespace
}  // namespace scoreline::stats_api
