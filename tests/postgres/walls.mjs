// BARS A6: one role for a store, which reaches its own two schemas and nothing else; checked by asking as that role, and by giving it more
// and looking whether the program refuses to start.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { hold, program, seed } from '../pages/site.mjs';
import { placeOf } from '../pages/stored.mjs';
import { ask, psql } from './cluster.mjs';

// True when the server refuses the statement to that role.
function refused(line, sql) {
  try {
    psql(line, sql);
    return false;
  } catch (error) {
    hold(/permission denied|must be (owner|member|superuser)|cannot set|is not allowed|does not exist|must have/i.test(error.message), `refused for another reason: ${error.message}`);
    return true;
  }
}

const starts = (store) => {
  const ran = spawnSync('timeout', ['20', program, 'verify', '--store', store], { encoding: 'utf8' });
  return { code: ran.status, said: `${ran.stdout}${ran.stderr}`.trim() };
};

export async function walls({ steps, folder, words, cluster }) {
  const [first, second] = ['wall-1', 'wall-2'].map((name) => join(folder, name));
  for (const store of [first, second]) seed(store, '--demo', ...words);
  const [one, two] = [first, second].map(placeOf);

  await steps.check('a role sees its own tables and no other', () => {
    const seen = ask(one.line, "SELECT DISTINCT table_schema AS schema FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1").map((row) => row.schema);
    hold(JSON.stringify(seen) === JSON.stringify([one.record, one.desk].sort()), `it sees ${seen.join(', ')}`);
  });
  const reaches = {
    'reads another store': `SELECT * FROM ${two.record}.entry LIMIT 1`,
    'reads the keys of another store': `SELECT * FROM ${two.record}.record_key LIMIT 1`,
    "reads another store's desk": `SELECT * FROM ${two.desk}.session LIMIT 1`,
    'writes in another store': `INSERT INTO ${two.record}.word VALUES ('planted', 1)`,
    'drops a table of another store': `DROP TABLE ${two.record}.entry`,
    'makes a table in public': 'CREATE TABLE public.planted (a int)',
    'makes a schema': 'CREATE SCHEMA planted',
    'makes a temporary table': 'CREATE TEMPORARY TABLE planted (a int)',
    'becomes the other role': `SET ROLE ${two.record}`,
    'becomes the administrator': 'SET ROLE postgres',
    'makes a role': 'CREATE ROLE planted',
    'reads the passwords': 'SELECT rolpassword FROM pg_authid',
    'reads a file of the machine': "SELECT pg_read_file('/etc/passwd')",
    'writes a file of the machine': "COPY (SELECT 1) TO '/tmp/planted'",
    'runs a program': "COPY (SELECT 1) TO PROGRAM 'true'",
    'changes the settings of the server': 'SELECT pg_reload_conf()',
  };
  for (const [what, sql] of Object.entries(reaches)) {
    await steps.check(`a role that ${what} is refused`, () => hold(refused(one.line, sql), 'it was done'));
  }
  await steps.check('and the negative control: the administrator is not refused', () => {
    psql(cluster.line(), `SELECT * FROM ${two.record}.entry LIMIT 1`);
    psql(one.line, `SELECT * FROM ${one.record}.entry LIMIT 1`);
  });
  await steps.check('a connection without a store is refused, or sees no table', () => {
    psql(cluster.line(), "CREATE ROLE stranger LOGIN PASSWORD 'stranger'");
    const line = `host=${one.host} port=${one.port} dbname=${one.dbname} user=stranger password=stranger`;
    hold(refused(line, 'SELECT 1'), 'PUBLIC may connect');
    psql(cluster.line(), `GRANT CONNECT ON DATABASE ${one.dbname} TO stranger`);
    hold(ask(line, "SELECT count(*) AS tables FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')")[0].tables === 0, 'it sees tables');
    hold(refused(line, `SELECT * FROM ${one.record}.entry LIMIT 1`), 'it reads a store');
    psql(cluster.line(), `REVOKE ALL ON DATABASE ${one.dbname} FROM stranger`);
  });
  await steps.check('a wrong password is refused', () => {
    let out;
    try { psql(one.line.replace(/password=\S+/, 'password=nothing'), 'SELECT 1'); } catch (error) { out = error.message; }
    hold(/password authentication failed/.test(out ?? ''), out ?? 'it was let in');
  });
  await more({ steps, cluster, store: first, one, two });
}

