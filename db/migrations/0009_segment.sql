CREATE TABLE "event_count" (
	"brand_id" uuid NOT NULL,
	"day" date NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"outcome" text NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_count_brand_id_day_type_name_outcome_pk" PRIMARY KEY("brand_id","day","type","name","outcome")
);
--> statement-breakpoint
CREATE TABLE "event_mapping" (
	"brand_id" uuid NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"rules" jsonb NOT NULL,
	CONSTRAINT "event_mapping_brand_id_type_name_pk" PRIMARY KEY("brand_id","type","name")
);
--> statement-breakpoint
CREATE TABLE "event_seen" (
	"brand_id" uuid NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_seen_brand_id_fingerprint_pk" PRIMARY KEY("brand_id","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "not_collected" (
	"customer_id" uuid NOT NULL,
	"category" text NOT NULL,
	"brand_id" uuid NOT NULL,
	"count" integer NOT NULL,
	"first_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "not_collected_customer_id_category_pk" PRIMARY KEY("customer_id","category")
);
--> statement-breakpoint
ALTER TABLE "event_count" ADD CONSTRAINT "event_count_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_mapping" ADD CONSTRAINT "event_mapping_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_seen" ADD CONSTRAINT "event_seen_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_collected" ADD CONSTRAINT "not_collected_brand_id_category_category_brand_id_slug_fk" FOREIGN KEY ("brand_id","category") REFERENCES "public"."category"("brand_id","slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_seen_brand_id_seen_at_index" ON "event_seen" USING btree ("brand_id","seen_at");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON event_mapping TO mutual_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON event_count, not_collected TO mutual_app;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON event_seen TO mutual_app;--> statement-breakpoint
ALTER TABLE not_collected ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON not_collected TO mutual_app USING (in_scope(customer_id, brand_id));
