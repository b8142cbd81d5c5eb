#include "connection/credential.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kPatience = 30'000;

class CredentialTest : public testing::Test {
 protected:
  void pursue() {
    credential.pursue(clock.now());
    actions.add(outbox.take());
  }
  // Asks the page; the number of its question.
  RequestId ask() {
    pursue();
    return actions.take<AskCredential>().request;
  }
  bool answer(RequestId request, std::optional<std::string> key) {
    return credential.on_answer(request, std::move(key), clock.now());
  }

  test::TestClock clock;
  test::Actions actions;
  Outbox outbox{1};
  Credential credential{outbox, "", true};
};

TEST_F(CredentialTest, AFixedKeyIsReadyAndNeverAskedFor) {
  for (const char* key : {"sk_test_1", ""}) {
    Credential fixed(outbox, key, false);
    EXPECT_TRUE(fixed.is_ready());
    EXPECT_EQ(fixed.key(), key);
    EXPECT_EQ(fixed.next_deadline(), kNever);
    fixed.pursue(clock.now());
    EXPECT_TRUE(outbox.take().empty());
    EXPECT_FALSE(fixed.on_refused(fixed.number()));
    EXPECT_TRUE(fixed.is_ready());
  }
}

TEST_F(CredentialTest, AsksThePageOnce) {
  EXPECT_FALSE(credential.is_ready());
  const RequestId request = ask();
  clock.pass(kPatience - 1);
  pursue();
  EXPECT_TRUE(actions.empty());
  EXPECT_TRUE(answer(request, "short-lived"));
  EXPECT_TRUE(credential.is_ready());
  EXPECT_FALSE(credential.has_failed());
  EXPECT_EQ(credential.key(), "short-lived");
  EXPECT_EQ(credential.next_deadline(), kNever);
  pursue();
  EXPECT_TRUE(actions.empty());
}

TEST_F(CredentialTest, AnswersOfOthersAreNotItsOwn) {
  EXPECT_FALSE(answer(0, "early"));
  const RequestId request = ask();
  EXPECT_FALSE(answer(request + 1, "other"));
  EXPECT_FALSE(credential.is_ready());
  EXPECT_TRUE(answer(request, "key"));
  EXPECT_FALSE(answer(request, "again"));
  EXPECT_FALSE(answer(0, "again"));
  EXPECT_EQ(credential.key(), "key");
}

TEST_F(CredentialTest, AKeyThatCannotBeSentIsAFailureAndAskedAgainLater) {
  const std::optional<std::string> bad[] = {std::nullopt, "", "a\r\nX-Evil: 1", "a\nb",
                                            "schl\xc3\xbcssel"};
  for (const auto& key : bad) {
    Credential asked(outbox, "", true);
    asked.pursue(clock.now());
    test::Actions its;
    its.add(outbox.take());
    EXPECT_TRUE(asked.on_answer(its.take<AskCredential>().request, key, clock.now()));
    EXPECT_FALSE(asked.is_ready());
    EXPECT_TRUE(asked.has_failed());
    EXPECT_EQ(asked.key(), "");
    EXPECT_GE(asked.next_deadline(), clock.mono());
    EXPECT_LE(asked.next_deadline(), clock.mono() + kFirstBackoff);
  }
}

TEST_F(CredentialTest, WaitsBeforeItAsksAgain) {
  answer(ask(), std::nullopt);
  const MonoMs due = credential.next_deadline();
  clock.pass(due - clock.mono() - 1);
  pursue();
  EXPECT_EQ(actions.count<AskCredential>(), 0u);
  clock.pass(1);
  EXPECT_TRUE(answer(ask(), "key"));
  EXPECT_FALSE(credential.has_failed());
  EXPECT_TRUE(credential.is_ready());
}

TEST_F(CredentialTest, GivesUpAQuestionThatIsNotAnswered) {
  const RequestId request = ask();
  EXPECT_EQ(credential.next_deadline(), clock.mono() + kPatience);
  clock.pass(kPatience);
  pursue();
  EXPECT_EQ(actions.take<CancelFetch>().request, request);
  EXPECT_TRUE(credential.has_failed());
  EXPECT_EQ(actions.count<AskCredential>(), 0u);
  EXPECT_FALSE(answer(request, "too late"));
  EXPECT_FALSE(credential.is_ready());
  clock.pass(kFirstBackoff);
  EXPECT_NE(ask(), request);
}

TEST_F(CredentialTest, ARefusedKeyIsReplacedOnce) {
  answer(ask(), "expired");
  EXPECT_TRUE(credential.on_refused(credential.number()));
  EXPECT_FALSE(credential.is_ready());
  answer(ask(), "fresh");
  EXPECT_EQ(credential.key(), "fresh");
  EXPECT_FALSE(credential.on_refused(credential.number()));
}

TEST_F(CredentialTest, RequestsWithOneKeyAreRefusedTogether) {
  answer(ask(), "expired");
  const int number = credential.number();
  EXPECT_TRUE(credential.on_refused(number));
  EXPECT_TRUE(credential.on_refused(number));
  answer(ask(), "fresh");
  EXPECT_TRUE(credential.on_refused(number));
  EXPECT_TRUE(credential.is_ready());
  EXPECT_FALSE(credential.on_refused(credential.number()));
}

TEST_F(CredentialTest, AnAcceptedKeyMayExpireLikeTheFirst) {
  answer(ask(), "first");
  EXPECT_TRUE(credential.on_refused(credential.number()));
  answer(ask(), "second");
  credential.accepted();
  EXPECT_TRUE(credential.on_refused(credential.number()));
  answer(ask(), "third");
  EXPECT_FALSE(credential.on_refused(credential.number()));
}

TEST_F(CredentialTest, RetryNowAsksAtOnceAndForgivesARefusal) {
  for (int i = 0; i < 5; ++i) {
    answer(ask(), std::nullopt);
    clock.pass(kMaxBackoff);
  }
  answer(ask(), std::nullopt);
  credential.retry_now();
  answer(ask(), std::nullopt);
  EXPECT_LE(credential.next_deadline(), clock.mono() + kFirstBackoff);

  credential.retry_now();
  answer(ask(), "key");
  EXPECT_TRUE(credential.on_refused(credential.number()));
  answer(ask(), "key");
  credential.retry_now();
  EXPECT_TRUE(credential.on_refused(credential.number()));
}

TEST_F(CredentialTest, RetryNowLeavesAQuestionThatIsUnderWay) {
  const RequestId request = ask();
  credential.retry_now();
  pursue();
  EXPECT_TRUE(actions.empty());
  EXPECT_TRUE(answer(request, "key"));
}

TEST_F(CredentialTest, StoppingCancelsTheQuestion) {
  const RequestId request = ask();
  credential.stop();
  actions.add(outbox.take());
  EXPECT_EQ(actions.take<CancelFetch>().request, request);
  EXPECT_FALSE(answer(request, "too late"));
  credential.stop();
  EXPECT_TRUE(outbox.take().empty());
}

}  // namespace
}  // namespace scoreline
