// What is asked of a page from within it. Each question gives sentences, none when all is well, and each sentence ends with the element
// that it is about. Put into a page by judges.mjs.
window.plumb = (() => {
  const piece = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 120);
  const say = (words, element) => `${words}: ${piece(element)}`;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const drawn = (element) => element.checkVisibility({ checkVisibilityCSS: true }) && element.getClientRects().length > 0;
  // Clipped away for the eye, still there for the ear.
  const heardOnly = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      const box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      if (style.position === 'absolute' && (style.clip.startsWith('rect(0px') || style.clipPath === 'inset(50%)' || box.width <= 1.5 && box.height <= 1.5)) return true;
    }
    return false;
  };
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [role=button], [role=link], [onclick]';
  const controls = () => all(wanted).filter((one) => drawn(one) && !one.disabled && one.getAttribute('tabindex') !== '-1' && one.id !== 'plumb-start');
  const skipLink = (element) => element.closest('.ds_skip-links') !== null;

  // 1.4.10: nothing scrolls sideways.
  function sideways() {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const widest = all('body *').filter(drawn).filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1).pop();
    return [say(`it scrolls sideways, ${root.scrollWidth} in ${root.clientWidth}`, widest ?? document.body)];
  }

  // 1.4.12 and 1.4.4: no text is cut off by its box, spills out of it or leaves the screen.
  function cutOff() {
    const found = [];
    const width = document.documentElement.clientWidth;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const holder = node.parentElement;
      if (node.data.trim() === '' || ['SCRIPT', 'STYLE', 'OPTION', 'TITLE'].includes(holder.tagName)) continue;
      if (!drawn(holder) || heardOnly(holder) || skipLink(holder)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.right > width + 1 || text.left < -1) found.push(say('text leaves the screen', holder));
      let box = holder;
      while (box !== document.body && getComputedStyle(box).display.startsWith('inline') && getComputedStyle(box).display === 'inline') box = box.parentElement;
      const edge = box.getBoundingClientRect();
      const cuts = getComputedStyle(box).overflow !== 'visible' && (box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1);
      const spills = text.bottom > edge.bottom + 3 || text.right > edge.right + 3;
      if (box !== document.body && (cuts || spills)) found.push(say(cuts ? 'text is cut off' : 'text spills out of its box', box));
    }
    return [...new Set(found)];
  }

  // 2.5.8: 24 by 24, or in a sentence, or with room around it; and our own bar of 44 for buttons that act.
  function targets() {
    const found = [];
    const boxes = controls().filter((one) => !heardOnly(one) && !skipLink(one)).map((one) => ({ one, box: one.getBoundingClientRect() }));
    const small = (box) => box.width < 23.9 || box.height < 23.9;
    const inSentence = (one) => one.tagName === 'A' && getComputedStyle(one).display === 'inline' &&
      (one.parentElement.textContent.trim().length > one.textContent.trim().length || one.closest('p, li, td, th, dd, nav') !== null && one.getClientRects().length > 1);
    const reach = (from, to) => {
      const x = from.left + from.width / 2, y = from.top + from.height / 2;
      if (small(to)) return Math.hypot(x - to.left - to.width / 2, y - to.top - to.height / 2) < 24;
      const near = [Math.max(to.left, Math.min(x, to.right)), Math.max(to.top, Math.min(y, to.bottom))];
      return Math.hypot(x - near[0], y - near[1]) < 12;
    };
    for (const { one, box } of boxes) {
      const act = one.matches('.ds_button') && box.height < 43.9;
      if (act) found.push(say(`a button is ${Math.round(box.height)} high, 44 is the least`, one));
      if (!small(box) || inSentence(one)) continue;
      const label = one.labels?.[0]?.getBoundingClientRect();
      if (label && !small(label)) continue;
      const near = boxes.find((other) => other.one !== one && !other.one.contains(one) && !one.contains(other.one) && reach(box, other.box));
      if (near) found.push(say(`a target of ${Math.round(box.width)} by ${Math.round(box.height)} without room around it`, one));
    }
    return found;
  }

  const textOf = (element) => element.textContent.replace(/\s+/g, ' ').trim();

  // X11: what a screen reader would be told. Names, headings, landmarks, tables, and mistakes that are said twice in the same words.
  function names() {
    const found = [];
    const whole = document.documentElement;
    if (!whole.lang) found.push(say('the page does not say its language', whole));
    if (!/ - Plumbline/.test(document.title)) found.push(`the title is “${document.title}”`);
    if (all('main').filter(drawn).length !== 1) found.push('there is not one main part');
    const headings = all('h1, h2, h3, h4, h5, h6').filter(drawn);
    if (headings.filter((one) => one.tagName === 'H1').length !== 1) found.push('there is not one heading of the first rank');
    let rank = 0;
    for (const heading of headings) {
      const own = Number(heading.tagName[1]);
      if (rank > 0 && own > rank + 1) found.push(say(`a heading of rank ${own} follows one of rank ${rank}`, heading));
      if (textOf(heading) === '') found.push(say('an empty heading', heading));
      rank = own;
    }
    for (const one of all('[aria-label]').filter((each) => each.matches('a, button, summary, input, select, textarea') && drawn(each))) {
      const seen = textOf(one).toLowerCase();
      if (seen && !one.getAttribute('aria-label').toLowerCase().includes(seen)) found.push(say('it is called otherwise than it reads', one));
    }
    for (const table of all('table').filter(drawn)) {
      if (!table.caption && !table.getAttribute('aria-label')) found.push(say('a table without a name', table));
      for (const head of all('th', table)) if (!head.scope) found.push(say('a heading cell that does not say of what', head));
    }
    const summary = document.getElementById('error-summary') ?? document.querySelector('.ds_error-summary');
    if (summary && !document.title.startsWith('Error: ')) found.push('there are mistakes, and the title does not say so');
    for (const link of summary ? all('a[href^="#"]', summary) : []) {
      const field = document.getElementById(link.getAttribute('href').slice(1));
      if (!field) { found.push(say('a mistake leads to no field', link)); continue; }
      const beside = field.closest('.ds_question, fieldset, form')?.textContent ?? '';
      if (!beside.includes(textOf(link))) found.push(say('the field does not say its mistake in the same words', link));
    }
    if (summary && summary.tabIndex < 0 && document.activeElement !== summary && !window.plumbWalked && document.querySelector('script[src]') && window.plumbScript !== 'off')
      found.push('the mistakes have not the focus');
    return found;
  }

  // Without script everything that is shown must do something.
  function plain() {
    const found = [];
    for (const one of all('button').filter(drawn)) if (one.type !== 'submit' || !one.form) found.push(say('a button that does nothing without script', one));
    for (const form of all('form').filter(drawn)) if (!form.querySelector('button:not([type=button]), input[type=submit]')) found.push(say('a form that cannot be sent', form));
    for (const one of all('[onclick], [onchange], [onkeydown], a:not([href])').filter(drawn)) found.push(say('it needs script', one));
    for (const link of all('a[href^="#"]')) {
      const place = link.getAttribute('href').slice(1);
      if (place && !document.getElementById(place)) found.push(say('a link within the page that leads nowhere', link));
    }
    return found;
  }

  // The keyboard: a walk by Tab from the first control to the last, looked at stop by stop.
  let before = new Map(), stops = [], start = null, quiet = null;
  const look = (one) => {
    const style = getComputedStyle(one);
    return [style.outlineStyle === 'none' ? '' : style.outlineStyle + style.outlineWidth + style.outlineColor, style.boxShadow, style.backgroundColor, style.borderColor].join('|');
  };
  // A stop may be drawn by another element: a choice by its label, a link by the row it stands in.
  const looks = (one) => [one, one.labels?.[0], one.closest('.row-link')].filter(Boolean).map(look).join('||');
  function begin() {
    quiet = document.createElement('style');
    quiet.textContent = '*, *::before, *::after { transition: none !important; scroll-behavior: auto !important; }';
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(quiet.textContent);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document.activeElement?.blur();
    start = document.createElement('span');
    start.id = 'plumb-start';
    start.tabIndex = 0;
    document.body.prepend(start);
    window.scrollTo(0, 0);
    before = new Map(controls().map((one) => [one, looks(one)]));
    stops = [];
    window.plumbWalked = true;
    start.focus({ preventScroll: true });
    return before.size;
  }
  const hidden = (one) => {
    const box = [...one.getClientRects()].find((each) => each.width > 0 && each.height > 0);
    if (!box) return true;
    const at = [[.5, .5], [.1, .5], [.9, .5], [.5, .15], [.5, .85]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
    return !at.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top !== null && (one.contains(top) || top.contains(one) || one.labels?.[0]?.contains(top));
    });
  };
  // After each Tab: where the focus is now. “end” when it has come round.
  function at() {
    const one = document.activeElement;
    if (one === null || one === document.body || one === start || one === document.documentElement) return stops.length > 0 ? 'end' : 'start';
    if (stops.at(-1)?.one === one) return 'stuck';
    if (stops.some((stop) => stop.one === one)) return 'end';
    stops.push({ one, look: looks(one), hidden: hidden(one) && !heardOnly(one) });
    return 'on';
  }
  // Out of a trap: on to what stands next in the page.
  function jump() {
    const here = stops.at(-1).one;
    const next = controls().find((one) => here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && !stops.some((stop) => stop.one === one));
    next?.focus();
    return next !== undefined;
  }
  function walked(traps) {
    const found = traps.map((place) => say('the focus cannot leave it', stops[place].one));
    start.remove();
    const reached = new Set(stops.map((stop) => stop.one));
    const groups = new Set(stops.filter((stop) => stop.one.type === 'radio').map((stop) => stop.one.name));
    for (const one of before.keys()) {
      if (reached.has(one) || (one.type === 'radio' && groups.has(one.name)) || !one.isConnected) continue;
      if (drawn(one)) found.push(say('Tab does not reach it', one));
    }
    for (const [place, stop] of stops.entries()) {
      const last = stops[place - 1];
      if (last && !(last.one.compareDocumentPosition(stop.one) & Node.DOCUMENT_POSITION_FOLLOWING)) found.push(say('Tab comes to it out of order', stop.one));
      if (stop.one.tabIndex > 0) found.push(say('it pushes in before others', stop.one));
      if (stop.hidden) found.push(say('it has the focus and is hidden', stop.one));
      if (before.has(stop.one) && before.get(stop.one) === stop.look && drawn(stop.one)) found.push(say('nothing shows that it has the focus', stop.one));
    }
    const first = stops[0]?.one;
    const place = first?.getAttribute('href')?.match(/^#(.+)/)?.[1];
    if (!place || !document.getElementById(place)) found.push(`the first stop does not skip to the main part: ${first ? piece(first) : 'none'}`);
    return found;
  }
  return { sideways, cutOff, targets, names, plain, begin, at, jump, walked };
})();
