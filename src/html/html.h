#pragma once
// Typed HTML. Markup enters only as literals of the program; text is escaped by its type, so a page
// cannot be left unescaped by accident: `page << "<p>" << Text{name} << "</p>"` compiles, `page <<
// name` does not.
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace html {

// Markup written in the source: only a string literal can become one.
class Literal {
 public:
  template <std::size_t N>
  consteval Literal(const char (&text)[N]) : text_(text, N - 1) {}  // NOLINT: implicit on purpose
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// Element content: & < > and quotes escaped.
struct Text {
  std::string_view text;
};
// Inside a double-quoted attribute: the same.
struct Attr {
  std::string_view text;
};
// Inside a quoted href, src or action: a path ("/", "?" or "#" first), http, https, mailto or tel;
// anything else becomes "#blocked".
struct Url {
  std::string_view text;
};

class Html {
 public:
  Html() = default;
  Html(Literal literal) : text_(literal.text()) {}  // NOLINT: implicit on purpose
  // For HTML made by somebody else's safe writer. bin/tidy keeps the list of its callers.
  [[nodiscard]] static Html trusted(std::string html);
  Html& operator<<(Literal literal) {
    text_ += literal.text();
    return *this;
  }
  Html& operator<<(Text text);
  Html& operator<<(Attr text);
  Html& operator<<(Url text);
  template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>) Html& operator<<(T number) {
    text_ += std::to_string(number);
    return *this;
  }
  Html& operator<<(const Html& other) {
    text_ += other.text_;
    return *this;
  }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] const std::string& str() const { return text_; }
  [[nodiscard]] std::string take() && { return std::move(text_); }

 private:
  std::string text_;
};

// Paragraphs of what a person typed: blank lines part paragraphs, single line ends become <br>.
[[nodiscard]] Html paragraphs(std::string_view text);
// One paragraph of plain text, as it stands.
[[nodiscard]] Html paragraph(std::string_view text);

}  // namespace html
