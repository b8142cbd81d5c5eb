#include "engine/wording.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

constexpr WallMs kNow = 1'777'912'331'000;

const Words& english() {
  static const Words words = Words::from_json(
      R"({"minute":"{minute}'","minute_added":"{minute}+{added}'","quarter":"Q{n}",)"
      R"("quarter_clock":"Q{n} {clock}","overtime":"OT","overtime_clock":"OT {clock}",)"
      R"("overtime_n":"OT{n}","overtime_n_clock":"OT{n} {clock}","waiting":"Next in {seconds} s",)"
      R"("stale":"Checked at {time}","stale_waiting":"Old, next in {seconds} s",)"
      R"("forbidden":"Forbidden","unauthorised":"May not follow","unreachable":"Unreachable","stream_blocked":"Blocked"})");
  return words;
}

class Clock final : public TimeText {
 public:
  std::string time_text(WallMs at) override { return "@" + std::to_string(at - kNow); }
  std::string day_text(WallMs day) override { return "day " + std::to_string(day - kNow); }
};

struct Row {
  const char* what;
  void (*set)(Match&);
  const char* text;
};

void expect_texts(const std::vector<Row>& rows) {
  Clock clock;
  for (const Row& row : rows) {
    Match match;
    match.status = MatchStatus::kLive;
    row.set(match);
    EXPECT_EQ(status_text(match, kNow, english(), clock), row.text) << row.what;
  }
}

TEST(StatusText, OfFootball) {
  expect_texts({
      {"minute", [](Match& m) { m.minute = 63; }, "63'"},
      {"added time",
       [](Match& m) {
         m.minute = 45;
         m.added_time = 2;
       },
       "45+2'"},
      {"no added time",
       [](Match& m) {
         m.minute = 45;
         m.added_time = 0;
       },
       "45'"},
      {"running",
       [](Match& m) {
         m.period = Period{PeriodKind::kHalf, 2};
         m.minute = 63;
         m.minute_as_of = kNow - 120'000;
       },
       "65'"},
      {"first half",
       [](Match& m) {
         m.period = Period{PeriodKind::kHalf, 1};
       },
       "half_1"},
      {"second half",
       [](Match& m) {
         m.period = Period{PeriodKind::kHalf, 2};
       },
       "half_2"},
      {"half-time",
       [](Match& m) {
         m.period = Period{PeriodKind::kHalfTime, 0};
         m.minute = 45;
       },
       "half_time"},
      {"other period",
       [](Match& m) {
         m.period = Period{PeriodKind::kOther, 14};
         m.minute = 101;
       },
       "101'"},
      {"nothing", [](Match&) {}, "live"},
      {"other period, no minute",
       [](Match& m) {
         m.period = Period{PeriodKind::kOther, 14};
       },
       "live"},
  });
}

