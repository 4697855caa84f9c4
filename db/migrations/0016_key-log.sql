CREATE TABLE "key_log" (
	"brand_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"entry" text NOT NULL,
	CONSTRAINT "key_log_brand_id_number_pk" PRIMARY KEY("brand_id","number")
);
--> statement-breakpoint
ALTER TABLE "key_log" ADD CONSTRAINT "key_log_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Only the owner role makes keys and lets them sign no more: what runs the portal cannot introduce one of its own.
REVOKE INSERT, UPDATE, UPDATE (retired_at) ON signing_key FROM mutual_app;--> statement-breakpoint
GRANT SELECT ON key_log TO mutual_app;--> statement-breakpoint
CREATE TRIGGER key_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON key_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
