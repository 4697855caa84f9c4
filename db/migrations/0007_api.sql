CREATE TABLE "api_key" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"brand_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "api_key_secret" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "api_reply" (
	"key_id" uuid NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"claimed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"status" integer,
	"body" text,
	CONSTRAINT "api_reply_key_id_idempotency_key_pk" PRIMARY KEY("key_id","idempotency_key")
);
--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_reply" ADD CONSTRAINT "api_reply_key_id_api_key_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."api_key"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_brand_id_created_at_index" ON "api_key" USING btree ("brand_id","created_at");--> statement-breakpoint
CREATE INDEX "api_reply_key_id_claimed_at_index" ON "api_reply" USING btree ("key_id","claimed_at");--> statement-breakpoint
CREATE INDEX "ledger_feed" ON "ledger" USING btree ("brand_id","xid","customer_id","seq");--> statement-breakpoint
CREATE INDEX "exchange_version_by_use" ON "exchange_version" USING btree ("brand_id","category","purpose");
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "api_key" TO mutual_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "api_reply" TO mutual_app;--> statement-breakpoint

-- The rule of domain/exchange/standing.ts for whole sets; a property test holds the two together.
CREATE FUNCTION standing(state text, version integer, expires_at timestamptz, basis text, asked_since integer, at timestamptz)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN state <> 'granted' THEN state
  WHEN basis IN ('contract', 'legal_obligation', 'vital_interests') THEN 'locked'
  WHEN state IS NULL THEN 'never_asked'
  WHEN version < coalesce(asked_since, 1) OR expires_at <= at THEN 'expired'
  ELSE 'granted'
END;--> statement-breakpoint
CREATE FUNCTION is_on(standing text, basis text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN standing IN ('locked', 'granted')
  OR (standing = 'never_asked' AND basis IN ('legitimate_interests', 'public_task'));--> statement-breakpoint

-- May this be used, for each of these customers? One statement, so one round trip: it holds the key as well as the
-- rule. It passes row security by, and so itself keeps to the key's brand. No row: the key may not ask.
-- Of several exchanges about the same use, a no said to any counts; else one that is on; else the first.
CREATE FUNCTION decide(
  key_hash text, customer_ids uuid[], asked_category text, asked_purpose text, asked_exchange text, at timestamptz
)
RETURNS TABLE (place bigint, allowed boolean, reason text, exchange text, version integer, seq bigint)
LANGUAGE sql STABLE SECURITY DEFINER
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
    coalesce(c.customer_id IS NOT NULL AND best.counts, false),
    CASE WHEN best.slug IS NULL THEN 'unknown_exchange' WHEN c.customer_id IS NULL THEN 'unknown_customer'
      ELSE best.stands END,
    best.slug, best.version,
    coalesce((SELECT max(latest.seq) FROM choice latest WHERE latest.customer_id = c.customer_id), 0)
  FROM held h
  CROSS JOIN unnest(customer_ids) WITH ORDINALITY AS asked (customer_id, place)
  LEFT JOIN customer c ON c.customer_id = asked.customer_id AND c.brand_id = h.brand_id
  LEFT JOIN LATERAL (
    SELECT o.slug, o.version, s.stands, is_on(s.stands, o.basis) AS counts
    FROM offer o
    LEFT JOIN choice ch ON ch.customer_id = c.customer_id AND ch.exchange = o.slug
    CROSS JOIN LATERAL (
      SELECT standing(ch.state, ch.version, ch.expires_at, o.basis, o.asked_since, at) AS stands
    ) s
    ORDER BY s.stands IN ('refused', 'withdrawn', 'objected') DESC, is_on(s.stands, o.basis) DESC, o.position, o.slug
    LIMIT 1
  ) best ON true;
END;--> statement-breakpoint
REVOKE ALL ON FUNCTION decide(text, uuid[], text, text, text, timestamptz) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION decide(text, uuid[], text, text, text, timestamptz) TO mutual_app;
