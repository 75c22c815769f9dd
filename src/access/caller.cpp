#include "access/caller.h"

#include <utility>

namespace authority {

Caller clock_caller() {
  Caller caller;
  caller.name = "The clock";
  caller.held.capacity = "clock";
  caller.no_grant = "silence";
  return caller;
}

Caller operator_caller(std::string why) {
  Caller caller;
  caller.name = "The server’s operator";
  caller.held.capacity = "operator";
  caller.no_grant = std::move(why);
  return caller;
}

Caller account_holder(std::string person, std::string name) {
  Caller caller;
  caller.person = std::move(person);
  caller.name = std::move(name);
  caller.held.capacity = account_holder_capacity;
  caller.no_grant = "own account";
  return caller;
}

Caller return_code_holder(std::string return_mark) {
  Caller caller;
  caller.name = "Whoever holds the return code";
  caller.held.capacity = return_code_capacity;
  caller.no_grant = "the sender is sealed, or holds only a return code";
  caller.return_mark = std::move(return_mark);
  return caller;
}

}  // namespace authority
