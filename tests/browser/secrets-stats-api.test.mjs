/**
 * No key, token or signature is ever told to the page, its reader or its console, in any of the ways in
 * which a board can fail, in Chromium with the real component.
 */

import { testFailures } from './lib/secret-tests.mjs';

testFailures('stats-api');
