#include "records/documents.h"

#include <algorithm>
#include <fstream>

#include "base/hash.h"
#include "records/record_keys.h"

namespace records {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

std::string where_of(const registers::Document& document) {
  return "document " + document.id;
}

// Calls `piece` with each 64 KiB of a file.
Result<void> read_in_pieces(const std::filesystem::path& file, const PieceReader& piece) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Failure{ErrorKind::not_found, "The file cannot be opened.", file.string()};
  std::string buffer(piece_bytes, '\0');
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const auto got = static_cast<std::size_t>(in.gcount());
    if (got > 0) TRY(piece(std::string_view(buffer).substr(0, got)));
  }
  if (in.bad()) return Failure{ErrorKind::unavailable, "The file cannot be read.", file.string()};
  return {};
}

}  // namespace

Result<FileFacts> file_facts(const std::filesystem::path& file) {
  FileFacts facts;
  base::Sha256 sum;
  const auto add = [&](std::string_view bytes) -> Result<void> {
    facts.length += static_cast<std::int64_t>(bytes.size());
    sum.add(bytes);
    if (facts.length <= most_document_bytes) return {};
    return Failure{ErrorKind::invalid, "The file is longer than 50 MB.", file.string()};
  };
  TRY(read_in_pieces(file, add));
  facts.sha256 = base::hex(base::bytes_of(sum.finish()));
  return facts;
}

Result<void> write_document(store::Database& database, const DocumentPlace& place,
                            const registers::Document& document, const std::filesystem::path& file,
                            base::Random& random) {
  const auto id = base::unhex(document.id);
  if (!id || id->size() != 16) {
    return Failure{ErrorKind::invalid, "A document has no id.", where_of(document)};
  }
  std::int64_t pieces = 0;
  std::int64_t length = 0;
  base::Sha256 sum;
  const auto keep = [&](std::string_view bytes) -> Result<void> {
    const std::string sealed = base::seal(
        place.record_key, bytes, piece_binding(place.store_id, document.id, pieces), random);
    TRY(store::run(database,
                   "INSERT INTO document_piece (document, piece, sealed) VALUES ($1, $2, $3)",
                   {store::Blob{*id}, pieces, store::Blob{sealed}}));
    ++pieces;
    length += static_cast<std::int64_t>(bytes.size());
    sum.add(bytes);
    return {};
  };
  TRY(read_in_pieces(file, keep));
  if (length != document.length || base::hex(base::bytes_of(sum.finish())) != document.sha256) {
    return Failure{ErrorKind::corrupt, "The file changed while it was recorded.", file.string()};
  }
  return store::run(database, "INSERT INTO document (id, record_key, pieces) VALUES ($1, $2, $3)",
                    {store::Blob{*id}, place.record_key_number, pieces});
}

Result<void> read_document(store::Database& database, const DocumentPlace& place,
                           const registers::Document& document, const PieceReader& piece) {
  const std::string id = base::unhex(document.id).value_or(std::string());
  auto found = TRY(store::query(database, "SELECT record_key, pieces FROM document WHERE id = $1",
                                {store::Blob{id}}));
  if (!TRY(found.next())) {
    return Failure{ErrorKind::not_found, "The document is not there.", where_of(document)};
  }
  if (found->integer(0) != place.record_key_number) {
    return Failure{ErrorKind::corrupt, "The document stands under the key of another record.",
                   where_of(document)};
  }
  const std::int64_t pieces = found->integer(1);
  auto rows = TRY(store::query(
      database, "SELECT piece, sealed FROM document_piece WHERE document = $1 ORDER BY piece",
      {store::Blob{id}}));
  std::int64_t at = 0;
  std::int64_t length = 0;
  base::Sha256 sum;
  while (TRY(rows.next())) {
    const std::string binding = piece_binding(place.store_id, document.id, at);
    auto plain = base::unseal(place.record_key, rows->bytes(1), binding);
    const bool bytes = rows->type(1) == store::Statement::ColumnType::blob;
    if (rows->integer(0) != at || !bytes || !plain) {
      return Failure{ErrorKind::corrupt,
                     "Piece " + std::to_string(at) + " of the document is not what was recorded.",
                     where_of(document)};
    }
    length += static_cast<std::int64_t>(plain->size());
    sum.add(*plain);
    TRY(piece(*plain));
    ++at;
  }
  if (at != pieces || length != document.length ||
      base::hex(base::bytes_of(sum.finish())) != document.sha256) {
    return Failure{ErrorKind::corrupt, "The document is not the one that was recorded.",
                   where_of(document)};
  }
  return {};
}

Result<std::string> whole_document(store::Database& database, const DocumentPlace& place,
                                   const registers::Document& document, std::size_t most) {
  std::string whole;
  const auto append = [&](std::string_view bytes) -> Result<void> {
    if (whole.size() + bytes.size() > most) {
      return Failure{ErrorKind::invalid, "The document is too long to be read whole.",
                     where_of(document)};
    }
    whole += bytes;
    return {};
  };
  TRY(read_document(database, place, document, append));
  return whole;
}

}  // namespace records
