// Hands on the supervisors' screens: moving between cases, picking, dragging one or many onto somebody.
// What a hand means is decided by the page.
import { ask } from './keys.js';

let page = null, root = null, last = null;
const handlers = [];
const typing = el => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) && el.type !== 'checkbox';

function on(target, type, handler) {
  target.addEventListener(type, handler);
  handlers.push(() => target.removeEventListener(type, handler));
}

export function start(dotnet, element) {
  stop();
  page = dotnet; root = element;
  on(document, 'keydown', keydown);
  on(root, 'click', e => {
    const box = e.target.closest('input[type=checkbox][data-pick]');
    if (box) pick(box.closest('[data-case]'), box.checked, e.shiftKey);
  });
  on(root, 'dragstart', e => {
    const line = e.target.closest('[data-case]');
    if (!line) return;
    const picked = [...root.querySelectorAll('[data-case].picked')].map(l => l.dataset.case);
    e.dataTransfer.setData('text/plain', (picked.includes(line.dataset.case) ? [...new Set(picked)] : [line.dataset.case]).join(','));
    e.dataTransfer.effectAllowed = 'move';
    root.classList.add('dragging');
  });
  on(root, 'dragend', () => {
    root.classList.remove('dragging');
    clearOver();
  });
  on(root, 'dragover', e => {
    const to = e.target.closest('[data-drop]');
    if (!to) return;
    e.preventDefault();
    if (!to.classList.contains('over')) {
      clearOver();
      to.classList.add('over');
    }
  });
  on(root, 'dragleave', e => {
    const to = e.target.closest('[data-drop]');
    if (to && !to.contains(e.relatedTarget)) to.classList.remove('over');
  });
  on(root, 'drop', e => {
    const to = e.target.closest('[data-drop]');
    if (!to) return;
    e.preventDefault(); clearOver();
    page.invokeMethodAsync('OnDropped', e.dataTransfer.getData('text/plain').split(',').filter(n => n), to.dataset.drop);
  });
}

export function stop() {
  for (const off of handlers.splice(0)) off();
  page = root = last = null;
}

const clearOver = () => { for (const el of root?.querySelectorAll('.over') ?? []) el.classList.remove('over'); };
const lines = () => [...root.querySelectorAll('[data-case]')];

// With Shift everything between the last pick and this one.
function pick(line, on, range) {
  const all = lines(), from = all.indexOf(last), to = all.indexOf(line);
  const some = range && from >= 0 ? all.slice(Math.min(from, to), Math.max(from, to) + 1) : [line];
  last = line;
  page.invokeMethodAsync('OnPicked', some.map(l => l.dataset.case), on);
}

function step(line, by) {
  const all = lines(), next = all[all.indexOf(line) + by];
  if (next) { next.focus(); next.scrollIntoView({ block: 'nearest' }); }
}

function keydown(e) {
  // Keys that belong to an input method, a shortcut of the browser or an open dialog are not ours.
  if (!page || e.isComposing || e.keyCode === 229 || e.altKey || document.querySelector('[role=dialog]')) return;
  if ((e.ctrlKey || e.metaKey) && e.key === 'Enter') { root.querySelector('[data-apply]')?.click(); return; }
  if (e.ctrlKey || e.metaKey || typing(e.target)) return;
  const line = e.target.closest?.('[data-case]');
  if (!line || !root.contains(line)) {
    if (e.key === 'j') { lines()[0]?.focus(); e.preventDefault(); }
    return;
  }
  const onControl = e.target.closest('a, button, summary, input');
  switch (e.key) {
    case 'j': case 'ArrowDown': step(line, 1); break;
    case 'k': case 'ArrowUp': step(line, -1); break;
    case 'x': case 'X': if (line.querySelector('[data-pick]')) pick(line, !line.classList.contains('picked'), e.shiftKey); break;
    case 'm': {
      const choose = line.querySelector('[data-choose]');
      if (choose) choose.click(); else { ask(); page.invokeMethodAsync('OnMove', line.dataset.case); }
      break;
    }
    case 'o': case 'Enter': if (onControl) return; line.querySelector('a[href]')?.click(); break;
    case 'Escape': if (root.querySelector('[data-pick]')) page.invokeMethodAsync('OnPicked', [], false); break;
    default: return;
  }
  e.preventDefault();
}

// After a move the hand stays where it was: on the case, or on what took its place.
export function back(number) {
  const line = root?.querySelector(`[data-case="${CSS.escape(number)}"]`) ?? lines()[0];
  line?.focus();
}
