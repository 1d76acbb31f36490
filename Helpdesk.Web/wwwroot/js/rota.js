// Hands on the rota: drag over hours, drag an override or its edge, walk with the arrow keys. What a stretch means is decided by the page.
const STEP = 30 * 60 * 1000, EDGE = 8, THRESHOLD = 4;
let page = null, root = null, ghosts = null, words = null, drag = null, left = null, swallow = false;
const handlers = [];

function on(target, type, handler) {
  target.addEventListener(type, handler);
  handlers.push(() => target.removeEventListener(type, handler));
}

export function start(dotnet, grid, layer, zone, language) {
  stop();
  // The page was left while this was on its way.
  if (!grid) return;
  page = dotnet; root = grid; ghosts = layer;
  words = new Intl.DateTimeFormat(language, { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  on(grid, 'keydown', keydown);
  on(grid, 'focusin', e => { const cell = e.target.closest('.cell'); if (cell) rove(cell); });
  on(grid, 'pointerdown', press);
  on(grid, 'click', click);
  on(document, 'pointermove', move);
  on(document, 'pointerup', release);
  on(document, 'pointercancel', cancel);
  on(document, 'keydown', e => { if (e.key === 'Escape') cancel(); });
  grid.dataset.ready = '1';
}

export function stop() {
  cancel();
  for (const off of handlers.splice(0)) off();
  page = root = ghosts = null;
}

/** Back to the cell a form was opened from. */
export function focus(grid) {
  const cell =
    (left && grid.querySelector(`.cell[data-place="${left.place}"][data-row="${left.row}"]`)) ?? grid.querySelector('.cell[tabindex="0"]');
  cell?.focus();
}

// A form, which is modal: the browser keeps the focus in it and takes Escape.
export function openDialog(dialog, dotnet) {
  dialog.addEventListener('cancel', e => { e.preventDefault(); dotnet.invokeMethodAsync('OnCancelled'); });
  if (!dialog.open) dialog.showModal();
}

const cellAt = (place, row) => root.querySelector(`.cell[data-place="${place}"][data-row="${row}"]`);
const last = name => Math.max(...[...root.querySelectorAll('.cell')].map(c => +c.dataset[name]));

function rove(cell) {
  for (const other of root.querySelectorAll('.cell[tabindex="0"]')) other.tabIndex = -1;
  cell.tabIndex = 0;
  left = { place: +cell.dataset.place, row: +cell.dataset.row };
}

function keydown(e) {
  const cell = e.target.closest('.cell');
  if (!cell || e.ctrlKey || e.metaKey || e.isComposing) return;
  const movable = cell.querySelector('[data-override]');
  if (e.altKey) {
    if (movable && (e.key === 'ArrowLeft' || e.key === 'ArrowRight')) {
      e.preventDefault();
      const by = e.key === 'ArrowLeft' ? -STEP : STEP;
      page.invokeMethodAsync('OnMoved', movable.dataset.override, e.shiftKey ? 0 : by, by);
    }
    return;
  }
  if (e.key === 'Enter' || e.key === ' ') {
    e.preventDefault();
    if (movable) { page.invokeMethodAsync('OnOpened', movable.dataset.override); return; }
    const gap = cell.querySelector('[data-gap]') ?? cell;
    page.invokeMethodAsync('OnPicked', +cell.dataset.layer, +gap.dataset.from, +gap.dataset.until);
    return;
  }
  const next = step(+cell.dataset.place, +cell.dataset.row, e.key);
  if (!next) return;
  e.preventDefault();
  next.focus();
}

function step(place, row, key) {
  const down = getComputedStyle(root).getPropertyValue('--days-down').trim() === '1', rows = last('row') + 1, days = last('place') + 1;
  const day = d => cellAt(Math.min(days - 1, Math.max(0, place + d)), row);
  switch (key) {
    case 'Home': return cellAt(place - place % 7, row);
    case 'End': return cellAt(place - place % 7 + 6, row);
    case 'PageUp': return day(-7);
    case 'PageDown': return day(7);
  }
  const along = { ArrowLeft: down ? 0 : -1, ArrowRight: down ? 0 : 1, ArrowUp: down ? -1 : 0, ArrowDown: down ? 1 : 0 }[key];
  if (along === undefined) return null;
  if (along) return day(along);
  const to = row + (key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1);
  if (to >= 0 && to < rows) return cellAt(place, to);
  if (down) return null;
  // Beyond the last layer lies the same weekday of the other week.
  const other = place + (to < 0 ? -7 : 7);
  return other >= 0 && other < days ? cellAt(other, to < 0 ? rows - 1 : 0) : null;
}

// Whoever taps wants the form; a finger's drag scrolls the page.
function press(e) {
  const cell = e.target.closest('.cell');
  if (!cell || e.button !== 0 || e.pointerType === 'touch') return;
  const block = e.target.closest('[data-override]');
  drag = { x: e.clientX, y: e.clientY, row: +cell.dataset.row, layer: +cell.dataset.layer, from: timeAt(cell, e.clientX), active: false };
  if (block) {
    const box = block.getBoundingClientRect();
    const edge = Math.min(EDGE, box.width / 3);
    drag.block = {
      id: block.dataset.override,
      from: +block.dataset.wholeFrom,
      until: +block.dataset.wholeUntil,
      mode:
        block.dataset.start && e.clientX - box.left <= edge
          ? 'from'
          : block.dataset.end && box.right - e.clientX <= edge
            ? 'until'
            : 'whole'
    };
  }
  cell.focus({ preventScroll: true });
  e.preventDefault();
}

function timeAt(cell, x) {
  const box = cell.getBoundingClientRect(), from = +cell.dataset.from, until = +cell.dataset.until;
  const share = Math.min(1, Math.max(0, (x - box.left) / box.width));
  return from + Math.round(share * (until - from) / STEP) * STEP;
}

function move(e) {
  if (!drag) return;
  if (!drag.active && Math.hypot(e.clientX - drag.x, e.clientY - drag.y) < THRESHOLD) return;
  drag.active = true;
  const under = document.elementsFromPoint(e.clientX, e.clientY).map(el => el.closest?.('.cell')).find(c => c && root.contains(c));
  if (under) drag.until = timeAt(cellAt(+under.dataset.place, drag.row), e.clientX);
  draw(wanted());
}

function wanted() {
  const to = drag.until ?? drag.from;
  if (!drag.block)
    return to === drag.from ? { from: to, until: to + STEP } : { from: Math.min(drag.from, to), until: Math.max(drag.from, to) };
  const { from, until, mode } = drag.block,
    by = to - drag.from;
  if (mode === 'from') return { from: Math.min(from + by, until - STEP), until };
  if (mode === 'until') return { from, until: Math.max(until + by, from + STEP) };
  return { from: from + by, until: until + by };
}

function draw({ from, until }) {
  ghosts.replaceChildren();
  const base = root.getBoundingClientRect();
  for (const cell of root.querySelectorAll(`.cell[data-row="${drag.row}"]`)) {
    const start = +cell.dataset.from, end = +cell.dataset.until, a = Math.max(from, start), b = Math.min(until, end);
    if (a >= b) continue;
    const box = cell.getBoundingClientRect(), ghost = document.createElement('div');
    ghost.className = 'ghost';
    const x = box.left - base.left + (box.width * (a - start)) / (end - start),
      y = box.top - base.top;
    Object.assign(ghost.style, {
      left: x + 'px',
      top: y + 'px',
      width: (box.width * (b - a)) / (end - start) + 'px',
      height: box.height + 'px'
    });
    ghosts.append(ghost);
    if (ghosts.childElementCount === 1) {
      const said = document.createElement('div');
      said.className = 'ghost-words';
      said.textContent = words.formatRange(from, until);
      Object.assign(said.style, { left: Math.min(x, base.width - 200) + 'px', top: y + 'px' });
      ghosts.prepend(said);
    }
  }
}

function release() {
  if (!drag) return;
  const done = drag, stretch = done.active ? wanted() : null;
  cancel();
  if (!stretch) return;
  // The click that follows a drag is not a press.
  swallow = true;
  setTimeout(() => { swallow = false; }, 50);
  if (!done.block) page.invokeMethodAsync('OnPicked', done.layer, stretch.from, stretch.until);
  else if (stretch.from !== done.block.from || stretch.until !== done.block.until)
    page.invokeMethodAsync('OnMoved', done.block.id, stretch.from - done.block.from, stretch.until - done.block.until);
}

function click(e) {
  const cell = e.target.closest('.cell');
  if (!cell || swallow) { swallow = false; return; }
  rove(cell);
  const block = e.target.closest('.block');
  if (block?.dataset.override) { page.invokeMethodAsync('OnOpened', block.dataset.override); return; }
  // On a phone a short gap is hard to hit: the cell means it.
  const meant = block?.dataset.gap ? block : cell.querySelector('[data-gap]') ?? block ?? cell;
  page.invokeMethodAsync('OnPicked', +cell.dataset.layer, +meant.dataset.from, +meant.dataset.until);
}

function cancel() {
  drag = null;
  ghosts?.replaceChildren();
}
