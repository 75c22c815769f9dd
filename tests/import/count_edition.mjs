// Counts an edition of the care services datastore by means that share nothing with the program: services, councils,
// and services by lowest grade, as one line of JSON. node count_edition.mjs FILE
import { readFileSync } from "node:fs";

function rows(text) {
  const all = [];
  let row = [], cell = "", quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') { cell += '"'; i++; }
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") { row.push(cell); cell = ""; }
    else if (c === "\n") { row.push(cell); all.push(row); row = []; cell = ""; }
    else if (c !== "\r") cell += c;
  }
  return all;
}

const [header, ...services] = rows(readFileSync(process.argv[2], "latin1"));
const column = (name) => header.indexOf(name);
const councils = new Set();
const grades = {};
let outside = 0;
for (const service of services) {
  const council = service[column("Council_Area_Name")];
  if (council === "outside Scotland") outside++;
  else councils.add(council);
  const grade = service[column("MinGrade")] || "not_graded";
  grades[grade] = (grades[grade] || 0) + 1;
}
console.log(JSON.stringify({ services: services.length, councils: councils.size, outside_scotland: outside, grades }));
