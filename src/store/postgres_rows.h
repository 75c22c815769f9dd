#pragma once
// Rows that a transaction writes and nobody has looked for yet. PostgreSQL takes many rows in one
// statement for little more than one, so they wait here, by table, until something else is asked of
// the database. Used by postgres.cpp alone.
#include <cstddef>
#include <cstdint>
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

// A statement that inserts exactly one row of parameters and does nothing else, all of them of the
// three types that our tables have: whole numbers, text and bytes.
struct RowInsert {
  std::string table;         // without quotes
  std::string head;          // "INSERT INTO word (word, record)"
  std::vector<Oid> columns;  // the server's number for each type
};
[[nodiscard]] std::optional<RowInsert> row_insert(std::string_view sql, std::vector<Oid> columns);

class WaitingRows {
 public:
  explicit WaitingRows(Wire& wire) : wire_(wire) {}

  // Copies the row. `insert` outlives what waits.
  void add(const RowInsert& insert, std::span<const Parameter> row);
  // Whether they had better be sent before more come.
  [[nodiscard]] bool full() const { return bytes_ >= most_bytes; }
  // Sends them all; their errors come with the wire's next answers.
  Result<void> send();
  // Sends those of the tables that a query reads; the others go on waiting.
  Result<void> send_read_by(std::string_view sql);
  void forget();

 private:
  static constexpr std::size_t most_bytes = std::size_t{1} << 18;
  // Columns as the server takes arrays in binary, so that one statement inserts any number of rows.
  struct Table {
    const RowInsert* insert;
    std::int32_t rows = 0;
    std::vector<std::string> columns;  // without their beginnings
  };
  Result<void> send_table(const Table& table);
  Result<std::string> prepared(const RowInsert& insert);

  Wire& wire_;
  std::vector<Table> tables_;  // in the order in which they were first written
  std::size_t bytes_ = 0;
  std::map<std::string, std::string, std::less<>> names_;  // of statements, by their heads
  int named_on_ = 0;                                       // Wire::opened()
};

}  // namespace store
