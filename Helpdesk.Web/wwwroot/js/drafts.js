// A net under the server's drafts: what is typed while the server cannot be reached stays in this browser until it has been kept there.
const PREFIX = 'draft:', LIFE = 14 * 24 * 3600 * 1000;
let who = null;

const keyOf = box => `${PREFIX}${who}:${box.dataset.draft}`;
const boxOf = e => e.target.closest?.('textarea[data-draft]');

document.addEventListener('input', e => {
  const box = boxOf(e);
  if (!box || !who) return;
  try { localStorage.setItem(keyOf(box), JSON.stringify({ text: box.value, at: Date.now() })); } catch (e) { console.warn('draft not kept in the browser', e); }
});

// The server says "kept": its copy is as good as ours.
new MutationObserver(changes => {
  for (const { target } of changes) if (target.dataset.kept || target.value === '') forgetIfSame(target);
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-kept'] });

function forgetIfSame(box) {
  const kept = read(keyOf(box));
  if (kept && (kept.text === box.value || box.value === '')) localStorage.removeItem(keyOf(box));
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

// Called when a case has been drawn: text that never reached the server goes into its box again, as if it had just been typed.
export function restore(person) {
  who = person;
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX) && Date.now() - (read(key)?.at ?? 0) > LIFE) localStorage.removeItem(key);
  for (const box of document.querySelectorAll('textarea[data-draft]')) {
    const kept = read(keyOf(box));
    if (!kept || document.activeElement === box || kept.text === box.value) continue;
    if (kept.text.length === 0) { localStorage.removeItem(keyOf(box)); continue; }
    box.value = kept.text;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
