import { createScoreboard } from '/dist/scoreline.js';

const widths = [170, 320, 480, 800, 1200];
const place = { locale: 'en-GB', timeZone: 'Europe/Madrid' };
// A server that answers once answers once a visit.
const visit = crypto.randomUUID();

showLayouts();
showMatches();
showConnection();
showThemes();
showNames();
followControls();

function showLayouts() {
  const many = ['live', 'half-time', 'scheduled', 'finished', 'interrupted', 'long'];
  for (const layout of ['nano', 'card', 'list', 'ticker']) {
    const group = boards('layouts', layout[0].toUpperCase() + layout.slice(1));
    const isOne = layout === 'nano' || layout === 'card';
    for (const width of widths) {
      const options = isOne ? football('stoppage') : football(many);
      const stage = show(group, `${layout}-${width}`, `${width} px`, { ...options, layout });
      stage.style.setProperty('--width', `${width}px`);
    }
  }
}

function showMatches() {
  const group = boards('matches');
  const footballs = {
    scheduled: 'Scheduled, today',
    'next-week': 'Scheduled, another day',
    live: 'In play',
    stoppage: 'Stoppage time',
    'half-time': 'Half-time',
    'extra-time': 'Extra time',
    finished: 'Full time',
    'after-extra-time': 'After extra time',
    penalties: 'After penalties',
    postponed: 'Postponed',
    cancelled: 'Cancelled',
    interrupted: 'Interrupted',
    abandoned: 'Abandoned',
    walkover: 'Walkover',
  };
  for (const [id, caption] of Object.entries(footballs)) show(group, id, caption, football(id));

  const basketballs = {
    'tip-off': 'Scheduled',
    quarter: 'In play',
    'last-seconds': 'The last seconds',
    overtime: 'Overtime',
    'second-overtime': 'Second overtime',
    over: 'Full time',
  };
  for (const [id, caption] of Object.entries(basketballs)) show(group, id, caption, basketball(id));
  // The Stats API documents two status words; any other is shown as it comes.
  const mapMatch = (match) => ({ ...match, status: 'awaiting video review' });
  show(group, 'unknown', 'A status that nobody has heard of', {
    ...basketball('quarter'),
    mapMatch,
  });
}

function showConnection() {
  const group = boards('connection');
  const live = football('live');
  const nowhere = 'http://127.0.0.1:1';
  const at = (server) => ({ ...live, restUrl: `/gallery/${server}`, wsUrl: `/gallery/${server}` });
  const cases = [
    ['connecting', 'Connecting', at('silent')],
    ['followed', 'Live', live],
    ['polling', 'No stream: polling', at('no-stream')],
    ['stale', 'Stale: nobody answers any more', at(`once-silent/${visit}`)],
    ['stale-waiting', 'Stale, with the next try', at(`once-status-500/${visit}`)],
    ['settled', 'Over', football('finished')],
    ['waiting', 'Waiting after an error', at('status-500')],
    ['rate-limited', 'Waiting, as was asked for', at('busy')],
    ['bad-answer', 'Waiting after nonsense', at('nonsense')],
    ['unreachable', 'Nobody is there', { ...live, restUrl: nowhere, wsUrl: nowhere }],
    ['wrong-key', 'Refused: the key', at('status-401')],
    ['revoked', 'Refused in the middle of a match', at(`once-status-401/${visit}`)],
    ['suspended', 'Refused: the account', at('status-402')],
    ['forbidden', 'Refused: the match', at('status-403')],
    ['not-found', 'Refused: no such match', football('nobody-knows-it')],
    ['no-credential', 'No key from the page', { ...live, apiKey: undefined, getCredential }],
    ['bad-options', 'Options that make no sense', { ...live, sport: 'chess' }],
    ['origin-refused', 'Pusher: another origin', statsApi('other-origin')],
    ['app-unknown', 'Pusher: no such app', { ...statsApi('stats-api'), appKey: 'nobody' }],
    ['over-quota', 'Pusher: full', statsApi('full-house')],
    ['unauthorised', 'Pusher: not for this channel', unauthorised()],
  ];
  for (const [id, caption, options] of cases) show(group, id, caption, options);
}

