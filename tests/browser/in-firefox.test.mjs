import { runScenarios } from './scenarios/all.mjs';

runScenarios('Firefox', { canBeSetOffline: true });
