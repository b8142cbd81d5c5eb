import { runScenarios } from '../scenarios/all.mjs';

runScenarios('WebKitGTK', { canBeSetOffline: false });
