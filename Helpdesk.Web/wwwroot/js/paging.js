// The open screen as a pager: sound, title and, where the person allowed it, a notification of the system, until somebody has the case.
let alarm = null, wave = null, audio = null;

const SOUND_EVERY = 4000;

// Rising and falling, unlike the chime of a new row; made here, so that no file has to load when seconds count.
function sound() {
  try {
    audio ??= new AudioContext();
    // Before the first press on a page browsers let nothing be heard.
    if (audio.state === 'suspended') audio.resume().catch(() => { });
    for (const [at, hz] of [[0, 740], [0.22, 988], [0.44, 740], [0.66, 988]]) {
      const tone = audio.createOscillator(),
        gain = audio.createGain(),
        start = audio.currentTime + at;
      tone.type = 'triangle';
      tone.frequency.value = hz;
      gain.gain.setValueAtTime(0.0001, start);
      gain.gain.exponentialRampToValueAtTime(0.3, start + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.001, start + 0.2);
      tone.connect(gain).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.21);
    }
    return audio.state === 'running';
  } catch (e) { console.warn('no sound', e); return false; }
}

function notify(page) {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    const shown = new Notification(page.title, { body: page.text, tag: page.key, requireInteraction: true });
    shown.onclick = () => { window.focus(); location.assign(page.url); };
  } catch { /* Some phones allow it to service workers alone: sound and title remain. */ }
}

function beat() {
  if (!alarm) return;
  const title = document.title.startsWith(alarm.title) ? alarm.before : `${alarm.title} · ${alarm.before}`;
  document.title = title;
}

// Begins, or begins again for a further step; true says that this screen is there and shows it.
export function start(page) {
  if (alarm?.key === page.key) return true;
  const before = alarm?.before ?? document.title;
  stop();
  alarm = { ...page, before, muted: false };
  sound(); notify(page); beat();
  wave = setInterval(() => { if (!alarm) return; beat(); if (!alarm.muted && ++alarm.count % (SOUND_EVERY / 1000) === 0) sound(); }, 1000);
  alarm.count = 0;
  return true;
}

export function quiet() { if (alarm) alarm.muted = true; }

export function stop() {
  clearInterval(wave);
  if (alarm && document.title.startsWith(alarm.title)) document.title = alarm.before;
  alarm = wave = null;
}

// Asked for by a press, as browsers want it: unlocks the sound and asks about notifications. Tells what will work.
export async function rehearse() {
  const heard = sound();
  const asked = !('Notification' in window)
    ? 'none'
    : Notification.permission === 'default'
      ? await Notification.requestPermission()
      : Notification.permission;
  return { sound: heard || audio?.state === 'running', notification: asked };
}
