#include <algorithm>
#include <utility>

#include "access/desk_parts.h"
#include "base/hash.h"

namespace authority {
namespace {

using base::Result;

constexpr std::int64_t kept_for = 30LL * 24 * 3600 * 1'000'000;  // FORMAT 11

base::Failure no_such_draft() {
  return {base::ErrorKind::not_found, "There is no such draft. It may have been recorded already."};
}

// Sealed to its writer and its place: a row moved to another person's name does not open.
std::string binding(std::string_view id, std::string_view person, std::string_view part) {
  return "draft\n" + std::string(id) + "\n" + std::string(person) + "\n" + std::string(part);
}

// The names that lists show.
std::string head_text(const Draft& draft) {
  return pieces_of({draft.register_name, draft.step, draft.reference, draft.title});
}

Result<void> read_head(std::string_view text, Draft& draft) {
  for (std::string* one : {&draft.register_name, &draft.step, &draft.reference, &draft.title}) {
    std::optional<std::string> piece = take_piece(text);
    if (!piece) return base::Failure{base::ErrorKind::corrupt, "A draft cannot be read."};
    *one = std::move(*piece);
  }
  return {};
}

// Columns: id, person, kept_at, head.
Result<Draft> draft_from(const store::Rows& row, const base::Key& key) {
  Draft draft;
  draft.id = row->text(0);
  draft.person = row->text(1);
  draft.kept_at = {row->integer(2)};
  const std::string head =
      TRY(base::unseal(key, row->bytes(3), binding(draft.id, draft.person, "head")));
  TRY(read_head(head, draft));
  return draft;
}

bool names_one(const Draft& draft, const std::vector<std::string>& references) {
  return std::any_of(references.begin(), references.end(), [&](const std::string& one) {
    return draft.reference == one || draft.content.find(one) != std::string::npos;
  });
}

}  // namespace

std::string pieces_of(std::initializer_list<std::string_view> texts) {
  std::string all;
  for (const std::string_view one : texts)
    all.append(std::to_string(one.size())).append(":").append(one);
  return all;
}

std::optional<std::string> take_piece(std::string_view& text) {
  std::size_t length = 0;
  std::size_t place = 0;
  while (place < text.size() && text[place] >= '0' && text[place] <= '9' && place < 9)
    length = length * 10 + static_cast<std::size_t>(text[place++] - '0');
  if (place == 0 || place >= text.size() || text[place] != ':') return std::nullopt;
  if (text.size() - place - 1 < length) return std::nullopt;
  std::string piece(text.substr(place + 1, length));
  text.remove_prefix(place + 1 + length);
  return piece;
}

Result<std::string> Drafts::keep(const Draft& draft) {
  const std::string id = draft.id.empty() ? base::hex(top_.random.bytes(8)) : draft.id;
  const std::string head =
      base::seal(top_.draft_key, head_text(draft), binding(id, draft.person, "head"), top_.random);
  const std::string content =
      base::seal(top_.draft_key, draft.content, binding(id, draft.person, "content"), top_.random);
  const std::int64_t now = top_.clock.now().micros;
  const std::lock_guard hold(top_.lock);
  TRY(top_.run("DELETE FROM draft WHERE kept_at < $1", {now - kept_for}));
  if (draft.id.empty()) {
    TRY(
        top_.run("INSERT INTO draft (id, person, kept_at, head, content) "
                 "VALUES ($1, $2, $3, $4, $5)",
                 {id, draft.person, now, store::Blob{head}, store::Blob{content}}));
    return id;
  }
  store::Rows kept = TRY(top_.query(
      "UPDATE draft SET kept_at = $3, head = $4, content = $5 WHERE id = $1 AND person = $2 "
      "RETURNING id",
      {id, draft.person, now, store::Blob{head}, store::Blob{content}}));
  if (!TRY(kept.next())) return no_such_draft();
  static_cast<void>(TRY(kept.next()));  // to its end, so that the change is made for good
  return id;
}

Result<Draft> Drafts::find(std::string_view id, std::string_view person) {
  const std::int64_t oldest = top_.clock.now().micros - kept_for;
  const std::lock_guard hold(top_.lock);
  store::Rows rows =
      TRY(top_.query("SELECT id, person, kept_at, head, content FROM draft "
                     "WHERE id = $1 AND person = $2 AND kept_at >= $3",
                     {id, person, oldest}));
  if (!TRY(rows.next())) return no_such_draft();
  Draft draft = TRY(draft_from(rows, top_.draft_key));
  draft.content =
      TRY(base::unseal(top_.draft_key, rows->bytes(4), binding(draft.id, draft.person, "content")));
  return draft;
}

// A draft that cannot be read is left out: the desk may lose anything at any time.
std::vector<Draft> Drafts::all_of(std::string_view person) {
  std::vector<Draft> all;
  const std::int64_t oldest = top_.clock.now().micros - kept_for;
  const std::lock_guard hold(top_.lock);
  Result<store::Rows> rows = top_.query(
      "SELECT id, person, kept_at, head FROM draft WHERE person = $1 AND kept_at >= $2 "
      "ORDER BY kept_at DESC, id",
      {person, oldest});
  if (!rows) return all;
  for (Result<bool> more = rows->next(); more && *more; more = rows->next())
    if (Result<Draft> draft = draft_from(*rows, top_.draft_key)) all.push_back(std::move(*draft));
  return all;
}

// What cannot be read is dropped too: nobody can say what it names.
Result<void> Drafts::forget(const std::vector<std::string>& references, std::string_view but) {
  const std::lock_guard hold(top_.lock);
  std::vector<std::string> dropped;
  {
    store::Rows rows = TRY(top_.query("SELECT id, person, kept_at, head, content FROM draft", {}));
    while (TRY(rows.next())) {
      Result<Draft> draft = draft_from(rows, top_.draft_key);
      const auto content =
          draft ? base::unseal(top_.draft_key, rows->bytes(4),
                               binding(draft->id, draft->person, "content"))
                : Result<std::string>(std::string());
      if (draft && content) draft->content = *content;
      const bool kept =
          draft && content && (draft->register_name == but || !names_one(*draft, references));
      if (!kept) dropped.emplace_back(rows->text(0));
    }
  }
  for (const std::string& id : dropped)
    TRY(top_.run("DELETE FROM draft WHERE id = $1", {std::string_view(id)}));
  store::Database* database = TRY(top_.opened());
  return database->scrub();
}

void Drafts::drop(std::string_view id, std::string_view person) {
  const std::lock_guard hold(top_.lock);
  static_cast<void>(top_.run("DELETE FROM draft WHERE id = $1 AND person = $2", {id, person}));
}

}  // namespace authority
