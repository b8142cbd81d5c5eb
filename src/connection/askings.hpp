// All that a source asks for, and for whom: what boards are interested in, matches that left their list,
// and the lists that are asked in the place of several matches.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "connection/asking.hpp"
#include "connection/instant.hpp"
#include "connection/subject.hpp"

namespace scoreline {

[[nodiscard]] inline bool has(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// What one or more boards show.
struct Interest {
  int watchers = 0;                  // boards
  std::vector<std::string> matches;  // of a list, in its order; of a match, its id
  std::vector<std::string> listed;   // of a list: those that its last answer had
  Asking asking;

  [[nodiscard]] bool has(const std::string& id) const { return scoreline::has(matches, id); }
};

// Matches that are asked for together, by a list that has them all and that no board shows.
struct Group {
  Asking asking;
  std::vector<std::string> members;
};

struct Askings {
  std::map<Subject, Interest> interests;
  // Matches that a list has shown and does not tell of any more: they are asked for by themselves.
  std::map<std::string, Asking> asides;
  std::map<Subject, Group> groups;

  // Of that subject, whoever asks for it; null where nobody does.
  [[nodiscard]] Asking* of(const Subject& subject);
  [[nodiscard]] const Asking* of(const Subject& subject) const;
  // What to ask when something is wanted of this match: its own request, or that of the list that is
  // asked in its place, else the list that shows it; null where nobody watches it.
  [[nodiscard]] Asking* about(const std::string& match_id);
  // What a reader of this match waits for: as about(), but that a match which left its list is still
  // its list's.
  [[nodiscard]] const Asking* awaited_for(const std::string& match_id) const;

  // The one that is asked in the place of this one; itself where none is.
  [[nodiscard]] const Asking& answering(const Asking& asking) const;

  // Some board shows this match, in a list or by itself.
  [[nodiscard]] bool is_wanted(const std::string& match_id) const;
  // Some board shows this match by itself.
  [[nodiscard]] bool has_own_board(const std::string& match_id) const;

  // Answers are needed, and may be asked for from `at` on: of all lists that boards show,
  void want_lists(MonoMs at);
  // of all that boards show and of all groups,
  void want_everything(MonoMs at);
  // of this match. Nothing happens where nobody watches it.
  void want_match(const std::string& match_id, MonoMs at);

  // Visits those of boards and of groups, and none of a match that left its list.
  template <typename Visit>
  void each(Visit visit) {
    for (auto& [subject, interest] : interests) visit(interest.asking);
    for (auto& [subject, group] : groups) visit(group.asking);
  }
};

}  // namespace scoreline
