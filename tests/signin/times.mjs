// Whether two kinds of question can be told apart by how long their answers take: asked turn by turn, in changing order, by the time on the
// wall and by the processor time that the server spent (which the load of the machine does not blur), and judged by Mann and Whitney's test.
import { readdirSync, readFileSync } from 'node:fs';
import { hold } from '../pages/site.mjs';

// Milliseconds of processor time that all threads of a process have had.
function spentBy(pid) {
  let nanoseconds = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try { nanoseconds += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]); } catch { /* it has ended */ }
  }
  return nanoseconds / 1e6;
}

export const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

// How many standard deviations apart the ranks of two samples are: about a normal distribution when both come from the same.
export function ranksApart(one, other) {
  const all = [...one.map((value) => ({ value, own: 1 })), ...other.map((value) => ({ value, own: 0 }))].sort((a, b) => a.value - b.value);
  let sum = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to].value === all[from].value) ++to;
    for (let at = from; at < to; ++at) if (all[at].own) sum += (from + to + 1) / 2;
    from = to;
  }
  const [n, m] = [one.length, other.length];
  return (sum - n * (n + m + 1) / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
}

// `asked`: by name, what is asked; `before` is run ahead of every turn and is not measured. Gives by name { wall, spent }.
export async function timed({ server, asked, turns, before = async () => {} }) {
  const names = Object.keys(asked), took = Object.fromEntries(names.map((name) => [name, { wall: [], spent: [] }]));
  for (let turn = 0; turn < turns; ++turn) {
    for (let place = 0; place < names.length; ++place) {
      const name = names[(place + turn) % names.length];
      const ready = await before(turn, place);
      const [spent, began] = [spentBy(server.child.pid), performance.now()];
      await asked[name](ready, turn);
      took[name].wall.push(performance.now() - began);
      took[name].spent.push(spentBy(server.child.pid) - spent);
    }
  }
  return took;
}

// By chance alone one such comparison in fifteen thousand is further apart.
const far = 4;
const plant = 5;   // milliseconds

// Every pair of names, by both clocks. `least`: a difference of middles, in milliseconds, that is no matter however sure it is. The control: the same
// samples with some milliseconds added to one. `sees`: by clock, the most that may pass unseen.
export function hardlyApart(took, { least = 0, sees = { wall: plant, spent: plant } } = {}) {
  const names = Object.keys(took), told = [];
  for (const clock of ['wall', 'spent']) {
    for (const [at, one] of names.entries()) {
      for (const other of names.slice(at + 1)) {
        const [a, b] = [took[one][clock], took[other][clock]];
        const [ranks, gap] = [ranksApart(a, b), Math.abs(middle(a) - middle(b))];
        hold(Math.abs(ranks) < far || gap <= least, `${one} and ${other} by ${clock}: ${ranks.toFixed(1)} deviations, ${gap.toFixed(2)} ms apart at the middle`);
        const planted = [plant, 10, 20, 40, 80].find((more) => {
          const later = a.map((value) => value + more);
          return Math.abs(ranksApart(later, b)) >= far && Math.abs(middle(later) - middle(b)) > least;
        }) ?? Infinity;
        hold(planted <= sees[clock], `${one} and ${other} by ${clock}: ${sees[clock]} ms more would not be seen among ${a.length}; ${planted} ms would; ${told.join(', ')}`);
        told.push(`${one}/${other} ${clock} ${middle(a).toFixed(2)}/${middle(b).toFixed(2)} ms (${ranks.toFixed(1)}; ${planted} ms more is seen)`);
      }
    }
  }
  return told.join(', ');
}
