// The mathematics that Dear ImGui asks for (see imgui_config.hpp): the C library's, but for sine
// and cosine. Those of the C library are right for angles of any size, which costs nearly 4 KB of
// the compressed wasm; an arc has angles of a turn or two. And how many lines an arc is made of
// needs no exact arc cosine.
#pragma once

#include <math.h>
#include <stdlib.h>

#define ImFabs(X) fabsf(X)
#define ImSqrt(X) sqrtf(X)
#define ImFmod(X, Y) fmodf((X), (Y))
#define ImAtan2(Y, X) atan2f((Y), (X))
#define ImAtof(STR) atof(STR)
#define ImCeil(X) ceilf(X)

// Off by less than a millionth within a few turns.
inline float ImSin(float angle) {
  constexpr float kPi = 3.14159265f;
  const float turned = angle - 2 * kPi * rintf(angle / (2 * kPi));
  // Mirrored into the half turn around 0, where few terms of the series are enough.
  const float x = turned > kPi / 2 ? kPi - turned : turned < -kPi / 2 ? -kPi - turned : turned;
  const float s = x * x;
  return x * (1 - s / 6 * (1 - s / 20 * (1 - s / 42 * (1 - s / 72 * (1 - s / 110)))));
}
inline float ImCos(float angle) { return ImSin(angle + 1.57079633f); }

// From 0 to 1, off by less than a hundredth; the nearer to 1 the less.
inline float ImAcos(float x) {
  const float t = 1 - x;
  return sqrtf(2 * t) * (1 + t / 12 * (1 + t * 9 / 40 * (1 + t * 25 / 84)));
}

inline float ImPow(float x, float y) { return powf(x, y); }
inline double ImPow(double x, double y) { return pow(x, y); }
inline float ImLog(float x) { return logf(x); }
inline double ImLog(double x) { return log(x); }
inline int ImAbs(int x) { return x < 0 ? -x : x; }
inline float ImAbs(float x) { return fabsf(x); }
inline double ImAbs(double x) { return fabs(x); }
inline float ImSign(float x) { return x < 0 ? -1.0f : x > 0 ? 1.0f : 0.0f; }
inline double ImSign(double x) { return x < 0 ? -1.0 : x > 0 ? 1.0 : 0.0; }
inline float ImRsqrt(float x) { return 1.0f / sqrtf(x); }
inline double ImRsqrt(double x) { return 1.0 / sqrt(x); }
