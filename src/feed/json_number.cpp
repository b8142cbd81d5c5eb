#include "feed/json_number.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace scoreline::json {
namespace {

// What the digits say: significand * 10^exponent.
struct Decimal {
  std::uint64_t significand = 0;
  int exponent = 0;
  bool is_cut = false;  // there were more digits than the significand holds
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes digits up to the first other character. Those behind the decimal point lower the exponent,
// those that do not fit any more raise it.
const char* read_digits(const char* at, Decimal& decimal, bool is_fraction) {
  constexpr std::uint64_t kLastToTakeOneMore = (UINT64_MAX - 9) / 10;
  for (; is_digit(*at); ++at) {
    const bool fits = !decimal.is_cut && decimal.significand <= kLastToTakeOneMore;
    if (fits) {
      decimal.significand = decimal.significand * 10 + static_cast<std::uint64_t>(*at - '0');
    }
    decimal.is_cut = !fits;
    decimal.exponent += (fits ? 0 : 1) - (is_fraction ? 1 : 0);
  }
  return at;
}

// What stands behind an `e`; null where that is no number.
const char* read_exponent(const char* at, Decimal& decimal) {
  const bool is_negative = *at == '-';
  if (is_negative || *at == '+') ++at;
  if (!is_digit(*at)) return nullptr;
  constexpr int kEndless = 100'000'000;  // more than the digits of a text can make up for
  int exponent = 0;
  for (; is_digit(*at); ++at) {
    if (exponent < kEndless) exponent = exponent * 10 + (*at - '0');
  }
  decimal.exponent += is_negative ? -exponent : exponent;
  return at;
}

// A positive number: significand * 2^exponent, and the significand's highest bit is set. What was
// lost below the lowest bit is remembered by setting that bit, so that a half is not taken for one.
struct Binary {
  std::uint64_t significand;
  int exponent;
};

Binary normalised(std::uint64_t significand, int exponent) {
  const int shift = std::countl_zero(significand);
  return {significand << shift, exponent - shift};
}

Binary product(Binary a, std::uint64_t b) {
  constexpr std::uint64_t kLow = 0xffffffff;
  const std::uint64_t low = (a.significand & kLow) * (b & kLow);
  const std::uint64_t middle_a = (a.significand >> 32) * (b & kLow) + (low >> 32);
  const std::uint64_t middle_b = (a.significand & kLow) * (b >> 32) + (middle_a & kLow);
  const std::uint64_t upper =
      (a.significand >> 32) * (b >> 32) + (middle_a >> 32) + (middle_b >> 32);
  const std::uint64_t lower = (middle_b << 32) | (low & kLow);
  if (upper == 0) return normalised(lower, a.exponent);
  const int shift = std::countl_zero(upper);
  const std::uint64_t moved = shift == 0 ? 0 : lower >> (64 - shift);
  const std::uint64_t lost = lower << shift;
  return {(upper << shift) | moved | std::uint64_t{lost != 0}, a.exponent + 64 - shift};
}

// By long division, bit after bit. `b` is less than 2^63.
Binary quotient(Binary a, std::uint64_t b) {
  std::uint64_t quotient = a.significand / b;
  std::uint64_t rest = a.significand % b;
  int exponent = a.exponent;
  for (; (quotient >> 63) == 0; --exponent) {
    rest *= 2;
    const bool bit = rest >= b;
    if (bit) rest -= b;
    quotient = quotient * 2 + std::uint64_t{bit};
  }
  return {quotient | std::uint64_t{rest != 0}, exponent};
}

// To the nearest double, of two equally near ones the even one.
double rounded(Binary binary) {
  constexpr int kBits = std::numeric_limits<double>::digits;
  constexpr int kLeast = std::numeric_limits<double>::min_exponent - kBits;  // of a last bit
  const int exponent = std::max(binary.exponent + 64 - kBits, kLeast);
  const int dropped = exponent - binary.exponent;
  if (dropped > 64) return 0;
  // In two steps: 64 bits at once cannot be shifted out.
  const std::uint64_t kept = binary.significand >> (dropped - 1) >> 1;
  const std::uint64_t half = std::uint64_t{1} << (dropped - 1);
  const std::uint64_t rest = binary.significand & (half | (half - 1));
  const bool is_up = rest > half || (rest == half && (kept & 1) != 0);
  // The highest bit of a normal number is not stored: it adds itself to the exponent's field, as
  // does a carry out of the last bit.
  const std::uint64_t field = static_cast<std::uint64_t>(exponent - kLeast) << (kBits - 1);
  constexpr int kMaxField = 2 * std::numeric_limits<double>::max_exponent - 1;
  if (exponent - kLeast + 1 >= kMaxField) return std::numeric_limits<double>::infinity();
  const std::uint64_t bits = field + kept + std::uint64_t{is_up};
  double number = 0;
  std::memcpy(&number, &bits, sizeof number);  // std::bit_cast is too new for Emscripten 3.1.6
  return number;
}

// 10^n is 5^n * 2^n, and 5^27 is the largest that 63 bits hold: what is beyond that goes in steps,
// each of which may lose what is below the lowest of 64 bits.
double scaled(const Decimal& decimal) {
  constexpr int kStep = 27;
  Binary binary = normalised(decimal.significand, 0);
  int left = decimal.exponent < 0 ? -decimal.exponent : decimal.exponent;
  while (left > 0) {
    const int step = std::min(left, kStep);
    std::uint64_t power = 1;
    for (int i = 0; i < step; ++i) power *= 5;
    binary = decimal.exponent < 0 ? quotient(binary, power) : product(binary, power);
    left -= step;
  }
  binary.exponent += decimal.exponent;
  return rounded(binary);
}

double to_double(const Decimal& decimal) {
  constexpr int kZeroBelow = -400;     // 2^64 * 10^-400 is far below the least double
  constexpr int kInfiniteAbove = 400;  // 10^400 is far above the largest
  constexpr int kExactPowers = 22;     // 10^22 is the largest power that a double holds exactly
  constexpr std::uint64_t kExact = std::uint64_t{1} << std::numeric_limits<double>::digits;
  if (decimal.significand == 0 || decimal.exponent < kZeroBelow) return 0;
  if (decimal.exponent > kInfiniteAbove) return std::numeric_limits<double>::infinity();
  const int distance = decimal.exponent < 0 ? -decimal.exponent : decimal.exponent;
  if (decimal.significand > kExact || distance > kExactPowers) return scaled(decimal);
  // Both are exact, so the one operation rounds once and rightly. Nearly every number goes this
  // way.
  double power = 1;
  for (int i = 0; i < distance; ++i) power *= 10;
  const auto significand = static_cast<double>(decimal.significand);
  return decimal.exponent < 0 ? significand / power : significand * power;
}

}  // namespace

std::size_t read_number(const char* at, Number& number) {
  const char* const begin = at;
  const bool is_negative = *at == '-';
  if (is_negative) ++at;
  if (!is_digit(*at)) return 0;
  Decimal decimal;
  at = *at == '0' ? at + 1 : read_digits(at, decimal, false);
  bool is_integer = !decimal.is_cut;
  if (*at == '.') {
    if (!is_digit(*++at)) return 0;
    is_integer = false;
    at = read_digits(at, decimal, true);
  }
  if (*at == 'e' || *at == 'E') {
    is_integer = false;
    at = read_exponent(at + 1, decimal);
    if (at == nullptr) return 0;
  }
  constexpr auto kLargest = static_cast<std::uint64_t>(INT64_MAX);
  number.is_integer = is_integer && decimal.significand <= kLargest + std::uint64_t{is_negative};
  if (number.is_integer) {
    // Negated without a sign: the least integer has no positive counterpart.
    const std::uint64_t bits = is_negative ? 0 - decimal.significand : decimal.significand;
    number.integer = static_cast<std::int64_t>(bits);
  } else {
    const double size = to_double(decimal);
    number.number = is_negative ? -size : size;
  }
  return static_cast<std::size_t>(at - begin);
}

}  // namespace scoreline::json
