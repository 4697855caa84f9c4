CREATE TABLE "use_choice" (
	"customer_id" uuid NOT NULL,
	"category" text NOT NULL,
	"purpose" text NOT NULL,
	"brand_id" uuid NOT NULL,
	"state" text NOT NULL,
	"exchange" text NOT NULL,
	"version" integer NOT NULL,
	"seq" bigint NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"source" text,
	CONSTRAINT "use_choice_customer_id_category_purpose_pk" PRIMARY KEY("customer_id","category","purpose")
);
--> statement-breakpoint
CREATE TABLE "moved_use" (
	"brand_id" uuid NOT NULL,
	"category" text NOT NULL,
	"purpose" text NOT NULL,
	"exchange" text NOT NULL,
	"newest" integer NOT NULL,
	CONSTRAINT "moved_use_brand_id_category_purpose_exchange_pk" PRIMARY KEY("brand_id","category","purpose","exchange")
);
--> statement-breakpoint
ALTER TABLE "use_choice" ADD CONSTRAINT "use_choice_brand_id_exchange_exchange_brand_id_slug_fk" FOREIGN KEY ("brand_id","exchange") REFERENCES "public"."exchange"("brand_id","slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moved_use" ADD CONSTRAINT "moved_use_brand_id_exchange_exchange_brand_id_slug_fk" FOREIGN KEY ("brand_id","exchange") REFERENCES "public"."exchange"("brand_id","slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "use_choice_noes" ON "use_choice" USING btree ("brand_id","category","purpose") WHERE "use_choice"."state" <> 'granted';--> statement-breakpoint
CREATE INDEX "moved_use_brand_id_exchange_index" ON "moved_use" USING btree ("brand_id","exchange");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON use_choice, moved_use TO mutual_app;--> statement-breakpoint
ALTER TABLE use_choice ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON use_choice TO mutual_app USING (in_scope(customer_id, brand_id));--> statement-breakpoint

INSERT INTO moved_use (brand_id, category, purpose, exchange, newest)
SELECT v.brand_id, v.category, v.purpose, v.exchange, max(v.version)
FROM exchange_version v
WHERE EXISTS (
  SELECT FROM exchange_version w
  WHERE w.brand_id = v.brand_id AND w.exchange = v.exchange AND (w.category, w.purpose) <> (v.category, v.purpose))
GROUP BY v.brand_id, v.category, v.purpose, v.exchange;--> statement-breakpoint

-- What was said until now, as write-links.ts would have written it entry by entry: each word is about the use of the
-- version that was shown; a yes leaves an earlier no to its exchange with the other uses that the exchange had since.
INSERT INTO use_choice (customer_id, category, purpose, brand_id, state, exchange, version, seq, said_at, source)
WITH entry AS (
  SELECT l.*, lag(l.state) OVER its AS before, lag(l.version) OVER its AS before_version, lag(l.seq) OVER its AS before_seq,
    lag(l.at) OVER its AS before_at, lag(l.source) OVER its AS before_source
  FROM ledger l
  WINDOW its AS (PARTITION BY l.customer_id, l.exchange ORDER BY l.seq)
), word AS (
  SELECT e.customer_id, v.category, v.purpose, e.brand_id, e.state, e.exchange, e.version, e.seq, e.at, e.source
  FROM entry e
  JOIN exchange_version v ON v.brand_id = e.brand_id AND v.exchange = e.exchange AND v.version = e.version
  WHERE e.state <> 'expired'
  UNION ALL
  SELECT e.customer_id, m.category, m.purpose, e.brand_id, e.before, e.exchange, e.before_version, e.before_seq,
    e.before_at, e.before_source
  FROM entry e
  JOIN moved_use m ON m.brand_id = e.brand_id AND m.exchange = e.exchange
  WHERE e.state = 'granted' AND e.before IN ('refused', 'withdrawn', 'objected') AND EXISTS (
    SELECT FROM exchange_version v
    WHERE v.brand_id = e.brand_id AND v.exchange = e.exchange AND v.version BETWEEN e.before_version AND e.version
      AND v.category = m.category AND v.purpose = m.purpose)
)
SELECT DISTINCT ON (customer_id, category, purpose)
  customer_id, category, purpose, brand_id, state, exchange, version, seq, at, source
FROM word ORDER BY customer_id, category, purpose, seq DESC;--> statement-breakpoint

-- The noes that are in force against a use. A no was said to the use itself, or in an exchange that has been about it
-- since; only a later yes to the use lifts it. This view and `standing()` are the rule, for whatever asks whether
-- something is on; domain/choice/replay.ts has it for one customer, and a property test holds the two together.
CREATE VIEW kept_no WITH (security_invoker = true) AS
SELECT u.customer_id, u.brand_id, u.category, u.purpose, u.state, u.exchange, u.version, u.seq, u.said_at, u.source
FROM use_choice u
WHERE u.state <> 'granted'
UNION ALL
SELECT c.customer_id, c.brand_id, m.category, m.purpose, c.state, c.exchange, c.version, c.seq, c.chosen_at, c.source
FROM moved_use m
JOIN choice c ON c.brand_id = m.brand_id AND c.exchange = m.exchange AND c.version <= m.newest
WHERE c.state IN ('refused', 'withdrawn', 'objected') AND NOT EXISTS (
  SELECT FROM use_choice u
  WHERE u.customer_id = c.customer_id AND u.category = m.category AND u.purpose = m.purpose AND u.seq >= c.seq);--> statement-breakpoint
GRANT SELECT ON kept_no TO mutual_app;--> statement-breakpoint

-- The newest of them, for one customer and one use.
CREATE FUNCTION no_to_use(of_customer uuid, of_brand uuid, of_category text, of_purpose text)
RETURNS SETOF kept_no LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT * FROM kept_no n
  WHERE n.customer_id = of_customer AND n.brand_id = of_brand AND n.category = of_category AND n.purpose = of_purpose
  ORDER BY n.seq DESC LIMIT 1;
END;--> statement-breakpoint

-- As before, and with `kept_no`, the state of a no in force against the use: none of its exchanges is on, whatever was
-- said there, or can be said.
CREATE FUNCTION standing(
  state text, version integer, expires_at timestamptz, kept_no text, basis text, asked_since integer, at timestamptz
)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN state NOT IN ('granted', 'expired') THEN state
  WHEN kept_no IS NOT NULL THEN kept_no
  WHEN basis IN ('contract', 'legal_obligation', 'vital_interests') THEN 'locked'
  WHEN state IS NULL THEN 'never_asked'
  WHEN state = 'expired' OR version < coalesce(asked_since, 1) OR expires_at <= at THEN 'expired'
  ELSE 'granted'
END;--> statement-breakpoint

-- As before, and a no kept against the use decides, wherever it was said.
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
      asked.place, asked.customer_id, o.brand_id, o.slug, o.basis, s.stands,
      CASE WHEN s.by_use AND n.exchange <> o.slug THEN n.exchange ELSE o.slug END AS exchange,
      CASE WHEN s.by_use AND n.exchange <> o.slug THEN n.version ELSE o.version END AS version,
      CASE WHEN s.by_use THEN n.seq ELSE ch.seq END AS seq,
      CASE WHEN s.by_use THEN n.source ELSE ch.source END AS source
    FROM unnest(customer_ids) WITH ORDINALITY AS asked (customer_id, place)
    CROSS JOIN offer o
    LEFT JOIN LATERAL (
      SELECT * FROM choice ch WHERE ch.customer_id = asked.customer_id AND ch.exchange = o.slug OFFSET 0
    ) ch ON ch.brand_id = o.brand_id
    LEFT JOIN LATERAL (
      SELECT n.state, n.exchange, n.version, n.seq, n.source FROM kept_no n
      WHERE n.customer_id = asked.customer_id AND n.brand_id = o.brand_id AND n.category = asked_category
        AND n.purpose = asked_purpose
      OFFSET 0
    ) n ON true
    CROSS JOIN LATERAL (
      SELECT standing(ch.state, ch.version, ch.expires_at, n.state, o.basis, o.asked_since, at) AS stands,
        o.slug IS NOT NULL AND n.seq IS NOT NULL
          AND (ch.state IN ('refused', 'withdrawn', 'objected')) IS NOT TRUE AS by_use
    ) s
    ORDER BY asked.place, s.stands IN ('refused', 'withdrawn', 'objected') DESC, is_on(s.stands, o.basis) DESC,
      o.position, o.slug, n.seq DESC
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
  SELECT t.place, is_on(t.reason, t.basis) IS TRUE, t.reason, t.exchange, t.version, coalesce(t.seq, 0) FROM told t;
END;--> statement-breakpoint
DROP FUNCTION standing(text, integer, timestamptz, text, integer, timestamptz);
