// A net under the server's drafts: what is typed while the server cannot be reached stays in this browser until exactly that has been
// kept there or sent, and the server hears of it as soon as it is back, at the latest before anything is done with it.
const PREFIX = 'draft:', LIFE = 14 * 24 * 3600 * 1000;
let who = null;

const keyOf = name => `${PREFIX}${who}:${name}`, heldOf = name => keyOf(name) + ':held';
const boxesIn = place => place.querySelectorAll('textarea[data-draft]');

// Names a text as DraftMark does on the server: its length and FNV-1a of its UTF-16 units.
function markOf(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${text.length}-${hash >>> 0}`;
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}
function write(key, copy) {
  try { localStorage.setItem(key, JSON.stringify(copy)); } catch (e) { console.warn('draft not kept in the browser', e); }
}

// Fields somebody has written in: what may have been lost on the way; of a draft's box also what was last in it here, and on which texts
// that was typed: those the server had, and each told to it since. Another tab of the same browser shares the copies, never these.
const written = new WeakSet(), last = new WeakMap(), trail = new WeakMap();
document.addEventListener('input', e => {
  written.add(e.target);
  const name = e.target.dataset?.draft;
  if (!name || !who) return;
  const on = [...new Set([...trail.get(e.target) ?? [], e.target.dataset.kept, markOf(e.target.value)])].slice(-400);
  trail.set(e.target, on);
  last.set(e.target, e.target.value);
  write(keyOf(name), { text: e.target.value, at: Date.now(), on });
}, true);
document.addEventListener('change', e => { if (e.isTrusted) written.add(e.target); }, true);

// The server names the text it has kept or sent. Only that one goes: a longer one that is not there yet has no other copy.
function drop(name, mark) {
  for (const key of [keyOf(name), heldOf(name)]) if (markOf(read(key)?.text ?? '') === mark) localStorage.removeItem(key);
}

new MutationObserver(changes => {
  for (const { target: { dataset } } of changes) {
    if (dataset.draft) drop(dataset.draft, dataset.kept);
    for (const sent of dataset.sent?.split(' ') ?? []) drop(...sent.split('='));
  }
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-kept', 'data-sent'] });

// As if it had just been typed.
const tell = (field, ...events) => { for (const type of events) field.dispatchEvent(new Event(type, { bubbles: true })); };
function tellDraft(box) {
  tell(box, 'input');
  // Nothing new to the server: no second "kept" will come.
  drop(box.dataset.draft, box.dataset.kept);
}

// While the line is lost Blazor drops every event. A check mark is not told again: many of them turn over with each event.
const FIELDS = 'textarea, input:not([type=checkbox], [type=radio], [type=file], [type=hidden]), form :is(select, [type=radio]:checked)';
let untold = false;
function tellAll() {
  if (!untold) return;
  untold = false;
  // Drafts first: a choice may propose a text, but never in place of one that somebody has put a hand to.
  for (const box of boxesIn(document)) if (written.has(box)) { save(box); tellDraft(box); }
  for (const field of document.querySelectorAll(FIELDS)) if (written.has(field) && !field.dataset.draft) tell(field, 'input', 'change');
}

document.addEventListener('components-reconnect-state-changed', e => {
  if (e.detail.state !== 'hide') return;
  untold = true;
  // There and back once: what the server did meanwhile, such as emptying a box it has sent, is on the screen before the box is told.
  DotNet.invokeMethodAsync('Helpdesk.Web', 'helpdesk.inStep').then(tellAll, tellAll);
}, true);

// Before the act itself reaches the server: what is sent is what its sender sees.
function sendsOf(e) {
  if (e.type === 'keydown') return e.target.form ? boxesIn(e.target.form) : e.target.dataset?.draft ? [e.target] : [];
  if (e.type === 'submit') return boxesIn(e.target);
  return [document.getElementById(e.target.closest?.('[data-sends]')?.dataset.sends)].filter(box => box);
}

for (const type of ['click', 'change', 'submit', 'keydown']) document.addEventListener(type, e => {
  if (!e.isTrusted || (type === 'keydown' && (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey) || e.isComposing))) return;
  tellAll();
  for (const box of sendsOf(e)) tellDraft(box);
}, true);

// Called when a box has been drawn: text that never reached the server goes into it again.
export function restore(person) {
  who = person;
  const isOld = key => key.startsWith(PREFIX) && Date.now() - (read(key)?.at ?? 0) > LIFE;
  for (const key of Object.keys(localStorage).filter(isOld)) localStorage.removeItem(key);
  for (const box of boxesIn(document)) {
    drop(box.dataset.draft, box.dataset.kept);
    if (!written.has(box)) settle(box);
    hand(box);
  }
}

// A copy goes into the box it was typed in on the text that is there still; on another text it is held and shown beside it.
function settle(box) {
  const name = box.dataset.draft, copy = read(keyOf(name));
  if (!copy || copy.text === box.value) return;
  if (copy.text.length > 0 && copy.on?.includes(box.dataset.kept)) {
    box.value = copy.text;
    tellDraft(box);
    return;
  }
  if (copy.text.length > 0) write(heldOf(name), copy);
  localStorage.removeItem(keyOf(name));
  hand(box);
}

// The server has emptied a box, or changed it, in which more was typed while there was no line: that text is held, unless it was sent.
function save(box) {
  const name = box.dataset.draft, text = last.get(box) ?? '';
  const sent = document.querySelector('[data-sent]')?.dataset.sent?.split(' ') ?? [];
  if (text.length === 0 || text === box.value || sent.includes(`${name}=${markOf(text)}`)) return;
  write(heldOf(name), { text, at: Date.now() });
  hand(box);
}

function hand(box) {
  const name = box.dataset.draft, held = read(heldOf(name)), place = document.querySelector(`[data-held="${name}"]`);
  if (!held || !place || place.value === held.text) return;
  place.value = held.text;
  tell(place, 'change');
}

// A press that turns the box into one for other readers: until the server has drawn that, nothing goes into the one before, and what is
// typed meanwhile goes into the new one.
document.addEventListener('click', e => {
  const press = e.target.closest?.('[data-turns]'), id = press?.dataset.turns, box = document.getElementById(id);
  if (!box || box.disabled || press.ariaChecked === 'true') return;
  let ahead = '';
  const key = k => {
    if (k.key.length !== 1 || k.ctrlKey || k.metaKey || k.altKey || k.isComposing) return;
    ahead += k.key;
    k.preventDefault();
    k.stopImmediatePropagation();
  };
  const end = () => {
    clearTimeout(timer);
    drawn.disconnect();
    document.removeEventListener('keydown', key, true);
    box.disabled = false;
    const now = document.getElementById(id);
    if (!now || now === box) return;
    if (e.detail > 0 || ahead) now.focus();
    if (ahead) { now.setRangeText(ahead, now.value.length, now.value.length, 'end'); tell(now, 'input'); }
  };
  const drawn = new MutationObserver(() => { if (document.getElementById(id) !== box) end(); });
  // Without a line no other one comes.
  const timer = setTimeout(end, 5000);
  box.disabled = true;
  document.addEventListener('keydown', key, true);
  drawn.observe(box.parentElement, { subtree: true, childList: true });
}, true);
