#include "exchange/csv.h"

#include <doctest/doctest.h>

#include <cstdint>

#include "base/text.h"

namespace {

using exchange::CsvReader;
using Rows = std::vector<std::vector<std::string>>;

struct Outcome {
  Rows rows;
  std::string error, where;
};

Outcome read_all(std::string bytes) {
  Outcome out;
  auto csv = CsvReader::open(std::move(bytes));
  if (!csv) {
    out.error = csv.error().what;
    return out;
  }
  for (;;) {
    auto row = csv->next();
    if (!row) {
      out.error = row.error().what;
      out.where = row.error().where;
      return out;
    }
    if (!*row) return out;
    out.rows.push_back((*row)->cells);
  }
}

// A small generator of our own, so that a failing case can be run again.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 2862933555777941757ull + 3037000493ull) {}
  std::size_t below(std::size_t limit) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<std::size_t>(state_ % limit);
  }

 private:
  std::uint64_t state_;
};

std::string plain_quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

TEST_CASE("rows and cells of RFC 4180") {
  const Outcome out = read_all("a,b,c\r\n\"1,5\",\"say \"\"so\"\"\",\r\n");
  CHECK(out.error.empty());
  CHECK(out.rows == Rows{{"a", "b", "c"}, {"1,5", "say \"so\"", ""}});
}

TEST_CASE("every line end that publishers write ends one row") {
  const Rows two{{"a", "b"}, {"1", "2"}};
  CHECK(read_all("a,b\n1,2\n").rows == two);
  CHECK(read_all("a,b\r\n1,2\r\n").rows == two);
  CHECK(read_all("a,b\r\r\n1,2\r\r\n").rows == two);
  CHECK(read_all("a,b\r1,2\r").rows == two);
  CHECK(read_all("a,b\n1,2").rows == two);
  CHECK(read_all("a,b\n\n1,2\n").rows == Rows{{"a", "b"}, {""}, {"1", "2"}});
}

TEST_CASE("a line end within quotes belongs to the cell, and rows are still counted right") {
  auto csv = CsvReader::open("a\n\"one\ntwo\"\nlast\n");
  REQUIRE(csv);
  auto first = csv->next(), second = csv->next(), third = csv->next();
  REQUIRE((first && second && third));
  CHECK((*second)->cells == std::vector<std::string>{"one\ntwo"});
  CHECK((*third)->number == 3);
  CHECK((*third)->line == 4);
  CHECK(csv->last_row_ended());
}

TEST_CASE("a quotation mark that never closes is refused with its place") {
  const Outcome out = read_all("a,b\n1,\"two\n3,4\n");
  CHECK(out.rows.size() == 1);
  CHECK(out.error.find("never closed") != std::string::npos);
  CHECK(out.where == "line 2, column 2");
}

TEST_CASE("text after a closing quotation mark is refused") {
  const Outcome out = read_all("a,b\n\"1\"x,2\n");
  CHECK(out.error.find("after a closing") != std::string::npos);
  CHECK(out.where == "line 2, column 1");
}

TEST_CASE("a mark at the start is dropped, and Windows-1252 is told from UTF-8") {
  CHECK(read_all("\xEF\xBB\xBF"
                 "a,b\n")
            .rows == Rows{{"a", "b"}});
  CHECK(read_all("L\x92"
                 "Arche\n")
            .rows == Rows{{"L’Arche"}});
  CHECK(read_all("Dùn Èideann\n").rows == Rows{{"Dùn Èideann"}});
  auto old = CsvReader::open("caf\xE9\n");
  REQUIRE(old);
  CHECK(old->encoding() == exchange::CsvEncoding::windows_1252);
}

TEST_CASE("what is no text file says what to do") {
  CHECK(read_all("").error == "The file is empty.");
  CHECK(read_all("\xEF\xBB\xBF").error == "The file is empty.");
  CHECK(read_all(std::string("PK\x03\x04") + "rest").error.find("Save it as CSV") !=
        std::string::npos);
  CHECK(read_all("\xFF\xFE"
                 "a")
            .error.find("UTF-16") != std::string::npos);
  CHECK(read_all(std::string("a\0b", 3)).error == "This is not a text file.");
}

TEST_CASE("a row beyond all measure is refused") {
  CHECK(read_all(std::string(20'000, ',')).error.find("longer than") != std::string::npos);
  CHECK(read_all("\"" + std::string(2u << 20, 'x') + "\"").error.find("longer") !=
        std::string::npos);
}

TEST_CASE("whatever stands in cells is read back, whatever the line ends") {
  const std::vector<std::string> pieces = {"a", ",", "\"", "\n", "\r\n", "\r",
                                           " ", "é", "=",  "''", ""};
  const std::vector<std::string> ends = {"\n", "\r\n", "\r\r\n"};
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Dice dice(seed);
    const std::string& end = ends[dice.below(ends.size())];
    Rows rows;
    std::string text;
    for (std::size_t r = 0, count = 1 + dice.below(6); r < count; ++r) {
      std::vector<std::string> row;
      for (std::size_t c = 0, cells = 1 + dice.below(5); c < cells; ++c) {
        std::string cell;
        for (std::size_t p = dice.below(5); p > 0; --p) cell += pieces[dice.below(pieces.size())];
        text += (c == 0 ? "" : ",") + plain_quoted(cell);
        row.push_back(std::move(cell));
      }
      text += end;
      rows.push_back(std::move(row));
    }
    const Outcome out = read_all(text);
    INFO("seed ", seed);
    CHECK(out.error.empty());
    CHECK(out.rows == rows);
  }
}

TEST_CASE("no bytes stop the reader from ending") {
  const std::string letters = "a,\"\r\n\xEF\xBB\xBF\x92=;\t";
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    Dice dice(seed);
    std::string bytes;
    for (std::size_t i = dice.below(40); i > 0; --i) bytes += letters[dice.below(letters.size())];
    const std::size_t length = bytes.size();
    const Outcome out = read_all(std::move(bytes));
    INFO("seed ", seed);
    CHECK(out.rows.size() <= length);
    for (const auto& row : out.rows) {
      CHECK(!row.empty());
      for (const std::string& cell : row) CHECK(base::is_utf8(cell));
    }
  }
}

TEST_CASE("a written cell is inert and reads back but for its apostrophe") {
  CHECK(exchange::csv_cell("Glen House") == "\"Glen House\"");
  CHECK(exchange::csv_cell("=1+1") == "\"'=1+1\"");
  CHECK(exchange::csv_cell("  @SUM(A1)") == "\"  '@SUM(A1)\"");
  CHECK(exchange::csv_cell("\t=1") == "\"'\t'=1\"");
  CHECK(exchange::csv_cell("\n-2") == "\"'\n'-2\"");
  CHECK(exchange::csv_cell("＝1+1") == "\"'＝1+1\"");
  CHECK(exchange::csv_cell("a;=1+1") == "\"a;'=1+1\"");
  CHECK(exchange::csv_cell("a\"=cmd|' /C calc'!A0") == "\"a\"\"'=cmd|' /C calc'!A0\"");
  CHECK(exchange::csv_cell("well-known, and 1+1=2") == "\"well-known, and 1+1=2\"");
  CHECK(exchange::csv_cell(-5) == "-5");
  CHECK(exchange::csv_line({"", "b"}) == "\"\",\"b\"\r\n");
}
