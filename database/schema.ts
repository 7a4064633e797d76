import type { ColumnType, Generated } from 'kysely';
import type { Json, Timestamp, Vector } from './column-types.js';
import type { ConversationTables } from './conversation-tables.js';

export type { Json, Timestamp, Vector };

/** A postal address as the shop stores and prints it. */
export interface PostalAddress {
  recipient: string;
  line1: string;
  line2?: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
}

export type OrderStatus =
  | 'pending'
  | 'pending-modified'
  | 'processed'
  | 'shipped'
  | 'delivered'
  | 'cancelled'
  | 'return-requested'
  | 'exchange-requested';
export type PaymentMethodKind = 'credit-card' | 'paypal' | 'gift-card';
export type CaseKind = 'return' | 'exchange' | 'damage' | 'warranty' | 'goodwill' | 'ticket' | 'diagnosis';

/** Row-level security: owned by `id`. */
interface Customers {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  tier: 'standard' | 'plus' | 'premium';
  locale: string;
  created_at: Timestamp;
}
/** The customers that the demo login offers; no row-level security, so that the page can list them before anybody signed in. */
interface DemoCustomers {
  id: string;
  name: string;
  about: string;
}
interface CustomerAddresses {
  id: string;
  customer_id: string;
  label: string;
  address: Json<PostalAddress>;
  is_default: boolean;
}
interface PaymentMethods {
  id: string;
  customer_id: string;
  kind: PaymentMethodKind;
  brand: string | null;
  last_four: string | null;
  balance_cents: number | null;
  currency: string;
}
interface Preferences {
  customer_id: string;
  key: string;
  value: string;
  source: 'stated' | 'inferred' | 'imported';
  consent: boolean;
  expires_at: Timestamp | null;
  updated_at: Timestamp;
}
interface BrowsingEvents {
  id: Generated<string>;
  customer_id: string;
  kind: 'view' | 'search' | 'cart';
  product_id: string | null;
  query: string | null;
  at: Timestamp;
}
interface Products {
  id: string;
  name: string;
  category: string;
  brand: string;
  description: string;
  attributes: Json<Record<string, string>>;
  consumable: boolean;
  final_sale: boolean;
  warranty_months: number;
  compatible_with: string[];
  currency: string;
  /** Generated from name, brand, category, description and attributes. */
  search: ColumnType<string, never, never>;
  embedding: Vector | null;
  embedder: string | null;
}
interface Variants {
  id: string;
  product_id: string;
  options: Json<Record<string, string>>;
  price_cents: number;
  available: boolean;
}
interface VariantStock {
  variant_id: string;
  warehouse: string;
  quantity: number;
}
interface Reviews {
  id: string;
  product_id: string;
  rating: number;
  title: string;
  text: string;
  author: string;
  at: Timestamp;
}
interface Orders {
  id: string;
  customer_id: string;
  status: OrderStatus;
  placed_at: Timestamp;
  currency: string;
  shipping_address: Json<PostalAddress>;
  note: string | null;
  cancel_reason: string | null;
}
interface OrderLines {
  id: string;
  order_id: string;
  customer_id: string;
  position: number;
  variant_id: string;
  product_id: string;
  product_name: string;
  options: Json<Record<string, string>>;
  quantity: number;
  unit_price_cents: number;
}
interface OrderPayments {
  id: string;
  order_id: string;
  customer_id: string;
  payment_method_id: string;
  kind: 'payment' | 'refund';
  amount_cents: number;
  at: Timestamp;
  /** For a refund: when the money is expected; null when it has arrived. */
  expected_at: Timestamp | null;
}
interface Shipments {
  id: string;
  order_id: string;
  customer_id: string;
  carrier: string;
  tracking_id: string;
  line_ids: string[];
  status: 'label-created' | 'in-transit' | 'out-for-delivery' | 'delivered' | 'exception';
  shipped_at: Timestamp | null;
  estimated_at: Timestamp;
  delivered_at: Timestamp | null;
}
interface ShipmentEvents {
  id: string;
  shipment_id: string;
  customer_id: string;
  at: Timestamp;
  place: string;
  text: string;
}
interface Cases {
  id: string;
  customer_id: string;
  order_id: string | null;
  kind: CaseKind;
  status: 'open' | 'waiting' | 'resolved' | 'rejected';
  topic: string;
  summary: string;
  data: Json<Record<string, unknown>>;
  created_at: Timestamp;
  updated_at: Timestamp;
}
interface KnowledgeDocuments {
  id: string;
  title: string;
  product: string | null;
  kind: 'faq' | 'guide' | 'policy';
  updated: string;
  content_hash: string;
  source: string;
}
/** Column names and types that LangChain's PGVectorStore expects (id, content, metadata, embedding), and ours beside. */
interface KnowledgeChunks {
  id: string;
  document_id: string;
  position: number;
  heading_path: string[];
  content: string;
  metadata: Json<Record<string, unknown>>;
  content_hash: string;
  embedding: Vector;
  search: ColumnType<string, never, never>;
  product: string | null;
  /** Further products or categories that it holds for. */
  also_for: Generated<string[]>;
  kind: 'faq' | 'guide' | 'policy';
}
/** The word index: `impact` is the part of a term's BM25 weight that does not depend on other documents. */
interface KnowledgePostings {
  term: string;
  chunk_id: string;
  frequency: number;
  impact: number;
}
/** At most one row: the counts that BM25 needs of the whole corpus. */
interface KnowledgeStatistics {
  singleton: Generated<boolean>;
  chunks: number;
  average_length: number;
}
/** One row: which embedder wrote the corpus (`purpose` = knowledge | products). */
interface Corpora {
  purpose: string;
  embedder: string;
  dimensions: number;
  version: number;
}
interface KnowledgeGaps {
  id: string;
  query: string;
  product: string | null;
  evidence: 'weak' | 'none';
  created_at: Timestamp;
}

/** Every table of the database, for Kysely. Checkpoint tables belong to LangGraph and live in the schema `checkpoints`. */
export interface Schema extends ConversationTables {
  customers: Customers;
  demo_customers: DemoCustomers;
  customer_addresses: CustomerAddresses;
  payment_methods: PaymentMethods;
  preferences: Preferences;
  browsing_events: BrowsingEvents;
  products: Products;
  variants: Variants;
  variant_stock: VariantStock;
  reviews: Reviews;
  orders: Orders;
  order_lines: OrderLines;
  order_payments: OrderPayments;
  shipments: Shipments;
  shipment_events: ShipmentEvents;
  cases: Cases;
  knowledge_documents: KnowledgeDocuments;
  knowledge_chunks: KnowledgeChunks;
  knowledge_postings: KnowledgePostings;
  knowledge_statistics: KnowledgeStatistics;
  corpora: Corpora;
  knowledge_gaps: KnowledgeGaps;
}
