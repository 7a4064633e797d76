import { runMain } from '../../platform/run-main.js';
import { runAgentProcess } from '../run-agent-process.js';
import { personalizationAgent } from './agent.js';

await runMain(() => runAgentProcess(personalizationAgent));
