// Files that are dropped on a composer or pasted into it go the way of picked ones: into its newest file input.
const boxOf = e => e.target.closest?.('[data-takes-files]');
const hasFiles = e => [...(e.dataTransfer?.types ?? [])].includes('Files');

// Every screenshot from a clipboard is called image.png; the time tells them apart.
function named(file) {
  if (!/^image\.(png|jpe?g|gif|webp)$/i.test(file.name)) return file;
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return new File([file], `screenshot-${stamp}${file.name.slice(file.name.lastIndexOf('.'))}`, { type: file.type });
}

const newestInput = box => [...box.querySelectorAll('input[type=file]')].at(-1);

// An input stands on the page a moment before Blazor listens to it; files given in that moment would be lost without a word.
async function listening(box) {
  for (let frame = 0; frame < 600; frame++) {
    const input = newestInput(box);
    if (input && '_blazorInputFileNextFileId' in input) return input;
    await new Promise(requestAnimationFrame);
  }
  return newestInput(box);
}

async function give(box, files) {
  // Taken out before the first wait: the clipboard and the drag keep their files only as long as the event lasts.
  const all = new DataTransfer();
  for (const file of files) all.items.add(named(file));
  if (all.files.length === 0) return;
  const input = await listening(box);
  if (!input) return;
  input.files = all.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

document.addEventListener('paste', e => {
  const box = boxOf(e), data = e.clipboardData;
  // Office programs put a picture beside the text; whoever pastes into a text means the text.
  if (!box || !data || data.files.length === 0 || data.types.includes('text/plain')) return;
  e.preventDefault();
  give(box, data.files);
});

document.addEventListener('dragover', e => {
  if (!hasFiles(e)) return;
  // Beside a composer nothing is taken, and the browser must not leave the page to show the file.
  e.preventDefault();
  e.dataTransfer.dropEffect = boxOf(e) ? 'copy' : 'none';
  for (const box of document.querySelectorAll('[data-takes-files]')) box.classList.toggle('dragged-over', box === boxOf(e));
});

document.addEventListener('drop', e => {
  for (const box of document.querySelectorAll('.dragged-over')) box.classList.remove('dragged-over');
  // An open file field takes a drop by itself.
  if (!hasFiles(e) || e.target.matches?.('input[type=file]')) return;
  e.preventDefault();
  const box = boxOf(e);
  if (box) give(box, e.dataTransfer.files);
});

document.addEventListener('dragleave', e => {
  if (e.relatedTarget === null) for (const box of document.querySelectorAll('.dragged-over')) box.classList.remove('dragged-over');
});

// Esc closes a modal dialog by itself and gives the focus back to where it was.
export function show(dialog) { if (dialog && !dialog.open) dialog.showModal(); }
export function close(dialog) { dialog?.close(); }
