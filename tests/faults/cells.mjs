// Whatever text, blob or number of the record is changed by somebody with all rights on the machine (the sqlite3 tool, or a PostgreSQL
// administrator's psql), `verify` says so and names something. One change at a time, several cells of each column of each table. How
// the cells of either database are found and changed is in cells_sqlite.mjs and cells_postgres.mjs.
import { join } from 'node:path';
import { commandSoon } from '../pages/site.mjs';
import { copyStore, onServer, removeStore } from '../pages/stored.mjs';
import * as postgres from './cells_postgres.mjs';
import * as sqlite from './cells_sqlite.mjs';

// Every cell chosen, changed and verified. Gives { looked, found, missed: [sentence], tables, empty }. `share`: only each so-many-th, others each time.
export async function changeCells(store, folder, { share = 1, workers = 2 } = {}) {
  const way = onServer(store) ? postgres : sqlite;
  const { tables, empty, cells } = way.cellsOf(store);
  const first = Math.floor(Math.random() * share);
  const chosen = cells.filter((cell, place) => place % share === first);
  const told = { looked: 0, found: 0, missed: [], tables: tables.length, empty, unchanged: [] };
  const work = async (worker) => {
    const copy = join(folder, `cells-${worker}`);
    let standing = false;
    for (let cell = chosen.pop(); cell; cell = chosen.pop()) {
      if (!standing) copyStore(store, copy);
      const name = `${cell.table.name}.${cell.column}, ${cell.type}, ${cell.at}`;
      const put = way.change(copy, cell);   // undoes it, where that is cheaper than another copy
      standing = typeof put === 'function';
      if (!put) {
        told.unchanged.push(name);
        continue;
      }
      told.looked += 1;
      const ran = await commandSoon('verify', '--store', copy, '--json');
      let findings = [];
      try { findings = JSON.parse(ran.out.trim()).findings; } catch { /* counted as missed */ }
      if (ran.code === 1 && findings?.[0]?.what) told.found += 1;
      else told.missed.push(`${name}: code ${ran.code} ${ran.err.slice(0, 200)}`);
      if (standing) put();
    }
    removeStore(copy);
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return told;
}
