#pragma once
// One connection to a PostgreSQL server and what is under way on it: statements are sent together
// (libpq's pipeline) and waited for together. Used by postgres.cpp alone.
#include <postgresql/libpq-fe.h>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace store {

// The server's numbers for the types of its columns (its pg_type.dat).
enum TypeNumber : Oid {
  type_bool = 16,
  type_bytes = 17,
  type_int8 = 20,
  type_int2 = 21,
  type_int4 = 23,
  type_text = 25,
  type_float4 = 700,
  type_float8 = 701,
  type_numeric = 1700
};

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, ClearResult>;

// Parameters as libpq takes them: for each its value, length and format.
struct WireParameters {
  std::vector<const char*> values;
  std::vector<int> lengths, formats;
};

class AnswerRows;

class Wire {
 public:
  // `named`: how errors name the place.
  Wire(std::string connection, std::string named)
      : connection_(std::move(connection)), named_(std::move(named)) {}
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  ~Wire() { PQfinish(handle_); }

  // Connects, or connects anew. Errors: unavailable.
  Result<void> open();
  // Connects anew when the connection has gone; nothing inside a transaction.
  Result<void> mend();
  [[nodiscard]] bool broken() const { return PQstatus(handle_) != CONNECTION_OK; }
  // Counts connections: statements prepared on an earlier one are gone.
  [[nodiscard]] int opened() const { return opened_; }
  [[nodiscard]] const std::string& named() const { return named_; }

  [[nodiscard]] bool in_transaction() const { return in_transaction_; }
  // The transaction is gone, or can only be rolled back.
  [[nodiscard]] bool lost() const { return lost_ || (in_transaction_ && broken()); }
  [[nodiscard]] bool failed() const {
    return lost() || (in_transaction_ && PQtransactionStatus(handle_) == PQTRANS_INERROR);
  }
  void transaction_began() { in_transaction_ = true; }
  void transaction_ended() { in_transaction_ = lost_ = false; }
  void lose_transaction() { lost_ = in_transaction_; }
  // What the server last warned of; it acknowledges a commit that it did not wait for so.
  void forget_warning() { warning_.clear(); }
  [[nodiscard]] const std::string& warning() const { return warning_; }

  // Send, and wait with answers(). Rows go to `receiver`, which forget() takes from it again.
  Result<void> send(const std::string& name, const WireParameters& parameters,
                    AnswerRows* receiver = nullptr);
  void forget(AnswerRows& receiver);
  Result<void> send_text(const std::string& sql);
  Result<void> send_prepare(const std::string& name, const std::string& sql);
  // Whether what was sent had better be waited for before more is sent.
  [[nodiscard]] bool full() const;
  // Waits for everything sent; gives the last answer unless somebody else receives it. The first
  // error is everybody's.
  Result<Answer> answers();
  Result<Answer> ask_text(const std::string& sql);
  // What is left of a transaction that is given up: its answers interest nobody.
  void drain();
  // Sends off what was sent; its answers are read, and forgotten, before the next.
  void leave_unanswered();

 private:
  static void note_warning(void* self, const PGresult* result);
  void drop_sent();
  [[nodiscard]] bool took_left();
  [[nodiscard]] base::Failure broke();
  [[nodiscard]] base::Failure gone() const;
  [[nodiscard]] base::Failure fault(PGresult& answer);
  [[nodiscard]] std::string said() const;

  std::string connection_, named_;
  PGconn* handle_ = nullptr;
  std::vector<AnswerRows*> sent_;  // not yet waited for, with who receives each
  std::size_t sent_bytes_ = 0;
  std::size_t left_ = 0;                   // sent off, and nobody waits for their answers
  std::string warning_;
  int opened_ = 0;
  bool in_transaction_ = false;
  bool lost_ = false;
};

// The rows of one answer, which may still be on its way. Whole numbers come in the server's byte
// order, text and bytes as they are.
class AnswerRows : public Statement {
 public:
  Result<bool> step() override;
  void reset() override;
  int columns() const override { return PQnfields(answer_.get()); }
  std::string_view column_name(int column) const override { return PQfname(answer_.get(), column); }
  bool is_null(int column) const override { return PQgetisnull(answer_.get(), row_, column) == 1; }
  std::int64_t integer(int column) const override;
  std::string_view text(int column) const override;
  std::string_view bytes(int column) const override;
  ColumnType type(int column) const override;
  void take(Answer answer);

 protected:
  [[nodiscard]] bool has_answer() const { return answer_ != nullptr; }

 private:
  Answer answer_;
  int row_ = -1;
  mutable std::deque<std::string> spelt_;  // numbers asked for as text, until the next answer
};

}  // namespace store
