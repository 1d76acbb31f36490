// A net under the server's drafts: what is typed while the server cannot be reached stays in this browser until exactly that has been
// kept there or sent, and the server hears of it as soon as it is back, at the latest before anything is done with it.
const PREFIX = 'draft:', LIFE = 14 * 24 * 3600 * 1000;
let who = null;

const keyOf = name => `${PREFIX}${who}:${name}`;
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

// Fields somebody has written in: what may have been lost on the way.
const written = new WeakSet();
document.addEventListener('input', e => {
  written.add(e.target);
  const name = e.target.dataset?.draft;
  if (!name || !who) return;
  const copy = JSON.stringify({ text: e.target.value, at: Date.now() });
  try { localStorage.setItem(keyOf(name), copy); } catch (e) { console.warn('draft not kept in the browser', e); }
}, true);
document.addEventListener('change', e => { if (e.isTrusted) written.add(e.target); }, true);

// The server names the text it has kept or sent. Only that one goes: a longer one that is not there yet has no other copy.
function drop(name, mark) {
  const copy = read(keyOf(name));
  if (copy && markOf(copy.text) === mark) localStorage.removeItem(keyOf(name));
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
  for (const box of boxesIn(document)) if (written.has(box)) tellDraft(box);
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
    const copy = read(keyOf(box.dataset.draft));
    if (!copy || written.has(box) || copy.text === box.value) continue;
    if (copy.text.length === 0) { localStorage.removeItem(keyOf(box.dataset.draft)); continue; }
    box.value = copy.text;
    tellDraft(box);
  }
}
