// Whose turn it is on which database. Every capacity of the packs is tried everywhere, and that takes long: so each of the cast goes through everything on one
// of the two databases, and through a sample on the other; the next day the other way round. PLUMBLINE_EVERYBODY=all: everything on both.
// PLUMBLINE_DAY=N repeats the choice of a day (days since 1970, printed by whoever chooses).
export const day = Number(process.env.PLUMBLINE_DAY ?? Math.floor(Date.now() / 86_400_000));
const here = process.env.PLUMBLINE_SERVER ? 1 : 0;
export const whole = process.env.PLUMBLINE_EVERYBODY === 'all';

export const inFull = (place) => whole || (place + day + here) % 2 === 0;
// One of so many things, another one for everybody and every day.
export const inSample = (place, thing, many) => (Math.floor(place / 2) + thing + Math.floor(day / 2)) % many === 0;
export const said = whole ? 'everybody in full' : `half of them in full and half by a sample, as on day ${day}`;
