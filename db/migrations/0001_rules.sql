-- What the runtime role may do, and what nobody may do. The role is made before the first migration (db/migrate.ts).
REVOKE ALL ON SCHEMA public FROM PUBLIC;--> statement-breakpoint
GRANT USAGE ON SCHEMA public, drizzle TO mutual_app;--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA drizzle TO mutual_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO mutual_app;--> statement-breakpoint
REVOKE UPDATE, DELETE ON ledger, exchange_version, audit FROM mutual_app;--> statement-breakpoint

-- Published versions and the ledger do not change, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER exchange_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON exchange_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint

-- Row security: the scope is set per transaction (db/scope.ts); with none set, nothing is visible.
CREATE FUNCTION in_scope(row_customer uuid, row_brand uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN row_customer = ANY (nullif(current_setting('app.customers', true), '')::uuid[])
  OR row_brand = nullif(current_setting('app.brand', true), '')::uuid
  OR current_setting('app.portal', true) = 'on';--> statement-breakpoint
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON customer TO mutual_app USING (in_scope(customer_id, brand_id));--> statement-breakpoint
ALTER TABLE holding ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON holding TO mutual_app USING (in_scope(customer_id, brand_id));--> statement-breakpoint
ALTER TABLE holding_mark ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON holding_mark TO mutual_app USING (in_scope(customer_id, brand_id));--> statement-breakpoint
ALTER TABLE holding_tally ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON holding_tally TO mutual_app USING (in_scope(customer_id, brand_id));--> statement-breakpoint
ALTER TABLE benefit ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON benefit TO mutual_app USING (in_scope(customer_id, brand_id));--> statement-breakpoint
ALTER TABLE choice ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON choice TO mutual_app USING (in_scope(customer_id, brand_id));--> statement-breakpoint
ALTER TABLE ledger ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON ledger TO mutual_app USING (in_scope(customer_id, brand_id));
