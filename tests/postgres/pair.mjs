// A PostgreSQL and its synchronous standby, each in a network namespace of its own, so that the link between them can be cut. Clients
// reach both by their sockets, which no namespace hides. Promotion is by hand, as in docs/OPERATING.md. Needs root.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask, Cluster, ownedFolder, psql, runAsOwner, tool } from './cluster.mjs';

const address = { primary: '10.99.0.1', standby: '10.99.0.2' };
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function ip(...words) {
  const ran = spawnSync('ip', words, { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`ip ${words.join(' ')}: ${ran.stderr || ran.error}`);
}

const spaceOf = (side) => `plumbline-${process.pid}-${side}`;

// Of tests that were killed before they could clear up.
function clearLeftSpaces() {
  if (!existsSync('/run/netns')) return;
  for (const name of readdirSync('/run/netns')) {
    const [, pid] = name.match(/^plumbline-(\d+)-/) ?? [];
    if (pid && !existsSync(`/proc/${pid}`)) spawnSync('ip', ['netns', 'del', name]);
  }
}

// Two namespaces and a wire. Gives the reason when they may not be made here.
export function makeSpaces() {
  if (process.getuid() !== 0) return { why: 'network namespaces need root' };
  clearLeftSpaces();
  const [a, b] = [spaceOf('primary'), spaceOf('standby')];
  const leave = () => { for (const name of [a, b]) spawnSync('ip', ['netns', 'del', name]); };
  process.on('exit', leave);
  try {
    for (const name of [a, b]) ip('netns', 'add', name);
    ip('link', 'add', 'wire', 'netns', a, 'type', 'veth', 'peer', 'name', 'wire', 'netns', b);
    for (const [name, side] of [[a, 'primary'], [b, 'standby']]) {
      ip('-n', name, 'addr', 'add', `${address[side]}/24`, 'dev', 'wire');
      ip('-n', name, 'link', 'set', 'wire', 'up');
      ip('-n', name, 'link', 'set', 'lo', 'up');
    }
  } catch (error) {
    leave();
    return { why: error.message };
  }
  return { leave };
}

const inside = (side) => ['ip', 'netns', 'exec', spaceOf(side)];

// What both have alike, since each may become the other. Short times, so that a test need not wait for a minute.
const settings = (side) => ({
  listen_addresses: address[side], wal_level: 'replica', max_wal_senders: 5, hot_standby: 'on', synchronous_commit: 'on',
  wal_sender_timeout: '2s', wal_receiver_timeout: '2s', wal_retrieve_retry_interval: '200ms', wal_keep_size: '256MB',
});

export class Pair {
  // Resolves when the standby follows and the primary waits for it.
  static async start() {
    const pair = new Pair();
    const folder = ownedFolder('postgres-pair');
    pair.join();
    pair.primary = await Cluster.start({
      name: 'primary', folder, inside: inside('primary'), settings: settings('primary'),
      access: [`host replication postgres ${address.standby}/32 trust`],
    });
    const data = join(folder, 'standby-data');
    runAsOwner([tool('pg_basebackup'), '-h', pair.primary.socket, '-U', 'postgres', '-D', data, '-X', 'stream', '-c', 'fast', '--no-sync']);
    runAsOwner(['touch', join(data, 'standby.signal')]);
    pair.standby = await Cluster.start({
      name: 'standby', folder, from: data, inside: inside('standby'),
      settings: { ...settings('standby'), primary_conninfo: `host=${address.primary} port=5432 user=postgres application_name=standby` },
    });
    pair.primary.change({ synchronous_standby_names: 'standby' });
    await pair.follows();
    return pair;
  }

  // The primary's view: the standby is there and a commit waits for it.
  async follows(seconds = 20) {
    for (const end = performance.now() + seconds * 1000; performance.now() < end; await pause(100)) {
      const [row] = ask(this.primary.line(), "SELECT count(*) AS there FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = 'sync'");
      if (row.there === 1) return;
    }
    throw new Error(`the standby does not follow after ${seconds} s: ${this.standby.log.slice(-1500)}`);
  }

  cut() { ip('-n', spaceOf('primary'), 'link', 'set', 'wire', 'down'); }
  join() { ip('-n', spaceOf('primary'), 'link', 'set', 'wire', 'up'); }

  // The primary is lost; the standby takes its place, and serves alone until an operator gives it a standby of its own.
  async failOver() {
    await this.primary.stop('SIGQUIT');
    this.promote();
  }

  promote() {
    psql(this.standby.line(), 'SELECT pg_promote()');
    this.standby.change({ synchronous_standby_names: '' });
  }

  async stop() {
    await Promise.all([this.primary, this.standby].filter((one) => one.child.exitCode === null && one.child.signalCode === null).map((one) => one.stop('SIGQUIT')));
  }
}
