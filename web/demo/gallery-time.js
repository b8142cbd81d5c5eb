// The page's time of day stands where the gallery's servers stand (tests/upstreams/demo/gallery.mjs), so
// that no match clock and no kick-off time is another one tomorrow. Timers run on.
Date.now = () => Date.UTC(2026, 2, 14, 19, 45, 50);
