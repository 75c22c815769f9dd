#include "store/postgres.h"
#include "store/postgres_wire.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/text.h"

namespace store {
namespace {

using base::ErrorKind;
using base::Failure;

constexpr int binary = 1;
constexpr std::size_t most_sent = 256;  // statements not yet waited for
constexpr std::size_t most_sent_bytes = 1u << 17;

struct StateMeaning {
  std::string_view class_of_state;  // what the server's five letters begin with
  ErrorKind kind;
  std::string_view sentence;
};
constexpr std::array<StateMeaning, 15> meanings{{
    {"23", ErrorKind::conflict, "The database holds this already, or not what it points at."},
    {"53100", ErrorKind::unavailable, "The database server's disk is full."},
    {"53", ErrorKind::unavailable, "The database server has no room left for this."},
    {"55P03", ErrorKind::unavailable, "Another program is writing and has not finished."},
    {"40", ErrorKind::unavailable, "Another program was writing the same."},
    {"57", ErrorKind::unavailable, "The database server was stopped, or told to stop this."},
    {"58", ErrorKind::unavailable, "The database server's disk could not be read or written."},
    {"08", ErrorKind::unavailable, "The connection to the database server broke."},
    {"XX", ErrorKind::corrupt, "The database server found its files damaged."},
    {"25006", ErrorKind::refused, "The database server is a copy that cannot be written to."},
    {"25P02", ErrorKind::unavailable, "An earlier statement of this transaction failed."},
    {"28", ErrorKind::refused, "The database server does not let this role in."},
    {"42501", ErrorKind::refused, "The database server does not allow this role to do that."},
    {"3D", ErrorKind::not_found, "The database server has no such database."},
    {"3F", ErrorKind::not_found, "The database server has no such schema."},
}};

// After these nothing may be assumed of the transaction.
bool state_ends_transaction(std::string_view state) {
  return state.starts_with("53") || state.starts_with("57") || state.starts_with("58") ||
         state.starts_with("08") || state.starts_with("XX");
}

std::int64_t big_endian(const char* bytes, int length) {
  std::uint64_t number = (bytes[0] & 0x80) != 0 ? ~std::uint64_t{0} : 0;
  for (int i = 0; i < length; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return static_cast<std::int64_t>(number);
}

// The whole part of the server's decimal number: groups of four digits, the first of `weight`.
std::int64_t whole_of_numeric(const char* bytes) {
  const auto at = [&](int place) { return big_endian(bytes + place * 2, 2); };
  std::int64_t number = 0;
  for (std::int64_t group = 0; group <= at(1); ++group) {
    number = number * 10000 + (group < at(0) ? at(4 + static_cast<int>(group)) : 0);
  }
  return at(2) == 0 ? number : -number;
}

}  // namespace

Result<void> Wire::open() {
  PQfinish(handle_);
  handle_ = PQconnectdb(connection_.c_str());
  ++opened_;
  drop_sent();
  left_ = 0;
  in_transaction_ = lost_ = false;
  if (broken()) {
    return Failure{ErrorKind::unavailable,
                   "The database server cannot be reached. It says: " + said(), named_};
  }
  PQsetNoticeReceiver(handle_, note_warning, this);
  if (PQenterPipelineMode(handle_) == 1) return {};
  return Failure{ErrorKind::unavailable, "The database server's library is too old.", named_};
}

// A server that has gone away says so before it is asked: what it sent last, and then the end of
// the stream, each want a look.
Result<void> Wire::mend() {
  if (in_transaction_) return {};
  for (int look = 0; look < 2 && !broken(); ++look) PQconsumeInput(handle_);
  return broken() ? open() : Result<void>();
}

Result<void> Wire::send(const std::string& name, const WireParameters& parameters,
                        AnswerRows* receiver) {
  if (lost()) return gone();
  const auto count = static_cast<int>(parameters.values.size());
  if (PQsendQueryPrepared(handle_, name.c_str(), count, parameters.values.data(),
                          parameters.lengths.data(), parameters.formats.data(), binary) != 1) {
    return broke();
  }
  sent_.push_back(receiver);
  for (const int length : parameters.lengths) sent_bytes_ += static_cast<std::size_t>(length);
  return {};
}

Result<void> Wire::send_text(const std::string& sql) {
  if (lost()) return gone();
  if (PQsendQueryParams(handle_, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, binary) != 1) {
    return broke();
  }
  sent_.push_back(nullptr);
  return {};
}

Result<void> Wire::send_prepare(const std::string& name, const std::string& sql) {
  if (lost()) return gone();
  const bool both = PQsendPrepare(handle_, name.c_str(), sql.c_str(), 0, nullptr) == 1 &&
                    PQsendDescribePrepared(handle_, name.c_str()) == 1;
  if (!both) return broke();
  sent_.insert(sent_.end(), 2, nullptr);
  return {};
}

void Wire::forget(AnswerRows& receiver) {
  AnswerRows* const nobody = nullptr;
  std::replace(sent_.begin(), sent_.end(), &receiver, nobody);
}

void Wire::drop_sent() {
  sent_.clear();
  sent_bytes_ = 0;
}

bool Wire::full() const {
  return sent_.size() >= most_sent || sent_bytes_ >= most_sent_bytes;
}

Result<Answer> Wire::answers() {
  const std::vector<AnswerRows*> receivers = std::exchange(sent_, {});
  sent_bytes_ = 0;
  if (PQpipelineSync(handle_) != 1 || !took_left()) return broke();
  Answer last;
  std::optional<Failure> first_fault;
  for (AnswerRows* receiver : receivers) {
    Answer answer(PQgetResult(handle_));
    if (answer == nullptr) return broke();
    const ExecStatusType status = PQresultStatus(answer.get());
    const bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!good && status != PGRES_PIPELINE_ABORTED && !first_fault) first_fault = fault(*answer);
    while (const Answer more{PQgetResult(handle_)}) {
    }
    if (broken()) return broke();
    if (receiver == nullptr) {
      last = std::move(answer);
    } else if (good) {
      receiver->take(std::move(answer));
    }
  }
  const Answer end(PQgetResult(handle_));
  if (PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC) return broke();
  if (first_fault) return std::move(*first_fault);
  return last;
}

Result<Answer> Wire::ask_text(const std::string& sql) {
  TRY(send_text(sql));
  return answers();
}

void Wire::drain() {
  if (!sent_.empty() && !broken()) static_cast<void>(answers());
  drop_sent();
}

void Wire::leave_unanswered() {
  if (sent_.empty() || broken() || left_ > 0 || PQpipelineSync(handle_) != 1) return drain();
  left_ = sent_.size();
  drop_sent();
}

bool Wire::took_left() {
  const std::size_t count = std::exchange(left_, 0);
  if (count == 0) return true;
  for (std::size_t i = 0; i < count; ++i) {
    while (const Answer one{PQgetResult(handle_)}) {
      if (broken()) return false;
    }
  }
  const Answer end(PQgetResult(handle_));
  return PQresultStatus(end.get()) == PGRES_PIPELINE_SYNC;
}

void Wire::note_warning(void* self, const PGresult* result) {
  const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity == nullptr || std::strcmp(severity, "WARNING") != 0) return;
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  static_cast<Wire*>(self)->warning_ = message == nullptr ? "" : message;
}

