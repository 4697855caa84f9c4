CREATE TABLE "identifier_change" (
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "identifier_change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"brand_id" uuid NOT NULL,
	"from_value" text,
	"to_value" text,
	"earlier" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"tell" text,
	"told_at" timestamp with time zone,
	"opens_at" timestamp with time zone,
	"objected_at" timestamp with time zone,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "identifier_change_customer_id_kind_id_pk" PRIMARY KEY("customer_id","kind","id")
);
--> statement-breakpoint
CREATE TABLE "ledger_mark" (
	"customer_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"brand_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"marked_by" uuid NOT NULL,
	CONSTRAINT "ledger_mark_customer_id_seq_pk" PRIMARY KEY("customer_id","seq")
);
--> statement-breakpoint
CREATE TABLE "proved_address" (
	"email" text NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proved_address_email_person_id_pk" PRIMARY KEY("email","person_id")
);
--> statement-breakpoint
ALTER TABLE "relation" DROP CONSTRAINT "relation_customerId_unique";--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "added_by_kind" text;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "added_by_id" text;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "relation" ADD COLUMN "proof" text;--> statement-breakpoint
ALTER TABLE "relation" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "relation" ADD COLUMN "ended" text;--> statement-breakpoint
ALTER TABLE "identifier_change" ADD CONSTRAINT "identifier_change_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_mark" ADD CONSTRAINT "ledger_mark_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proved_address" ADD CONSTRAINT "proved_address_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identifier_change_undecided" ON "identifier_change" USING btree ("brand_id","id") WHERE "identifier_change"."decision" is null;--> statement-breakpoint
CREATE INDEX "identifier_change_untold" ON "identifier_change" USING btree ("id") WHERE "identifier_change"."tell" is not null and "identifier_change"."told_at" is null;--> statement-breakpoint
CREATE INDEX "audit_of_team" ON "audit" USING btree ("brand_id","subject","at") WHERE "audit"."action" like 'staff.%';--> statement-breakpoint
CREATE INDEX "relation_customer_id_index" ON "relation" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "relation_open" ON "relation" USING btree ("customer_id") WHERE "relation"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "relation" ADD CONSTRAINT "relation_ended" CHECK (("relation"."ended_at" is null) = ("relation"."ended" is null));--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (told_at, opens_at, objected_at, decision, decided_by, decided_at) ON identifier_change TO mutual_app;--> statement-breakpoint
GRANT SELECT, INSERT ON ledger_mark TO mutual_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (at) ON proved_address TO mutual_app;--> statement-breakpoint
REVOKE DELETE ON relation FROM mutual_app;--> statement-breakpoint
CREATE TRIGGER identifier_change_kept BEFORE DELETE OR TRUNCATE ON identifier_change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER ledger_mark_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_mark
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
ALTER TABLE identifier_change ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON identifier_change TO mutual_app USING (in_scope(customer_id, brand_id));--> statement-breakpoint
ALTER TABLE ledger_mark ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON ledger_mark TO mutual_app USING (in_scope(customer_id, brand_id));--> statement-breakpoint

-- What each person has shown to be theirs, as it stands now.
CREATE VIEW proven AS
  SELECT id AS person_id, 'email' AS kind, email AS value FROM person
    WHERE email IS NOT NULL AND email_verified_at IS NOT NULL
  UNION SELECT person_id, 'email', email FROM account WHERE email IS NOT NULL
  UNION SELECT person_id, 'oidc_subject', provider || '|' || subject FROM account;--> statement-breakpoint
GRANT SELECT ON proven TO mutual_app;--> statement-breakpoint

-- Works for the brand, did in the last three days, or made a key that still opens it: has the means to set an identifier.
CREATE FUNCTION is_insider(asked_person uuid, asked_brand uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM staff s WHERE s.brand_id = asked_brand AND s.person_id = asked_person)
  OR EXISTS (
    SELECT FROM audit a WHERE a.brand_id = asked_brand AND a.subject = asked_person::text AND a.action LIKE 'staff.%'
      AND a.action = 'staff.removed' AND a.at > now() - interval '72 hours')
  OR EXISTS (
    SELECT FROM api_key k WHERE k.brand_id = asked_brand AND k.created_by = asked_person
      AND coalesce(k.revoked_at, k.expires_at, 'infinity') > now() - interval '72 hours');--> statement-breakpoint

