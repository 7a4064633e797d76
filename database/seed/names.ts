/** First names of the seed's people. */
export const FIRST_NAMES: readonly string[] =
  'Adele Amir Anouk Arjun Astrid Bea Boris Carla Cedric Dana Dario Elif Elena Emil Esther Felix Freya Gina Goran Hana Henry Ida Igor Ines Isaac Jana Jonas Julia Kai Karim Katya Lena Leo Lina Luca Maja Marco Mei Mila Milan Nadia Nils Nora Omar Oskar Paula Pedro Petra Quinn Rania Rosa Ruben Sara Selma Sofia Tara Theo Tom Una Vera Victor Wanda Yara Yusuf Zoe'.split(
    ' ',
  );

/** Last names of the seed's people. */
export const LAST_NAMES: readonly string[] =
  'Abbott Alvarez Andersen Baker Barros Becker Bianchi Brandt Cohen Costa Dahl Delgado Dubois Ekholm Eriksen Farrow Ferri Gallo Garner Hale Hansen Herrera Ibrahim Ivanova Jansen Jensen Kaur Keller Khan Kowalski Laurent Lindgren Lopez Marin Mendes Meyer Moreau Murphy Nakamura Nilsson Okafor Olsen Ortega Pereira Petrov Quist Reyes Rossi Sato Schmidt Silva Sorensen Tanaka Torres Ueda Varga Vogel Walsh Weber Xu Yilmaz Zeller'.split(
    ' ',
  );

/** Streets for addresses. */
export const STREETS: readonly string[] = [
  'Maple Street',
  'Harbor Road',
  'Mill Lane',
  'Cedar Avenue',
  'Station Street',
  'Orchard Way',
  'Lakeview Drive',
  'Foundry Row',
  'Juniper Court',
  'Bridge Street',
  'Quarry Hill',
  'Sunset Terrace',
];

/** Cities with their region and the first digits of a postal code. */
export const CITIES: readonly { city: string; region: string; zip: string }[] = [
  { city: 'Portland', region: 'OR', zip: '972' },
  { city: 'Denver', region: 'CO', zip: '802' },
  { city: 'Austin', region: 'TX', zip: '787' },
  { city: 'Columbus', region: 'OH', zip: '432' },
  { city: 'Boston', region: 'MA', zip: '021' },
  { city: 'Madison', region: 'WI', zip: '537' },
  { city: 'Raleigh', region: 'NC', zip: '276' },
  { city: 'Tucson', region: 'AZ', zip: '857' },
  { city: 'Albany', region: 'NY', zip: '122' },
  { city: 'Boise', region: 'ID', zip: '837' },
  { city: 'Savannah', region: 'GA', zip: '314' },
  { city: 'Duluth', region: 'MN', zip: '558' },
];