Failure Wire::broke() {
  lose_transaction();
  return {ErrorKind::unavailable,
          "The connection to the database server broke. It says: " + said(), named_};
}

Failure Wire::gone() const {
  return {ErrorKind::unavailable, "The transaction was lost; nothing more can be done in it.",
          named_};
}

Failure Wire::fault(PGresult& answer) {
  const char* state = PQresultErrorField(&answer, PG_DIAG_SQLSTATE);
  const std::string_view told = state == nullptr ? "08000" : state;
  if (state_ends_transaction(told)) lose_transaction();
  const auto* meaning =
      std::find_if(meanings.begin(), meanings.end(),
                   [&](const StateMeaning& one) { return told.starts_with(one.class_of_state); });
  const char* message = PQresultErrorField(&answer, PG_DIAG_MESSAGE_PRIMARY);
  const std::string tail = std::string(" PostgreSQL says: ") +
                           (message == nullptr ? "nothing" : message) + " (" + std::string(told) +
                           ").";
  if (meaning == meanings.end()) {
    return {ErrorKind::invalid, "The database did not accept a statement." + tail, named_};
  }
  return {meaning->kind, std::string(meaning->sentence) + tail, named_};
}

std::string Wire::said() const {
  return std::string(base::trimmed(PQerrorMessage(handle_)));
}

