// A row that cannot be shown is on its list all the same.
#include <gtest/gtest.h>

#include "connection/provider_source.hpp"
#include "unit/connection/support/source_driver.hpp"

namespace scoreline {
namespace {

using test::list;
using test::row;

const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};

class UnshownRowsTest : public test::SourceDriver {
 protected:
  void show(std::vector<std::string> rows) {
    reply("status=live", list(rows));
    pass(1'000);
    // What was asked meanwhile for a base.
    while (actions.count<Fetch>() > 0 && ++answers < 20) {
      if (const auto fetch = actions.take_fetch("status=live")) {
        give(fetch->request, test::answer(200, list(rows)));
      } else {
        const auto other = actions.take_fetch("");
        asked_elsewhere.push_back(other->url);
      }
      pass(1'000);
    }
  }

  int answers = 0;
  std::vector<std::string> asked_elsewhere;
};

TEST_F(UnshownRowsTest, IsNotAskedForAtItsOwnAddress) {
  std::string odd = row("b", 2, 1);
  odd.replace(odd.find(R"("home_score":2)"), 14, R"("home_score":"x")");
  watch(kLive);
  wake();
  open();
  show({row("a", 0, 0), row("b", 2, 1)});
  refresh();
  show({row("a", 0, 0), odd});
  EXPECT_EQ(asked_elsewhere, std::vector<std::string>());
  EXPECT_EQ(source->matches_of(kLive), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(score("b"), "2-1");
  ASSERT_EQ(source->row_errors().size(), 1u);
  EXPECT_EQ(source->row_errors()[0].row.id, "b");
  // It has left when it is not there at all.
  refresh();
  show({row("a", 0, 0)});
  EXPECT_FALSE(asked_elsewhere.empty());
}

}  // namespace
}  // namespace scoreline
