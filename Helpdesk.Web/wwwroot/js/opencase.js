// The intake form's draft and keys. The draft lies in this tab's sessionStorage and is taken from the fields themselves, so that it
// also holds what the server has not heard of yet; it goes when the case is saved, thrown away, or the tab closed.
let page = null, key = null, timer = 0;
const off = [];

const form = () => document.getElementById('open-case');

function on(target, type, handler, options) {
  target.addEventListener(type, handler, options);
  off.push(() => target.removeEventListener(type, handler, options));
}

export function start(dotnet, person, first) {
  stop();
  page = dotnet;
  key = 'helpdesk.open-case.' + person;
  on(document, 'input', e => { if (e.target.form === form()) keepSoon(); });
  on(document, 'change', e => { if (e.target.form === form()) keepSoon(); });
  on(window, 'pagehide', () => { if (timer) keep(); });
  on(document, 'keydown', keydown);
  // After the router has put the focus on the heading.
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(first)?.focus()));
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

export function stop() {
  if (timer) keep();
  for (const undo of off.splice(0)) undo();
  page = null;
}

function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(keep, 300);
}

function keep() {
  clearTimeout(timer);
  timer = 0;
  const shown = form();
  if (!shown || !key) return;
  const draft = {};
  for (const field of shown.elements) {
    if (!field.name || field.type === 'file') continue;
    if (field.type === 'checkbox') { if (field.checked) draft[field.name] = 'true'; }
    else if (field.type === 'radio') { if (field.checked) draft[field.name] = field.value; }
    else if (field.value) draft[field.name] = field.value;
  }
  const files = [...shown.querySelectorAll('[data-file]')].map(f => f.dataset.file);
  if (files.length) draft.files = files.join('\n');
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the form works without a draft.
  }
}

export function forget() {
  clearTimeout(timer);
  timer = 0;
  if (key) sessionStorage.removeItem(key);
}

function keydown(e) {
  // A key that an input method is still using is not ours.
  if (!page || e.isComposing || e.keyCode === 229 || e.defaultPrevented) return;
  if (document.querySelector('dialog[open], [role=dialog], .mud-popover-open')) return;
  if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
    e.preventDefault();
    tellField();
    page.invokeMethodAsync('OnSave');
  } else if (e.key === 'Escape' && !e.target.closest('.person, .search')) {
    e.preventDefault();
    tellField();
    page.invokeMethodAsync('OnEscape');
  }
}

// A text area tells the server its text when it is left; a key that acts on the form must not leave it behind.
function tellField() {
  const field = document.activeElement;
  if (field?.form === form() && /^(TEXTAREA|INPUT|SELECT)$/.test(field.tagName) && field.type !== 'file')
    field.dispatchEvent(new Event('change', { bubbles: true }));
}

export function ask(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
}

export function close(id) { document.getElementById(id)?.close(); }

export function focus(id) {
  // The element may only appear with the rendering that is on its way.
  requestAnimationFrame(() => {
    const target = document.getElementById(id);
    const folded = target?.closest('details:not([open])');
    if (folded) folded.open = true;
    target?.focus();
    target?.scrollIntoView({ block: 'center' });
  });
}
