// What every answer must carry, whatever it is (BARS S2, S3). `slips` gives sentences; none when all is well.
const required = {
  'content-security-policy': "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

function cookieSlips(cookie) {
  const [pair, ...parts] = cookie.split(';').map((part) => part.trim());
  const attributes = new Set(parts.map((part) => part.toLowerCase()));
  const slips = [];
  if (!pair.startsWith('__Host-')) slips.push(`cookie ${pair.split('=')[0]} has no __Host- prefix`);
  // The step back from an identity provider is the one that another site makes.
  const sameSite = pair.startsWith('__Host-return=') ? 'samesite=lax' : 'samesite=strict';
  for (const wanted of ['secure', 'httponly', sameSite, 'path=/']) {
    if (!attributes.has(wanted)) slips.push(`cookie ${pair.split('=')[0]} is not ${wanted}`);
  }
  if (parts.some((part) => part.toLowerCase().startsWith('domain'))) slips.push('a __Host- cookie names a domain');
  return slips;
}

export function slips(answer, path = '') {
  const found = Object.entries(required)
    .filter(([name, value]) => answer.headers[name] !== value)
    .map(([name]) => `${name}: ${answer.headers[name] ?? 'absent'}`);
  const caching = answer.headers['cache-control'] ?? 'absent';
  const mayBeKept = path.startsWith('/assets/') && answer.status === 200;
  if (!mayBeKept && caching !== 'no-store') found.push(`cache-control: ${caching}`);
  if (!(answer.headers['content-disposition'] ?? '').startsWith('attachment') && (/<(script|style)\b[^>]*>[^<\s]/.test(answer.text) || /\sstyle="/.test(answer.text) || /\son[a-z]+="/.test(answer.text))) {
    found.push('inline script or style');
  }
  for (const name of ['server', 'x-powered-by', 'access-control-allow-origin']) {
    if (answer.headers[name] !== undefined) found.push(`${name}: ${answer.headers[name]}`);
  }
  return [...found, ...answer.cookies.flatMap(cookieSlips)];
}

// Every answer that a visitor gets is looked at; what was wrong is kept for the end.
export class Watch {
  constructor() { Object.assign(this, { looked: 0, wrong: new Map() }); }
  see(answer, what) {
    this.looked += 1;
    for (const slip of slips(answer, what.split(' ')[1])) {
      this.wrong.set(slip, [...(this.wrong.get(slip) ?? []), `${what} (${answer.status})`]);
    }
  }
  over(visitor) {
    const ask = visitor.ask.bind(visitor);
    visitor.ask = async (method, path, options) => {
      const answer = await ask(method, path, options);
      this.see(answer, `${method} ${path}`);
      return answer;
    };
    return visitor;
  }
  complaints() {
    return [...this.wrong].map(([slip, where]) => `${slip}: ${where.length} answers, such as ${where[0]}`);
  }
}
