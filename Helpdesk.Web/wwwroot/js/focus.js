// Who has the focus: the person first, a new page or form where nobody has put it, the server's late wishes last.

// A field that was clicked is focused once more by the server (MudBlazor's inputs), a round trip later: whoever types in another
// field by then stays there, or the words go into the wrong one.
export function keepFromLateFocus() {
  const dom = Blazor._internal.domWrapper, focus = dom.focus, entered = new WeakSet();
  document.addEventListener('focusin', e => entered.add(e.target));
  dom.focus = (element, preventScroll) => {
    const here = document.activeElement;
    if (here !== element && entered.has(element) && here?.matches('input, textarea')) return;
    focus(element, preventScroll);
  };
}

// From a link that was followed, or from nowhere; never out of somebody's hands.
export function focusHeading() {
  // Where one is stands in view, however long the rail is.
  document.querySelector('.rail a.active')?.scrollIntoView({ block: 'nearest' });
  const at = document.activeElement, heading = document.querySelector('h1');
  if (!heading || (at && at !== document.body && !at.closest('a'))) return;
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  heading.focus();
}

// The first thing in a form that can be seen: what stands in a closed part cannot be used, and whom a mail goes to is right as it
// stands. A menu that opened the form and closes just now would take the focus back to itself.
export function enter(form) {
  const fields = [...(form?.querySelectorAll('input:not([type=hidden]), select, textarea, button') ?? [])];
  const first = fields.find(f => f.checkVisibility() && !f.closest('.recipients'));
  const stay = e => { if (e.target.closest('.mud-menu')) first?.focus(); };
  first?.focus();
  document.addEventListener('focusin', stay);
  setTimeout(() => document.removeEventListener('focusin', stay), 600);
}

// Where a dialog was opened from, once it has let go of the focus and nothing else has taken it.
export function backTo(id, frames = 30) {
  if (frames > 0 && document.querySelector('[role=dialog]')) requestAnimationFrame(() => backTo(id, frames - 1));
  else if (document.activeElement === document.body) document.getElementById(id)?.focus();
}
