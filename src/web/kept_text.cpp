#include "web/kept_text.h"

#include <array>

#include "base/hash.h"
#include "base/text.h"
#include "web/drafts.h"
#include "web/form.h"

namespace web {
namespace {

constexpr std::string_view path_name = ".path";

// What a form carries besides answers: not to be kept, or kept under its own name.
bool is_of_the_form(std::string_view name) {
  constexpr std::array<std::string_view, 9> names = {"token", "go",    "signed", "again", "asked",
                                                     "key",   "grant", "seen",   "parent"};
  for (const std::string_view one : names)
    if (one == name) return true;
  return false;
}

// Which step the path of a form is for.
struct FormPath {
  std::string register_name, step, reference, draft;
};

std::optional<FormPath> form_path(const registers::Packs& packs, std::string_view path) {
  const std::vector<std::string_view> parts = base::split(path, '/');
  FormPath found;
  if (parts.size() >= 4 && parts[1] == "new") {
    found.register_name = parts[2];
    found.step = parts[3];
    return found;
  }
  if (parts.size() == 5 && parts[1] == "record" && parts[3] == "do") {
    const registers::Register* kind = packs.by_prefix(parts[2].substr(0, parts[2].find('-')));
    if (kind == nullptr) return std::nullopt;
    found.register_name = kind->name;
    found.step = parts[4];
    found.reference = parts[2];
    return found;
  }
  if (parts.size() == 4 && parts[1] == "draft") {
    found.draft = parts[2];
    return found;
  }
  return std::nullopt;
}

void merge(Form& form, const std::vector<http::NameValue>& pairs) {
  for (const http::NameValue& pair : pairs) {
    if (pair.name == path_name || pair.name == "token" || pair.value.empty()) continue;
    if (pair.name == "key" || pair.name == "grant" || pair.name == "seen" ||
        pair.name == "parent") {
      form.typed["." + pair.name] = pair.value;
    } else if (!is_of_the_form(pair.name)) {
      form.typed[pair.name] = base::tidy_text(pair.value);
    }
  }
}

std::string keep_pairs(Visit& visit, authority::Draft draft,
                       const std::vector<http::NameValue>& pairs) {
  Form form = decoded(draft.content);
  merge(form, pairs);
  draft.content = encoded(form);
  if (draft.title.empty()) {
    const registers::Register* kind = visit.packs().find(draft.register_name);
    if (kind != nullptr)
      draft.title = base::shortened(form.text(kind->page.title_field), 120);
  }
  const auto id = visit.site.desk.keep_draft(draft);
  return id ? draft_href(*id, 1) : "";
}

}  // namespace

std::string kept_text(const Visit& visit) {
  if (!form_path(visit.packs(), visit.request.path)) return "";
  std::vector<http::NameValue> pairs{{std::string(path_name), visit.request.path}};
  // There the draft is kept already, and what is typed is a password.
  if (visit.request.path.ends_with("/prove")) return encoded_pairs(pairs);
  for (const http::NameValue& pair : visit.request.form)
    if (pair.name != "token") pairs.push_back(pair);
  return encoded_pairs(pairs);
}

std::string draft_of_kept(Visit& visit, const std::string& person, std::string_view kept) {
  const std::vector<http::NameValue> pairs = decoded_pairs(kept);
  if (pairs.empty() || pairs.front().name != path_name) return "";
  const std::optional<FormPath> path = form_path(visit.packs(), pairs.front().value);
  if (!path) return "";
  if (!path->draft.empty()) {
    const auto draft = visit.site.desk.draft(path->draft, person);
    return draft ? keep_pairs(visit, *draft, pairs) : "";
  }
  const registers::Register* kind = visit.packs().find(path->register_name);
  if (kind == nullptr || kind->step(path->step) == nullptr) return "";
  authority::Draft draft;
  draft.person = person;
  draft.register_name = path->register_name;
  draft.step = path->step;
  draft.reference = path->reference;
  return keep_pairs(visit, draft, pairs);
}

}  // namespace web
