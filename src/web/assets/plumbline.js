// Small comforts. Every page works without this file: nothing here holds a fact or takes a decision.
const page = document.documentElement;
page.classList.add('js-enabled');

// A page that only leads on, since a step from another site carries no sign-in: it goes on by itself.
document.querySelector('a[data-go-on]')?.click();

// Mistakes: the summary is read first, and its links land on the field, not above it.
document.getElementById('error-summary')?.focus();

// Rows with one link: a click anywhere on the row follows it. Selecting text does not.
for (const row of document.querySelectorAll('.needs > li, .ds_table tbody tr')) {
  const links = row.querySelectorAll('a[href]');
  if (links.length !== 1 || row.querySelector('button, input, summary')) continue;
  row.classList.add('row-link');
  row.addEventListener('click', (event) => {
    if (event.target.closest('a') || String(getSelection()) !== '') return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    links[0].click();
  });
}

// Lists: J and K move between the links of the rows, only while the focus is in the list. Turning them
// off is remembered by the browser alone.
const keysLine = document.getElementById('list-keys');
if (keysLine) {
  const place = 'plumbline-list-keys';
  const [help, press] = keysLine.children;
  const words = { on: press.textContent, off: press.dataset.on };
  const kept = () => { try { return localStorage.getItem(place); } catch { return null; } };
  const keep = (state) => { try { localStorage.setItem(place, state); } catch { /* for this page alone */ } };
  let state = kept() === 'off' ? 'off' : 'on';
  const show = () => {
    press.textContent = words[state];
    help.hidden = state === 'off';
  };
  press.addEventListener('click', () => {
    state = state === 'on' ? 'off' : 'on';
    keep(state);
    show();
  });
  const rows = [...document.querySelectorAll('main .ds_table tbody th a[href]')];
  document.addEventListener('keydown', (event) => {
    if (state === 'off' || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const step = { j: 1, k: -1 }[event.key];
    const at = rows.indexOf(document.activeElement);
    if (!step || (at < 0 && document.activeElement?.id !== 'found')) return;
    const next = rows[at < 0 ? 0 : at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  show();
  keysLine.hidden = false;
}

// Letters left, said when typing pauses.
for (const area of document.querySelectorAll('textarea[data-most-letters]')) {
  const most = Number(area.dataset.mostLetters);
  const said = document.getElementById(`${area.id}-count`);
  if (!said) continue;
  said.setAttribute('aria-live', 'polite');
  const say = () => {
    const left = most - [...area.value].length;
    const count = Math.abs(left).toLocaleString('en-GB');
    const letters = Math.abs(left) === 1 ? 'letter' : 'letters';
    said.textContent = left < 0 ? `${count} ${letters} too many` : `${count} ${letters} left`;
    said.classList.toggle('count--over', left < 0);
  };
  let pause = 0;
  area.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(say, 600);
  });
}

// A file or a mail message (.eml) may be dropped on its question.
for (const input of document.querySelectorAll('input[type=file]')) {
  const question = input.closest('.ds_question');
  if (!question) continue;
  const mark = (on) => question.classList.toggle('ds_question--drop', on);
  question.addEventListener('dragover', (event) => {
    event.preventDefault();
    mark(true);
  });
  question.addEventListener('dragleave', () => mark(false));
  question.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(false);
    if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files;
  });
}

// Signed-in pages: two minutes before the end of an idle session, a box offers to stay. Enter stays, Escape goes on typing; either
// way the cursor goes back to where it was. Nothing leaves the page, so nothing typed is lost.
const ending = document.querySelector('.session[data-idle-seconds]');
if (ending) {
  const stay = ending.querySelector('a');
  const [soon, over] = ending.querySelectorAll('p');
  const idle = Number(ending.dataset.idleSeconds) * 1000;
  let wasAt = null;
  let timers = [];
  const hide = () => {
    ending.hidden = true;
    wasAt?.focus();
    wasAt = null;
  };
  const ended = () => {
    soon.hidden = true;
    over.hidden = false;
    ending.hidden = false;
    stay.hidden = true;
  };
  const begin = () => {
    timers.forEach(clearTimeout);
    timers = [setTimeout(() => {
      wasAt = document.activeElement;
      ending.hidden = false;
      stay.focus();
    }, Math.max(idle - 120000, 20000)), setTimeout(ended, idle)];
  };
  stay.addEventListener('click', async (event) => {
    event.preventDefault();
    const answer = await fetch(stay.href, { credentials: 'same-origin' }).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      hide();
      begin();
    } else {
      ended();
    }
  });
  ending.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(); });
  begin();
}

// Passkeys: the one thing that needs script. What the browser gives is put into the form and sent; the server looks at all of it.
const fromText = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const credentials = (ids) => ids.split(' ').filter(Boolean).map((id) => ({ type: 'public-key', id: fromText(id) }));
async function askPasskey({ passkey, challenge, rp, ids, council, person, name }) {
  if (passkey === 'use') {
    const given = await navigator.credentials.get({ publicKey: {
      challenge: fromText(challenge), rpId: rp, userVerification: 'required', allowCredentials: credentials(ids),
    } });
    const { clientDataJSON, authenticatorData, signature, userHandle } = given.response;
    return { id: given.rawId, client: clientDataJSON, authenticator: authenticatorData, signature, person: userHandle ?? new ArrayBuffer(0) };
  }
  const made = await navigator.credentials.create({ publicKey: {
    challenge: fromText(challenge), rp: { id: rp, name: council }, user: { id: fromText(person), name, displayName: name },
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })), excludeCredentials: credentials(ids),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, attestation: 'none',
  } });
  return { client: made.response.clientDataJSON, attestation: made.response.attestationObject };
}
for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) {
    document.querySelector('[data-passkey-missing]').hidden = false;
    continue;
  }
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const failed = form.querySelector('[data-passkey-failed]');
    failed.hidden = true;
    try {
      for (const [field, bytes] of Object.entries(await askPasskey(form.dataset))) form.elements[field].value = toText(bytes);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
