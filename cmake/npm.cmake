# Run as a script by the build: brings node_modules up to package-lock.json, unless it already is. The lock keeps two
# builds of the same tree from running npm at once.
file(LOCK ${ROOT}/build/npm.lock GUARD PROCESS TIMEOUT 300)
if(NOT ${ROOT}/node_modules/.package-lock.json IS_NEWER_THAN ${ROOT}/package-lock.json)
  execute_process(COMMAND npm ci --ignore-scripts --no-audit --no-fund
                  WORKING_DIRECTORY ${ROOT} RESULT_VARIABLE failed OUTPUT_QUIET)
  if(failed)
    message(FATAL_ERROR "npm ci failed (${failed})")
  endif()
  file(TOUCH ${ROOT}/node_modules/.package-lock.json)
endif()
file(TOUCH ${STAMP})
