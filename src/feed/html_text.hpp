// Text that was made fit for HTML, made text again.
#pragma once

#include <string>
#include <string_view>

namespace scoreline {

// Reads the five entities that every escaping function writes (&amp; &lt; &gt; &quot; &apos;) and
// the numeric ones, each once: "&amp;lt;" is "&lt;". What is no such entity stays as it is. The
// result is text, and as dangerous as any other: it is never HTML.
[[nodiscard]] std::string without_entities(std::string_view text);

}  // namespace scoreline
