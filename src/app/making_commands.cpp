// init and password: beginning a store and letting its first people in.
#include <cstdio>
#include <string>

#include "access/grants.h"
#include "access/password.h"
#include "app/commands.h"
#include "app/typed_password.h"
#include "records/reader.h"

namespace app {
namespace {

using base::ErrorKind;
using base::Failure;
using base::Result;

// A password that will do, as it is kept.
Result<std::string> password_for(const std::filesystem::path& file, std::size_t line,
                                 const std::string& who) {
  const std::string password = TRY(typed_password(file, line, who));
  if (const std::string complaint = authority::password_complaint(password); !complaint.empty()) {
    return Failure{ErrorKind::invalid, complaint, who};
  }
  return authority::password_verifier(password);
}

Result<void> begin_store(const Init& asked, const Tools& tools) {
  records::Genesis genesis;
  genesis.council = asked.council;
  genesis.council_code = asked.council_code;
  genesis.administrator_name = asked.administrator;
  genesis.administrator_sign_in = asked.sign_in;
  genesis.second_name = asked.second;
  genesis.second_sign_in = asked.second_sign_in;
  if (asked.sign_in == asked.second_sign_in) {
    return Failure{ErrorKind::invalid, "the two administrators need different sign-in names",
                   asked.sign_in};
  }
  genesis.administrator_verifier = TRY(password_for(asked.passwords, 0, asked.administrator));
  genesis.second_verifier = TRY(password_for(asked.passwords, 1, asked.second));
  return records::make_store({asked.store, tools.server}, genesis, tools.around());
}

Result<std::string> set_password(const Password& asked, const Tools& tools) {
  auto store =
      TRY(records::CouncilStore::open(asked.store, tools.around(), records::Opening::write));
  std::string person;
  {
    auto reader = TRY(store->reader());
    const auto account = TRY(authority::account_by_sign_in(reader->database(), asked.sign_in));
    if (!account) return Failure{ErrorKind::not_found, "nobody signs in as that", asked.sign_in};
    person = account->person;
  }
  records::Change change;
  change.caller = authority::operator_caller("command line");
  change.key = tools.random->bytes(16);
  records::RecordChange step;
  step.register_name = "person";
  step.step = "set_password";
  step.reference = person;
  step.set["password"] =
      registers::Value::line(TRY(password_for(asked.passwords, 0, asked.sign_in)));
  change.records.push_back(std::move(step));
  const records::Outcome outcome = TRY(store->commit(std::move(change)));
  if (!std::holds_alternative<records::Receipt>(outcome)) {
    return Failure{ErrorKind::refused, "the password was not recorded", person};
  }
  return person;
}

}  // namespace

int run(const Init& asked, const Tools& tools) {
  const auto made = begin_store(asked, tools);
  if (!made) return say_error(made.error(), Output::words);
  std::printf("The store of %s begins in %s.\n", asked.council.c_str(), asked.store.c_str());
  std::printf(
      "Next: plumbline serve --store %s. Sign in as %s, add people, and propose the first "
      "appointment;\n",
      asked.store.c_str(), asked.sign_in.c_str());
  std::printf(
      "%s confirms it. Keep log.key and store.key safe: without them nothing can be read or "
      "signed.\n",
      asked.second_sign_in.c_str());
  return 0;
}

int run(const Password& asked, const Tools& tools) {
  const auto person = set_password(asked, tools);
  if (!person) return say_error(person.error(), Output::words);
  std::printf("The password of %s is set, and the change is an entry of the record.\n",
              asked.sign_in.c_str());
  return 0;
}

}  // namespace app
