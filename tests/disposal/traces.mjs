// Looks for texts in all files of a folder, whatever they are: databases with their free pages and gaps, write-ahead logs, files beside.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))).filter((file) => existsSync(file) && statSync(file).isFile());
}

// `marks`: a pattern of ASCII that all texts looked for match. Gives how many different ones were found, and in which files.
export function traces(folder, marks) {
  const found = new Set();
  const files = new Map();
  for (const file of filesIn(folder)) {
    let text;
    try { text = readFileSync(file, 'latin1'); } catch { continue; }
    // As they stand, and as a client of UTF-16 would have left them.
    for (const look of [text, text.replaceAll('\0', '')]) {
      for (const [one] of look.matchAll(marks)) {
        found.add(one);
        files.set(file.slice(folder.length + 1), (files.get(file.slice(folder.length + 1)) ?? 0) + 1);
      }
    }
  }
  return { count: found.size, files: [...files].map(([name, times]) => `${name} (${times})`).join(', ') };
}

// Whether these bytes stand anywhere in a folder.
export function bytesFound(folder, bytes) {
  return filesIn(folder).filter((file) => readFileSync(file).includes(bytes));
}
