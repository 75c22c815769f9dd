// The canonical block of a reference set (FORMAT 13): the same rows give the same bytes, for ever.
#include "base/text.h"
#include "records/editions.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

constexpr std::string_view first_line = "plumbline-block-v1\n";

void add_cell(std::string& bytes, std::string_view cell) {
  for (const char letter : cell) {
    switch (letter) {
      case '\t':
        bytes += "\\t";
        break;
      case '\n':
        bytes += "\\n";
        break;
      case '\\':
        bytes += "\\\\";
        break;
      default:
        bytes += letter;
    }
  }
}

void add_line(std::string& bytes, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) bytes += '\t';
    add_cell(bytes, cells[i]);
  }
  bytes += '\n';
}

Result<std::string> read_cell(std::string_view text) {
  std::string cell;
  cell.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      cell += text[i];
      continue;
    }
    const char escaped = i + 1 < text.size() ? text[++i] : '\0';
    if (escaped != 't' && escaped != 'n' && escaped != '\\') {
      return Failure{ErrorKind::corrupt, "A cell of the block is not written as it must be."};
    }
    cell += escaped == 't' ? '\t' : escaped == 'n' ? '\n' : '\\';
  }
  return cell;
}

Result<std::vector<std::string>> read_line(std::string_view line) {
  std::vector<std::string> cells;
  for (const std::string_view cell : base::split(line, '\t')) {
    cells.push_back(TRY(read_cell(cell)));
  }
  return cells;
}

}  // namespace

std::string encode_block(const std::vector<std::string>& columns,
                         const std::vector<std::vector<std::string>>& rows) {
  std::string bytes(first_line);
  add_line(bytes, columns);
  for (const std::vector<std::string>& row : rows) add_line(bytes, row);
  return bytes;
}

Result<Block> decode_block(std::string_view bytes) {
  if (!bytes.starts_with(first_line) || !bytes.ends_with('\n')) {
    return Failure{ErrorKind::corrupt, "These bytes are not a block of accepted rows."};
  }
  bytes.remove_prefix(first_line.size());
  Block block;
  bool first = true;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    std::vector<std::string> cells = TRY(read_line(bytes.substr(0, end)));
    bytes.remove_prefix(end + 1);
    if (first) {
      block.columns = std::move(cells);
      first = false;
      continue;
    }
    if (cells.size() != block.columns.size()) {
      return Failure{ErrorKind::corrupt, "A row of the block has another number of cells.",
                     "row " + std::to_string(block.rows.size() + 1)};
    }
    block.rows.push_back(std::move(cells));
  }
  if (first) return Failure{ErrorKind::corrupt, "The block has no columns."};
  return block;
}

}  // namespace records
