// 64 clients give advice over HTTP as fast as they can. PLUMBLINE_LOAD_SECONDS (60), PLUMBLINE_LOAD_CLIENTS (64).
// Every figure is printed; the step fails when one misses its budget.
import { loadavg } from 'node:os';
import { formFor, startLoad } from '../faults/kills.mjs';
import { counter, hold, newestEntry, scratch, seed, Server, verify } from '../pages/site.mjs';
import { join } from 'node:path';

const seconds = Number(process.env.PLUMBLINE_LOAD_SECONDS ?? 60);
const clients = Number(process.env.PLUMBLINE_LOAD_CLIENTS ?? 64);
const steps = counter();
const store = join(scratch('load'), 'store');
seed(store, '--demo');
const server = await Server.start(store);
const before = newestEntry(store);

let told;
await steps.check(`${clients} clients for ${seconds} s`, async () => {
  const busy = loadavg()[0].toFixed(1);
  told = await startLoad(server, await formFor(server), { clients, seconds }).done;
  return `${told.recorded} recorded, ${told.per_second} a second; half within ${told.p50_ms} ms, 99 of 100 within ${told.p99_ms} ms, ` +
    `the slowest ${told.max_ms} ms (load of the machine before: ${busy})`;
});
if (!told) steps.finish();
await steps.check('no create failed', () => {
  hold(told.failed === 0 && told.broken === 0, `${told.failed} failed, ${told.broken} broken off: ${told.complaint.slice(0, 1500)}`);
});
await steps.check('at least 1,000 durable creates a second', () => hold(told.per_second >= 1000, `${told.per_second} a second`));
await steps.check('99 of 100 within 250 ms', () => hold(told.p99_ms < 250, `${told.p99_ms} ms`));
await steps.check('the log holds one entry for each receipt, no more and no fewer', () => {
  const ratio = (newestEntry(store) - before) / told.recorded;
  hold(ratio === 1, `${newestEntry(store) - before} entries for ${told.recorded} receipts`);
  return `${told.recorded} of ${told.recorded}`;
});
await steps.check('the record is sound afterwards', async () => {
  await server.end();
  const began = performance.now();
  const looked = verify(store);
  hold(looked.code === 0, `code ${looked.code}: ${looked.out} ${looked.err}`);
  const took = (performance.now() - began) / 1000;
  return `${looked.said.entries} entries verified in ${took.toFixed(1)} s, ${Math.round(looked.said.entries / took)} a second`;
});
steps.finish();
