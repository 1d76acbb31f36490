// Hands and eyes of the queue: keys, clicks on rows, hovering drags, the sound of an Emergency. What a key means is decided by the page.
import { open as openLedger } from './ledger.js';

let page = null, root = null;
const handlers = [];

const KEYS = new Set([
  ...'jkox.?aursmntwf1234567',
  'Enter', 'Escape', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'
]);
const typing = el => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));
const inOverlay = el => el && el.closest('[role=dialog], .mud-popover, .person-menu, details[open]');

function on(target, type, handler, options) {
  target.addEventListener(type, handler, options);
  handlers.push(() => target.removeEventListener(type, handler, options));
}

export function start(dotnet, list) {
  stop();
  page = dotnet; root = list;
  on(document, 'keydown', keydown);
  on(list, 'click', e => {
    if (e.target.closest('[data-ledger]')) return;
    const row = e.target.closest('[data-id]');
    if (row) page.invokeMethodAsync('OnRowClicked', +row.dataset.id, !!e.target.closest('.pick') || e.ctrlKey || e.metaKey);
  });
  // Focus and a drag hold the order still; both end by themselves.
  on(list, 'focusin', () => page.invokeMethodAsync('OnHand', true));
  on(list, 'focusout', e => { if (!list.contains(e.relatedTarget)) page?.invokeMethodAsync('OnHand', false); });
  on(list, 'dragenter', () => page.invokeMethodAsync('OnHand', true));
  on(list, 'dragleave', e => { if (!list.contains(e.relatedTarget)) page?.invokeMethodAsync('OnHand', false); });
  on(list, 'drop', () => page.invokeMethodAsync('OnHand', false));
}

export function stop() {
  for (const off of handlers.splice(0)) off();
  page = root = null;
}

function keydown(e) {
  // Keys that belong to an input method, a shortcut of the browser or an open dialog are not ours.
  if (!page || e.isComposing || e.keyCode === 229 || e.ctrlKey || e.metaKey || e.altKey) {
    if (page && e.ctrlKey && !e.isComposing && e.key.toLowerCase() === 'k') { e.preventDefault(); focusSearch(); }
    return;
  }
  // The form of an act closes itself.
  if (e.key === 'Escape' && e.target.closest?.('form.act')) return;
  if (typing(e.target)) {
    if (e.key === 'Escape' && e.target.id === 'search') { e.target.blur(); }
    return;
  }
  if (inOverlay(e.target)) return;
  const dialog = document.querySelector('[role=dialog]');
  if (dialog) {
    // It takes the focus a round trip after it shows; a key pressed in between is still meant for it.
    if (e.key === 'Escape') dialog.dispatchEvent(new KeyboardEvent('keydown', { key: e.key, bubbles: true }));
    return;
  }
  if (e.key === '/') { e.preventDefault(); focusSearch(); return; }
  if (!KEYS.has(e.key)) return;
  // Enter on a button or link is that button's.
  if (e.key === 'Enter' && e.target.closest('a, button, summary')) return;
  if (e.target.closest('.pane') && /^(Home|End|Page|Arrow)/.test(e.key)) return;
  e.preventDefault();
  // Both are about what is on the screen already: no need to ask the server.
  if (e.key === 'w') {
    openLedger((root.querySelector('.row.selected [data-ledger]') ?? document.querySelector('.case-pane [data-ledger]'))?.dataset.ledger);
    return;
  }
  if (e.key === 'f') {
    document.querySelector('.story-tools button')?.focus();
    return;
  }
  page.invokeMethodAsync('OnKey', e.key, visibleRows());
}

const visibleRows = () => root ? Math.max(1, Math.floor(root.clientHeight / 56) - 1) : 10;

export function focusSearch() { const box = document.getElementById('search'); box?.focus(); box?.select(); }

// Brings a row into view by its place, whether it is rendered or not.
export function reveal(index, height) {
  if (!root) return;
  const head = root.querySelector('.head')?.offsetHeight ?? 0, top = index * height, bottom = top + height;
  if (top < root.scrollTop) root.scrollTop = top;
  else if (bottom + head > root.scrollTop + root.clientHeight) root.scrollTop = bottom + head - root.clientHeight;
}

let audio = null;
// Two short tones; made here, so that no file has to load when seconds count.
export function chime() {
  try {
    audio ??= new AudioContext();
    for (const [at, hz] of [[0, 880], [0.18, 1175]]) {
      const tone = audio.createOscillator(),
        gain = audio.createGain();
      tone.frequency.value = hz;
      gain.gain.setValueAtTime(0.15, audio.currentTime + at);
      gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.16);
      tone.connect(gain).connect(audio.destination);
      tone.start(audio.currentTime + at);
      tone.stop(audio.currentTime + at + 0.17);
    }
  } catch (e) { console.warn('no sound', e); }
}
