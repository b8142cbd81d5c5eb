// The page's time of day begins where the gallery's servers begin (tests/upstreams/demo/gallery.mjs), so that
// no match clock and no kick-off time is another one tomorrow. It goes on as timers do: a time of day that
// stands is that of a device whose clock is set again and again.
const begin = Date.UTC(2026, 2, 14, 19, 45, 5);
const since = performance.now();
Date.now = () => begin + Math.floor(performance.now() - since);
