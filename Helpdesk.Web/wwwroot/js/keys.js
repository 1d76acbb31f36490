// The keys of every page: when a key is one, and to whom it goes. Which there are, and what they mean, KeyMap and the pages decide.
import { open as openLedger } from './ledger.js';

// The frame, which understands what works everywhere, and the page in front.
let frame = null, page = null;

const typing = el => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));
const inOverlay = el => el?.closest?.('[role=dialog], .mud-popover, .person-menu');
// As many as fit, for a page up or down.
const rows = () => Math.max(1, Math.floor((document.querySelector('.list')?.clientHeight ?? 0) / 56) - 1);
const searchBox = () => document.querySelector('#search, main input[type=search]');

function focusSearch() { const box = searchBox(); box?.focus(); box?.select(); }

// The frame starts first and stays; a page comes after it and goes before the next.
export function everywhere(dotnet) { frame = dotnet; }
export function start(dotnet, name, keys) {
  page = { dotnet, name, keys: new Set(keys) };
  document.body.dataset.keys = name;
}
export function stop(name) {
  if (page?.name !== name) return;
  page = null;
  delete document.body.dataset.keys;
}

document.addEventListener('keydown', e => {
  // Keys that belong to an input method, a shortcut of the browser or an open dialog are not ours.
  if (!frame || e.isComposing || e.keyCode === 229) return;
  if (e.ctrlKey || e.metaKey || e.altKey) {
    if (e.ctrlKey && e.key.toLowerCase() === 'k' && searchBox()) { e.preventDefault(); focusSearch(); }
    return;
  }
  // The form of an act closes itself.
  if (e.key === 'Escape' && e.target.closest?.('form.act')) return;
  if (typing(e.target)) {
    if (e.key === 'Escape' && e.target.id === 'search') e.target.blur();
    return;
  }
  if (inOverlay(e.target)) return;
  const dialog = document.querySelector('[role=dialog]');
  if (dialog) {
    // It takes the focus a round trip after it shows; a key pressed in between is still meant for it.
    if (e.key === 'Escape') dialog.dispatchEvent(new KeyboardEvent('keydown', { key: e.key, bubbles: true }));
    return;
  }
  if (ofEveryPage(e.key) || (page?.keys.has(e.key) && ofPage(e))) e.preventDefault();
});

// A dialog that asks for a person is drawn a round trip later: what is typed until then is meant for it, and no key of the page.
let ahead = null;
export function ask() { ahead = { text: '', enter: false, until: performance.now() + 2000 }; }

document.addEventListener('click', e => { if (e.target.closest?.('[data-choose]')) ask(); }, true);
document.addEventListener('keydown', e => {
  if (ahead && performance.now() > ahead.until) ahead = null;
  if (!ahead || typing(e.target) || e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key.length === 1) ahead.text += e.key;
  else if (e.key === 'Enter' && ahead.text) ahead.enter = true;
  else return;
  e.preventDefault();
  e.stopImmediatePropagation();
}, true);
document.addEventListener('focusin', ({ target }) => {
  if (!ahead || target.id !== 'person-to') return;
  const { text, enter } = ahead;
  ahead = null;
  if (text) { target.value = text; target.dispatchEvent(new Event('input', { bubbles: true })); }
  if (enter) target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
});

function ofEveryPage(key) {
  if (key === '/') focusSearch();
  else if (key === '?' || key === 'n') frame.invokeMethodAsync('OnKey', key, page?.name ?? null);
  else return false;
  return true;
}

function ofPage(e) {
  // Enter on a button or link is that button's; a pane that is read scrolls.
  if (e.key === 'Enter' && e.target.closest?.('a, button, summary')) return false;
  if (e.target.closest?.('.pane') && /^(Home|End|Page|Arrow)/.test(e.key)) return false;
  // These are about what is on the screen already: no need to ask the server.
  if (e.key === 'w')
    openLedger(document.querySelector(':is(.row.selected, .case-pane) [data-ledger]')?.dataset.ledger);
  else if (e.key === 'f') document.querySelector('.story-tools button')?.focus();
  else if (e.key === 'g') document.getElementById('assign-pick')?.click();
  else page.dotnet.invokeMethodAsync('OnKey', e.key, rows());
  return true;
}
