#include "store/postgres_rows.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace store {
namespace {

// Powers of two up to this, so that there are few different statements to keep prepared.
constexpr std::size_t most_rows = 32;

// "($1, $2), ($3, $4)"
std::string places_of(std::size_t rows, std::size_t columns) {
  std::string text;
  for (std::size_t place = 0; place < rows * columns; ++place) {
    const bool begins_row = place % columns == 0;
    text += begins_row ? (place == 0 ? "($" : "), ($") : ", $";
    text += std::to_string(place + 1);
  }
  return text + ")";
}

}  // namespace

SentParameters::SentParameters(std::span<const Parameter> parameters) {
  digits_.reserve(parameters.size());
  all_.values.reserve(parameters.size());
  all_.lengths.reserve(parameters.size());
  all_.formats.reserve(parameters.size());
  for (const Parameter& parameter : parameters) add(parameter);
}

void SentParameters::add(const Parameter& parameter) {
  if (const auto* number = std::get_if<std::int64_t>(&parameter)) {
    const std::string& digits = digits_.emplace_back(std::to_string(*number));
    return add(digits.c_str(), digits.size(), 0);
  }
  if (const auto* text = std::get_if<std::string_view>(&parameter)) return add_bytes(*text);
  if (const auto* blob = std::get_if<Blob>(&parameter)) return add_bytes(blob->bytes);
  add(nullptr, 0, 0);
}

void SentParameters::add_bytes(std::string_view bytes) {
  add(bytes.data() == nullptr ? "" : bytes.data(), bytes.size(), 1);
}

void SentParameters::add(const char* value, std::size_t length, int format) {
  all_.values.push_back(value);
  all_.lengths.push_back(static_cast<int>(length));
  all_.formats.push_back(format);
}

std::optional<std::string_view> head_of_insert(std::string_view sql, std::size_t columns) {
  constexpr std::string_view values = " VALUES ";
  const std::size_t at = sql.find(values);
  if (columns == 0 || at == std::string_view::npos || !sql.starts_with("INSERT INTO ")) {
    return std::nullopt;
  }
  const std::size_t end = at + values.size();
  if (sql.substr(end) != places_of(1, columns)) return std::nullopt;
  return sql.substr(0, end);
}

void WaitingRows::add(std::string_view head, std::span<const Parameter> row) {
  auto table = std::find_if(tables_.begin(), tables_.end(),
                            [&](const Table& one) { return one.head == head; });
  if (table == tables_.end()) {
    table = tables_.insert(tables_.end(), Table{std::string(head), row.size(), {}});
  }
  const auto kept = [&](std::string_view text) {
    bytes_ += text.size();
    return std::string_view(texts_.emplace_back(text));
  };
  bytes_ += row.size() * sizeof(Parameter);
  for (const Parameter& cell : row) {
    if (const auto* text = std::get_if<std::string_view>(&cell)) {
      table->cells.emplace_back(kept(*text));
    } else if (const auto* blob = std::get_if<Blob>(&cell)) {
      table->cells.emplace_back(Blob{kept(blob->bytes)});
    } else {
      table->cells.push_back(cell);
    }
  }
}

Result<void> WaitingRows::send() {
  if (tables_.empty()) return {};
  const std::vector<Table> tables = std::exchange(tables_, {});
  const std::deque<std::string> texts = std::exchange(texts_, {});
  bytes_ = 0;
  for (const Table& table : tables) {
    std::span<const Parameter> left = table.cells;
    while (!left.empty()) {
      const std::size_t rows = std::min(most_rows, std::bit_floor(left.size() / table.columns));
      TRY(send_rows(table, left.first(rows * table.columns)));
      left = left.subspan(rows * table.columns);
    }
  }
  return {};
}

void WaitingRows::forget() {
  tables_.clear();
  texts_.clear();
  bytes_ = 0;
}

Result<void> WaitingRows::send_rows(const Table& table, std::span<const Parameter> cells) {
  const std::string name = TRY(prepared(table, cells.size() / table.columns));
  TRY(wire_.send(name, SentParameters(cells).all()));
  if (!wire_.full()) return {};
  static_cast<void>(TRY(wire_.answers()));
  return {};
}

Result<std::string> WaitingRows::prepared(const Table& table, std::size_t rows) {
  if (named_on_ != wire_.opened()) names_.clear();
  named_on_ = wire_.opened();
  std::string sql = table.head + places_of(rows, table.columns);
  const auto found = names_.find(sql);
  if (found != names_.end()) return found->second;
  const std::string name = "r" + std::to_string(names_.size());
  TRY(wire_.send_prepare(name, sql));
  static_cast<void>(TRY(wire_.answers()));
  names_.emplace(std::move(sql), name);
  return name;
}

}  // namespace store
