/**
 * Laravel's error answers: pretty JSON for clients that ask for JSON, an HTML page for the others
 * (Reverb recording 26).
 */

/**
 * Does the client ask for JSON? Accepting anything is not asking.
 * @param {import('node:http').IncomingMessage} request
 */
export function wantsJson(request) {
  return /[/+]json/.test(request.headers.accept ?? '');
}

/**
 * @param {number} status
 * @param {string} reason
 * @param {string} message of the JSON form
 * @param {boolean} isJson
 * @returns {import('../http/host.mjs').Answer}
 */
export function laravelError(status, reason, message, isJson) {
  const headers = { 'cache-control': 'no-cache, private' };
  return isJson
    ? {
        status,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ message }, null, 4),
      }
    : {
        status,
        headers: { ...headers, 'content-type': 'text/html; charset=UTF-8' },
        body: page(status, reason),
      };
}

/** @param {number} status @param {string} reason */
function page(status, reason) {
  return `<!DOCTYPE html>
<html lang="en">
<head>
    <meta charset="UTF-8" />
    <meta name="robots" content="noindex,nofollow,noarchive" />
    <title>An Error Occurred: ${reason}</title>
    <link rel="icon" href="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 128 128%22><text y=%221.2em%22 font-size=%2296%22>❌</text></svg>" />
    <style>body { background-color: #fff; color: #222; font: 16px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; margin: 0; }
.container { margin: 30px; max-width: 600px; }
h1 { color: #dc3545; font-size: 24px; }
h2 { font-size: 18px; }</style>
</head>
<body>
<div class="container">
    <h1>Oops! An Error Occurred</h1>
    <h2>The server returned a "${status} ${reason}".</h2>

    <p>
        Something is broken. Please let us know what you were doing when this error occurred.
        We will fix it as soon as possible. Sorry for any inconvenience caused.
    </p>
</div>
</body>
</html>`;
}
