#include "connection/tellers.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <utility>

namespace scoreline {
namespace {

// So many requests may be due side by side before matches are asked for together.
constexpr std::size_t kMostSingly = 2;
// The shortest list that has a match, and the one after it.
constexpr std::size_t kWidths = 2;
// A match that its group's list does not have is not looked for there before this has passed.
constexpr MonoMs kAlone = 600'000;

// A match that is asked for by itself, for a board of its own or since it left its list.
struct Single {
  std::string id;
  Asking* asking = nullptr;
};

// Something else that is asked for anyhow and has this match: the same match for another board, or a
// list.
std::optional<Subject> watched_teller_of(const Askings& askings, const Single& single) {
  bool is_before_own = true;
  for (const auto& [subject, interest] : askings.interests) {
    const Asking& asking = interest.asking;
    is_before_own &= &asking != single.asking;
    if (asking.answered_at == kNever || asking.refusal != Reason::kNone || asking.teller) continue;
    const std::vector<std::string>& told = subject.is_list() ? interest.listed : interest.matches;
    const bool is_asked_often = subject.is_list() ? asking.steps <= 2 : is_before_own;
    if (is_asked_often && has(told, single.id)) return subject;
  }
  return std::nullopt;
}

}  // namespace

std::map<Subject, Group> choose_tellers(Askings& askings, const MatchStore& store,
                                        const Provider& provider, MonoMs now) {
  std::size_t list_requests = 0;
  std::vector<Single> singles;
  for (auto& [subject, interest] : askings.interests) {
    if (subject.is_list()) {
      list_requests += static_cast<std::size_t>(interest.asking.steps);
    } else {
      singles.push_back({subject.id, &interest.asking});
    }
  }
  for (auto& [id, asking] : askings.asides) singles.push_back({id, &asking});
  std::vector<Single> told_before;
  std::erase_if(singles, [&](const Single& single) {
    if (std::exchange(single.asking->teller, std::nullopt)) told_before.push_back(single);
    const bool may_be_told = single.asking->answered_at != kNever && store.find(single.id);
    if (may_be_told) single.asking->teller = watched_teller_of(askings, single);
    return !may_be_told || single.asking->teller.has_value() || single.asking->alone_until > now;
  });
  std::map<Subject, Group> groups;
  for (std::size_t width = 0; width < kWidths; ++width) {
    if (list_requests + singles.size() + groups.size() <= kMostSingly) break;
    std::map<Subject, std::vector<Single>> found;
    for (const Single& single : singles) {
      const std::vector<Subject> lists = provider.lists_with(*store.find(single.id));
      if (width < lists.size()) found[lists[width]].push_back(single);
    }
    for (auto& [list, members] : found) {
      if (members.size() < 2 || askings.interests.contains(list)) continue;
      Group& group = groups[list];
      group.asking.asked_at = 0;  // its readers see something already: it waits its turn
      if (const auto old = askings.groups.find(list); old != askings.groups.end()) {
        group.asking = std::move(old->second.asking);
        askings.groups.erase(old);
      }
      for (const Single& member : members) {
        member.asking->teller = list;
        group.members.push_back(member.id);
      }
    }
    std::erase_if(singles, [](const Single& single) { return single.asking->teller.has_value(); });
  }
  // What was wanted of a list that is not asked any more is wanted of its matches.
  for (const Single& single : told_before) {
    if (!single.asking->teller) single.asking->want(now);
  }
  return std::exchange(askings.groups, std::move(groups));
}

bool leave_group(Askings& askings, const std::vector<std::string>& members,
                 const std::vector<std::string>& had, MonoMs now) {
  bool has_left = false;
  for (const std::string& id : members) {
    if (has(had, id)) continue;
    has_left = true;
    for (auto& [subject, interest] : askings.interests) {
      if (subject.is_list() || subject.id != id) continue;
      interest.asking.alone_until = now + kAlone;
      interest.asking.want(now);
    }
    if (const auto aside = askings.asides.find(id); aside != askings.asides.end()) {
      aside->second.alone_until = now + kAlone;
    }
  }
  return has_left;
}

}  // namespace scoreline
