CREATE TABLE "delivery" (
	"customer_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"system" text NOT NULL,
	"brand_id" uuid NOT NULL,
	"exchange" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_status" integer,
	"last_fault" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tried_since" timestamp with time zone DEFAULT now() NOT NULL,
	"attempted_at" timestamp with time zone,
	"next_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"applied_at" timestamp with time zone,
	CONSTRAINT "delivery_customer_id_seq_system_pk" PRIMARY KEY("customer_id","seq","system")
);
--> statement-breakpoint
CREATE TABLE "system" (
	"brand_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"summary" jsonb NOT NULL,
	"exchanges" text[] NOT NULL,
	"url" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"previous_secret" "bytea",
	"previous_until" timestamp with time zone,
	"paused_until" timestamp with time zone,
	"parked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "system_brand_id_slug_pk" PRIMARY KEY("brand_id","slug")
);
--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_brand_id_system_system_brand_id_slug_fk" FOREIGN KEY ("brand_id","system") REFERENCES "public"."system"("brand_id","slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system" ADD CONSTRAINT "system_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "delivery_newest" ON "delivery" USING btree ("brand_id","system","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "delivery_stuck" ON "delivery" USING btree ("brand_id","system","created_at") WHERE "delivery"."state" not in ('sent', 'applied');--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON system, delivery TO mutual_app;--> statement-breakpoint
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON delivery TO mutual_app USING (in_scope(customer_id, brand_id));