// What an administrator might do by mistake; each makes the program refuse the store, in a sentence, until it is undone.
async function more({ steps, cluster, store, one, two }) {
  const admin = cluster.line(`dbname=${one.dbname}`);
  const gifts = {
    'is a superuser': ['ALTER ROLE $ SUPERUSER', 'ALTER ROLE $ NOSUPERUSER'],
    'may make roles': ['ALTER ROLE $ CREATEROLE', 'ALTER ROLE $ NOCREATEROLE'],
    'may make databases': ['ALTER ROLE $ CREATEDB', 'ALTER ROLE $ NOCREATEDB'],
    'passes row security': ['ALTER ROLE $ BYPASSRLS', 'ALTER ROLE $ NOBYPASSRLS'],
    'may copy the whole server': ['ALTER ROLE $ REPLICATION', 'ALTER ROLE $ NOREPLICATION'],
    'is a member of another store’s role': [`GRANT ${two.record} TO $`, `REVOKE ${two.record} FROM $`],
    'may read every table': ['GRANT pg_read_all_data TO $', 'REVOKE pg_read_all_data FROM $'],
    'may use another store’s schema': [`GRANT USAGE ON SCHEMA ${two.record} TO $`, `REVOKE USAGE ON SCHEMA ${two.record} FROM $`],
    'shares its schema with everybody': ['GRANT USAGE ON SCHEMA $ TO PUBLIC', 'REVOKE USAGE ON SCHEMA $ FROM PUBLIC'],
    'shares its desk with everybody': ['GRANT USAGE ON SCHEMA $_desk TO PUBLIC', 'REVOKE USAGE ON SCHEMA $_desk FROM PUBLIC'],
    'shares its role': [`GRANT $ TO ${two.record}`, `REVOKE $ FROM ${two.record}`],
    'may make tables in public': ['GRANT CREATE ON SCHEMA public TO $', 'REVOKE CREATE ON SCHEMA public FROM $'],
  };
  await steps.check('the store opens before', () => hold(starts(store).code === 0, starts(store).said));
  for (const [what, [give, take]] of Object.entries(gifts)) {
    await steps.check(`a store whose role ${what} is refused`, () => {
      psql(admin, give.replaceAll('$', one.record));
      const looked = starts(store);
      psql(admin, take.replaceAll('$', one.record));
      hold(looked.code !== 0 && looked.code !== null && looked.said.length > 40, `code ${looked.code}: ${looked.said.slice(0, 300)}`);
    });
  }
  for (const [what, settings, back] of [
    ['does not sync (fsync=off)', { fsync: 'off' }, { fsync: 'on' }],
    ['writes torn pages (full_page_writes=off)', { full_page_writes: 'off' }, { full_page_writes: 'on' }],
    ['acknowledges early (synchronous_commit=off)', { synchronous_commit: 'off' }, { synchronous_commit: 'on' }],
  ]) {
    await steps.check(`a server that ${what} is refused`, async () => {
      cluster.change(settings);
      const ran = spawnSync('timeout', ['20', program, 'serve', '--store', store, '--listen', '127.0.0.1:0'], { encoding: 'utf8', timeout: 3000 });
      cluster.change(back);
      hold(ran.error === undefined && ran.status !== 0 && ran.stderr.length > 40, `it was not refused: ${ran.stdout} ${ran.stderr}`);
    });
  }
  await steps.check('and opens after', () => hold(starts(store).code === 0, starts(store).said));
}
