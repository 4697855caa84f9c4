ALTER TABLE "exchange_version" ADD COLUMN "basis" text GENERATED ALWAYS AS (terms ->> 'basis') STORED NOT NULL;--> statement-breakpoint
-- As before, but flat: customers × exchanges joined to their choices and the deciding one picked by one sort, where each
-- customer had a sort of its own; and whether a customer is known is only asked of those without a choice. Twice as fast
-- for many. OFFSET 0 holds each look-up to its primary key and its place, whatever the planner guesses of tables that are
-- small, or not analysed yet. `gpc`: the no came from the customer's browser.
CREATE OR REPLACE FUNCTION decide(
  key_hash text, customer_ids uuid[], asked_category text, asked_purpose text, asked_exchange text, min_seq bigint,
  at timestamptz
)
RETURNS TABLE (place bigint, allowed boolean, reason text, exchange text, version integer, seq bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET plan_cache_mode = force_generic_plan
BEGIN ATOMIC
  WITH offer AS MATERIALIZED (
    SELECT k.brand_id, o.slug, o.position, o.asked_since, o.version, o.basis
    FROM (
      SELECT k.brand_id FROM api_key k
      WHERE k.secret_hash = key_hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
        AND 'decide' = ANY (k.scopes)
      OFFSET 0
    ) k
    LEFT JOIN LATERAL (
      SELECT e.slug, e.position, e.asked_since, v.version, v.basis
      FROM (
        SELECT v.exchange, v.version, v.basis FROM exchange_version v
        WHERE v.brand_id = k.brand_id AND v.category = asked_category AND v.purpose = asked_purpose
        OFFSET 0
      ) v
      CROSS JOIN LATERAL (
        SELECT e.slug, e.position, e.asked_since FROM exchange e
        WHERE e.brand_id = k.brand_id AND e.slug = v.exchange AND e.live_version = v.version
          AND e.retired_at IS NULL
        OFFSET 0
      ) e
      WHERE asked_exchange IS NULL OR e.slug = asked_exchange
    ) o ON true
  ), deciding AS (
    SELECT DISTINCT ON (asked.place)
      asked.place, asked.customer_id, o.brand_id, o.slug, o.version, o.basis, s.stands, ch.seq, ch.source
    FROM unnest(customer_ids) WITH ORDINALITY AS asked (customer_id, place)
    CROSS JOIN offer o
    LEFT JOIN LATERAL (
      SELECT * FROM choice ch WHERE ch.customer_id = asked.customer_id AND ch.exchange = o.slug OFFSET 0
    ) ch ON ch.brand_id = o.brand_id
    CROSS JOIN LATERAL (
      SELECT standing(ch.state, ch.version, ch.expires_at, o.basis, o.asked_since, at) AS stands
    ) s
    ORDER BY asked.place, s.stands IN ('refused', 'withdrawn', 'objected') DESC, is_on(s.stands, o.basis) DESC,
      o.position, o.slug
  ), told AS (
    SELECT d.*, CASE
        WHEN d.slug IS NULL THEN 'unknown_exchange'
        WHEN d.seq IS NULL AND d.brand_id IS DISTINCT FROM (
          SELECT c.brand_id FROM customer c WHERE c.customer_id = d.customer_id
        ) THEN 'unknown_customer'
        WHEN min_seq > coalesce(d.seq, 0) AND min_seq > coalesce(
          (SELECT max(l.seq) FROM ledger l WHERE l.customer_id = d.customer_id), 0
        ) THEN 'unavailable'
        WHEN d.stands = 'objected' AND d.source = 'gpc' THEN 'gpc'
        ELSE d.stands
      END AS reason
    FROM deciding d
    OFFSET 0
  )
  SELECT t.place, is_on(t.reason, t.basis) IS TRUE, t.reason, t.slug, t.version, coalesce(t.seq, 0) FROM told t;
END;
