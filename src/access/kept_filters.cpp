// The drawer of kept filters: a person's names for what they asked of a list, in one capacity.
// Sealed to both; the rest of the desk's rules hold for them too.
#include <array>
#include <utility>

#include "access/desk_parts.h"
#include "base/hash.h"

namespace authority {
namespace {

using base::Result;

base::Failure no_such_filter() {
  return {base::ErrorKind::not_found, "There is no such filter."};
}

std::string filter_binding(const KeptFilter& filter) {
  return "filter\n" + filter.id + "\n" + filter.person + "\n" + filter.capacity;
}

// Columns: id, person, capacity, kept_at, sealed.
Result<KeptFilter> filter_from(const store::Rows& row, const base::Key& key) {
  KeptFilter filter;
  filter.id = row->text(0);
  filter.person = row->text(1);
  filter.capacity = row->text(2);
  filter.kept_at = {row->integer(3)};
  const std::string text = TRY(base::unseal(key, row->bytes(4), filter_binding(filter)));
  std::string_view rest = text;
  for (std::string* one : std::array{&filter.name, &filter.path, &filter.query}) {
    std::optional<std::string> piece = take_piece(rest);
    if (!piece) return base::Failure{base::ErrorKind::corrupt, "A filter cannot be read."};
    *one = std::move(*piece);
  }
  return filter;
}

}  // namespace

std::string_view filter_table() {
  return "CREATE TABLE kept_filter (id TEXT PRIMARY KEY, person TEXT NOT NULL, "
         "capacity TEXT NOT NULL, kept_at INTEGER NOT NULL, sealed BLOB NOT NULL);\n"
         "CREATE INDEX kept_filter_by_person ON kept_filter (person, capacity, kept_at);\n";
}

Result<std::string> Filters::keep(KeptFilter filter) {
  const bool is_new = filter.id.empty();
  if (is_new) filter.id = base::hex(top_.random.bytes(8));
  const std::string text = pieces_of({filter.name, filter.path, filter.query});
  const std::string sealed = base::seal(top_.draft_key, text, filter_binding(filter), top_.random);
  const std::lock_guard hold(top_.lock);
  if (!is_new) {
    store::Rows kept = TRY(top_.query(
        "UPDATE kept_filter SET sealed = $4 WHERE id = $1 AND person = $2 AND capacity = $3 "
        "RETURNING id",
        {filter.id, filter.person, filter.capacity, store::Blob{sealed}}));
    if (!TRY(kept.next())) return no_such_filter();
    static_cast<void>(TRY(kept.next()));  // to its end, so that the change is made for good
    return filter.id;
  }
  store::Rows kept =
      TRY(top_.query("SELECT count(*) FROM kept_filter WHERE person = $1 AND capacity = $2",
                     {filter.person, filter.capacity}));
  if (TRY(kept.next()) && kept->integer(0) >= most_kept_filters)
    return base::Failure{base::ErrorKind::conflict, "No more filters can be kept."};
  static_cast<void>(TRY(kept.next()));
  TRY(top_.run("INSERT INTO kept_filter (id, person, capacity, kept_at, sealed) "
               "VALUES ($1, $2, $3, $4, $5)",
               {filter.id, filter.person, filter.capacity, top_.clock.now().micros,
                store::Blob{sealed}}));
  return filter.id;
}

Result<KeptFilter> Filters::find(std::string_view id, std::string_view person,
                                 std::string_view capacity) {
  const std::lock_guard hold(top_.lock);
  store::Rows rows = TRY(
      top_.query("SELECT id, person, capacity, kept_at, sealed FROM kept_filter "
                 "WHERE id = $1 AND person = $2 AND capacity = $3",
                 {id, person, capacity}));
  if (!TRY(rows.next())) return no_such_filter();
  return filter_from(rows, top_.draft_key);
}

// A filter that cannot be read is left out: the desk may lose anything at any time.
std::vector<KeptFilter> Filters::all_of(std::string_view person, std::string_view capacity) {
  std::vector<KeptFilter> all;
  const std::lock_guard hold(top_.lock);
  Result<store::Rows> rows =
      top_.query("SELECT id, person, capacity, kept_at, sealed FROM kept_filter "
                 "WHERE person = $1 AND capacity = $2 ORDER BY kept_at, id",
                 {person, capacity});
  if (!rows) return all;
  for (Result<bool> more = rows->next(); more && *more; more = rows->next())
    if (Result<KeptFilter> filter = filter_from(*rows, top_.draft_key))
      all.push_back(std::move(*filter));
  return all;
}

void Filters::drop(std::string_view id, std::string_view person, std::string_view capacity) {
  const std::lock_guard hold(top_.lock);
  static_cast<void>(
      top_.run("DELETE FROM kept_filter WHERE id = $1 AND person = $2 AND capacity = $3",
               {id, person, capacity}));
}

}  // namespace authority
