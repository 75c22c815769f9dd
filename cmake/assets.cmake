# Files embedded in the binary by tools/embed.cpp: the Design System, our own style and script, the fonts, and the packs.
# room_web links plumbline_assets, room_registers links packs_files. A changed or added file is embedded again.
add_executable(embed ${CMAKE_SOURCE_DIR}/tools/embed.cpp)
target_link_libraries(embed PRIVATE room_base)

set(EMBEDDED ${CMAKE_BINARY_DIR}/embedded)
file(MAKE_DIRECTORY ${EMBEDDED})

# npm, once for each package-lock.json
set(NODE_STAMP ${EMBEDDED}/npm.stamp)
add_custom_command(OUTPUT ${NODE_STAMP}
  COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR} -DSTAMP=${NODE_STAMP}
          -P ${CMAKE_SOURCE_DIR}/cmake/npm.cmake
  DEPENDS ${CMAKE_SOURCE_DIR}/package-lock.json ${CMAKE_SOURCE_DIR}/cmake/npm.cmake
  COMMENT "Fetching the Design System and the fonts" VERBATIM)

# Fonts first: the stylesheets point at their hashed names.
set(NODE ${CMAKE_SOURCE_DIR}/node_modules)
foreach(letters latin latin-ext)
  foreach(weight 400 700)
    list(APPEND ASSET_ARGUMENTS
      roboto-${letters}-${weight}.woff2=${NODE}/@fontsource/roboto/files/roboto-${letters}-${weight}-normal.woff2)
  endforeach()
endforeach()
list(APPEND ASSET_ARGUMENTS
  design-system.css=${NODE}/@scottish-government/design-system/dist/css/design-system.min.css)
file(GLOB OWN_ASSETS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/web/assets/*)
foreach(file IN LISTS OWN_ASSETS)
  get_filename_component(name ${file} NAME)
  list(APPEND ASSET_ARGUMENTS ${name}=${file})
endforeach()
# A page of the product too: /help/proof/steps.
set(STEPS ${CMAKE_SOURCE_DIR}/docs/CHECK_A_PROOF.md)
list(APPEND ASSET_ARGUMENTS check-a-proof.md=${STEPS})
add_custom_command(OUTPUT ${EMBEDDED}/assets.cpp
  COMMAND embed assets ${EMBEDDED}/assets.cpp ${ASSET_ARGUMENTS}
  DEPENDS embed ${NODE_STAMP} ${OWN_ASSETS} ${STEPS}
  COMMENT "Embedding styles, script and fonts" VERBATIM)
add_library(plumbline_assets STATIC ${EMBEDDED}/assets.cpp)
target_include_directories(plumbline_assets PUBLIC ${CMAKE_SOURCE_DIR}/src)

file(GLOB_RECURSE PACK_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/packs/*)
# The list is an input too, so that a file taken away is noticed.
file(CONFIGURE OUTPUT ${EMBEDDED}/packs.list CONTENT "${PACK_FILES}" @ONLY)
add_custom_command(OUTPUT ${EMBEDDED}/packs.cpp
  COMMAND embed packs ${EMBEDDED}/packs.cpp ${CMAKE_SOURCE_DIR}/packs
  DEPENDS embed ${PACK_FILES} ${EMBEDDED}/packs.list
  COMMENT "Embedding the packs" VERBATIM)
add_library(packs_files STATIC ${EMBEDDED}/packs.cpp)
target_include_directories(packs_files PUBLIC ${CMAKE_SOURCE_DIR}/src)
