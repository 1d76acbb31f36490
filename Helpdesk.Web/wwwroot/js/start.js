// Starts the circuit and holds what every page needs: facts of the browser, connection words, the clock in the header.
import { tick, serverOffset, noteBeat } from './countdown.js';
import * as queue from './queue.js';
import * as keys from './keys.js';
import { restore } from './drafts.js';
import './templates.js';
import { closed as ledgerClosed } from './ledger.js';
import { backTo, enter, focusHeading, keepFromLateFocus } from './focus.js';
import * as files from './files.js';
import * as supervise from './supervise.js';
import * as paging from './paging.js';
import { insert, focusSoon } from './articles.js';

window.helpdesk = {
  facts: () => ({
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
    dark: document.documentElement.dataset.theme === 'dark'
      || (!document.documentElement.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches),
  }),
  queue,
  keys,
  files,
  supervise,
  paging,
  copy: text => navigator.clipboard.writeText(text),
  drafts: restore,
  toEnd: story => { if (story) story.scrollTop = story.scrollHeight; },
  print: () => window.print(),
  ledgerClosed,
  insert,
  focusSoon,
  // The first of them that is there.
  focus: (...ids) => ids.map(id => document.getElementById(id)).find(place => place)?.focus(),
  focusHeading,
  backTo,
  enter
};

// The rail with words or icons alone: as chosen in this browser, else words where there is room. Below 1280 px there is none.
const html = document.documentElement, able = matchMedia('(min-width: 1280px)'), roomy = matchMedia('(min-width: 1400px)');
let chosen = html.dataset.rail;
const fit = () => { html.dataset.rail = able.matches ? chosen ?? (roomy.matches ? 'words' : 'icons') : 'icons'; };
fit();
const keep = (name, value) => {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
};
able.addEventListener('change', fit);
roomy.addEventListener('change', fit);
document.addEventListener('click', e => {
  if (!e.target.closest?.('[data-rail-toggle]')) return;
  chosen = html.dataset.rail === 'words' ? 'icons' : 'words';
  fit();
  keep('hd-rail', chosen);
});

const language = document.documentElement.lang;
let beatSeen = null, beatAt = 0;

function connection() {
  const state = document.getElementById('connection');
  if (!state) return;
  const beat = +state.dataset.beat;
  if (beat !== beatSeen) { beatSeen = beat; beatAt = performance.now(); noteBeat(beat); }
  const modal = document.getElementById('components-reconnect-modal');
  const lost = modal && /components-reconnect-(show|failed|rejected|retrying)/.test(modal.className);
  const age = Math.floor((performance.now() - beatAt) / 1000);
  // Two beats may be late before anybody is told (a beat comes every 15 s).
  const kind = lost ? 'offline' : age > 40 ? 'stale' : 'live';
  const words =
    kind === 'stale' ? state.dataset.stale.replace('{0}', age < 120 ? `${age} s` : `${Math.floor(age / 60)} min`) : state.dataset[kind];
  if (state.textContent !== words) state.textContent = words;
  if (state.dataset.state !== kind) state.dataset.state = kind;
}

// After a restart of the server the old circuit is gone for good. Where nothing has been typed the page comes back by itself;
// where something has, the person decides when to reload.
let asking = false;
async function comeBack() {
  const modal = document.getElementById('components-reconnect-modal');
  if (asking || !modal || !/components-reconnect-(failed|rejected)/.test(modal.className)) return;
  if ([...document.querySelectorAll('textarea')].some(t => t.value.trim())) return;
  asking = true;
  try {
    if ((await fetch('/health/ready', { cache: 'no-store' })).ok) location.reload();
  } catch {
    /* the server is still away: asked again in a second */
  }
  asking = false;
}

function clock() {
  const shown = document.getElementById('clock');
  if (!shown) return;
  const words =
    new Intl.DateTimeFormat(language, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
      timeZone: shown.dataset.zone
    }).format(Date.now() + serverOffset()) +
    ' ' +
    shown.dataset.zoneName;
  if (shown.textContent !== words) shown.textContent = words;
}

// Paper says when it was printed, in the reader's zone.
addEventListener('beforeprint', () => {
  const line = document.getElementById('printed'), shown = document.getElementById('clock');
  if (!line || !shown) return;
  const at = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: shown.dataset.zone })
    .format(Date.now() + serverOffset());
  line.textContent = line.dataset.words.replace('{0}', `${at} ${shown.dataset.zoneName}`);
});

function everySecond() {
  connection(); clock(); tick(); comeBack();
}
setInterval(everySecond, 1000);
// A row that has just appeared must not wait a second for its time.
new MutationObserver(() => tick()).observe(document.body, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['data-left', 'data-run']
});

document.addEventListener('click', e => {
  if (e.target.closest('[data-reload]')) location.reload();
  // A menu closes when the click goes elsewhere.
  for (const menu of document.querySelectorAll('details.person[open]')) if (!menu.contains(e.target)) menu.removeAttribute('open');
});

// Goes with the request that opens the circuit, so that its first page has the reader's times and shade.
const { zone, dark } = window.helpdesk.facts();
if (zone) keep('hd-zone', encodeURIComponent(zone));
keep('hd-shade', dark ? 'dark' : 'light');

keepFromLateFocus();
Blazor.start();
everySecond();
