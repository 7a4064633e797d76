import { type Migration, sqlMigration } from './migration.js';

/**
 * The word index of the catalog, kept by the database itself whoever writes a product: one row for each word of each product
 * with its weighted frequency (name and brand three times, category twice) and the product's length. A revision of the
 * catalog and one of the knowledge base tell caches when what they hold has become old; a revision is never given twice.
 */
export const productWords: Migration = sqlMigration(
  '0022-product-words',
  `
  create table product_postings (
    term text not null,
    product_id text not null references products on delete cascade,
    frequency integer not null check (frequency > 0),
    length integer not null check (length > 0),
    primary key (term, product_id) include (frequency, length)
  );
  create index on product_postings (product_id);

  create function write_product_postings(product text, words tsvector) returns void language sql
    security definer set search_path = public, pg_temp as $$
    insert into product_postings (term, product_id, frequency, length)
    select word.lexeme, product,
      (select sum(case weight when 'A' then 3 when 'B' then 2 else 1 end) from unnest(word.weights) as weight),
      sum(cardinality(word.positions)) over ()
    from unnest(words) as word
  $$;
  revoke execute on function write_product_postings(text, tsvector) from public;

  create function index_product_words() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    if tg_op = 'UPDATE' then
      delete from product_postings where product_id = new.id;
    end if;
    perform write_product_postings(new.id, new.search);
    return null;
  end $$;
  create trigger index_new_product_words after insert on products
    for each row execute function index_product_words();
  create trigger index_changed_product_words after update on products
    for each row when (old.search is distinct from new.search) execute function index_product_words();
  select write_product_postings(id, search) from products;

  create sequence revisions;
  create table catalog_state (
    singleton boolean primary key default true check (singleton),
    revision bigint not null
  );
  insert into catalog_state (revision) values (nextval('revisions'));
  create function touch_catalog() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    update catalog_state set revision = nextval('revisions');
    return null;
  end $$;
  create trigger touch_catalog after insert or delete or truncate on products
    for each statement execute function touch_catalog();
  create trigger touch_changed_catalog after update of name, category, brand, description, attributes, currency on products
    for each statement execute function touch_catalog();
  create trigger touch_catalog after insert or delete or truncate or update of price_cents, available, options on variants
    for each statement execute function touch_catalog();

  alter table corpora add revision bigint not null default nextval('revisions');
  create function touch_knowledge() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
  begin
    update corpora set revision = nextval('revisions') where purpose = 'knowledge';
    return null;
  end $$;
  create trigger touch_knowledge after insert or update or delete or truncate on knowledge_chunks
    for each statement execute function touch_knowledge();

  grant usage on sequence revisions to switchboard_ingest;
  grant select on product_postings, catalog_state to switchboard_order_management,
    switchboard_product_recommendation, switchboard_troubleshooting, switchboard_personalization, switchboard_ingest;
  `,
);
