# Reads src/ROOMS and makes, for each room: library room_NAME from its .cpp files (src/NAME/**), linked to the
# rooms it may include and to the outside libraries below; and, with tests on, NAME_test from its *_test.cpp files.
set(OUTSIDE_base crypto sodium z date-tz boost_json)
set(OUTSIDE_store sqlite3 pq)
set(OUTSIDE_ledger sodium)
set(OUTSIDE_access sodium qrencode curl)
set(OUTSIDE_http Threads::Threads)
set(OUTSIDE_records Threads::Threads)
set(OUTSIDE_registers packs_files)
set(OUTSIDE_web plumbline_assets)

# The release preset compiles several files at once, which halves its time; those with heavy headers of others stay alone.
# Names in the unnamed namespaces of a room are therefore unique within it.
set_source_files_properties(src/http/server.cpp src/base/json_reader.cpp src/access/outbound.cpp src/app/command_line.cpp src/registers/toml_text.cpp
  PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
# And over headers of the language that are read once for all of them: shares_headers(TARGET). The dev preset does neither, so there a
# file that lacks an include of its own is found out.
if(CMAKE_UNITY_BUILD)
  add_library(shared_headers OBJECT ${CMAKE_SOURCE_DIR}/cmake/shared_headers.cpp)
  target_precompile_headers(shared_headers PRIVATE <algorithm> <array> <atomic> <chrono> <condition_variable> <cstdint> <deque>
    <filesystem> <fstream> <functional> <map> <memory> <mutex> <optional> <set> <span> <string> <string_view> <thread> <unordered_map>
    <utility> <variant> <vector>)
endif()
function(shares_headers target)
  if(CMAKE_UNITY_BUILD)
    target_precompile_headers(${target} REUSE_FROM shared_headers)
  endif()
endfunction()

# What is tested is built as it ships; the tests themselves run once and are not worth the optimiser's minutes.
set(UNIT_TEST_FLAGS -O0)
if(PLUMBLINE_TESTS)
  add_library(unit_main OBJECT ${CMAKE_SOURCE_DIR}/tests/unit_main.cpp)
  target_compile_options(unit_main PRIVATE ${UNIT_TEST_FLAGS})
  # What nearly every test includes, read once for all of them.
  add_library(unit_headers OBJECT ${CMAKE_SOURCE_DIR}/tests/unit_headers.cpp)
  target_compile_options(unit_headers PRIVATE ${UNIT_TEST_FLAGS})
  target_precompile_headers(unit_headers PRIVATE <doctest/doctest.h> <algorithm> <filesystem> <fstream> <functional> <map>
    <memory> <optional> <set> <string> <variant> <vector>)
endif()

function(plumbline_rooms)
  file(STRINGS ${CMAKE_SOURCE_DIR}/src/ROOMS lines REGEX "^[a-z]+:")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/ROOMS)
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^([a-z]+):(.*)$" "\\1" room "${line}")
    string(REGEX REPLACE "^([a-z]+):(.*)$" "\\2" links "${line}")
    string(STRIP "${links}" links)
    separate_arguments(links)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/*.cpp)
    set(tests ${sources})
    list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cpp$")
    list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
    if(NOT sources)
      add_library(room_${room} INTERFACE)
      set(scope INTERFACE)
    else()
      add_library(room_${room} STATIC ${sources})
      set(scope PUBLIC)
    endif()
    target_include_directories(room_${room} ${scope} ${CMAKE_SOURCE_DIR}/src)
    foreach(link IN LISTS links)
      target_link_libraries(room_${room} ${scope} room_${link})
    endforeach()
    target_link_libraries(room_${room} ${scope} ${OUTSIDE_${room}})
    if(sources)
      shares_headers(room_${room})
      if(room STREQUAL app AND CMAKE_BUILD_TYPE STREQUAL Release)
        # The words of the command line are read once: half the optimiser's time, and nothing that anybody waits for.
        target_compile_options(room_app PRIVATE -O1)
      endif()
    endif()
    if(PLUMBLINE_TESTS AND tests)
      add_executable(${room}_test ${tests} $<TARGET_OBJECTS:unit_main>)
      target_compile_options(${room}_test PRIVATE ${UNIT_TEST_FLAGS})
      target_precompile_headers(${room}_test REUSE_FROM unit_headers)
      target_link_libraries(${room}_test PRIVATE room_${room})
    endif()
  endforeach()
endfunction()
