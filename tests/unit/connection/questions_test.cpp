#include "connection/questions.hpp"

#include <gtest/gtest.h>

#include "connection/cadence.hpp"
#include "unit/connection/support/fake_streams.hpp"
#include "unit/connection/support/matches.hpp"
#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

using test::follow;
using test::match_of;

constexpr MonoMs kPoll = 11'000;
const Subject kA{SubjectKind::kMatch, Sport::kFootball, "a"};
const Subject kB{SubjectKind::kMatch, Sport::kFootball, "b"};
const Subject kLive{SubjectKind::kLive, Sport::kFootball, ""};
const StreamKey kCover{StreamKind::kMatch, "a"};

class QuestionsTest : public testing::Test {
 protected:
  QuestionsTest() { pass(0); }

  void pass(MonoMs ms) {
    clock.pass(ms);
    (void)page.take_time(clock.now(), kNever, true);
  }
  // A board that has just come.
  Asking& watch(const Subject& subject) {
    Interest& interest = askings.interests[subject];
    if (!subject.is_list()) {
      interest.matches = {subject.id};
      matches.tracks()[subject.id];
    }
    interest.asking.want(clock.mono());
    return interest.asking;
  }
  // It was asked for, and the answer came, just now.
  void answer(const Subject& subject) {
    Asking& asking = *askings.of(subject);
    asking.note_asked(clock.mono(), false);
    asking.answered_at = clock.mono();
    if (subject.is_list()) return;
    matches.show(match_of(subject.id), clock.mono());
    matches.track_of(subject.id)->answered_at = clock.mono();
  }
  Asking& watch_answered(const Subject& subject) {
    Asking& asking = watch(subject);
    answer(subject);
    return asking;
  }
  void send(const Subject& subject) {
    SnapshotRequest request;
    request.id = outbox.new_request();
    request.subject = subject;
    requests.add(std::move(request));
  }
  // How long from now it is due; kNever where it is not asked for.
  [[nodiscard]] MonoMs wait(const Subject& subject) const {
    for (const Question& question : questions.all()) {
      if (question.subject == subject && question.due != kNever) return question.due - clock.mono();
    }
    return kNever;
  }

  test::TestClock clock;
  Outbox outbox{5};
  Access access{outbox, "key", false};
  PageLife page;
  ServerClock server;
  test::FakeStreams streams;
  RateBudget rate;
  SnapshotRequests requests;
  Askings askings;
  KnownMatches matches;
  MatchTrust trust{page, server, streams};
  Questions questions{askings, matches, trust, page, access, rate, requests, 0};
};

TEST_F(QuestionsTest, NothingIsAskedWhereNobodyWatches) {
  EXPECT_TRUE(questions.all().empty());
  EXPECT_EQ(questions.next_due(), kNever);
}

TEST_F(QuestionsTest, ABoardThatHasJustComeIsAskedForAtOnce) {
  watch(kA);
  EXPECT_EQ(wait(kA), 0);
  EXPECT_EQ(questions.next_due(), clock.mono());
}

TEST_F(QuestionsTest, WithoutAKeyNothingIsAsked) {
  const Access waiting(outbox, "", true);
  watch(kA);
  const Questions without(askings, matches, trust, page, waiting, rate, requests, 0);
  EXPECT_EQ(without.next_due(), kNever);
}

TEST_F(QuestionsTest, WithoutAStreamAMatchIsPolled) {
  watch_answered(kA);
  EXPECT_EQ(wait(kA), kPoll);
}

