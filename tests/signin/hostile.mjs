// An identity provider that can do everything wrong: each fault by name, so that every one of them has the same flow unspoilt as its
// control. It keeps no people: whoever asks is `subject`.
import { createHmac, createPrivateKey, createPublicKey, createSign, constants, generateKeyPairSync, randomBytes } from 'node:crypto';
import http from 'node:http';

const url = (bytes) => Buffer.from(bytes).toString('base64url');

export class Hostile {
  static async start({ tenant = '' } = {}) {
    const hostile = new Hostile();
    Object.assign(hostile, { tenant, clientId: 'plumbline', codes: new Map(), asked: [], fault: {} });
    hostile.keys = { first: generateKeyPairSync('rsa', { modulusLength: 2048 }), stranger: generateKeyPairSync('rsa', { modulusLength: 2048 }), curve: generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
    hostile.server = http.createServer((request, answer) => hostile.answer(request, answer));
    await new Promise((done) => hostile.server.listen(0, '127.0.0.1', done));
    hostile.place = `127.0.0.1:${hostile.server.address().port}`;
    hostile.issuer = `http://${hostile.place}${tenant ? `/${tenant}/v2.0` : ''}`;
    return hostile;
  }
  end() { this.server.closeAllConnections(); return new Promise((done) => this.server.close(done)); }
  count(path) { return this.asked.filter((one) => one === path).length; }

  answer(request, answer) {
    const path = request.url.slice(new URL(this.issuer).pathname.replace(/\/$/, '').length);
    this.asked.push(path);
    if (this.fault.down) return void request.socket.destroy();
    const say = (status, body, headers = {}) => { answer.writeHead(status, { 'Content-Type': 'application/json', ...headers }); answer.end(JSON.stringify(body)); };
    const base = this.issuer;
    if (path === '/.well-known/openid-configuration') {
      return say(200, { issuer: base, authorization_endpoint: `${base}/authorize`, token_endpoint: `${base}/token`, jwks_uri: `${base}/keys`, ...this.fault.discovery });
    }
    if (path === '/keys') {
      if (this.fault.keysDown) return say(503, {});
      if (this.fault.keysRedirect) return say(302, {}, { Location: `${this.issuer}/elsewhere` });
      return say(200, { keys: this.keySet() });
    }
    if (path === '/token') {
      let body = '';
      request.on('data', (piece) => { body += piece; });
      request.on('end', () => this.token(new URLSearchParams(body), request.headers.authorization, say));
      return undefined;
    }
    return say(404, {});
  }

  keySet() {
    const jwk = (key, extra) => ({ ...key.publicKey.export({ format: 'jwk' }), use: 'sig', ...extra });
    return [jwk(this.keys.first, { kid: 'first' }), jwk(this.keys.curve, { kid: 'curve', alg: 'ES256' }), ...(this.fault.moreKeys ?? [])];
  }

  token(form, authorization, say) {
    const code = this.codes.get(form.get('code'));
    if (this.fault.tokenRedirect) return say(302, {}, { Location: `${this.issuer}/elsewhere` });
    if (!code || code.used || this.fault.refuseCode) return say(400, { error: 'invalid_grant' });
    this.lastForm = form;
    this.lastAuthorization = authorization;
    code.used = !this.fault.codesTwice;
    return say(200, { access_token: 'x', token_type: 'Bearer', ...(this.fault.noToken ? {} : { id_token: this.made(code.nonce) }) });
  }

  made(nonce) {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.issuer, aud: this.clientId, sub: 'subject-1', iat: now, exp: now + 300, nonce, name: 'Isla Renton',
      ...(this.tenant ? { tid: this.tenant, oid: 'object-1' } : {}), ...this.fault.claims };
    for (const name of this.fault.without ?? []) delete claims[name];
    const header = { alg: 'RS256', kid: 'first', typ: 'JWT', ...this.fault.header };
    const text = `${url(JSON.stringify(header))}.${url(this.fault.payload ?? JSON.stringify(claims))}`;
    const all = `${text}.${url(this.signature(header, text))}`;
    return this.fault.after ? this.fault.after(all) : all;
  }

  signature(header, text) {
    if (header.alg === 'none') return '';
    if (header.alg.startsWith('HS')) return createHmac('sha256', this.keys.first.publicKey.export({ type: 'spki', format: 'pem' })).update(text).digest();
    if (header.alg === 'ES256') return createSign('sha256').update(text).sign({ key: this.keys.curve.privateKey, dsaEncoding: 'ieee-p1363' });
    const key = this.fault.signWith ? this.keys[this.fault.signWith].privateKey : this.keys.first.privateKey;
    if (header.alg === 'PS256') return createSign('sha256').update(text).sign({ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
    return createSign('sha256').update(text).sign(key);
  }

  // What a person does there: from the address they were sent to, a code and a state to bring back.
  letIn(address) {
    const asked = new URL(address).searchParams;
    const code = randomBytes(8).toString('hex');
    this.codes.set(code, { nonce: asked.get('nonce') });
    return { code, state: asked.get('state'), asked };
  }
}
