#include "connection/questions.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "connection/cadence.hpp"

namespace scoreline {
namespace {

// Between two requests for the same thing, however urgent.
constexpr MonoMs kMatchGap = 250;
constexpr MonoMs kListGap = 1'000;
// A list that takes several requests is asked for so seldom that they stay within the rate; but where that
// allows it, within the patience of a quiet match (14 s), and 3.5 s for the answer.
constexpr MonoMs kGapOfSteps = 14'000;
constexpr MonoMs kGapForEachStep = 5'000;
// While one request is under way, a second one may go out: the base may have to be asked for anew.
constexpr int kMaxAtOnce = 2;
constexpr std::size_t kMaxRequests = 8;

}  // namespace

// When this match has to be asked for again, as far as `asking` is what tells of it.
MonoMs Questions::match_due(const std::string& id, const Asking& asking) const {
  const Match* match = matches_.find(id);
  const Track* track = matches_.track_of(id);
  if (match == nullptr || track == nullptr) return kNever;
  // Whoever asked: a list that has the match answers for a board of that match alone, too.
  const MonoMs asked_well_at = asking.answered_at == kNever ? 0 : asking.answered_at;
  const MonoMs answered_at = std::max(asked_well_at, track->answered_at);
  if (is_final(match->status)) {
    const MonoMs ended_at = track->ended_at;
    const MonoMs since_end = ended_at == kNever ? 0 : page_.last_input().mono - ended_at;
    return answered_at + cadence::result_interval(since_end);
  }
  if (!trust_.is_followed(*track)) return answered_at + trust_.poll_interval(*match);
  const MonoMs patient_for = trust_.patience(*match, *track);
  const MonoMs told = track->told_at();
  // Answers that are known to be some seconds old are asked for so much earlier; where they are too
  // old to prove anything, more of them would be no better.
  const bool is_proof = told != kNever && told + patient_for / 2 >= answered_at;
  const MonoMs last = is_proof ? told : answered_at;
  // All clients have heard the last message together: each has its own, shorter, patience.
  return last + patient_for - patient_for * impatience_ / 1024 / 8;
}

MonoMs Questions::list_due(const Interest& interest) const {
  MonoMs due = interest.asking.answered_at + cadence::kListRefresh;
  for (const std::string& id : interest.matches) {
    if (!askings_.asides.contains(id)) due = std::min(due, match_due(id, interest.asking));
  }
  return due;
}

MonoMs Questions::group_due(const Group& group) const {
  MonoMs due = kNever;
  for (const std::string& id : group.members) due = std::min(due, match_due(id, group.asking));
  return due;
}

MonoMs Questions::routine_due(const Subject& subject, const Interest& interest) const {
  if (interest.asking.answered_at == kNever) return kNever;  // its first answer is wanted already
  return subject.is_list() ? list_due(interest) : match_due(subject.id, interest.asking);
}

// When it is to be asked, if the rate allows it then.
MonoMs Questions::wish_due(const Subject& subject, const Asking& asking, MonoMs routine) const {
  if (!access_.has_key()) return kNever;
  if (requests_.size() >= kMaxRequests || requests_.count(subject) >= kMaxAtOnce) return kNever;
  MonoMs due = asking.wanted_at;
  if (access_.is_refused()) {
    // One request finds out whether the credentials are good again.
    return requests_.size() > 0
               ? kNever
               : std::max({access_.retry_at(), asking.retry_at, rate_.allowed_at()});
  }
  // The first one is not kept waiting.
  const bool is_first = asking.asked_at == kNever;
  const MonoMs gap = subject.is_list() ? kListGap : kMatchGap;
  if (due != kNever && !is_first) due = std::max(due, asking.asked_at + gap);
  const MonoMs calm = page_.is_hidden() ? kNever : std::min(routine, asking.again_at);
  if (requests_.count(subject) == 0 && calm != kNever && !is_first) {
    const MonoMs calm_gap =
        asking.steps == 1 ? gap : std::max(kGapOfSteps, asking.steps * kGapForEachStep);
    due = std::min(
        due, std::max({calm, asking.calm_from, asking.calm.free_at(), asking.asked_at + calm_gap}));
  }
  return due == kNever ? kNever : std::max(due, asking.retry_at);
}

std::vector<Question> Questions::all() const {
  std::vector<Question> questions;
  const auto add = [&](const Subject& subject, Asking& asking, MonoMs routine) {
    if (!asking.teller) questions.push_back({subject, &asking, wish_due(subject, asking, routine)});
  };
  for (auto& [subject, interest] : askings_.interests) {
    add(subject, interest.asking, routine_due(subject, interest));
  }
  for (auto& [subject, group] : askings_.groups) add(subject, group.asking, group_due(group));
  for (auto& [id, asking] : askings_.asides) {
    const Match* match = matches_.find(id);
    if (match == nullptr) continue;
    add({SubjectKind::kMatch, match->sport, id}, asking, match_due(id, asking));
  }
  take_turns(questions);
  return questions;
}

// Where the rate does not allow all of them now, who was asked longest ago comes first: a list that
// takes many requests waits until there is room for all of them, and nobody takes that room.
void Questions::take_turns(std::vector<Question>& questions) const {
  std::multimap<MonoMs, Question> by_turn;
  for (Question& question : questions) {
    const MonoMs asked_at = question.asking->asked_at;
    by_turn.emplace(asked_at == kNever ? 0 : asked_at, std::move(question));
  }
  questions.clear();
  for (auto& [asked_at, question] : by_turn) questions.push_back(std::move(question));
  int ahead = 0;
  for (Question& question : questions) {
    if (question.due == kNever) continue;
    // The first one of a board that has just come is not kept waiting by those of others.
    if (question.asking->asked_at == kNever) {
      question.due = std::max(question.due, rate_.allowed_at());
      continue;
    }
    const int steps = question.asking->steps;
    const bool is_waiting = question.due <= page_.last_input().mono;
    question.due = std::max(question.due, rate_.free_at(ahead + steps));
    if (is_waiting) ahead += steps;
  }
}

MonoMs Questions::next_due() const {
  MonoMs next = kNever;
  for (const Question& question : all()) next = std::min(next, question.due);
  return next;
}

bool Questions::has_room() const {
  return requests_.size() < (access_.is_refused() ? 1 : kMaxRequests);
}

}  // namespace scoreline
