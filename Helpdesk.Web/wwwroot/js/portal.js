// Makes the customers' pages better where scripts run: keeps what is typed, tells the verdict at once, hands in files in pieces.
// Without it every page works by plain forms.
document.documentElement.classList.add('scripted');

const form = document.getElementById('step');
if (form?.dataset.keep) keepTyped(form, form.dataset.keep);
if (form?.querySelector('[data-verdict]') && form.elements.serialNumber) tellVerdict(form);
if (form?.querySelector('[data-proposed]')) tellProposal(form);
if (form?.elements.product) followProduct(form.elements.product);
for (const box of document.querySelectorAll('[data-drop]')) takeFiles(box);
for (const time of document.querySelectorAll('time[datetime]')) tellLocal(time);
document.getElementById('errors')?.focus();

// --- Typed text: kept on the server a moment after the last key, and when the page is left.
function keepTyped(form, step) {
  let timer = 0, dirty = false;
  const said = form.querySelector('[data-kept]');
  async function keep() {
    clearTimeout(timer);
    if (!dirty) return;
    dirty = false;
    try {
      const answer = await fetch('/support/keep/' + step, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        keepalive: true
      });
      if (answer.ok && said) said.hidden = false;
    } catch { dirty = true; /* The line is away: the next key tries again, and the form itself sends everything. */ }
  }
  form.addEventListener('input', () => { dirty = true; clearTimeout(timer); timer = setTimeout(keep, 800); });
  form.addEventListener('submit', () => { dirty = false; clearTimeout(timer); });
  addEventListener('pagehide', keep);
}

