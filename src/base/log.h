#pragma once
// Diagnostics for the people who run the program: one JSON object a line on standard error. Never
// personal data, never what somebody typed. (The word ledger is the Merkle log's; the word audit
// is people's.)
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace base {

enum class LogLevel { detail, notice, warning, fault };

struct LogField {
  std::string_view name;
  std::string value;
  LogField(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
  LogField(std::string_view n, std::int64_t v) : name(n), value(std::to_string(v)) {}
};

// Newlines and control characters in values are escaped, so one call is always one line.
void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
void set_log_level(LogLevel least);

}  // namespace base
