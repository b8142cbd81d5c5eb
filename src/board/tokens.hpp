// The measures that every layout is built from. Lengths are in em of the page's text size, so that
// a reader's larger text makes a larger board and not a crowded one.
#pragma once

#include <cstdint>

namespace scoreline::board::tokens {

// Space.
inline constexpr float kTight = 0.25F;
inline constexpr float kClose = 0.5F;
inline constexpr float kNear = 0.75F;
inline constexpr float kWide = 1.0F;

// Text. A line is this much taller than its text.
inline constexpr float kTiny = 0.6875F;
inline constexpr float kSmall = 0.8125F;
inline constexpr float kBody = 1.0F;
inline constexpr float kName = 1.125F;
inline constexpr float kLargeName = 1.5F;
inline constexpr float kScore = 1.75F;
inline constexpr float kLargeScore = 2.5F;
inline constexpr float kHugeScore = 3.25F;
inline constexpr float kLine = 1.35F;

// A cut name tells who plays when so much of it is left, or where so wide a part of it is, in its
// size, some less.
inline constexpr float kTellingShare = 0.6F;
inline constexpr float kTellingShareOfWide = 0.3F;
inline constexpr float kTellingName = 10.0F;

inline constexpr int kRegular = 400;
inline constexpr int kSemibold = 600;
inline constexpr int kBold = 700;

// Marks: diameters of the live mark and of the ring when polled, of their text's size.
inline constexpr float kDot = 0.46F;
inline constexpr float kRing = 0.62F;

// Motion: how long something new is felt, ms. The first part of it moves, the rest fades.
inline constexpr std::int64_t kScoreFeltMs = 1'100;
inline constexpr std::int64_t kLeadFeltMs = 1'600;
inline constexpr std::int64_t kStatusFeltMs = 1'600;
inline constexpr std::int64_t kHeartbeatMs = 900;
// Alive, not restless: a busy match beats no more often, and leaves the reader's battery alone.
inline constexpr std::int64_t kHeartbeatEveryMs = 5'000;
inline constexpr float kArrival = 0.25F;  // the share of it in which a new score comes into place
inline constexpr float kArrivalFrom = 0.35F;     // how far below, of its size
inline constexpr float kGlow = 0.18F;            // the opacity of what glows behind it
inline constexpr float kGlowMargin = 0.16F;      // around it, of its size
inline constexpr float kHeartbeatGrowth = 1.6F;  // of the live mark's ring, of its diameter

// Crests: beside a name in a row, in a card, in a large card. Their letters are this much of them.
inline constexpr float kRowCrest = 1.25F;
inline constexpr float kCrest = 2.25F;
inline constexpr float kLargeCrest = 3.0F;
inline constexpr float kMonogram = 0.42F;
inline constexpr float kTwoLetterCrest = 2.0F;

// Rows.
inline constexpr float kRow = 2.5F;  // a match in one line
inline constexpr float kRowStatus = 5.0F;
inline constexpr float kTeamLine = 1.5F;  // a team in a line of its own
inline constexpr float kPlayLine = 1.5F;  // a play
inline constexpr float kHeading = 2.0F;   // of a group; the page draws it (.group in style.ts)

// Text is not set wider than this: a notice on a wide board stays readable.
inline constexpr float kMeasure = 34.0F;

// Widths from which a layout has room for more.
inline constexpr float kCardSideBySide = 26.0F;
inline constexpr float kCardLarge = 44.0F;
inline constexpr float kCardCourt = 27.0F;
inline constexpr float kListSideBySide = 36.0F;
inline constexpr float kTightRow = 16.0F;
inline constexpr float kNanoRule = 9.0F;
inline constexpr float kNanoNames = 16.0F;
inline constexpr float kNanoOneLine = 28.0F;
inline constexpr float kTickerOneLine = 20.0F;
inline constexpr float kTickerItem = 16.0F;  // one of several that stand still
// One match in one line is not set wider.
inline constexpr float kRowMeasure = 48.0F;
// A match alone has a card from here on, below a nano.
inline constexpr float kAutoCard = 13.0F;

// Text sizes that a page may ask for, CSS px: below, nobody reads; above, no board has room.
inline constexpr float kMinFontSize = 8.0F;
inline constexpr float kMaxFontSize = 48.0F;

}  // namespace scoreline::board::tokens