// --- What the contract gives, as soon as product and serial number are there.
function tellVerdict(form) {
  const box = form.querySelector('[data-verdict]');
  let asked = 0;
  async function ask() {
    if (!form.elements.product.value || !form.elements.requestType.value) return;
    const mine = ++asked;
    try {
      const answer = await fetch('/support/check', { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      if (mine !== asked || answer.status !== 200) return;
      show(await answer.json());
    } catch { /* The next page says it. */ }
  }
  function show(verdict) {
    box.className = 'portal-verdict v-' + verdict.tone;
    const title = document.createElement('p'), strong = document.createElement('b'), lines = document.createElement('ul');
    strong.textContent = verdict.title;
    title.append(strong);
    for (const line of verdict.lines) lines.append(Object.assign(document.createElement('li'), { textContent: line }));
    if (verdict.download) {
      const link = Object.assign(document.createElement('a'), { href: verdict.download, textContent: verdict.downloadWords });
      lines.append(document.createElement('li'));
      lines.lastChild.append(Object.assign(link, { target: '_blank', rel: 'noopener' }));
    }
    box.querySelector('[data-said]').replaceChildren(title, lines);
    box.querySelector('[data-missing]').hidden = verdict.tone !== 'Missing';
  }
  for (const name of ['requestType', 'product', 'productVersion', 'serialNumber']) form.elements[name].addEventListener('change', ask);
}

// --- How urgent the ticked answers make it, and which of them says so.
function tellProposal(form) {
  const said = form.querySelector('[data-proposed]');
  let asked = 0;
  form.addEventListener('change', async e => {
    if (e.target.type !== 'checkbox') return;
    const mine = ++asked;
    try {
      const answer = await fetch('/support/propose', { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      if (mine === asked && answer.status === 200) said.textContent = (await answer.json()).words;
    } catch { /* The last page says it. */ }
  });
}

// --- The versions offered are those of the product chosen.
function followProduct(product) {
  product.addEventListener('change', () => {
    const versions = product.selectedOptions[0]?.dataset.versions?.split('|') ?? [];
    document
      .getElementById('versions')
      ?.replaceChildren(...versions.map(version => Object.assign(document.createElement('option'), { value: version })));
  });
}

// --- Files: picked, dropped or pasted; in pieces, each sent again when the line breaks.
function takeFiles(box) {
  const owner = box.closest('form'),
    address = owner.dataset.upload,
    list = box.querySelector('[data-files]'),
    input = box.querySelector('input[type=file]'),
    words = box.dataset;
  const piece = 512 * 1024;
  let underway = 0, waiting = null;

  input.addEventListener('change', () => { for (const file of input.files) take(file); input.value = ''; });
  for (const type of ['dragover', 'dragenter'])
    owner.addEventListener(type, e => {
      if (!e.dataTransfer?.types.includes('Files')) return;
      e.preventDefault();
      box.classList.add('over');
    });
  for (const type of ['dragleave', 'drop']) owner.addEventListener(type, () => box.classList.remove('over'));
  owner.addEventListener('drop', e => {
    if (!e.dataTransfer?.files.length) return;
    e.preventDefault();
    for (const file of e.dataTransfer.files) take(file);
  });
  document.addEventListener('paste', e => {
    if (!e.clipboardData?.files.length) return;
    e.preventDefault();
    for (const file of e.clipboardData.files) take(file);
  });
  list.addEventListener('click', async e => {
    const button = e.target.closest('button[name=remove]');
    if (!button) return;
    e.preventDefault();
    const row = button.closest('li');
    row.gone = true;
    if (row.dataset.file) await fetch(`${address}/${row.dataset.file}`, { method: 'DELETE' });
    row.remove();
    input.focus();
  });
  // Whoever presses "send" while a file is on its way waits for it, not in vain.
  owner.addEventListener('submit', e => {
    if (!underway || e.submitter?.value === 'back') return;
    e.preventDefault();
    waiting = e.submitter;
  });

  async function take(file) {
    const row = rowOf(file);
    if (list.children.length > +words.most) return refuse(row, words.wordsMany);
    if (file.size > +words.mostBytes) return refuse(row, words.wordsLarge);
    underway++;
    await send(file, row);
    underway--;
    if (!underway && waiting) { const button = waiting; waiting = null; owner.requestSubmit(button); }
  }

  async function send(file, row) {
    try {
      if (!row.dataset.file) {
        const name = encodeURIComponent(file.name || 'screenshot.png');
        const begun = await call(`${address}?name=${name}&size=${file.size}`, { method: 'POST' });
        row.dataset.file = begun.id;
      }
      let at = (await call(`${address}/${row.dataset.file}`)).received;
      for (let tries = 0; at < file.size && !row.gone;) {
        try {
          at = (await call(`${address}/${row.dataset.file}?offset=${at}`, { method: 'PUT', body: file.slice(at, at + piece) })).received;
          tries = 0;
        } catch (wrong) {
          if (wrong.final || ++tries > 5) throw wrong;
          await new Promise(done => setTimeout(done, 500 * 2 ** tries));
          at = (await call(`${address}/${row.dataset.file}`)).received;
        }
        row.bar.value = at / file.size;
      }
      row.bar.remove();
      row.state.textContent = words.wordsDone;
    } catch (wrong) {
      if (row.gone) return;
      if (wrong.final) { delete row.dataset.file; return refuse(row, wrong.message); }
      row.state.textContent = words.wordsFailed;
      const again = Object.assign(document.createElement('button'), {
        type: 'button',
        className: 'account-quiet',
        textContent: words.wordsAgain
      });
      again.addEventListener('click', async () => {
        again.remove();
        row.state.textContent = '';
        underway++;
        await send(file, row);
        underway--;
      });
      row.append(again);
    }
  }

  async function call(url, options) {
    const answer = await fetch(url, options);
    if (answer.ok) return answer.json();
    const said = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
    throw Object.assign(new Error(said.words ?? words.wordsFailed), {
      final: answer.status === 422 || answer.status === 404 || answer.status === 403
    });
  }

  function rowOf(file) {
    const row = document.createElement('li'), name = document.createElement('span');
    name.textContent = file.name || 'screenshot.png';
    row.bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
    row.bar.setAttribute('aria-label', name.textContent);
    row.state = Object.assign(document.createElement('span'), { className: 'account-sub' });
    const remove = Object.assign(document.createElement('button'), {
      type: 'submit',
      name: 'remove',
      className: 'account-quiet',
      textContent: words.wordsRemove
    });
    remove.setAttribute('aria-label', `${words.wordsRemove}: ${name.textContent}`);
    row.append(name, row.bar, row.state, remove);
    list.append(row);
    return row;
  }

  function refuse(row, why) {
    row.bar.remove();
    row.state.textContent = why;
    row.state.setAttribute('role', 'alert');
  }
}

// --- A reader elsewhere sees their own time too: beneath a due time, in a line of its own.
function tellLocal(time) {
  const at = new Date(time.dateTime), zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (isNaN(at) || zone === document.querySelector('.portal')?.dataset.zone) return;
  const words = localWords(at), due = time.closest('.portal-due'), textContent = due?.dataset.local.replace('{0}', words);
  if (due) due.after(Object.assign(document.createElement('p'), { className: 'account-sub', textContent }));
  else time.title = words;
}

// As the pages write a time (2027年6月11日(金) 10:00, Fri 11 Jun 2027 10:00), with the zone's short name.
function localWords(at) {
  const language = document.documentElement.lang, japanese = language === 'ja';
  const format = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: japanese ? 'numeric' : 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short'
  });
  const parts = format.formatToParts(at).map(part => [part.type, part.value]);
  const { weekday, day, month, year, hour, minute, timeZoneName } = Object.fromEntries(parts);
  return (japanese ? `${year}年${month}月${day}日(${weekday})` : `${weekday} ${day} ${month} ${year}`) + ` ${hour}:${minute} ${timeZoneName}`;
}

// For whoever drives the page: from here on it listens.
document.documentElement.dataset.ready = '';
