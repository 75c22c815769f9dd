// A pack that does not fit stops the start, and every fault is told at once with file, line and likely spelling.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, hold, root } from './site.mjs';

// Each: where, what is written for what, and what must be suggested.
const faults = {
  'a misspelt choice': ['registers/advice.toml', 'is = ["modified", "overridden"] }\nsay    = "Enter what will be done"', 'is = ["modified", "overriden"] }\nsay    = "Enter what will be done"', 'overridden'],
  'an unknown rule': ['registers/advice.toml', '"advice_two_hats"', '"advice_two_hat"', 'advice_two_hats'],
  'a field that is not there': ['registers/advice.toml', 'fields = ["decision", "decision_text", "decided_by", "decided_on"]', 'fields = ["decision", "decison_text", "decided_by", "decided_on"]', 'decision_text'],
  'a field that a rule needs': ['registers/advice.toml', '[field.two_hats]', '[field.two_hat]', 'two_hat'],
  'a choice that a rule needs': ['registers/advice.toml', 'values  = ["accepted", "modified", "overridden"]', 'values  = ["accepted", "modified", "overrided"]', 'overrided'],
  'an unknown key': ['registers/body.toml', 'plural    = "Bodies"', 'plurals   = "Bodies"', 'plural'],
  'an unknown kind': ['registers/body.toml', 'kind   = "choice"', 'kind   = "choise"', 'choice'],
  'an unknown capacity': ['registers/advice.toml', 'give            = ["the_office"]', 'give            = ["the_ofice"]', 'the_office'],
  'a first step that is none': ['first_steps.toml', 'register = "body"\nstep     = "add"', 'register = "body"\nstep     = "ad"', 'add'],
  'an unknown source': ['registers/body.toml', 'sources   = ["sw1968.s3"]', 'sources   = ["sw1968.s33"]', 'sw1968.s3'],
};

function plant(folder, [file, good, bad]) {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const at = text.indexOf(good);
  hold(at >= 0, `${file} no longer has “${good}”: the test must follow it`);
  writeFileSync(path, text.replace(good, () => bad));
}

// "path:line: what", one a line, after the first.
const told = (ran) => ran.err.split('\n').map((line) => line.match(/^(.*\/)?([\w]+\.(?:toml|cpp)):(\d+): (.+)$/)).filter(Boolean)
  .map(([, , file, line, what]) => ({ file, line: Number(line), what }));

export async function packs({ steps, folder }) {
  const copy = (name) => {
    const to = join(folder, name, 'scotland');
    rmSync(to, { recursive: true, force: true });
    cpSync(join(root, 'packs/scotland'), to, { recursive: true });
    return to;
  };
  const doctor = (packFolder) => command('--packs', packFolder, 'doctor');

  await steps.check('packs: an untouched copy fits', () => {
    const ran = doctor(copy('whole'));
    hold(ran.code === 0, `code ${ran.code}: ${ran.out} ${ran.err}`);
  });
  for (const [what, fault] of Object.entries(faults)) {
    await steps.check(`packs: ${what} stops the start with its place and the likely spelling`, () => {
      const to = copy('one');
      plant(to, fault);
      const ran = doctor(to);
      hold(ran.code === 2, `code ${ran.code}: ${ran.out} ${ran.err}`);
      const good = told(ran).find((one) => one.line > 0 && one.what.includes(`Did you mean “${fault[3]}”`));
      hold(good, `no line with a place that asks “Did you mean “${fault[3]}”?”:\n${ran.err}`);
      return `${good.file}:${good.line}: ${good.what}`;
    });
  }
  await steps.check('packs: all of them are told in one go', () => {
    const to = copy('all');
    const planted = Object.entries(faults).filter(([what]) => !what.endsWith('that a rule needs'));
    for (const [, fault] of planted) plant(to, fault);
    const ran = doctor(to);
    hold(ran.code === 2, `code ${ran.code}`);
    const missing = planted.filter(([, fault]) => !told(ran).some((one) => one.what.includes(fault[3]))).map(([what]) => what);
    hold(missing.length === 0, `not told: ${missing.join(', ')}\n${ran.err}`);
    return `${told(ran).length} faults told`;
  });
  await steps.check('packs: the register that docs/ADDING_A_REGISTER.md adds fits, and its story plays', () => {
    const page = readFileSync(join(root, 'docs/ADDING_A_REGISTER.md'), 'utf8');
    const told = (begins) => page.split('```').find((block) => block.includes(begins))?.replace(/^\w*\n/, '');
    const to = copy('added');
    writeFileSync(join(to, 'registers/learning_review.toml'), told('name      = "learning_review"'));
    hold(doctor(to).code === 0, doctor(to).err);
    const year = join(folder, 'added', 'year');
    cpSync(join(root, 'packs/ardmorran/year'), year, { recursive: true });
    writeFileSync(join(year, 'learning_review.story'), told('new handover learning_review'));
    const played = command('--packs', to, 'story', year);
    hold(played.code === 0, played.out + played.err);
    writeFileSync(join(year, 'learning_review.story'), told('new handover learning_review').replace('Enter what happened', 'Enter something else'));
    hold(command('--packs', to, 'story', year).code !== 0, 'a story that expects something else played all the same');
    return played.out.trim().split('\n').pop();
  });
  await steps.check('packs: serve and init start nothing with them', () => {
    const to = join(folder, 'all', 'scotland');
    for (const words of [['serve', '--store', join(folder, 'demo')], ['seed', '--demo', '--store', join(folder, 'never')]]) {
      const ran = command('--packs', to, ...words);
      hold(ran.code === 2, `${words[0]}: code ${ran.code}`);
    }
  });
}
