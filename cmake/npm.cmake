# Run as a script by the build: brings node_modules up to package-lock.json, unless it already is. The lock keeps two
# builds of the same tree from running npm at once.
file(LOCK ${ROOT}/build/npm.lock GUARD PROCESS TIMEOUT 300)
# (IS_NEWER_THAN is true as well when one of the two is not there.)
set(brought ${ROOT}/node_modules/.package-lock.json)
if(NOT EXISTS ${brought} OR NOT ${brought} IS_NEWER_THAN ${ROOT}/package-lock.json)
  execute_process(COMMAND npm ci --ignore-scripts --no-audit --no-fund
                  WORKING_DIRECTORY ${ROOT} RESULT_VARIABLE failed OUTPUT_QUIET)
  if(failed)
    message(FATAL_ERROR "npm ci failed (${failed})")
  endif()
  file(TOUCH ${ROOT}/node_modules/.package-lock.json)
endif()
file(TOUCH ${STAMP})