Result<std::string> connection_as(const std::string& administrator, const std::string& database,
                                  const std::string& role, const std::string& password) {
  char* complaint = nullptr;
  PQconninfoOption* options = PQconninfoParse(administrator.c_str(), &complaint);
  if (options == nullptr) {
    std::string what = "The connection is not written as the database server wants it.";
    if (complaint != nullptr) what.append(" PostgreSQL says: ").append(complaint);
    PQfreemem(complaint);
    return Failure{ErrorKind::invalid, std::string(base::trimmed(what)), "--server"};
  }
  std::string words;
  const auto add = [&](std::string_view word, std::string_view value) {
    words.append(words.empty() ? "" : " ").append(word).append("='");
    for (const char letter : value) {
      if (letter == '\\' || letter == '\'') words += '\\';
      words += letter;
    }
    words += '\'';
  };
  constexpr std::array<std::string_view, 4> own{"user", "password", "dbname", "passfile"};
  for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
    const bool is_own = std::find(own.begin(), own.end(), option->keyword) != own.end();
    if (!is_own && option->val != nullptr) add(option->keyword, option->val);
  }
  PQconninfoFree(options);
  add("dbname", database);
  add("user", role);
  add("password", password);
  return words;
}

Result<bool> AnswerRows::step() {
  if (answer_ == nullptr || row_ + 1 >= PQntuples(answer_.get())) {
    reset();
    return false;
  }
  ++row_;
  return true;
}

void AnswerRows::reset() {
  answer_.reset();
  row_ = -1;
}

std::int64_t AnswerRows::integer(int column) const {
  if (is_null(column)) return 0;
  const char* value = PQgetvalue(answer_.get(), row_, column);
  const int length = PQgetlength(answer_.get(), row_, column);
  switch (PQftype(answer_.get(), column)) {
    case type_bool: return value[0];
    case type_int2:
    case type_int4:
    case type_int8: return big_endian(value, length);
    case type_numeric: return whole_of_numeric(value);
    default: return base::whole_number(bytes(column)).value_or(0);
  }
}

std::string_view AnswerRows::text(int column) const {
  if (type(column) != ColumnType::integer) return bytes(column);
  return spelt_.emplace_back(std::to_string(integer(column)));
}

std::string_view AnswerRows::bytes(int column) const {
  if (is_null(column)) return {};
  return {PQgetvalue(answer_.get(), row_, column),
          static_cast<std::size_t>(PQgetlength(answer_.get(), row_, column))};
}

Statement::ColumnType AnswerRows::type(int column) const {
  if (is_null(column)) return ColumnType::null;
  switch (PQftype(answer_.get(), column)) {
    case type_bool:
    case type_int2:
    case type_int4:
    case type_int8:
    case type_numeric: return ColumnType::integer;
    case type_float4:
    case type_float8: return ColumnType::real;
    case type_bytes: return ColumnType::blob;
    default: return ColumnType::text;
  }
}

void AnswerRows::take(Answer answer) {
  answer_ = std::move(answer);
  row_ = -1;
  spelt_.clear();
}

}  // namespace store
