#include "connection/askings.hpp"

#include <algorithm>
#include <utility>

namespace scoreline {

const Asking* Askings::of(const Subject& subject) const {
  if (const auto it = interests.find(subject); it != interests.end()) return &it->second.asking;
  if (const auto it = groups.find(subject); it != groups.end()) return &it->second.asking;
  if (subject.is_list()) return nullptr;
  const auto aside = asides.find(subject.id);
  return aside == asides.end() ? nullptr : &aside->second;
}

Asking* Askings::of(const Subject& subject) {
  return const_cast<Asking*>(std::as_const(*this).of(subject));
}

Asking* Askings::about(const std::string& match_id) {
  Asking* own = nullptr;
  Asking* list = nullptr;
  for (auto& [subject, interest] : interests) {
    if (!interest.has(match_id)) continue;
    if (!subject.is_list()) {
      own = &interest.asking;
      break;
    }
    list = &interest.asking;
  }
  if (own == nullptr) {
    const auto aside = asides.find(match_id);
    if (aside == asides.end()) return list;
    own = &aside->second;
  }
  return const_cast<Asking*>(&answering(*own));
}

const Asking* Askings::awaited_for(const std::string& match_id) const {
  const Asking* best = nullptr;
  for (const auto& [subject, interest] : interests) {
    if (!interest.has(match_id)) continue;
    if (best == nullptr || !subject.is_list()) best = &interest.asking;
  }
  return best == nullptr ? nullptr : &answering(*best);
}

const Asking& Askings::answering(const Asking& asking) const {
  const Asking* teller = asking.teller ? of(*asking.teller) : nullptr;
  return teller == nullptr ? asking : *teller;
}

bool Askings::is_wanted(const std::string& match_id) const {
  return std::any_of(interests.begin(), interests.end(),
                     [&](const auto& entry) { return entry.second.has(match_id); });
}

bool Askings::has_own_board(const std::string& match_id) const {
  return std::any_of(interests.begin(), interests.end(), [&](const auto& entry) {
    return !entry.first.is_list() && entry.first.id == match_id;
  });
}

void Askings::want_lists(MonoMs at) {
  for (auto& [subject, interest] : interests) {
    if (subject.is_list()) interest.asking.want(at);
  }
}

void Askings::want_everything(MonoMs at) {
  each([at](Asking& asking) { asking.want(at); });
}

void Askings::want_match(const std::string& match_id, MonoMs at) {
  if (Asking* asking = about(match_id)) asking->want(at);
}

}  // namespace scoreline
