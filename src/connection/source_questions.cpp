// Source's questions: what is asked for, who answers it, and when it is asked.
#include <algorithm>
#include <map>
#include <utility>

#include "connection/cadence.hpp"
#include "connection/source.hpp"

namespace scoreline {
namespace {

// Between two requests for the same thing, however urgent.
constexpr MonoMs kMatchGap = 250;
constexpr MonoMs kListGap = 1'000;
// A list that takes several requests is asked for so seldom that they stay within the rate.
constexpr MonoMs kGapForEachStep = 7'000;
// While one request is under way, a second one may go out: the base may have to be asked for anew.
constexpr int kMaxAtOnce = 2;
constexpr std::size_t kMaxRequests = 8;
// When one message, or the loss of a server, makes all readers ask, their requests are spread over
// this.
constexpr MonoMs kSpread = 6'000;

}  // namespace

MonoMs Source::spread(MonoMs now) { return now + outbox_.random().up_to(kSpread); }

void Source::need_lists(MonoMs at) {
  for (auto& [subject, interest] : interests_) {
    if (subject.is_list()) interest.asking.want(at);
  }
}

void Source::need_everything(MonoMs at) {
  each_asking([at](Asking& asking) { asking.want(at); });
}

Asking* Source::asking_about(const std::string& id) {
  // Its own request, or that of the list that is asked in its place; else the list that shows it.
  Asking* own = nullptr;
  Asking* list = nullptr;
  for (auto& [subject, interest] : interests_) {
    if (!interest.has(id)) continue;
    if (!subject.is_list()) {
      own = &interest.asking;
      break;
    }
    list = &interest.asking;
  }
  if (own == nullptr) {
    const auto aside = asides_.find(id);
    if (aside == asides_.end()) return list;
    own = &aside->second;
  }
  Asking* teller = own->teller ? asking_of(*own->teller) : nullptr;
  return teller == nullptr ? own : teller;
}

void Source::need_match(const std::string& id, MonoMs at) {
  if (Asking* asking = asking_about(id)) asking->want(at);
}

void Source::ask_about(const std::string& id, const Instant& now) {
  if (Asking* asking = asking_about(id)) {
    asking->again_at = std::min(asking->again_at, spread(now.mono));
  }
}

const Asking* Source::asking_of(const Subject& subject) const {
  if (const auto it = interests_.find(subject); it != interests_.end()) return &it->second.asking;
  if (const auto it = groups_.find(subject); it != groups_.end()) return &it->second.asking;
  if (subject.is_list()) return nullptr;
  const auto aside = asides_.find(subject.id);
  return aside == asides_.end() ? nullptr : &aside->second;
}

Asking* Source::asking_of(const Subject& subject) {
  return const_cast<Asking*>(std::as_const(*this).asking_of(subject));
}

// --- who answers

// A list that somebody watches tells of its matches, unless it takes so many requests that it is asked
// for seldom. Where more is left to ask for than the rate carries, matches are asked for together, by
// lists that have them: first by the shortest ones, then by longer ones.
void Source::choose_tellers(const Instant& now) {
  constexpr std::size_t kMostSingly = 2;
  std::size_t list_requests = 0;
  std::vector<Single> singles;
  for (auto& [subject, interest] : interests_) {
    if (subject.is_list()) {
      list_requests += static_cast<std::size_t>(interest.asking.steps);
    } else {
      singles.push_back({subject.id, &interest.asking});
    }
  }
  for (auto& [id, asking] : asides_) singles.push_back({id, &asking});
  std::vector<Single> told_before;
  std::erase_if(singles, [&](const Single& single) {
    if (std::exchange(single.asking->teller, std::nullopt)) told_before.push_back(single);
    const bool may_be_told = single.asking->answered_at != kNever && matches_.find(single.id);
    if (may_be_told) single.asking->teller = watched_teller_of(single);
    return !may_be_told || single.asking->teller.has_value() ||
           single.asking->alone_until > now.mono;
  });
  std::map<Subject, Group> groups;
  for (std::size_t width = 0; width < 2; ++width) {
    if (list_requests + singles.size() + groups.size() <= kMostSingly) break;
    std::map<Subject, std::vector<Single>> found;
    for (const Single& single : singles) {
      const std::vector<Subject> lists = provider_->lists_with(*matches_.find(single.id));
      if (width < lists.size()) found[lists[width]].push_back(single);
    }
    for (auto& [list, members] : found) {
      if (members.size() < 2 || interests_.contains(list)) continue;
      Group& group = groups[list];
      group.asking.asked_at = 0;  // its readers see something already: it waits its turn
      if (const auto old = groups_.find(list); old != groups_.end()) {
        group.asking = std::move(old->second.asking);
        groups_.erase(old);
      }
      for (const Single& member : members) {
        member.asking->teller = list;
        group.members.push_back(member.id);
      }
    }
    std::erase_if(singles, [](const Single& single) { return single.asking->teller.has_value(); });
  }
  for (const auto& old : groups_) {
    requests_.cancel(
        outbox_, [&old](const SnapshotRequest& request) { return request.subject == old.first; });
  }
  // What was wanted of a list that is not asked any more is wanted of its matches.
  for (const Single& single : told_before) {
    if (!single.asking->teller) single.asking->want(now.mono);
  }
  groups_ = std::move(groups);
}

// Something else that is asked for anyhow and has this match: the same match for another board, or a
// list.
std::optional<Subject> Source::watched_teller_of(const Single& single) const {
  bool is_before_own = true;
  for (const auto& [subject, interest] : interests_) {
    const Asking& asking = interest.asking;
    is_before_own &= &asking != single.asking;
    if (asking.answered_at == kNever || asking.refusal != Reason::kNone || asking.teller) continue;
    const std::vector<std::string>& told = subject.is_list() ? interest.listed : interest.matches;
    const bool is_asked_often = subject.is_list() ? asking.steps <= 2 : is_before_own;
    if (is_asked_often && has(told, single.id)) return subject;
  }
  return std::nullopt;
}

// The list does not have this match, or is more work than its matches alone would be.
void Source::leave_group(const std::string& id, const Instant& now) {
  constexpr MonoMs kAlone = 600'000;
  for (auto& [subject, interest] : interests_) {
    if (subject.is_list() || subject.id != id) continue;
    interest.asking.alone_until = now.mono + kAlone;
    interest.asking.want(now.mono);
  }
  if (const auto aside = asides_.find(id); aside != asides_.end()) {
    aside->second.alone_until = now.mono + kAlone;
  }
  needs_plan_ = true;
}

// --- when

// When this match has to be asked for again, as far as `asking` is what tells of it.
MonoMs Source::match_due(const std::string& id, const Asking& asking) const {
  const Match* match = matches_.find(id);
  const auto it = matches_.tracks().find(id);
  if (match == nullptr || it == matches_.tracks().end()) return kNever;
  const Track& track = it->second;
  // Whoever asked: a list that has the match answers for a board of that match alone, too.
  const MonoMs asked_well_at = asking.answered_at == kNever ? 0 : asking.answered_at;
  const MonoMs answered_at = std::max(asked_well_at, track.answered_at);
  if (is_final(match->status)) {
    const MonoMs since_end = track.ended_at == kNever ? 0 : page_.last_input().mono - track.ended_at;
    return answered_at + cadence::result_interval(since_end);
  }
  if (!trust_.is_followed(track)) return answered_at + trust_.poll_interval(*match);
  const MonoMs patient_for = trust_.patience(*match, track);
  const MonoMs told = track.told_at();
  // Answers that are known to be some seconds old are asked for so much earlier; where they are too
  // old to prove anything, more of them would be no better.
  const bool is_proof = told != kNever && told + patient_for / 2 >= answered_at;
  const MonoMs last = is_proof ? told : answered_at;
  // All clients have heard the last message together: each has its own, shorter, patience.
  return last + patient_for - patient_for * impatience_ / 1024 / 8;
}

MonoMs Source::list_due(const Interest& interest) const {
  MonoMs due = interest.asking.answered_at + cadence::kListRefresh;
  for (const std::string& id : interest.matches) {
    if (!asides_.contains(id)) due = std::min(due, match_due(id, interest.asking));
  }
  return due;
}

MonoMs Source::routine_due(const Subject& subject, const Interest& interest) const {
  if (interest.asking.answered_at == kNever) return kNever;  // its first answer is wanted already
  return subject.is_list() ? list_due(interest) : match_due(subject.id, interest.asking);
}

// When it is to be asked, if the rate allows it then.
MonoMs Source::wish_due(const Subject& subject, const Asking& asking, MonoMs routine) const {
  if (!credential_.is_ready()) return kNever;
  if (requests_.size() >= kMaxRequests || requests_.count(subject) >= kMaxAtOnce) return kNever;
  MonoMs due = asking.wanted_at;
  if (refusal_ != Reason::kNone) {
    // One request finds out whether the credentials are good again.
    return requests_.size() > 0 ? kNever
                                : std::max({refused_until_, asking.retry_at, rate_.allowed_at()});
  }
  // The first one is not kept waiting.
  const bool is_first = asking.asked_at == kNever;
  const MonoMs gap = subject.is_list() ? kListGap : kMatchGap;
  if (due != kNever && !is_first) due = std::max(due, asking.asked_at + gap);
  const MonoMs calm = page_.is_hidden() ? kNever : std::min(routine, asking.again_at);
  if (requests_.count(subject) == 0 && calm != kNever && !is_first) {
    const MonoMs calm_gap = asking.steps == 1 ? gap : asking.steps * kGapForEachStep;
    due = std::min(
        due, std::max({calm, asking.calm_from, asking.calm.free_at(), asking.asked_at + calm_gap}));
  }
  return due == kNever ? kNever : std::max(due, asking.retry_at);
}

MonoMs Source::group_due(const Group& group) const {
  MonoMs due = kNever;
  for (const std::string& id : group.members) due = std::min(due, match_due(id, group.asking));
  return due;
}

std::vector<Source::Question> Source::questions() {
  std::vector<Question> questions;
  const auto add = [&](const Subject& subject, Asking& asking, MonoMs routine) {
    if (!asking.teller) questions.push_back({subject, &asking, wish_due(subject, asking, routine)});
  };
  for (auto& [subject, interest] : interests_) {
    add(subject, interest.asking, routine_due(subject, interest));
  }
  for (auto& [subject, group] : groups_) add(subject, group.asking, group_due(group));
  for (auto& [id, asking] : asides_) {
    const Match* match = matches_.find(id);
    if (match == nullptr) continue;
    add({SubjectKind::kMatch, match->sport, id}, asking, match_due(id, asking));
  }
  take_turns(questions);
  return questions;
}

// Where the rate does not allow all of them now, who was asked longest ago comes first: a list that
// takes many requests waits until there is room for all of them, and nobody takes that room.
void Source::take_turns(std::vector<Question>& questions) const {
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

MonoMs Source::next_question_due() {
  MonoMs next = kNever;
  for (const Question& question : questions()) next = std::min(next, question.due);
  return next;
}

// --- asking

void Source::ask_snapshots(const Instant& now) {
  for (const Question& question : questions()) {
    const bool has_room = requests_.size() < (refusal_ == Reason::kNone ? kMaxRequests : 1);
    if (question.due <= now.mono && has_room) ask_snapshot(question.subject, *question.asking, now);
  }
}

void Source::ask_snapshot(const Subject& subject, Asking& asking, const Instant& now) {
  SnapshotRequest request;
  request.subject = subject;
  const bool is_calm = asking.wanted_at > now.mono && asking.asked_at != kNever;
  request.step = provider_->first_step(subject, Reception{now, rest_.server(), matches_.store()});
  request.asked = outbox_.next_seq();
  request.asked_at = now.mono;
  request.is_first = asking.asked_at == kNever;
  asking.note_asked(now.mono, is_calm);
  send_request(std::move(request), now);
}

}  // namespace scoreline
