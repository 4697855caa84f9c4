DROP INDEX "choice_by_exchange";--> statement-breakpoint
CREATE INDEX "choice_lapsing" ON "choice" USING btree ("brand_id","exchange","expires_at") WHERE "choice"."state" = 'granted';--> statement-breakpoint
CREATE INDEX "choice_by_exchange" ON "choice" USING btree ("brand_id","exchange","state","version");--> statement-breakpoint
-- A yes that ended may be written down as such by now. It is still none: on a basis that nobody can switch it does not count.
CREATE OR REPLACE FUNCTION standing(state text, version integer, expires_at timestamptz, basis text, asked_since integer, at timestamptz)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN state NOT IN ('granted', 'expired') THEN state
  WHEN basis IN ('contract', 'legal_obligation', 'vital_interests') THEN 'locked'
  WHEN state IS NULL THEN 'never_asked'
  WHEN state = 'expired' OR version < coalesce(asked_since, 1) OR expires_at <= at THEN 'expired'
  ELSE 'granted'
END;
