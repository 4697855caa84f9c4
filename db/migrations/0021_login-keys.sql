CREATE TABLE "login_key" (
	"brand_id" uuid NOT NULL,
	"kid" text NOT NULL,
	"name" text NOT NULL,
	"public_key" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "login_key_brand_id_kid_pk" PRIMARY KEY("brand_id","kid")
);
--> statement-breakpoint
CREATE TABLE "spent_token" (
	"brand_id" uuid NOT NULL,
	"jti_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "spent_token_brand_id_jti_hash_pk" PRIMARY KEY("brand_id","jti_hash")
);
--> statement-breakpoint
CREATE TABLE "brand_account" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"brand_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kid" text NOT NULL,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "through_customer" uuid;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "through_brand" uuid;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "through_key" text;--> statement-breakpoint
ALTER TABLE "login_key" ADD CONSTRAINT "login_key_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spent_token" ADD CONSTRAINT "spent_token_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_account" ADD CONSTRAINT "brand_account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_account" ADD CONSTRAINT "brand_account_brand_id_kid_login_key_brand_id_kid_fk" FOREIGN KEY ("brand_id","kid") REFERENCES "public"."login_key"("brand_id","kid") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "brand_account_person_id_index" ON "brand_account" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "brand_account_brand_id_kid_index" ON "brand_account" USING btree ("brand_id","kid");--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_through_brand_through_key_login_key_brand_id_kid_fk" FOREIGN KEY ("through_brand","through_key") REFERENCES "public"."login_key"("brand_id","kid") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_through" ON "session" USING btree ("through_brand","through_key") WHERE "session"."through_key" is not null;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_through" CHECK (num_nulls("session"."through_customer", "session"."through_brand", "session"."through_key") in (0, 3));--> statement-breakpoint
-- A key is revoked, never taken away: links and sessions name it.
GRANT SELECT, INSERT, UPDATE (revoked_at, last_used_at) ON login_key TO mutual_app;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON spent_token TO mutual_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON brand_account TO mutual_app;--> statement-breakpoint

-- Has a way in of their own: an address that they proved, or an account with an issuer.
CREATE FUNCTION comes_alone(asked uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM proven p WHERE p.person_id = asked);--> statement-breakpoint

-- What brands' own logins have said of whom, as far as it counts: by a key that is not revoked, and not before the link
-- was found to be a stranger's.
CREATE VIEW brand_word AS
  SELECT a.customer_id, a.brand_id, a.person_id, a.kid FROM brand_account a
  JOIN login_key k ON k.brand_id = a.brand_id AND k.kid = a.kid
  WHERE k.revoked_at IS NULL AND NOT EXISTS (
    SELECT FROM relation r
    WHERE r.customer_id = a.customer_id AND r.person_id = a.person_id AND r.ended = 'wrong' AND r.ended_at > a.said_at);--> statement-breakpoint
GRANT SELECT ON brand_word TO mutual_app;--> statement-breakpoint

-- All the records that are a person's now: by what they prove themselves (`own_records`), and by a brand's word. A record
-- that somebody opens by nothing but a brand's word goes to whoever proves its identifier: it counts as nobody's.
CREATE FUNCTION records_of(asked uuid)
RETURNS TABLE (
  customer_id uuid, brand_id uuid, since timestamptz, kind text, value text, linked_to uuid,
  is_open boolean, may_link boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT o.customer_id, o.brand_id, o.since, o.kind, o.value,
    CASE WHEN o.linked_to = asked OR comes_alone(o.linked_to) THEN o.linked_to END, o.is_open, o.may_link
  FROM own_records(asked) o
  UNION ALL
  SELECT c.customer_id, c.brand_id, c.since, 'brand_token', a.kid, c.person_id, true, false
  FROM brand_word a JOIN customer c ON c.customer_id = a.customer_id WHERE a.person_id = asked
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION records_of(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION records_of(uuid) TO mutual_app;
