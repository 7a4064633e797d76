import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { servePage } from '../serve-page.js';
import type { MockActions } from './mock-actions.js';
import type { MockInbox } from './mock-inbox.js';
import {
  createMockSupervisor,
  type MockStaff,
  type MockSupervisorOptions,
  type Recorded,
} from './mock-supervisor.js';

/** The page and the double of its API on a port of their own. */
export interface ServedDouble {
  url: string;
  recorded: Recorded[];
  actions: MockActions;
  inbox: MockInbox;
  staff: MockStaff;
  close(): Promise<void>;
}

/** Serves the page over the double, on loopback. */
export async function serveDouble(options: MockSupervisorOptions): Promise<ServedDouble> {
  const { app: api, recorded, actions, inbox, staff } = createMockSupervisor(options);
  const app = new Hono();
  app.use(servePage());
  app.route('/', api);
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    recorded,
    actions,
    inbox,
    staff,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
