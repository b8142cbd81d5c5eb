// Who answers for a match: its own request, a list that some board shows anyhow, or a list that is asked
// for the sake of several matches.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "connection/askings.hpp"
#include "connection/instant.hpp"
#include "connection/provider.hpp"
#include "connection/subject.hpp"
#include "match/store.hpp"

namespace scoreline {

// Decides it anew for all matches of `askings`. A list that somebody watches tells of its matches, unless
// it takes so many requests that it is asked for seldom. Where more is left to ask for than the rate
// carries, matches are asked for together, by lists that have them: first by the shortest ones, then by
// longer ones.
//
// Returns the groups that are given up, by their lists: what is under way for these is void.
[[nodiscard]] std::map<Subject, Group> choose_tellers(Askings& askings, const MatchStore& store,
                                                      const Provider& provider, MonoMs now);

// The list that was asked for the sake of `members` does not have those that are not in `had`, or is more
// work than all of them alone would be: for ten minutes each of these is asked for by itself. It takes
// effect with the next choose_tellers(). False where there are none.
bool leave_group(Askings& askings, const std::vector<std::string>& members,
                 const std::vector<std::string>& had, MonoMs now);

}  // namespace scoreline
