CREATE TABLE "audit" (
	"brand_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid,
	"role" text,
	"action" text NOT NULL,
	"subject" text,
	"customer_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
CREATE TABLE "brand" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"summary" jsonb NOT NULL,
	"default_locale" text NOT NULL,
	"id_key" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "brand_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "category" (
	"brand_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"summary" jsonb NOT NULL,
	"standard_key" text NOT NULL,
	"keeps" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "category_brand_id_slug_pk" PRIMARY KEY("brand_id","slug")
);
--> statement-breakpoint
CREATE TABLE "purpose" (
	"brand_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"standard_key" text NOT NULL,
	CONSTRAINT "purpose_brand_id_slug_pk" PRIMARY KEY("brand_id","slug")
);
--> statement-breakpoint
CREATE TABLE "benefit" (
	"customer_id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"exchange" text NOT NULL,
	"key" text NOT NULL,
	"capital" text NOT NULL,
	"amount" numeric NOT NULL,
	"unit" text NOT NULL,
	"label" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "benefit_customer_id_exchange_key_pk" PRIMARY KEY("customer_id","exchange","key"),
	CONSTRAINT "benefit_amount_positive" CHECK ("benefit"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "choice" (
	"customer_id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"exchange" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"seq" bigint NOT NULL,
	"chosen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	CONSTRAINT "choice_customer_id_exchange_pk" PRIMARY KEY("customer_id","exchange")
);
--> statement-breakpoint
CREATE TABLE "customer" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"brand_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"email" text,
	"oidc_subject" text,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holding" (
	"customer_id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"category" text NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"value" text,
	"source" text NOT NULL,
	"place" text,
	"collected_at" timestamp with time zone,
	"keep_until" timestamp with time zone,
	CONSTRAINT "holding_customer_id_category_key_pk" PRIMARY KEY("customer_id","category","key")
);
--> statement-breakpoint
CREATE TABLE "holding_mark" (
	"customer_id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"category" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	CONSTRAINT "holding_mark_customer_id_category_fingerprint_pk" PRIMARY KEY("customer_id","category","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "holding_tally" (
	"customer_id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"category" text NOT NULL,
	"source" text NOT NULL,
	"count" integer NOT NULL,
	"first_at" timestamp with time zone,
	"last_at" timestamp with time zone,
	CONSTRAINT "holding_tally_customer_id_category_source_pk" PRIMARY KEY("customer_id","category","source")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"customer_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"brand_id" uuid NOT NULL,
	"exchange" text NOT NULL,
	"version" integer NOT NULL,
	"from_state" text NOT NULL,
	"state" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"locale" text,
	"at" timestamp with time zone NOT NULL,
	"prev_hash" "bytea",
	"hash" "bytea" NOT NULL,
	CONSTRAINT "ledger_customer_id_seq_pk" PRIMARY KEY("customer_id","seq")
);
--> statement-breakpoint
CREATE TABLE "exchange" (
	"brand_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"live_version" integer,
	"asked_since" integer,
	"draft" jsonb,
	"draft_revision" integer DEFAULT 0 NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "exchange_brand_id_slug_pk" PRIMARY KEY("brand_id","slug")
);
--> statement-breakpoint
CREATE TABLE "exchange_version" (
	"brand_id" uuid NOT NULL,
	"exchange" text NOT NULL,
	"version" integer NOT NULL,
	"category" text NOT NULL,
	"purpose" text NOT NULL,
	"terms" jsonb NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_by" uuid,
	CONSTRAINT "exchange_version_brand_id_exchange_version_pk" PRIMARY KEY("brand_id","exchange","version")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"provider" text NOT NULL,
	"subject" text NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_provider_subject_pk" PRIMARY KEY("provider","subject")
);
--> statement-breakpoint
CREATE TABLE "demo_mail" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "demo_mail_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text,
	"email_verified_at" timestamp with time zone,
	"name" text,
	"locale" text,
	"time_zone" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "relation" (
	"person_id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "relation_person_id_brand_id_pk" PRIMARY KEY("person_id","brand_id"),
	CONSTRAINT "relation_customerId_unique" UNIQUE("customer_id"),
	CONSTRAINT "relation_brandId_customerId_unique" UNIQUE("brand_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "session_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_link" (
	"email" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_in_link_email_token_hash_pk" PRIMARY KEY("email","token_hash")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"brand_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_brand_id_person_id_pk" PRIMARY KEY("brand_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "category" ADD CONSTRAINT "category_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purpose" ADD CONSTRAINT "purpose_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "benefit" ADD CONSTRAINT "benefit_brand_id_exchange_exchange_brand_id_slug_fk" FOREIGN KEY ("brand_id","exchange") REFERENCES "public"."exchange"("brand_id","slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "choice" ADD CONSTRAINT "choice_brand_id_exchange_exchange_brand_id_slug_fk" FOREIGN KEY ("brand_id","exchange") REFERENCES "public"."exchange"("brand_id","slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer" ADD CONSTRAINT "customer_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holding" ADD CONSTRAINT "holding_brand_id_category_category_brand_id_slug_fk" FOREIGN KEY ("brand_id","category") REFERENCES "public"."category"("brand_id","slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holding_tally" ADD CONSTRAINT "holding_tally_brand_id_category_category_brand_id_slug_fk" FOREIGN KEY ("brand_id","category") REFERENCES "public"."category"("brand_id","slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_brand_id_exchange_exchange_brand_id_slug_fk" FOREIGN KEY ("brand_id","exchange") REFERENCES "public"."exchange"("brand_id","slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange" ADD CONSTRAINT "exchange_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchange_version" ADD CONSTRAINT "exchange_version_brand_id_exchange_exchange_brand_id_slug_fk" FOREIGN KEY ("brand_id","exchange") REFERENCES "public"."exchange"("brand_id","slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relation" ADD CONSTRAINT "relation_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relation" ADD CONSTRAINT "relation_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_customer_id_at_index" ON "audit" USING btree ("customer_id","at");--> statement-breakpoint
CREATE INDEX "benefit_newest" ON "benefit" USING btree ("customer_id","received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "choice_by_exchange" ON "choice" USING btree ("brand_id","exchange","state");--> statement-breakpoint
CREATE INDEX "customer_brand_id_external_id_index" ON "customer" USING btree ("brand_id","external_id");--> statement-breakpoint
CREATE INDEX "customer_email_index" ON "customer" USING btree ("email");--> statement-breakpoint
CREATE INDEX "customer_oidc_subject_index" ON "customer" USING btree ("oidc_subject");--> statement-breakpoint
CREATE INDEX "holding_newest" ON "holding" USING btree ("customer_id","category","collected_at" DESC NULLS LAST,"key");--> statement-breakpoint
CREATE INDEX "ledger_by_day" ON "ledger" USING btree ("brand_id","exchange","at");--> statement-breakpoint
CREATE INDEX "session_person_id_index" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "staff_person_id_index" ON "staff" USING btree ("person_id");