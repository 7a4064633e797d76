import type { AgentCard } from '../../contract/agent-card.js';

/** How the router and other programs see the agent that gets products working. */
export const troubleshootingCard: AgentCard = {
  id: 'troubleshooting',
  name: 'Troubleshooting',
  topic: 'troubleshooting',
  purpose:
    'Getting a product to work: setting up, pairing, connecting, cleaning, error lights and messages, faults and ' +
    'repairs, step by step help from guides; warranty; safety; and general questions on how the shop works, such as ' +
    'its shipping, return, payment and warranty rules.',
  port: 8083,
  examples: [
    'My headphones will not pair with my phone any more.',
    'robot vacuum spins in circles and beeps',
    'How do I descale the coffee machine?',
    'The router light is orange and there is no internet',
    'is my toothbrush still under warranty',
    'E7 on the display, what does that mean?',
    'What is your returns policy for opened items?',
    'The power bank got really hot and looks swollen!!',
    'tv turns itself off after ten minutes',
    'How long does standard delivery usually take?',
  ],
  unavailableHint:
    'If the device is hot, smoking, swollen or wet, unplug it and keep away from it. For anything else please ask again in a few minutes.',
};
