// Requests that no browser sends: each is refused with all headers of BARS S2, and the server goes on.
import net from 'node:net';
import { hold, Visitor } from './site.mjs';

const odd = {
  'no HTTP at all': ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n', [400]],
  'no host': ['GET / HTTP/1.1\r\n\r\n', [400]],
  'two hosts': ['GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', [400]],
  'an unknown version': ['GET / HTTP/3.7\r\nHost: HOST\r\n\r\n', [400, 505]],
  'two lengths': ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd', [400]],
  'length and chunks': ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', [400]],
  'an odd coding': ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n', [400, 501]],
  'a length that is none': ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n', [400]],
  'a POST with neither': ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\n\r\n', [400, 403, 411]],
  'a body too large': ['POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999\r\n\r\n', [413]],
  'a long address': [`GET /${'a'.repeat(20000)} HTTP/1.1\r\nHost: HOST\r\n\r\n`, [400, 414, 431]],
  'long headers': [`GET / HTTP/1.1\r\nHost: HOST\r\nX-Long: ${'a'.repeat(20000)}\r\n\r\n`, [431]],
  'a folded header': ['GET / HTTP/1.1\r\nHost: HOST\r\nX-One: a\r\n b\r\n\r\n', [400]],
  'a space before the colon': ['GET / HTTP/1.1\r\nHost : HOST\r\n\r\n', [400]],
  'a bare line feed': ['GET / HTTP/1.1\nHost: HOST\n\n', [400]],
  'a nul in a header': ['GET / HTTP/1.1\r\nHost: HOST\r\nX-Nul: a\0b\r\n\r\n', [400]],
  'dots that climb': ['GET /assets/../../../../etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n', [400, 404]],
  'dots in code': ['GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n', [400, 404]],
  'a nul in the address': ['GET /help%00.css HTTP/1.1\r\nHost: HOST\r\n\r\n', [400, 404]],
  'no UTF-8 in the address': ['GET /record/%ff%fe HTTP/1.1\r\nHost: HOST\r\n\r\n', [303, 400, 404]],
  'another method': ['TRACE / HTTP/1.1\r\nHost: HOST\r\n\r\n', [400, 405, 501]],
  'a method nobody knows': ['PLUMB / HTTP/1.1\r\nHost: HOST\r\n\r\n', [400, 405, 501]],
  'a connect': ['CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example:443\r\n\r\n', [400, 405]],
  'a line break in the address': ['GET /help%0d%0aX-Planted:%201 HTTP/1.1\r\nHost: HOST\r\n\r\n', [400, 404]],
};

function exchange(server, bytes) {
  return new Promise((done, failed) => {
    const socket = net.connect(server.port, '127.0.0.1', () => socket.end(bytes.replaceAll('HOST', server.host), 'latin1'));
    let came = '';
    socket.setTimeout(5000, () => { socket.destroy(); done(came); });
    socket.on('data', (piece) => { came += piece.toString('latin1'); });
    socket.on('close', () => done(came));
    socket.on('error', (error) => (came ? done(came) : failed(error)));
  });
}

function answerOf(came) {
  const [head, ...body] = came.split('\r\n\r\n');
  const [first, ...lines] = head.split('\r\n');
  const headers = {};
  for (const line of lines) headers[line.slice(0, line.indexOf(':')).toLowerCase()] = line.slice(line.indexOf(':') + 1).trim();
  return { status: Number(first.split(' ')[1]), headers, cookies: [], text: body.join('\r\n\r\n') };
}

export async function malformed({ steps, server, watch }) {
  for (const [what, [bytes, statuses]] of Object.entries(odd)) {
    await steps.check(`malformed: ${what}`, async () => {
      const came = await exchange(server, bytes);
      hold(came.startsWith('HTTP/1.1 '), `answered with “${came.slice(0, 100)}”`);
      const answer = answerOf(came);
      watch.see(answer, `malformed (${what})`);
      hold(statuses.includes(answer.status), `status ${answer.status}`);
      hold(!answer.headers['x-planted'], 'a header was planted');
    });
  }
  await steps.check('the server goes on', async () => hold((await new Visitor(server).get('/help')).status === 200, 'it does not'));
}
