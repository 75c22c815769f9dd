// What choosing a cell to change has in common on both databases. For cells_sqlite.mjs and cells_postgres.mjs.
export const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

// The tables that everything else is made from get one cell more of each column.
export const truth = ['entry', 'tile', 'checkpoint', 'record_key', 'document', 'document_piece'];

// The byte to change: the first, the last or the middle one, and in a text only where a plain letter stands. None: undefined.
export function spotOf(cell, bytes) {
  const spots = [...bytes.keys()].filter((at) => cell.type === 'blob' || (bytes[at] >= 32 && bytes[at] < 127));
  return { first: spots[0], middle: spots[spots.length >> 1], last: spots.at(-1) }[cell.at];
}
