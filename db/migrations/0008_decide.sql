-- May this be used, for each of these customers? One statement, so one round trip: it holds the key as well as the
-- rule. It passes row security by, and so itself keeps to the key's brand. No row: the key may not ask.
-- Of several exchanges about the same use, a no said to any counts; else one that is on; else the first.
-- Planned once: planning anew took five times as long as a decision. The ledger is only asked for its newest entry
-- when the choice itself is older than the caller wants.
DROP FUNCTION decide(text, uuid[], text, text, text, timestamptz);--> statement-breakpoint
CREATE FUNCTION decide(
  key_hash text, customer_ids uuid[], asked_category text, asked_purpose text, asked_exchange text, min_seq bigint,
  at timestamptz
)
RETURNS TABLE (place bigint, allowed boolean, reason text, exchange text, version integer, seq bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET plan_cache_mode = force_generic_plan
BEGIN ATOMIC
  WITH held AS MATERIALIZED (
    SELECT k.brand_id FROM api_key k
    WHERE k.secret_hash = key_hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
      AND 'decide' = ANY (k.scopes)
  ), offer AS MATERIALIZED (
    SELECT e.slug, e.position, e.asked_since, v.version, v.terms ->> 'basis' AS basis
    FROM held h
    JOIN exchange_version v ON v.brand_id = h.brand_id AND v.category = asked_category AND v.purpose = asked_purpose
    JOIN exchange e ON e.brand_id = v.brand_id AND e.slug = v.exchange AND e.live_version = v.version
    WHERE e.retired_at IS NULL AND (asked_exchange IS NULL OR e.slug = asked_exchange)
  )
  SELECT asked.place,
    coalesce(known.fresh AND best.counts, false),
    CASE WHEN best.slug IS NULL THEN 'unknown_exchange' WHEN c.customer_id IS NULL THEN 'unknown_customer'
      WHEN NOT known.fresh THEN 'unavailable' ELSE best.stands END,
    best.slug, best.version, coalesce(best.seq, 0)
  FROM held h
  CROSS JOIN unnest(customer_ids) WITH ORDINALITY AS asked (customer_id, place)
  LEFT JOIN customer c ON c.customer_id = asked.customer_id AND c.brand_id = h.brand_id
  LEFT JOIN LATERAL (
    SELECT o.slug, o.version, ch.seq, s.stands, is_on(s.stands, o.basis) AS counts
    FROM offer o
    LEFT JOIN choice ch ON ch.customer_id = c.customer_id AND ch.exchange = o.slug
    CROSS JOIN LATERAL (
      SELECT standing(ch.state, ch.version, ch.expires_at, o.basis, o.asked_since, at) AS stands
    ) s
    ORDER BY s.stands IN ('refused', 'withdrawn', 'objected') DESC, is_on(s.stands, o.basis) DESC, o.position, o.slug
    LIMIT 1
  ) best ON true
  CROSS JOIN LATERAL (
    SELECT c.customer_id IS NOT NULL AND (
      min_seq <= coalesce(best.seq, 0)
      OR min_seq <= (SELECT max(l.seq) FROM ledger l WHERE l.customer_id = c.customer_id)) AS fresh
  ) known;
END;--> statement-breakpoint
REVOKE ALL ON FUNCTION decide(text, uuid[], text, text, text, bigint, timestamptz) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION decide(text, uuid[], text, text, text, bigint, timestamptz) TO mutual_app;
