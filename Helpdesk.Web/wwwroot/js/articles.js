// Articles in a text: Alt+K opens the search beside the composer;
// what is picked there goes in at the caret, and the browser's undo takes it back.
import { write } from './templates.js';

const composing = e => e.isComposing || e.keyCode === 229;

document.addEventListener('keydown', e => {
  if (composing(e) || !e.altKey || e.ctrlKey || e.metaKey || e.code !== 'KeyK') return;
  const button = document.querySelector('[data-articles-open]');
  if (!button) return;
  e.preventDefault();
  button.click();
}, true);

// Arrows and Enter move and pick in the list; the caret of its field stays where it is, and nothing is sent.
document.addEventListener('keydown', e => {
  if (!composing(e) && e.target.closest?.('.articles-list') && ['ArrowDown', 'ArrowUp', 'Enter', 'Escape'].includes(e.key))
    e.preventDefault();
}, true);

export function insert(id, text) {
  const box = document.getElementById(id);
  if (box) write(box, text);
}

// The field is drawn with the next batch from the server.
export function focusSoon(id, tries = 20) {
  const field = document.getElementById(id);
  if (field) field.focus();
  else if (tries > 0) requestAnimationFrame(() => focusSoon(id, tries - 1));
}
