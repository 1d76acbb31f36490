// Templates in a text: "/" at the start of an empty line or Alt+T opens the list, letters filter it, Enter picks, Escape goes back.
// Keys that an input method is still using are never ours. The list itself comes from the server, filled.
const composing = e => e.isComposing || e.keyCode === 229;
const listOf = box => document.querySelector(`.templates[data-for="${box.id}"] .templates-list`);
const boxOf = list => document.getElementById(list.closest('.templates').dataset.for);
const shown = list => [...list.querySelectorAll('[role=option]:not([hidden])')];

function onEmptyLine(box) {
  const { value, selectionStart: at, selectionEnd: end } = box;
  return at === end && (at === 0 || value[at - 1] === '\n') && (at === value.length || value[at] === '\n');
}

function open(box) {
  const list = listOf(box);
  if (!list || !list.hidden) return;
  list.hidden = false;
  list.closest('.templates').querySelector('[data-templates-open]').setAttribute('aria-expanded', 'true');
  const input = list.querySelector('input');
  input.value = '';
  filter(list);
  input.focus();
}

function close(list, back = true) {
  if (list.hidden) return;
  list.hidden = true;
  list.closest('.templates').querySelector('[data-templates-open]').setAttribute('aria-expanded', 'false');
  if (back) boxOf(list)?.focus();
}

function filter(list) {
  const words = list
    .querySelector('input')
    .value.normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter(w => w);
  for (const option of list.querySelectorAll('[role=option]'))
    option.hidden = !words.every(w => option.dataset.words.normalize('NFKC').includes(w));
  list.querySelector('[data-none]').hidden = shown(list).length > 0;
  mark(list, shown(list)[0]);
}

function mark(list, option) {
  for (const other of list.querySelectorAll('[aria-selected=true]')) if (other !== option) other.setAttribute('aria-selected', 'false');
  const input = list.querySelector('input');
  if (!option) { input.removeAttribute('aria-activedescendant'); return; }
  option.setAttribute('aria-selected', 'true');
  input.setAttribute('aria-activedescendant', option.id);
  option.scrollIntoView({ block: 'nearest' });
}

function step(list, by) {
  const all = shown(list), at = all.findIndex(o => o.getAttribute('aria-selected') === 'true');
  if (all.length) mark(list, all[(at + by + all.length) % all.length]);
}

// Through the browser's own editing, so that its undo knows of it and Blazor hears of it as of a key.
export function write(box, text) {
  box.focus();
  if (document.execCommand('insertText', false, text)) return;
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function pick(list, option) {
  const box = boxOf(list);
  close(list);
  write(box, option.dataset.text);
  const state = list.closest('.templates').querySelector('[data-inserted]');
  const undo = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: state.dataset.undo });
  // Only while it is the last thing that was done: undoing more would take away what was typed since.
  undo.addEventListener('click', () => { box.focus(); document.execCommand('undo'); state.replaceChildren(); });
  state.replaceChildren(`${state.dataset.inserted} ${option.querySelector('b').textContent} `, undo);
  box.addEventListener('input', () => state.replaceChildren(), { once: true });
}

function inFilter(e, list) {
  if (e.key === 'ArrowDown' || e.key === 'ArrowUp') step(list, e.key === 'ArrowDown' ? 1 : -1);
  else if (e.key === 'Enter') { const option = list.querySelector('[aria-selected=true]:not([hidden])'); if (option) pick(list, option); }
  else if (e.key === 'Escape') close(list);
  else if (e.key === '/' && e.target.value === '') { const box = boxOf(list); close(list); write(box, '/'); }
  else return;
  e.preventDefault();
  e.stopPropagation();
}

// In the capture phase: an Enter that picks must not reach anything that sends.
document.addEventListener('keydown', e => {
  if (composing(e)) return;
  const list = e.target.closest?.('.templates-list');
  if (list) { inFilter(e, list); return; }
  const box = e.target.closest?.('textarea[data-templates]');
  const slash = box && e.key === '/' && !e.ctrlKey && !e.metaKey && !e.altKey && onEmptyLine(box);
  const shortcut = e.altKey && !e.ctrlKey && !e.metaKey && e.code === 'KeyT';
  const target = slash ? box : shortcut ? box ?? document.querySelector('textarea[data-templates]') : null;
  if (!target || !listOf(target)) return;
  e.preventDefault();
  open(target);
}, true);

document.addEventListener('input', e => { const list = e.target.closest?.('.templates-list'); if (list) filter(list); });
document.addEventListener('compositionend', e => { const list = e.target.closest?.('.templates-list'); if (list) filter(list); });
// A press takes no focus: the text keeps it, and a composer that unfolds with focus does not move from under the pointer before the click.
document.addEventListener('mousedown', e => {
  if (e.target.closest?.('.composer button, .templates-list [role=option], .articles-list [role=option]')) e.preventDefault();
});

document.addEventListener('click', e => {
  const option = e.target.closest?.('.templates-list [role=option]');
  if (option) { pick(option.closest('.templates-list'), option); return; }
  const button = e.target.closest?.('[data-templates-open]');
  for (const list of document.querySelectorAll('.templates-list:not([hidden])'))
    if (!list.closest('.templates').contains(e.target)) close(list, false);
  if (!button) return;
  const list = button.closest('.templates').querySelector('.templates-list');
  if (list.hidden) open(boxOf(list)); else close(list);
});
