// Checks what many clients asked, saw and were told (tests/faults/writers.cpp) against what stands in the store. Gives sentences about
// what cannot have come from acts that took place one after the other: lost updates, dirty or stale reads, doubled or missing numbers.
import { readFileSync } from 'node:fs';
import { record } from '../pages/stored.mjs';

// Times are readings of one clock, in nanoseconds; they are kept as numbers of microseconds, later ones rounded down, earlier ones up.
export function readHistory(files) {
  const told = [];
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const [what, from, to, entry, reference, count, seen] = line.split(' ');
      told.push({ what, from: Number(BigInt(from) / 1000n), to: Number(BigInt(to) / 1000n) + 1, entry: Number(entry), reference, count, seen: Number(seen) });
    }
  }
  return told;
}

// Entries as they stand from `first` on, and every version of the shared records in its order: `told` has a line for each.
export function stands(store, first, told) {
  const entries = record(store, `SELECT e.number AS number, r.reference AS reference, r.first_entry AS first_entry FROM entry e
    LEFT JOIN act a ON a.entry = e.number LEFT JOIN record r ON r.number = a.record WHERE e.number >= ${first} ORDER BY e.number`);
  const versions = new Map();
  for (const line of told.split('\n').filter(Boolean)) {
    const [, reference, entry, count] = line.match(/^(\S+) (\d+) (.*)$/);
    if (!versions.has(reference)) versions.set(reference, []);
    versions.get(reference).push({ entry: Number(entry), count });
  }
  const [doubled] = record(store, 'SELECT count(*) - count(DISTINCT idempotency) AS keys FROM entry WHERE idempotency IS NOT NULL');
  const [all] = record(store, 'SELECT count(*) AS count, max(number) AS newest FROM entry');
  return { first, entries, versions, doubled: doubled.keys, all };
}

// `unknown`: how many acts may stand beyond those acknowledged, since their callers were told that it is not known.
export function judge(told, found, unknown = 0) {
  const wrong = [];
  const acknowledged = told.filter((one) => one.what !== 'read').sort((a, b) => a.entry - b.entry);
  indexIsWhole(found, acknowledged, unknown, wrong);
  acknowledgedStands(found, acknowledged, wrong);
  countsFollow(found, acknowledged, wrong);
  readsWereTrue(told, found, wrong);
  orderWasKept(acknowledged, wrong);
  return wrong;
}

function indexIsWhole(found, acknowledged, unknown, wrong) {
  if (found.all.count !== found.all.newest + 1) wrong.push(`MISSING: ${found.all.count} entries, the newest has the number ${found.all.newest}`);
  if (found.doubled > 0) wrong.push(`DOUBLE: ${found.doubled} idempotency keys stand twice`);
  acknowledged.forEach((one, place) => {
    if (place > 0 && acknowledged[place - 1].entry === one.entry) wrong.push(`DOUBLE: entry ${one.entry} was given to two`);
  });
  const beyond = found.entries.length - acknowledged.length;
  if (beyond < 0 || beyond > unknown) wrong.push(`COUNT: ${found.entries.length} entries for ${acknowledged.length} acknowledged acts`);
}

function acknowledgedStands(found, acknowledged, wrong) {
  const byNumber = new Map(found.entries.map((entry) => [entry.number, entry]));
  for (const { what, entry, reference } of acknowledged) {
    const stood = byNumber.get(entry);
    if (!stood || stood.reference !== reference) wrong.push(`LOST: entry ${entry} of ${reference} was acknowledged, and ${stood ? `is of ${stood.reference}` : 'is not there'}`);
    else if (what === 'made' && stood.first_entry !== entry) wrong.push(`HALF: ${reference} has no row of its own`);
  }
}

// Each version of a shared record counts one further than the one before it, and was made by who had read that one.
function countsFollow(found, acknowledged, wrong) {
  const added = new Map(acknowledged.filter((one) => one.what === 'added').map((one) => [one.entry, one]));
  for (const [reference, versions] of found.versions) {
    versions.forEach(({ entry, count }, place) => {
      if (place === 0) return;
      if (count !== String(place)) wrong.push(`LOST UPDATE: version ${place} of ${reference} (entry ${entry}) counts ${count}`);
      const act = added.get(entry);
      if (act && (act.count !== count || act.seen !== versions[place - 1].entry)) {
        wrong.push(`LOST UPDATE: entry ${entry} was made on version ${act.seen}, but ${versions[place - 1].entry} came before it`);
      }
    });
  }
}

// What was read stands in the record; it was not older than what had been acknowledged before, nor younger than what began after.
function readsWereTrue(told, found, wrong) {
  const begun = new Map(told.filter((one) => one.what === 'added').map((one) => [one.entry, one.from]));
  for (const [reference, versions] of found.versions) {
    const byEntry = new Map(versions.map((version) => [version.entry, version]));
    const ends = told.filter((one) => one.what === 'added' && one.reference === reference).sort((a, b) => a.to - b.to);
    const reads = told.filter((one) => one.what === 'read' && one.reference === reference).sort((a, b) => a.from - b.from);
    let acknowledged = -1;
    let next = 0;
    for (const read of reads) {
      const version = byEntry.get(read.entry);
      if (!version || (version !== versions[0] && version.count !== read.count)) wrong.push(`DIRTY: ${reference} was read as “${read.count}” of entry ${read.entry}, which never stood`);
      for (; next < ends.length && ends[next].to < read.from; ++next) acknowledged = Math.max(acknowledged, ends[next].entry);
      if (read.entry < acknowledged) wrong.push(`STALE: ${reference} was read as of entry ${read.entry} after entry ${acknowledged} was acknowledged`);
      if (begun.get(read.entry) > read.to) wrong.push(`DIRTY: entry ${read.entry} was read before it was asked for`);
    }
  }
}

// An act that was acknowledged before another began has the lower number.
function orderWasKept(acknowledged, wrong) {
  let latestStart = -Infinity;
  let whose;
  for (const one of acknowledged) {
    if (one.to < latestStart) wrong.push(`ORDER: entry ${one.entry} was acknowledged before entry ${whose} was begun, and has the higher number`);
    if (one.from > latestStart) [latestStart, whose] = [one.from, one.entry];
  }
}
