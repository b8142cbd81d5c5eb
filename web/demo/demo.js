import { createScoreboard } from '/dist/scoreline.js';

const config = await (await fetch('/demo/config.json')).json();

showScorelytics(config.scorelytics);
showStatsApi(config.statsApi);
followTheme();
logEvents();

function showScorelytics(provider) {
  if (!provider?.matches.length) return hideSection('scorelytics');
  const { matches, ...access } = provider;
  for (const { id, sport } of matches) {
    addBoard('scorelytics', { provider: 'scorelytics', sport, match: id, ...access });
  }
  for (const sport of new Set(matches.map((match) => match.sport))) {
    addBoard('lists', { provider: 'scorelytics', sport, live: true, ...access });
  }
}

function showStatsApi(provider) {
  if (!provider?.matches.length) return hideSection('stats-api');
  const { matches, ...access } = provider;
  for (const match of matches) addBoard('stats-api', { provider: 'stats-api', match, ...access });
}

// Options go in by script, so that a key never becomes an attribute that anybody can copy.
function addBoard(place, options) {
  createScoreboard(document.getElementById(place), options);
}

function hideSection(place) {
  document.getElementById(place).closest('section').hidden = true;
}

function followTheme() {
  document.getElementById('theme').addEventListener('change', ({ target }) => {
    document.documentElement.dataset.theme = target.value;
    for (const board of document.querySelectorAll('score-board')) {
      board.setAttribute('theme', target.value);
    }
  });
}

function logEvents() {
  const sentences = {
    'score-change': ({ home, away }, name) => `${name}: ${home}–${away}`,
    'status-change': ({ status }, name) => `${name}: ${status}`,
    play: ({ play }, name) => `${name}: ${play.type}`,
    'connection-change': ({ state, reason }, name) =>
      `${name}: ${state}${reason ? ` (${reason})` : ''}`,
    'match-click': (_, name) => `${name} was clicked`,
    'board-error': ({ reason, message }) => `${reason}: ${message}`,
  };
  const list = document.getElementById('events');
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

  for (const [type, sentence] of Object.entries(sentences)) {
    document.addEventListener(type, ({ target, detail }) => {
      // The lists show the same matches once more.
      if (target.closest('#lists') && detail.match) return;
      document.getElementById('no-events').hidden = true;
      const item = document.createElement('li');
      item.dataset.type = type;
      item.append(
        part('time', time.format()),
        part('b', type),
        part('span', sentence(detail, nameOf(target, detail.match))),
      );
      list.prepend(item);
      while (list.children.length > 100) list.lastChild.remove();
    });
  }
}

function part(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function nameOf(board, id) {
  const { matches } = board.state;
  const match =
    matches.find((each) => each.id === id) ?? (matches.length === 1 ? matches[0] : null);
  return match ? `${match.home.name} – ${match.away.name}` : 'Board';
}
