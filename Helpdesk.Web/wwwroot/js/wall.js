// The wallboard: fetches its picture, hears from the queue's hub when it is old, and comes back by itself after whatever happened.
// The key goes into a header and nowhere else: not into an address, so into no log, no history and no referrer.
import { tick, noteBeat, serverOffset } from './countdown.js';

const board = document.getElementById('wall'),
  state = document.getElementById('wall-state'),
  clock = document.getElementById('wall-clock');
const form = document.getElementById('wall-key'),
  secret = document.getElementById('wall-secret'),
  refused = document.getElementById('wall-refused'),
  forget = document.getElementById('wall-forget');
const kept = 'helpdesk-wall-key',
  end = '\x1e';
const language = document.documentElement.lang;
let build = null, fetchedAt = 0, seenAt = null, busy = false, again = false, soon = 0;

const key = () => localStorage.getItem(kept);
const headers = () => key() ? { 'X-Api-Key': key() } : {};
const wait = ms => new Promise(done => setTimeout(done, ms));

// A link may bring the key behind its #, the part that no browser sends. It leaves the address at once and stays in this browser.
function takeKey() {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (given) localStorage.setItem(kept, given.trim());
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
}

function say(kind) {
  if (state.dataset.state === kind && kind !== 'lost') return;
  state.dataset.state = kind;
  const at =
    seenAt &&
    new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: clock.dataset.zone }).format(seenAt);
  const words = state.dataset[kind].replace('{0}', at ?? '–');
  if (state.textContent !== words) state.textContent = words;
}

function ask(isRefused) {
  board.replaceChildren();
  refused.hidden = !isRefused;
  if (form.hidden) { form.hidden = false; secret.focus(); }
}

// True when the server answered with a picture or asked for a key: it is there.
async function refresh() {
  if (busy) { again = true; return true; }
  busy = true;
  try {
    const answer = await fetch('/api/v1/wall/board', { headers: headers(), cache: 'no-store', signal: AbortSignal.timeout(15000) });
    if (answer.status === 401 || answer.status === 403) { ask(key() !== null); say('ask'); return true; }
    if (!answer.ok) throw new Error(`the picture answered ${answer.status}`);
    show(await answer.text());
    return true;
  } catch {
    say('lost');
    return false;
  } finally {
    busy = false;
    fetchedAt = performance.now();
    if (again) { again = false; refreshSoon(); }
  }
}

function show(html) {
  form.hidden = true;
  forget.hidden = key() === null;
  board.innerHTML = html;
  const made = board.firstElementChild;
  if (build !== null && build !== made.dataset.build) { location.reload(); return; }
  build = made.dataset.build;
  seenAt = +made.dataset.asof;
  noteBeat(seenAt);
  clock.dataset.zone = made.dataset.zone;
  clock.dataset.zoneName = made.dataset.zoneName;
  say('live');
  everySecond();
}

// However much happens, one picture in two seconds is as much as anybody sees.
function refreshSoon() {
  if (!soon) soon = setTimeout(() => { soon = 0; refresh(); }, Math.max(0, 2000 - (performance.now() - fetchedAt)));
}

// SignalR by long polling, by hand:
// a WebSocket or an EventSource of a browser cannot send a header, the key would have to stand in their address.
async function listen() {
  const call = async (address, options) => {
    const answer = await fetch(address, { ...options, headers: headers(), cache: 'no-store' });
    if (!answer.ok) throw new Error(`the hub answered ${answer.status}`);
    return answer;
  };
  const { connectionToken } = await (await call('/hubs/queue/negotiate?negotiateVersion=1', { method: 'POST' })).json();
  const at = '/hubs/queue?id=' + encodeURIComponent(connectionToken);
  const send = message => call(at, { method: 'POST', body: JSON.stringify(message) + end });
  // The first poll only opens the connection.
  await call(at);
  await send({ protocol: 'json', version: 1 });
  await send({ type: 1, target: 'WatchWall', arguments: [] });
  refreshSoon();
  for (;;) {
    // The server ends a poll after 90 s with nothing in it.
    const answer = await call(at, { signal: AbortSignal.timeout(120000) });
    if (answer.status === 204) return;
    for (const text of (await answer.text()).split(end).filter(t => t)) {
      const message = JSON.parse(text);
      if (message.type === 7) return;
      if (message.error) throw new Error(message.error);
      if (message.target === 'Heartbeat') noteBeat(Date.parse(message.arguments[0].serverTime));
      else if (message.target === 'QueueChanged') refreshSoon();
    }
  }
}

async function stayConnected() {
  let pause = 1000;
  for (;;) {
    const began = performance.now();
    // Without a picture there is nothing to listen for: no key yet, or no server.
    if ((await refresh()) && form.hidden) {
      try {
        await listen();
      } catch {
        /* the server went away, or does not want us: asked again below */
      }
    }
    pause = performance.now() - began > 30000 ? 1000 : Math.min(pause * 2, 10000);
    await wait(pause);
  }
}

function everySecond() {
  tick();
  if (!clock.dataset.zone) return;
  const words =
    new Intl.DateTimeFormat(language, {
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
      timeZone: clock.dataset.zone
    }).format(Date.now() + serverOffset()) +
    ' ' +
    clock.dataset.zoneName;
  if (clock.textContent !== words) clock.textContent = words;
}

form.addEventListener('submit', e => {
  e.preventDefault();
  localStorage.setItem(kept, secret.value.trim());
  secret.value = '';
  form.hidden = true;
  refresh();
});
forget.addEventListener('click', () => {
  localStorage.removeItem(kept);
  location.reload();
});
addEventListener('hashchange', () => {
  takeKey();
  refresh();
});

takeKey();
setInterval(everySecond, 1000);
// What the hub does not tell of: shifts that change hands, the day that ends.
setInterval(refresh, 30000);
stayConnected();
