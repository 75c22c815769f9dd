#pragma once
// How a CouncilStore makes a Reader of a lent read connection. Used by council_store.cpp alone; the
// Reader begins the reading moment, ends it, and gives the connection back when it goes.
#include <functional>
#include <memory>

#include "records/council_store.h"
#include "records/reader.h"
#include "store/database.h"

namespace records {

struct ReaderLease {
  std::unique_ptr<store::Database> database;
  std::function<void(std::unique_ptr<store::Database>)> give_back;
};

// `store` outlives the reader. Errors: those of Database::begin_read; the connection is given back.
[[nodiscard]] base::Result<std::unique_ptr<Reader>> make_reader(ReaderLease lease,
                                                                const CouncilStore& store);

}  // namespace records
