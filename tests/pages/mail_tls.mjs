// Mail by TLS and with an account: to a server whose certificate is trusted and names it, and to no other; nothing goes out in the clear, the
// password least of all. The authority and its certificates are made here.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MailServer } from './mail_server.mjs';
import { hold, Server, Visitor } from './site.mjs';

const openssl = (folder, ...words) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];

function certificates(folder) {
  mkdirSync(folder, { recursive: true });
  openssl(folder, 'req', '-x509', ...fresh, '-subj', '/CN=Authority of a test', '-keyout', 'authority.key', '-out', 'authority.pem');
  const made = (name, names) => {
    openssl(folder, 'req', '-x509', ...fresh, '-CA', 'authority.pem', '-CAkey', 'authority.key', '-subj', `/CN=${name}`, '-addext', `subjectAltName=${names}`,
      '-addext', 'basicConstraints=critical,CA:FALSE', '-keyout', `${name}.key`, '-out', `${name}.pem`);
    return { key: readFileSync(join(folder, `${name}.key`)), cert: readFileSync(join(folder, `${name}.pem`)) };
  };
  return { ours: made('ours', 'IP:127.0.0.1'), other: made('other', 'DNS:mail.elsewhere.example'), authority: readFileSync(join(folder, 'authority.pem')) };
}

// What an administrator's trial says, and what the server was told by it.
export async function trial(visitor) {
  const page = await visitor.get('/mail');
  const token = page.text.match(/action="\/mail\/trial"[\s\S]*?name="token" value="([^"]+)"/)[1];
  return visitor.post('/mail/trial', { token });
}

export async function mailByTls({ steps, store, folder, watch, runner }) {
  const account = { name: 'plumbline', password: 'a brass weight' };
  const { ours, other, authority } = certificates(join(folder, 'certificates'));
  writeFileSync(join(store, 'authority.pem'), authority);
  writeFileSync(join(store, 'mail.secret'), `${account.password}\n`, { mode: 0o600 });
  const post = await MailServer.start({ certificate: ours, account });
  const settings = (port, more) => `server = "127.0.0.1"\nport = ${port}\nfrom = "plumbline@council.example"\nnetwork = "this_machine"\nlink = "https://council.example"\n` +
    `name = "${account.name}"\npassword_file = "mail.secret"\n${more}[pace]\nlook_seconds = 600\n`;
  const asked = async (to, more, ways) => {
    writeFileSync(join(store, 'mail.toml'), settings(to.port, more));
    const server = await Server.start(store);
    const visitor = await watch.over(new Visitor(server)).become(runner.name, 'System administrator');
    for (const way of ways) await way(visitor, server);
    await server.end();
  };
  // Nothing of the account or of a letter was said in the clear, and no letter came.
  const untold = (to, before) => hold(to.letters.length === before && !to.clear.some((line) => /^(AUTH|MAIL|RCPT|DATA)/i.test(line)), `it was told ${to.clear.join(' | ')}`);
  const refused = (words, spoil) => async (visitor) => {
    const mend = { certificate: post.certificate, account: post.account, strips: false };
    await steps.check(`mail by TLS: nothing goes out: ${words[0]}`, async () => {
      const before = post.letters.length;
      Object.assign(post, spoil);
      const page = await trial(visitor);
      Object.assign(post, mend);
      hold(page.text.includes('No mail went out') && words[1].test(page.text), page.text.match(/<main[\s\S]*<\/main>/)[0].slice(0, 900));
      hold(!page.text.includes(account.password), 'the page has the password');
      untold(post, before);
    });
  };
  const taken = (to, what) => async (visitor, server) => steps.check(`mail by TLS: ${what}: taken from the account, and nothing was said in the clear`, async () => {
    const before = to.letters.length;
    const page = await trial(visitor);
    hold(page.text.includes('The server took the mail') && to.letters.length === before + 1, page.text.match(/<main[\s\S]*<\/main>/)[0].slice(0, 900));
    hold(to.commands.some((line) => line.startsWith('AUTH')), 'no account was named');
    untold(to, before + 1);
    hold(!server.complaints.includes(account.password), 'the log has the password');
  });
  const trusted = 'authorities = "authority.pem"\n';
  await asked(post, trusted, [taken(post, 'STARTTLS'),
    refused(['its certificate names another', /certificate|subject/i], { certificate: other }),
    refused(['somebody between takes STARTTLS away', /STARTTLS/i], { strips: true }),
    refused(['the account is wrong, and the test button says so', /535 5\.7\.8|denied|Login/i], { account: { ...account, password: 'another' } }),
    taken(post, 'STARTTLS, after all of that')]);
  await asked(post, '', [refused(['its certificate is of nobody whom this machine trusts', /certificate/i], {})]);
  await post.end();
  const direct = await MailServer.start({ certificate: ours, account, at_once: true });
  await asked(direct, `tls = "at_once"\n${trusted}`, [taken(direct, 'TLS from the first byte')]);
  await direct.end();
}
