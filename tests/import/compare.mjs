// Compares what the program says of an import (standard input) with what count_edition.mjs counted (first argument), and with
// further "key=value" arguments. Prints each difference; ends with 1 when there is one.
import { readFileSync } from "node:fs";

const said = JSON.parse(readFileSync(0, "utf8"));
const counted = JSON.parse(process.argv[2] || "{}");
let differs = false;
const same = (what, a, b) => {
  if (JSON.stringify(a) === JSON.stringify(b)) return;
  console.log(`${what}: the program says ${JSON.stringify(a)}, counted ${JSON.stringify(b)}`);
  differs = true;
};
for (const key of ["services", "councils", "outside_scotland"]) if (key in counted) same(key, said[key], counted[key]);
if (counted.grades) {
  for (const grade of new Set([...Object.keys(said.grades), ...Object.keys(counted.grades)]))
    same(`grade ${grade}`, said.grades[grade], counted.grades[grade]);
  same("read", said.read, counted.services);
  same("refused", said.refused, 0);
}
for (const pair of process.argv.slice(3)) {
  const [key, value] = pair.split("=");
  same(key, String(said[key]), value);
}
process.exit(differs ? 1 : 0);
