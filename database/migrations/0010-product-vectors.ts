import { type Migration, sqlMigration } from './migration.js';

/** A product whose words change loses its vector, so that the next indexing writes it anew. */
export const productVectors: Migration = sqlMigration(
  '0010-product-vectors',
  `
  create function forget_product_vector() returns trigger language plpgsql as $$
  begin
    new.embedding := null;
    new.embedder := null;
    return new;
  end $$;

  create trigger forget_product_vector
    before update of name, brand, category, description on products
    for each row
    when ((old.name, old.brand, old.category, old.description)
      is distinct from (new.name, new.brand, new.category, new.description))
    execute function forget_product_vector();
  `,
);
