import { runScenarios } from './scenarios/all.mjs';

runScenarios('Chromium', { canBeSetOffline: true });
