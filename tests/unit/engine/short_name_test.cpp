#include "engine/short_name.hpp"

#include <gtest/gtest.h>

namespace scoreline {
namespace {

TEST(ShortName, IsThreeLettersOfTheMostTellingWord) {
  constexpr std::pair<std::string_view, std::string_view> kRows[] = {
      {"Real Madrid", "REA"},
      {"barcelona", "BAR"},
      {"FC Barcelona", "BAR"},
      {"1. FC Union Berlin", "UNI"},
      {"KK Mega Super", "MEG"},
      {"A.C. Milan", "MIL"},
      {"Saint-Étienne", "SAI"},
      {"PSG", "PSG"},
      {"AZ", "AZ"},
      {"A B", "A B"},
      {"", ""},
      {"76ers", "76E"},
  };
  for (const auto& [name, expected] : kRows) EXPECT_EQ(short_name(name), expected) << name;
}

TEST(ShortName, CountsCharactersAndNotBytes) {
  constexpr std::pair<std::string_view, std::string_view> kRows[] = {
      {"Звезда", "Зве"}, {"ФК Партизан", "Пар"}, {"Žalgiris", "ŽAL"}, {"東京ヴェルディ", "東京ヴ"},
      {"Ís Þór", "ÞÓR"}, {"KK Čačak", "ČAČ"},    {"Łódź", "ŁÓD"},     {"Żółw", "ŻÓŁ"},
      {"a÷ßÿ", "A÷ß"},   {"ıŀžij", "ıĿŽ"},       {"⚽⚽⚽⚽", "⚽⚽⚽"},
  };
  for (const auto& [name, expected] : kRows) EXPECT_EQ(short_name(name), expected) << name;
}

}  // namespace
}  // namespace scoreline