TEST_F(QuestionsTest, WithAStreamItIsAskedForWhenItsPatienceEnds) {
  watch_answered(kA);
  streams.set_live(kCover, clock.mono());
  follow(*matches.track_of("a"), kCover, *matches.find("a"), clock.mono());
  EXPECT_EQ(wait(kA), kLongestPatience);
  // Of all readers who heard the same message the least patient one asks an eighth earlier.
  const Questions hasty(askings, matches, trust, page, access, rate, requests, 1'024);
  EXPECT_EQ(hasty.next_due() - clock.mono(), kLongestPatience * 7 / 8);
}

TEST_F(QuestionsTest, AResultIsAskedForAgain) {
  watch_answered(kA);
  matches.show(match_of("a", MatchStatus::kFinished), clock.mono());
  EXPECT_EQ(wait(kA), cadence::result_interval(0));
}

TEST_F(QuestionsTest, AListIsAskedForEveryMinuteOrAsOftenAsItsMatchesNeed) {
  watch_answered(kLive);
  EXPECT_EQ(wait(kLive), cadence::kListRefresh);
  askings.interests[kLive].matches = {"b"};
  matches.tracks()["b"].answered_at = clock.mono();
  matches.show(match_of("b"), clock.mono());
  EXPECT_EQ(wait(kLive), kPoll);
  // One that left the list is asked for by itself.
  askings.asides["b"].asked_at = clock.mono();
  EXPECT_EQ(wait(kLive), cadence::kListRefresh);
  EXPECT_EQ(wait(kB), kPoll);
}

TEST_F(QuestionsTest, AListOfManyPagesWaitsForEach) {
  Asking& asking = watch_answered(kLive);
  asking.steps = 20;
  EXPECT_EQ(wait(kLive), 100'000);
  // Of three pages a quiet match is proven within its patience; of two no sooner than that.
  askings.interests[kLive].matches = {"b"};
  matches.tracks()["b"].answered_at = clock.mono();
  matches.show(match_of("b"), clock.mono());
  asking.steps = 3;
  EXPECT_EQ(wait(kLive), 15'000);
  asking.steps = 2;
  EXPECT_EQ(wait(kLive), 14'000);
}

TEST_F(QuestionsTest, AMatchWhoseListIsAskedInItsPlaceIsNot) {
  watch_answered(kA).teller = kLive;
  watch_answered(kLive);
  EXPECT_EQ(wait(kA), kNever);
  EXPECT_EQ(questions.all().size(), 1u);
}

TEST_F(QuestionsTest, AGroupIsAskedForWhenTheFirstOfItsMatchesIsDue) {
  watch_answered(kA).teller = kLive;
  pass(1'000);
  watch_answered(kB).teller = kLive;
  Group& group = askings.groups[kLive];
  group.members = {"a", "b"};
  group.asking.asked_at = 0;
  EXPECT_EQ(wait(kLive), kPoll - 1'000);
}

TEST_F(QuestionsTest, UrgentOrNotNothingIsAskedTwiceInAMoment) {
  watch_answered(kA).want(clock.mono());
  EXPECT_EQ(wait(kA), 250);
  watch_answered(kLive).want(clock.mono());
  EXPECT_EQ(wait(kLive), 1'000);
}

TEST_F(QuestionsTest, AFailureIsWaitedFor) {
  Asking& asking = watch(kA);
  asking.retry_at = clock.mono() + 5'000;
  EXPECT_EQ(wait(kA), 5'000);
}

TEST_F(QuestionsTest, AHiddenPageAsksOnlyWhatIsUrgent) {
  Asking& asking = watch_answered(kA);
  page.set_hidden(true, clock.mono());
  EXPECT_EQ(wait(kA), kNever);
  asking.want(clock.mono() + 3'000);
  EXPECT_EQ(wait(kA), 3'000);
}

TEST_F(QuestionsTest, WhatIsUnderWayIsNotAskedAgainAtLeisure) {
  Asking& asking = watch_answered(kA);
  send(kA);
  EXPECT_EQ(wait(kA), kNever);
  // What is urgent is, once.
  asking.want(clock.mono() + 1'000);
  EXPECT_EQ(wait(kA), 1'000);
  send(kA);
  EXPECT_EQ(wait(kA), kNever);
}

TEST_F(QuestionsTest, EightRequestsAtATimeAreEnough) {
  watch(kA);
  for (int i = 0; i < 8; ++i) {
    EXPECT_TRUE(questions.has_room());
    send(kB);
  }
  EXPECT_FALSE(questions.has_room());
  EXPECT_EQ(wait(kA), kNever);
}

TEST_F(QuestionsTest, WhileTheCredentialsAreRefusedOneTriesAgain) {
  watch(kA);
  watch(kB);
  access.refuse(Reason::kWrongKey, 20'000, clock.mono());
  EXPECT_EQ(questions.next_due(), access.retry_at());
  EXPECT_TRUE(questions.has_room());
  send(kA);
  EXPECT_FALSE(questions.has_room());
  EXPECT_EQ(questions.next_due(), kNever);
}

TEST_F(QuestionsTest, WhoWasAskedLongestAgoComesFirst) {
  watch_answered(kB);
  pass(1'000);
  watch_answered(kA);
  pass(20'000);
  const std::vector<Question> all = questions.all();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].subject, kB);
  EXPECT_EQ(all[1].subject, kA);
}

TEST_F(QuestionsTest, AListOfManyPagesTakesTheRoomOfThoseAfterIt) {
  watch_answered(kLive).steps = 10;
  pass(1'000);
  watch_answered(kA);
  pass(100'000);
  // Room for ten, and not for eleven.
  for (std::size_t i = 0; i < kMostSnapshotsAMinute - 10; ++i) rate.snapshot_sent(clock.mono());
  EXPECT_LE(wait(kLive), 0);
  EXPECT_EQ(wait(kA), Allowance::kMinute);
}

TEST_F(QuestionsTest, AFirstRequestDoesNotWaitForThoseOfOthers) {
  for (std::size_t i = 0; i < kMostSnapshotsAMinute; ++i) rate.snapshot_sent(clock.mono());
  watch(kA);
  EXPECT_EQ(wait(kA), 0);
}

}  // namespace
}  // namespace scoreline
