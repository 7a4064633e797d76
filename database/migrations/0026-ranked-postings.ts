import { type Migration, sqlMigration } from './migration.js';

/**
 * What a search of a large corpus reads: how many passages have a word, kept by the database itself, and the postings of a
 * word in the order of their impact, so that the heaviest can be read without the rest.
 */
export const rankedPostings: Migration = sqlMigration(
  '0026-ranked-postings',
  `
  create table knowledge_terms (
    term text primary key,
    documents integer not null check (documents >= 0)
  );
  insert into knowledge_terms select term, count(*) from knowledge_postings group by term;
  create index knowledge_postings_by_impact on knowledge_postings (term, impact desc) include (chunk_id);

  create function count_new_postings() returns trigger language plpgsql as $$
  begin
    insert into knowledge_terms as kept (term, documents)
      select term, count(*) from fresh group by term order by term
      on conflict (term) do update set documents = kept.documents + excluded.documents;
    return null;
  end $$;
  create trigger count_new_postings after insert on knowledge_postings referencing new table as fresh
    for each statement execute function count_new_postings();

  create function count_gone_postings() returns trigger language plpgsql as $$
  begin
    update knowledge_terms as kept set documents = kept.documents - gone.documents
      from (select term, count(*) as documents from gone group by term order by term) as gone
      where kept.term = gone.term;
    return null;
  end $$;
  create trigger count_gone_postings after delete on knowledge_postings referencing old table as gone
    for each statement execute function count_gone_postings();

  create function count_no_postings() returns trigger language plpgsql as $$
  begin
    delete from knowledge_terms;
    return null;
  end $$;
  create trigger count_no_postings after truncate on knowledge_postings
    for each statement execute function count_no_postings();

  grant select on knowledge_terms to switchboard_troubleshooting, switchboard_order_management;
  grant select, insert, update, delete on knowledge_terms to switchboard_ingest;
  `,
);
