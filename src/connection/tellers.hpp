// Who answers for a match: its own request, a list that some board shows anyhow, or a list that is asked
// for the sake of several matches.
#pragma once

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
// Returns the lists that are asked for no more: what is under way for them is void.
[[nodiscard]] std::vector<Subject> choose_tellers(Askings& askings, const MatchStore& store,
                                                  const Provider& provider, MonoMs now);

// The list of their group does not have these matches, or is more work than they alone would be: for ten
// minutes each is asked for by itself. It takes effect with the next choose_tellers().
void leave_group(Askings& askings, const std::vector<std::string>& match_ids, MonoMs now);

}  // namespace scoreline
