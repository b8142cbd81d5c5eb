#include "connection/stats_api_provider.hpp"

#include <algorithm>
#include <variant>

#include "feed/json.hpp"
#include "feed/stats_api/event.hpp"
#include "feed/stats_api/snapshot.hpp"
#include "feed/stats_api/urls.hpp"
#include "text/joined.hpp"

namespace scoreline {
namespace {

// More channels than this are dearer than the one that carries every match: each costs an
// authorisation request, again at each reconnect.
constexpr std::size_t kMaxMatchChannels = 10;
// Of one credential's competitions, that a `live` board looks through.
constexpr std::size_t kMaxCompetitions = 20;
constexpr int kMaxPages = 50;

// A step of a list is "COMPETITION/PAGE", then for `live` " COMPETITION COMPETITION…" still to ask.
struct Step {
  std::string_view competition;
  int page = 1;
  std::string_view rest;  // with its leading space
};

int page_of(std::string_view digits) {
  int page = 0;
  for (const char digit : digits) page = page * 10 + (digit - '0');
  return page;
}

Step parse_step(const Subject& subject, std::string_view text) {
  if (text.empty()) return {subject.id, 1, {}};
  Step step;
  const std::size_t slash = text.find('/');
  const std::size_t space = std::min(text.find(' '), text.size());
  step.competition = text.substr(0, std::min(slash, space));
  if (slash < space) step.page = page_of(text.substr(slash + 1, space - slash - 1));
  step.rest = text.substr(space);
  return step;
}

std::string step_text(std::string_view competition, int page, std::string_view rest) {
  return joined({competition, "/", std::to_string(page), rest});
}

// An id with a space or a slash would be taken apart wrongly; real ones are numbers.
bool is_plain(std::string_view id) {
  return id.find(' ') == std::string_view::npos && id.find('/') == std::string_view::npos;
}

}  // namespace

std::string StatsApiProvider::first_step(const Subject& subject, const Reception& reception) const {
  // Which competitions there are changes with the contract, not with the match.
  constexpr MonoMs kKnownFor = 600'000;
  const bool is_known =
      !competitions_step_.empty() && reception.now.mono - competitions_at_ < kKnownFor;
  return subject.kind == SubjectKind::kLive && is_known ? competitions_step_ : std::string();
}

std::string StatsApiProvider::snapshot_url(const Subject& subject, std::string_view text) const {
  if (subject.kind == SubjectKind::kMatch) return stats_api::match_url(rest_base_, subject.id);
  if (subject.kind == SubjectKind::kLive && text.empty()) {
    return stats_api::competitions_url(rest_base_);
  }
  const Step step = parse_step(subject, text);
  return stats_api::schedule_url(rest_base_, step.competition, step.page);
}

std::string StatsApiProvider::mapped(std::string_view body, MapAll map_all) const {
  if (mapper_ == nullptr || !json::Document::parse(body)) return std::string(body);
  return map_all(body, *mapper_);
}

SnapshotReading StatsApiProvider::read_snapshot(const Subject& subject, std::string_view text,
                                                std::string_view body, const Reception& reception) {
  SnapshotReading reading;
  if (subject.kind == SubjectKind::kMatch) {
    Result<Match> match =
        stats_api::decode_match(mapped(body, stats_api::with_mapped_match), reception.now.mono);
    if (!match) note_refused_match(reading, subject.id, match.error());
    if (!match || match->id != subject.id) return reading;
    reading.is_readable = true;
    reading.matches.push_back(std::move(match.value()));
    return reading;
  }
  if (subject.kind == SubjectKind::kLive && text.empty()) {
    Result<std::vector<std::string>> ids = stats_api::decode_competitions(body);
    if (!ids) return reading;
    reading.is_readable = true;
    std::string rest;
    std::size_t count = 0;
    for (const std::string& id : *ids) {
      if (!is_plain(id) || ++count > kMaxCompetitions) continue;
      if (reading.next_step.empty()) {
        reading.next_step = step_text(id, 1, {});
      } else {
        rest += ' ';
        rest += id;
      }
    }
    reading.next_step += rest;
    competitions_step_ = reading.next_step;
    competitions_at_ = reception.now.mono;
    return reading;
  }
  Result<stats_api::MatchPage> page =
      stats_api::decode_schedule(mapped(body, stats_api::with_mapped_schedule), reception.now.mono);
  if (!page) return reading;
  reading.is_readable = true;
  reading.matches = std::move(page.value().matches);
  reading.refused = std::move(page.value().refused);
  const Step step = parse_step(subject, text);
  if (subject.kind == SubjectKind::kLive) {
    // One that we show is told all the same when it stops being live: that is the news.
    std::erase_if(reading.matches, [&](const Match& match) {
      return !is_in_play(match.status) && reception.store.find(match.id) == nullptr;
    });
  }
  if (page->has_more && step.page < kMaxPages && is_plain(step.competition)) {
    reading.next_step = step_text(step.competition, step.page + 1, step.rest);
  } else if (!step.rest.empty()) {
    const std::string_view next = step.rest.substr(1);
    const std::size_t space = std::min(next.find(' '), next.size());
    reading.next_step = step_text(next.substr(0, space), 1, next.substr(space));
  }
  return reading;
}

std::pair<std::string, std::string> StatsApiProvider::credential_header(
    std::string_view key) const {
  return {"Authorization", joined({"Bearer ", key})};
}

MessageReading StatsApiProvider::read_message(std::string_view name, std::string_view text,
                                              const Reception& reception) {
  MessageReading reading;
  Result<stats_api::Event> decoded = stats_api::decode_event(name, text);
  if (!decoded) {
    reading.is_readable = false;
    return reading;
  }
  if (std::holds_alternative<stats_api::UnknownEvent>(*decoded)) {
    reading.is_known = false;
    return reading;
  }
  MatchDelta& delta = reading.delta.emplace();
  delta.received_at = reception.now.mono;
  if (auto* event = std::get_if<stats_api::EventReceived>(&decoded.value())) {
    delta.match_id = event->match_id;
    delta.home_score = event->home_score;
    delta.away_score = event->away_score;
    delta.status = event->status;
    delta.status_word = event->status_word;
    delta.period = event->period;
    // Nothing on this wire says whether the clock runs, so it is shown as it was told and does not
    // tick: a clock that ran on through a time-out would be wrong.
    if (event->clock_seconds_left) {
      delta.clock = GameClock{*event->clock_seconds_left, false, reception.now.mono};
    }
    delta.play = event->play;
    // An event without a status leaves the match's as it is.
    if (event->status == MatchStatus::kUnknown && event->status_word.empty()) delta.status.reset();
  } else if (auto* change = std::get_if<stats_api::StatusChanged>(&decoded.value())) {
    delta.match_id = change->match_id;
    delta.status = change->status;
    delta.is_status_change = true;
    delta.status_word = change->status_word;
    delta.home_score = change->home_score;
    delta.away_score = change->away_score;
    // Period and clock come with the status, but only in the snapshot.
    const Match* before = reception.store.find(change->match_id);
    reading.asks_snapshot = before == nullptr || before->status != change->status;
  }
  return reading;
}

std::vector<Subject> StatsApiProvider::lists_with(const Match& match) const {
  if (!is_plain(match.league_id) || match.league_id.empty()) return {};
  return {{SubjectKind::kCompetition, Sport::kUnknown, match.league_id}};
}

std::vector<StreamKey> StatsApiProvider::plan(const Wanted& wanted) const {
  bool needs_all = wanted.matches.size() > kMaxMatchChannels;
  for (const Subject& list : wanted.lists) needs_all |= list.kind == SubjectKind::kLive;
  std::vector<StreamKey> keys;
  if (needs_all && !wanted.is_all_refused) {
    keys.push_back({StreamKind::kAll, {}});
    return keys;
  }
  for (const Subject& list : wanted.lists) {
    if (list.kind == SubjectKind::kCompetition) keys.push_back({StreamKind::kCompetition, list.id});
  }
  for (const std::string& id : wanted.matches) keys.push_back({StreamKind::kMatch, id});
  return keys;
}

std::string StatsApiProvider::plays_url(std::string_view match_id) const {
  return stats_api::plays_url(rest_base_, match_id);
}

std::vector<Play> StatsApiProvider::read_plays(std::string_view body) const {
  Result<std::vector<Play>> plays = stats_api::decode_plays(body);
  return plays ? std::move(plays.value()) : std::vector<Play>();
}

}  // namespace scoreline
