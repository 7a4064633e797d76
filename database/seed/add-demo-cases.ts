import type { Calendar } from './calendar.js';
import type { World } from './world.js';

/** Adds the cases that belong to the demo customers' orders: a warranty, two returns and an exchange. */
export function addDemoCases(world: World, { daysAgo }: Calendar): void {
  world.cases.push(
    {
      id: 'CASE-1001',
      customer_id: 'C1005',
      order_id: 'SB-100015',
      kind: 'warranty',
      status: 'open',
      topic: 'Air purifier does not start',
      summary: 'The Breeze Air Purifier does not start any more. A replacement part was ordered.',
      data: { lineIds: ['SB-100015-1'] },
      created_at: daysAgo(6, 11),
      updated_at: daysAgo(4, 14),
    },
    {
      id: 'CASE-1002',
      customer_id: 'C1006',
      order_id: 'SB-100017',
      kind: 'return',
      status: 'waiting',
      topic: 'Return of a Swift Stick Vacuum',
      summary: 'The label was sent. The parcel has not arrived at the warehouse yet.',
      data: { lineIds: ['SB-100017-1'], reason: 'too loud' },
      created_at: daysAgo(4, 9),
      updated_at: daysAgo(4, 9),
    },
    {
      id: 'CASE-1003',
      customer_id: 'C1006',
      order_id: 'SB-100018',
      kind: 'return',
      status: 'resolved',
      topic: 'Return of a Lumora Light Strip',
      summary: 'The light strip arrived and was refunded to the card.',
      data: { lineIds: ['SB-100018-2'], reason: 'too long' },
      created_at: daysAgo(45, 9),
      updated_at: daysAgo(38, 12),
    },
    {
      id: 'CASE-1004',
      customer_id: 'C1007',
      order_id: 'SB-100020',
      kind: 'exchange',
      status: 'waiting',
      topic: 'Exchange of a Tempo Fitness Watch',
      summary: 'The 40 mm watch is to be exchanged for 44 mm. The label was sent.',
      data: { lineIds: ['SB-100020-1'], wanted: { size: '44 mm', strap: 'sand' } },
      created_at: daysAgo(3, 16),
      updated_at: daysAgo(3, 16),
    },
  );
}
