// One ticker for every countdown on the page. The server says how much calendar time was left at an instant and whether it runs;
// the seconds are counted here (architecture: the server never sends seconds).
let offset = 0;

// Keeps the difference between the server's clock and this one; a beat can only arrive late, so the largest value is the best.
export function noteBeat(serverMs) {
  if (serverMs) {
    const seen = serverMs - Date.now();
    if (offset === 0 || seen > offset || Math.abs(seen - offset) > 60000) offset = seen;
  }
}
// The page itself carries the server's time: right from the first picture, whatever this machine's clock says.
noteBeat(+document.documentElement.dataset.now);
export const serverOffset = () => offset;

const ja = document.documentElement.lang === 'ja';

// A clock that is missed to the second and stands still has no time left either: whoever knows that says so.
export function words(seconds, late = seconds < 0) {
  const s = Math.floor(Math.abs(seconds)), h = Math.floor(s / 3600), m = Math.floor(s % 3600 / 60), r = s % 60;
  const two = n => String(n).padStart(2, '0');
  const text = ja
    ? (h > 23 ? `${h}時間` : h ? `${h}時間${two(m)}分` : `${m}分${two(r)}秒`)
    : (h > 23 ? `${h}h` : h ? `${h}h ${two(m)}m` : `${m}m ${two(r)}s`);
  return late ? (ja ? `${text}超過` : `${text} late`) : text;
}

// 0:58:20, for a clock to be read from afar.
export function face(seconds, late = seconds < 0) {
  const s = Math.floor(Math.abs(seconds)), two = n => String(n).padStart(2, '0');
  return `${late ? '−' : ''}${Math.floor(s / 3600)}:${two(Math.floor(s % 3600 / 60))}:${two(s % 60)}`;
}

export function tick() {
  const now = Date.now() + offset;
  for (const cell of document.querySelectorAll('[data-left]')) {
    const left = +cell.dataset.left - (cell.dataset.run === '1' ? (now - +cell.dataset.asof) / 1000 : 0);
    const out = cell.querySelector('.left');
    const late = left < 0 || (left < 1 && cell.classList.contains('c-Missed'));
    if (out) {
      const text = cell.dataset.face ? face(left, late) : words(left, late);
      if (out.textContent !== text) out.textContent = text;
    }
    const bar = cell.querySelector('.used');
    if (bar) {
      const share = Math.max(0, Math.min(1, 1 - left / +cell.dataset.target)),
        width = `${(share * 100).toFixed(1)}%`;
      if (bar.style.width !== width) bar.style.width = width;
    }
  }
}
