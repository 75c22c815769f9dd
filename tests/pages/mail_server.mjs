// A small mail server for tests: takes letters on 127.0.0.1 and keeps them. `way` says how it behaves from now on: 'take', 'refuse' (every
// sender, for now), 'refuse-address' (whom `refused` names), 'silent' (says nothing at all), or 'hold' (reads a letter and never answers).
import net from 'node:net';

export class MailServer {
  static start() {
    const server = new MailServer();
    Object.assign(server, { letters: [], commands: [], way: 'take', refused: '', sockets: new Set() });
    server.listener = net.createServer((socket) => server.#serve(socket));
    return new Promise((ready) => server.listener.listen(0, '127.0.0.1', () => {
      server.port = server.listener.address().port;
      ready(server);
    }));
  }

  #serve(socket) {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    if (this.way === 'silent') return;
    const say = (line) => socket.write(`${line}\r\n`);
    let left = '', to = '', reading = false;
    say('220 mail.test ready');
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
        const word = piece.slice(0, 4).toUpperCase();
        if (word === 'MAIL' && this.way === 'refuse') say('451 4.3.2 the mail room is closed');
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
