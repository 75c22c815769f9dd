// Runs a command with a PostgreSQL of its own: PLUMBLINE_SERVER in its environment is the administrator's connection, so that whatever
// store it makes stands there. Ends as the command ended.
//   node tests/postgres/with.mjs COMMAND [WORD…]
import { spawnSync } from 'node:child_process';
import { Cluster } from './cluster.mjs';

const cluster = await Cluster.start();
const [command, ...words] = process.argv.slice(2);
const ran = spawnSync(command, words, { stdio: 'inherit', env: { ...process.env, PLUMBLINE_SERVER: cluster.line() } });
await cluster.stop();
if (ran.error) console.error(String(ran.error));
process.exit(ran.status ?? 1);
