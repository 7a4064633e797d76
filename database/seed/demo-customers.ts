/** An order of a demo customer, and what is special about it. */
export interface DemoOrder {
  id: string;
  about: string;
}

/** A customer whom the demo login offers. The orders listed are all that this customer has. */
export interface DemoCustomer {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  tier: 'standard' | 'plus' | 'premium';
  about: string;
  orders: readonly DemoOrder[];
}

/** Named customers with known data; "days ago" counts from the day that the seed was made for. */
export const DEMO_CUSTOMERS: readonly DemoCustomer[] = [
  {
    id: 'C1001',
    firstName: 'Ava',
    lastName: 'Novak',
    email: 'ava.novak@example.com',
    tier: 'plus',
    about: 'A pending order, a late parcel, and headphones and a robot vacuum delivered 12 days ago.',
    orders: [
      { id: 'SB-100001', about: 'pending since yesterday: a mechanical keyboard and two wall chargers' },
      { id: 'SB-100002', about: 'shipped, and three days late: a 55 inch Vista 4K TV' },
      { id: 'SB-100003', about: 'delivered 12 days ago: Aurora ANC Headphones and an Orbit R1 Robot Vacuum' },
      {
        id: 'SB-100004',
        about: 'delivered 200 days ago: an Ostra Barista Coffee Machine, still under warranty',
      },
    ],
  },
  {
    id: 'C1002',
    firstName: 'Ben',
    lastName: 'Carter',
    email: 'ben.carter@example.com',
    tier: 'standard',
    about: 'Deliveries 29, 30 and 31 days ago, and a final-sale knife.',
    orders: [
      { id: 'SB-100005', about: 'delivered 29 days ago: a Crisp Air Fryer' },
      { id: 'SB-100006', about: 'delivered 30 days ago: a Whirl Blender' },
      { id: 'SB-100007', about: 'delivered 31 days ago: a Golden Toaster' },
      { id: 'SB-100008', about: 'delivered 5 days ago: a final-sale chef knife and a cast iron pan' },
    ],
  },
  {
    id: 'C1003',
    firstName: 'Chloe',
    lastName: 'Martin',
    email: 'chloe.martin@example.com',
    tier: 'plus',
    about: 'One order in two parcels, and a pending order that was changed once already.',
    orders: [
      { id: 'SB-100009', about: 'split: the lamp came 4 days ago, bulbs and hub are on their way, on time' },
      { id: 'SB-100010', about: 'pending-modified since yesterday: Aurora Lite Headphones' },
    ],
  },
  {
    id: 'C1004',
    firstName: 'Diego',
    lastName: 'Ramos',
    email: 'diego.ramos@example.com',
    tier: 'standard',
    about: 'Pays with a nearly empty gift card, a card and PayPal.',
    orders: [
      { id: 'SB-100011', about: 'pending: a Cove Portable Speaker, paid with gift card and credit card' },
      { id: 'SB-100012', about: 'pending: a Volt Power Bank, paid with PayPal' },
      { id: 'SB-100013', about: 'delivered 9 days ago: Pebble Pro Earbuds, paid with the gift card' },
    ],
  },
  {
    id: 'C1005',
    firstName: 'Emma',
    lastName: 'Fischer',
    email: 'emma.fischer@example.com',
    tier: 'premium',
    about: 'An expensive laptop delivered 8 days ago, and an open warranty case.',
    orders: [
      { id: 'SB-100014', about: 'delivered 8 days ago: a Kestrel 14 Laptop for more than 500.00' },
      { id: 'SB-100015', about: 'delivered 700 days ago: a Breeze Air Purifier with an open warranty case' },
    ],
  },
  {
    id: 'C1006',
    firstName: 'Farid',
    lastName: 'Haddad',
    email: 'farid.haddad@example.com',
    tier: 'standard',
    about: 'Waits for a refund, has a return under way and one that is done.',
    orders: [
      { id: 'SB-100016', about: 'cancelled 2 days ago: the refund to the card is expected in 5 days' },
      { id: 'SB-100017', about: 'return requested 4 days ago: a Swift Stick Vacuum' },
      { id: 'SB-100018', about: 'delivered 50 days ago; one of two lines was returned and refunded' },
    ],
  },
  {
    id: 'C1007',
    firstName: 'Grace',
    lastName: 'Lee',
    email: 'grace.lee@example.com',
    tier: 'premium',
    about: 'A printer and its ink, an exchange under way, and an order being packed.',
    orders: [
      { id: 'SB-100019', about: 'processed, leaves today: Quill ink in four colours' },
      { id: 'SB-100020', about: 'exchange requested 3 days ago: a Tempo Fitness Watch in the wrong size' },
      { id: 'SB-100021', about: 'delivered 90 days ago: a Quill Ink Printer and black ink' },
    ],
  },
  {
    id: 'C1008',
    firstName: 'Hugo',
    lastName: 'Lindqvist',
    email: 'hugo.lindqvist@example.com',
    tier: 'standard',
    about: 'New here: no order yet, looks at vacuum cleaners, has a dog.',
    orders: [],
  },
];
