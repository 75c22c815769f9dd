#pragma once
// How the program says that something could not be done. A fault is a value: Result<T> holds what
// was asked for or an Error, and TRY returns early with the error. Used by every room; nothing of
// ours throws. A person's slip (Mistakes) and a refusal (Verdict) are not errors: see
// registers/mistakes.h, rules/verdict.h.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

namespace base {

enum class ErrorKind { not_found, refused, invalid, conflict, unavailable, corrupt };

// `what` is a sentence that a council's IT desk can act on; `where` names the file, table or entry.
struct Error {
  ErrorKind kind = ErrorKind::unavailable;
  std::string what;
  std::string where;
};

[[nodiscard]] std::string to_text(const Error& error);  // "what (where)"

// What a function returns to say that it failed: `return Failure{ErrorKind::invalid, "…", "…"};`
struct Failure {
  Error error;
  Failure(ErrorKind kind, std::string what, std::string where = {})
      : error{kind, std::move(what), std::move(where)} {}
  explicit Failure(Error e) : error(std::move(e)) {}
};

// The value asked for, or the Error. Method names are those of std::expected.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure.error)) {}
  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] T& value() & { return std::get<0>(state_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
  [[nodiscard]] T* operator->() { return &value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }
  [[nodiscard]] Failure failure() && { return Failure{std::get<1>(std::move(state_))}; }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Failure failure) : state_(std::move(failure.error)) {}
  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  void value() const {}
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }
  [[nodiscard]] Failure failure() && { return Failure{std::get<1>(std::move(state_))}; }

 private:
  std::variant<std::monostate, Error> state_;
};

[[noreturn]] void bug(const char* condition, const char* file, int line);

}  // namespace base

// Returns from the enclosing function with the error, or yields the value. At most one to a
// statement.
#define TRY(expression)                                        \
  (__extension__({                                             \
    auto try_result = (expression);                            \
    if (!try_result) return std::move(try_result).failure();   \
    std::move(try_result).value();                             \
  }))

// A bug of ours, not a fault of the world: print, abort, let the supervisor start again.
// (Named ENSURE because the test framework owns CHECK.)
#define ENSURE(condition) \
  ((condition) ? static_cast<void>(0) : ::base::bug(#condition, __FILE__, __LINE__))