function showThemes() {
  const group = boards('themes');
  const many = football(['live', 'half-time', 'scheduled', 'finished']);
  const themes = [
    ['light', 'Light', 'light', ''],
    ['dark', 'Dark', 'dark', ''],
    ['transparent', 'Without a background, over a video', 'light', 'transparent'],
    ['brand', 'A brand', 'light', 'brand'],
  ];
  for (const [name, caption, theme, className] of themes) {
    for (const [kind, options] of [
      ['card', football('stoppage')],
      ['list', many],
      ['trouble', { ...football('live'), restUrl: '/gallery/status-401' }],
    ]) {
      const stage = show(group, `${name}-${kind}`, caption, { ...options, theme });
      if (className) stage.querySelector('score-board').className = className;
      stage.classList.toggle('video', className === 'transparent');
    }
  }
}

function showNames() {
  const scripts = {
    latin: 'Latin',
    long: 'Long names',
    cyrillic: 'Cyrillic',
    greek: 'Greek',
    arabic: 'Arabic',
    hebrew: 'Hebrew',
    japanese: 'Japanese',
    emoji: 'Flags',
    mixed: 'Mixed',
  };
  const group = boards('names', 'A page that is read from left to right');
  for (const [id, caption] of Object.entries(scripts)) show(group, `${id}`, caption, football(id));
  const leftward = boards('names', 'A page that is read from right to left');
  leftward.dir = 'rtl';
  for (const id of ['arabic', 'hebrew', 'long']) {
    show(leftward, `rtl-${id}`, scripts[id], football(id));
  }
  show(leftward, 'rtl-list', 'List', football(['arabic', 'hebrew', 'mixed']));
}

function football(ids) {
  return {
    provider: 'scorelytics',
    sport: 'football',
    matches: ids,
    restUrl: '/gallery/good',
    wsUrl: '/gallery/good',
    apiKey: 'sk_test_demo',
    ...place,
  };
}

/** The numbers are those of the Stats API, in the order in which the gallery's world adds them. */
function basketball(id) {
  const ids = ['tip-off', 'quarter', 'last-seconds', 'overtime', 'second-overtime', 'over'];
  return { ...statsApi('stats-api'), match: 137 + ids.indexOf(id) };
}

function statsApi(server) {
  return {
    provider: 'stats-api',
    match: 138,
    restUrl: `/gallery/${server}/api/v1`,
    wsUrl: `/gallery/${server}`,
    appKey: 'stats-admin-public-key',
    authUrl: `/gallery/${server}/api/v1/broadcasting/auth`,
    authHeaders: { Authorization: 'Bearer 12|demo-token' },
    ...place,
  };
}

function unauthorised() {
  const authorize = () => Promise.resolve({ auth: 'stats-admin-public-key:no-signature' });
  return { ...statsApi('stats-api'), authorize, authUrl: undefined };
}

function getCredential() {
  return Promise.reject(new Error('this page has none'));
}

function boards(section, heading) {
  const parent = document.getElementById(section);
  if (heading) {
    const title = document.createElement('h3');
    title.textContent = heading;
    parent.append(title);
  }
  const group = document.createElement('div');
  group.className = 'boards';
  parent.append(group);
  return group;
}

/** A board on a stage, which may have something behind the board. */
function show(group, id, caption, options) {
  const figure = document.createElement('figure');
  figure.id = `${group.closest('section').id}-${id}`;
  const words = document.createElement('figcaption');
  words.textContent = caption;
  const stage = document.createElement('div');
  stage.className = 'stage';
  figure.append(words, stage);
  group.append(figure);
  createScoreboard(stage, options);
  return stage;
}

/** `?width=800&theme=dark` chooses the same. */
function followControls() {
  const form = document.getElementById('controls');
  const wanted = new URLSearchParams(location.search);
  for (const input of form.querySelectorAll('input')) {
    if (wanted.get(input.name) === input.value) input.checked = true;
  }
  const apply = () => {
    const { width, theme } = Object.fromEntries(new FormData(form));
    document.documentElement.style.setProperty('--width', `${width}px`);
    document.documentElement.dataset.theme = theme;
    for (const board of document.querySelectorAll('section:not(#themes) score-board')) {
      board.setAttribute('theme', theme);
    }
  };
  form.addEventListener('change', apply);
  apply();
}