TEST(StatusText, OfBasketball) {
  expect_texts({
      {"quarter",
       [](Match& m) {
         m.period = Period{PeriodKind::kQuarter, 3};
       },
       "Q3"},
      {"quarter with clock",
       [](Match& m) {
         m.period = Period{PeriodKind::kQuarter, 3};
         m.clock = GameClock{462, false, 0};
       },
       "Q3 7:42"},
      {"last seconds",
       [](Match& m) {
         m.period = Period{PeriodKind::kQuarter, 4};
         m.clock = GameClock{9, false, 0};
       },
       "Q4 0:09"},
      {"running",
       [](Match& m) {
         m.period = Period{PeriodKind::kQuarter, 4};
         m.clock = GameClock{70, true, kNow - 11'000};
       },
       "Q4 0:59"},
      {"overtime",
       [](Match& m) {
         m.period = Period{PeriodKind::kOvertime, 1};
       },
       "OT"},
      {"overtime with clock",
       [](Match& m) {
         m.period = Period{PeriodKind::kOvertime, 1};
         m.clock = GameClock{300, false, 0};
       },
       "OT 5:00"},
      {"second overtime",
       [](Match& m) {
         m.period = Period{PeriodKind::kOvertime, 2};
       },
       "OT2"},
      {"second overtime with clock",
       [](Match& m) {
         m.period = Period{PeriodKind::kOvertime, 2};
         m.clock = GameClock{61, false, 0};
       },
       "OT2 1:01"},
  });
}

TEST(StatusText, OfAMatchThatIsNotInPlay) {
  expect_texts({
      {"kick-off",
       [](Match& m) {
         m.status = MatchStatus::kScheduled;
         m.kickoff = kNow + 500;
       },
       "@500"},
      {"only its day",
       [](Match& m) {
         m.status = MatchStatus::kScheduled;
         m.kickoff_day = kNow + 700;
       },
       "day 700"},
      {"no kick-off known", [](Match& m) { m.status = MatchStatus::kScheduled; }, "scheduled"},
      {"unknown",
       [](Match& m) {
         m.status = MatchStatus::kUnknown;
         m.status_word = "delayed";
       },
       "delayed"},
  });
  Clock clock;
  for (const MatchStatus status :
       {MatchStatus::kFinished, MatchStatus::kPostponed, MatchStatus::kCancelled,
        MatchStatus::kWalkover, MatchStatus::kInterrupted, MatchStatus::kAbandoned,
        MatchStatus::kAfterPenalties, MatchStatus::kAfterExtraTime}) {
    Match match;
    match.status = status;
    match.minute = 63;
    match.kickoff = kNow;
    EXPECT_EQ(status_text(match, kNow, english(), clock), name_of(status));
  }
}

// --- the notice

struct Notice {
  ConnectionState state;
  Reason reason;
  std::optional<WallMs> retry_in;
  bool has_matches;
  const char* text;
};

TEST(NoticeText, SaysWhatAReaderNeedsToKnow) {
  using State = ConnectionState;
  constexpr std::optional<WallMs> kNo;
  constexpr Notice kNotices[] = {
      {State::kIdle, Reason::kNone, kNo, false, "connecting"},
      {State::kIdle, Reason::kNone, kNo, true, ""},
      {State::kConnecting, Reason::kNone, kNo, false, "connecting"},
      {State::kConnecting, Reason::kUnreachable, kNo, true, ""},
      {State::kLive, Reason::kNone, kNo, true, ""},
      {State::kLive, Reason::kNone, kNo, false, "no_matches"},
      {State::kOver, Reason::kNone, kNo, true, ""},
      {State::kOver, Reason::kNone, kNo, false, "no_matches"},
      {State::kPolling, Reason::kNone, kNo, true, ""},
      {State::kPolling, Reason::kStreamBlocked, kNo, true, "Blocked"},
      // It is shown, so only its stream was refused.
      {State::kPolling, Reason::kForbidden, kNo, true, "May not follow"},
      {State::kPolling, Reason::kNotFound, kNo, true, "May not follow"},
      {State::kPolling, Reason::kServerError, kNo, true, "polling"},  // no words of its own
      {State::kPolling, Reason::kStreamBlocked, kNo, false, "no_matches"},
      {State::kWaiting, Reason::kUnreachable, kNo, false, "Unreachable"},
      {State::kWaiting, Reason::kUnreachable, 8'000, false, "Unreachable · Next in 8 s"},
      {State::kWaiting, Reason::kUnreachable, 7'001, false, "Unreachable · Next in 8 s"},
      {State::kWaiting, Reason::kUnreachable, -5'000, false, "Unreachable · Next in 0 s"},
      {State::kWaiting, Reason::kNone, 1'000, false, "connecting · Next in 1 s"},
      {State::kStale, Reason::kUnreachable, 8'000, true, "Old, next in 8 s"},
      {State::kStale, Reason::kUnreachable, kNo, true, "Checked at @-90000"},
      {State::kRefused, Reason::kForbidden, kNo, false, "Forbidden"},
      {State::kRefused, Reason::kForbidden, 8'000, true, "Forbidden"},
      {State::kRefused, Reason::kBadAnswer, kNo, false, "refused"},
  };
  Clock clock;
  for (const Notice& notice : kNotices) {
    ConnectionView view;
    view.state = notice.state;
    view.reason = notice.reason;
    view.proven_at = kNow - 90'000;
    if (notice.retry_in) view.retry_at = kNow + *notice.retry_in;
    EXPECT_EQ(notice_text(view, notice.has_matches, kNow, english(), clock), notice.text)
        << name_of(notice.state) << ' ' << name_of(notice.reason) << ' ' << notice.has_matches;
  }
}

TEST(NoticeText, SaysSoWhenNothingWasEverProven) {
  Clock clock;
  ConnectionView view;
  view.state = ConnectionState::kStale;
  EXPECT_EQ(notice_text(view, true, kNow, english(), clock), "Checked at –");
}

}  // namespace
}  // namespace scoreline
