import type { AgentCard } from '../../contract/agent-card.js';

/** How the router and other programs see the agent that looks after the customer's own data. */
export const personalizationCard: AgentCard = {
  id: 'personalization',
  name: 'Personalization',
  topic: 'your account and preferences',
  purpose:
    "The customer's own account: profile, name, e-mail, phone, saved addresses, saved payment methods, gift card " +
    'balance, membership tier, preferences and what is remembered about them, forgetting it, and what they recently ' +
    'looked at.',
  port: 8084,
  examples: [
    'Which address do you have on file for me?',
    'please remember that I prefer e-mail over phone calls',
    'what was i looking at yesterday',
    'Change my phone number.',
    'How much is left on my gift card?',
    'Forget everything you know about my taste.',
    'Am I a premium member?',
    'what data do you keep about me',
    'I only want vegan-friendly kitchen stuff from now on',
    'remove the old credit card from my account',
  ],
  unavailableHint:
    'Your profile and your settings are unchanged. They can be seen on the account page; please ask again in a few minutes.',
};
