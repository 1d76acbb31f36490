// Hands and eyes of the queue: clicks on rows, hovering drags, the sound of an Emergency. Its keys: keys.js.

let page = null, root = null, growing = null;
const handlers = [];

function on(target, type, handler, options) {
  target.addEventListener(type, handler, options);
  handlers.push(() => target.removeEventListener(type, handler, options));
}

export function start(dotnet, list) {
  stop();
  page = dotnet; root = list;
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
  growing?.disconnect();
  page = root = null;
}

// Brings a row into view by its place, whether it is rendered or not; a list just opened first has to grow as tall as that.
export function reveal(index, height) {
  growing?.disconnect();
  if (!root) return;
  const head = root.querySelector('.head')?.offsetHeight ?? 0, top = index * height, bottom = top + height,
    rows = root.querySelector('.rows');
  if (rows.offsetHeight < bottom) {
    growing = new ResizeObserver(() => { if (rows.offsetHeight >= bottom) reveal(index, height); });
    growing.observe(rows);
    return;
  }
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
