#pragma once
// Importing an edition by upload: choose the file, see what would be recorded (counts, refusals by
// row, column and reason), confirm. Listed by web/site_map.cpp; the reading and the recording are
// exchange/care_import.h, the same as the command's. Between preview and confirmation the upload
// waits in the store's folder for its sender only, a day at most.
#include "web/visit.h"

namespace web {

// GET /services/import
[[nodiscard]] http::Response import_form_page(Visit& visit);
// POST /services/import   multipart, file field "file", optional date field "edition"
[[nodiscard]] http::Response import_preview_page(Visit& visit);
// POST /services/import/confirm
[[nodiscard]] http::Response import_confirm_page(Visit& visit);

}  // namespace web
