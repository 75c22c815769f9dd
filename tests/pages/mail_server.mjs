// A small mail server for tests: takes letters on 127.0.0.1 and keeps them. `way` says how it behaves from now on: 'take', 'refuse' (every
// sender, for now), 'refuse-address' (whom `refused` names), 'silent' (says nothing at all), or 'hold' (reads a letter and never answers).
// With `certificate` { key, cert } it offers STARTTLS, unless `strips`, as whoever sits between would; `at_once`: TLS from the first byte.
// With `account` { name, password } it takes mail from that account alone. `clear` keeps what it was told before TLS.
import net from 'node:net';
import tls from 'node:tls';

export class MailServer {
  static start(with_what = {}) {
    const server = new MailServer();
    Object.assign(server, { letters: [], commands: [], clear: [], way: 'take', refused: '', sockets: new Set(), ...with_what });
    server.listener = net.createServer((socket) => (server.at_once ? server.#serve(server.#secured(socket)) : server.#serve(socket)));
    return new Promise((ready) => server.listener.listen(0, '127.0.0.1', () => {
      server.port = server.listener.address().port;
      ready(server);
    }));
  }

  #secured(socket) {
    socket.on('error', () => {});
    return new tls.TLSSocket(socket, { isServer: true, ...this.certificate });
  }

  #serve(socket, greeting = '220 mail.test ready') {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    if (this.way === 'silent') return;
    const say = (line) => socket.write(`${line}\r\n`);
    let left = '', to = '', reading = false, known = !this.account, asking = false;
    const secure = socket instanceof tls.TLSSocket;
    if (greeting) say(greeting);
    socket.on('data', (bytes) => {
      left += bytes;
      for (;;) {
        const end = left.indexOf(reading ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const piece = left.slice(0, end);
        left = left.slice(end + (reading ? 5 : 2));
        if (reading) {
          reading = false;
          this.letters.push({ to, text: piece, at: Date.now() });
          if (this.way === 'hold') return;
          say('250 2.0.0 kept as letter ' + this.letters.length);
          continue;
        }
        this.commands.push(piece);
        if (!secure) this.clear.push(piece);
        const word = asking ? 'AUTH' : piece.slice(0, 4).toUpperCase();
        if (word === 'AUTH' && !asking && piece.split(' ').length < 3) {
          asking = true;
          say('334 ');
        } else if (word === 'EHLO' && this.certificate) {
          for (const offer of ['mail.test', ...(secure || this.strips ? [] : ['STARTTLS']), ...(this.account ? ['AUTH PLAIN'] : [])]) say(`250-${offer}`);
          say('250 SIZE');
        } else if (word === 'STAR') {
          say('220 go on');
          socket.removeAllListeners('data');
          this.#serve(this.#secured(socket), '');
          return;
        } else if (word === 'AUTH') {
          const { name, password } = this.account;
          asking = false;
          known = piece.split(' ').at(-1) === Buffer.from(`\0${name}\0${password}`).toString('base64');
          say(known ? '235 2.7.0 welcome' : '535 5.7.8 no such account or password');
        } else if (word === 'MAIL' && !known) say('530 5.7.0 who are you');
        else if (word === 'MAIL' && this.way === 'refuse') say('451 4.3.2 the mail room is closed');
        else if (word === 'RCPT' && this.way === 'refuse-address' && piece.includes(this.refused)) say('550 5.1.1 nobody of that name');
        else if (word === 'QUIT') { say('221 bye'); socket.end(); }
        else if (word === 'DATA') { reading = true; say('354 go on'); }
        else { if (word === 'RCPT') to = piece.match(/<([^>]*)>/)?.[1] ?? ''; say('250 fine'); }
      }
    });
  }

  end() {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((done) => this.listener.close(done));
  }
}

// A letter without what differs from one to the next by design: whom it is to, its number and its time.
export const alike = (letter) => letter.text.replace(/^(To|Date|Message-ID):.*\r?$/gm, '$1');
