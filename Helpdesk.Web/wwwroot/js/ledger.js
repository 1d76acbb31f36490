// Every countdown opens its case's ledger: a click anywhere, Enter or Space where it has the focus, a key in the queue.
// Focus goes back to where it was.
let opener = null;

export function open(number, from) {
  const box = document.getElementById('ledger-of');
  if (!box || !number) return;
  opener = from ?? document.activeElement;
  // Set anew even for the same case: a change that changes nothing would not be told.
  box.value = number;
  box.dispatchEvent(new Event('change', { bubbles: true }));
}

export function closed() {
  if (opener?.isConnected) opener.focus();
  opener = null;
}

document.addEventListener('click', e => {
  const cell = e.target.closest?.('[data-ledger]');
  if (cell) open(cell.dataset.ledger, cell.matches('button') ? cell : null);
});
