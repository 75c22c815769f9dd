# The file name is the registration: each src/rules/NAME_rules.cpp defines add_NAME_rules, and the catalogue
# written here calls them all. Adding a file and building again is enough.
file(GLOB rule_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/rules/*_rules.cpp)
list(SORT rule_files)
set(declarations "")
set(calls "")
foreach(file IN LISTS rule_files)
  get_filename_component(name ${file} NAME_WE)
  string(APPEND declarations
    "void add_${name}(const registers::Packs& packs, Catalogue& catalogue);\n")
  string(APPEND calls "  catalogue.reading(\"${name}.cpp\");\n  add_${name}(packs, catalogue);\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/rules/catalogue.cpp @ONLY CONTENT
"// Written by cmake/rules.cmake.
#include \"rules/rule.h\"

namespace rules {

@declarations@
void add_all_rules(const registers::Packs& packs, Catalogue& catalogue) {
@calls@}

}  // namespace rules
")
target_sources(room_rules PRIVATE ${CMAKE_BINARY_DIR}/rules/catalogue.cpp)