-- An address that someone with such means has ever shown to be theirs.
CREATE FUNCTION is_insiders_address(asked_email text, asked_brand uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (
  SELECT FROM (
    SELECT a.person_id FROM proved_address a WHERE a.email = asked_email
    UNION SELECT p.id FROM person p WHERE p.email = asked_email
  ) shown WHERE is_insider(shown.person_id, asked_brand));--> statement-breakpoint

-- A link to the record was found to be a stranger's, who proves this address or account.
CREATE FUNCTION found_wrong(asked_customer uuid, asked_kind text, asked_value text) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (
  SELECT FROM relation r JOIN proven p ON p.person_id = r.person_id
  WHERE r.customer_id = asked_customer AND r.ended = 'wrong' AND p.kind = asked_kind AND p.value = asked_value);--> statement-breakpoint

-- The records whose identifier a person proves now: the rule of docs/identity.md, in one place.
-- `is_open`: the identifier is vouched for. `may_link`: and by another hand than the person's own, where that is asked.
-- It passes row security by, and so itself keeps to what the person proves.
CREATE FUNCTION own_records(asked uuid)
RETURNS TABLE (
  customer_id uuid, brand_id uuid, since timestamptz, kind text, value text, linked_to uuid,
  is_open boolean, may_link boolean, opens_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  WITH shown AS MATERIALIZED (
    SELECT p.kind, p.value FROM proven p WHERE p.person_id = asked
  ), found AS (
    SELECT c.customer_id, c.brand_id, c.since, s.kind, s.value, c.person_id, c.added_by_kind, c.added_by_id
    FROM shown s JOIN customer c ON c.email = s.value WHERE s.kind = 'email'
    UNION ALL
    SELECT c.customer_id, c.brand_id, c.since, s.kind, s.value, c.person_id, c.added_by_kind, c.added_by_id
    FROM shown s JOIN customer c ON c.oidc_subject = s.value WHERE s.kind = 'oidc_subject'
  ), judged AS (
    SELECT f.*, last.opens_at,
      last.id IS NULL OR coalesce(last.opens_at <= now(), false) AS is_open,
      -- Another hand: the operator's, or one that confirmed it.
      CASE WHEN last.id IS NULL THEN coalesce(f.added_by_kind = 'system', false)
        ELSE last.actor_kind = 'system' OR coalesce(last.decision = 'confirmed' AND last.decided_by <> asked, false)
      END AS by_another,
      EXISTS (
        SELECT FROM relation r WHERE r.customer_id = f.customer_id AND r.person_id = asked AND r.ended = 'wrong'
          AND NOT coalesce(last.decision = 'confirmed' AND last.decided_at > r.ended_at, false)
      ) AS is_stranger,
      CASE WHEN last.id IS NULL THEN f.added_by_kind ELSE last.actor_kind END AS set_by_kind,
      CASE WHEN last.id IS NULL THEN f.added_by_id ELSE last.actor_id END AS set_by_id
    FROM found f
    LEFT JOIN LATERAL (
      SELECT ch.id, ch.opens_at, ch.actor_kind, ch.actor_id, ch.decision, ch.decided_by, ch.decided_at
      FROM identifier_change ch
      WHERE ch.customer_id = f.customer_id AND ch.kind = f.kind ORDER BY ch.id DESC LIMIT 1
    ) last ON true
  )
  SELECT j.customer_id, j.brand_id, j.since, j.kind, j.value, j.person_id, j.is_open,
    j.is_open AND NOT j.is_stranger AND (
      -- A link that was made by this rule stays when its person begins to work for the brand.
      coalesce(j.person_id = asked, false) OR j.by_another
      OR NOT (
        is_insider(asked, j.brand_id)
        OR (j.kind = 'email' AND is_insiders_address(j.value, j.brand_id))
        OR coalesce(j.set_by_kind = 'staff' AND j.set_by_id = asked::text, false)
        OR EXISTS (
          SELECT FROM api_key k WHERE j.set_by_kind = 'key' AND k.id::text = j.set_by_id AND k.created_by = asked)
      )
    ),
    j.opens_at
  FROM judged j;
END;--> statement-breakpoint
REVOKE ALL ON FUNCTION own_records(uuid) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION own_records(uuid) TO mutual_app;--> statement-breakpoint

-- The links of today are judged by the rule: who proves the record's identifier keeps it. Whoever works for the brand
-- needs a colleague's word first, because nobody wrote down who brought their record in.
INSERT INTO proved_address (email, person_id, at)
  SELECT email, id, email_verified_at FROM person WHERE email IS NOT NULL AND email_verified_at IS NOT NULL;--> statement-breakpoint
UPDATE relation r SET proof = fit.kind
  FROM relation linked, LATERAL (
    SELECT o.kind FROM own_records(linked.person_id) o
    WHERE o.customer_id = linked.customer_id AND o.may_link ORDER BY o.kind DESC LIMIT 1
  ) fit
  WHERE linked.id = r.id;--> statement-breakpoint
UPDATE relation SET ended_at = now(), ended = 'unproven' WHERE proof IS NULL;--> statement-breakpoint
UPDATE customer c SET person_id = r.person_id FROM relation r
  WHERE r.customer_id = c.customer_id AND r.ended_at IS NULL;
