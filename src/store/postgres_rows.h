#pragma once
// Rows that a transaction writes and nobody has looked for yet. PostgreSQL takes many rows in one
// statement for little more than one, so they wait here, by table, until something else is asked of
// the database. Used by postgres.cpp alone.
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/postgres_wire.h"

namespace store {

// Parameters as the wire takes them. The server has told which types it expects: a number goes as
// digits, which it reads as any of them; text and bytes go as they are, borrowed.
class SentParameters {
 public:
  explicit SentParameters(std::span<const Parameter> parameters);
  [[nodiscard]] const WireParameters& all() const { return all_; }

 private:
  void add(const Parameter& parameter);
  void add_bytes(std::string_view bytes);
  void add(const char* value, std::size_t length, int format);

  WireParameters all_;
  std::vector<std::string> digits_;
};

// The part of a statement before its row, "INSERT INTO word (word, record) VALUES", when the
// statement inserts exactly one row of parameters and does nothing else.
[[nodiscard]] std::optional<std::string_view> head_of_insert(std::string_view sql,
                                                             std::size_t columns);

class WaitingRows {
 public:
  explicit WaitingRows(Wire& wire) : wire_(wire) {}

  // Copies the row. `head` as from head_of_insert().
  void add(std::string_view head, std::span<const Parameter> row);
  // Whether they had better be sent before more come.
  [[nodiscard]] bool full() const { return bytes_ >= most_bytes; }
  // Sends them all; their errors come with the wire's next answers.
  Result<void> send();
  void forget();

 private:
  static constexpr std::size_t most_bytes = std::size_t{1} << 18;
  struct Table {
    std::string head;
    std::size_t columns = 0;
    std::vector<Parameter> cells;
  };
  Result<void> send_rows(const Table& table, std::span<const Parameter> cells);
  Result<std::string> prepared(const Table& table, std::size_t rows);

  Wire& wire_;
  std::vector<Table> tables_;      // in the order in which they were first written
  std::deque<std::string> texts_;  // what the cells borrow
  std::size_t bytes_ = 0;
  std::map<std::string, std::string, std::less<>> names_;  // of statements, by their text
  int named_on_ = 0;                                       // Wire::opened()
};

}  // namespace store
