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

}  // namespace authority
