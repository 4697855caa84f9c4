CREATE TABLE "checkpoint" (
	"brand_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"size" integer NOT NULL,
	"root" "bytea" NOT NULL,
	"statement" text NOT NULL,
	CONSTRAINT "checkpoint_brand_id_number_pk" PRIMARY KEY("brand_id","number")
);
--> statement-breakpoint
CREATE TABLE "checkpoint_tile" (
	"brand_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"level" integer NOT NULL,
	"position" integer NOT NULL,
	"first_customer" uuid,
	"content" "bytea" NOT NULL,
	CONSTRAINT "checkpoint_tile_brand_id_number_level_position_pk" PRIMARY KEY("brand_id","number","level","position")
);
--> statement-breakpoint
CREATE TABLE "signing_key" (
	"brand_id" uuid NOT NULL,
	"id" text NOT NULL,
	"public_key" jsonb NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "signing_key_brand_id_id_pk" PRIMARY KEY("brand_id","id")
);
--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "evidence" jsonb;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "made_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "checkpoint" ADD CONSTRAINT "checkpoint_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkpoint_tile" ADD CONSTRAINT "checkpoint_tile_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_brand_id_brand_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "signing_key_active" ON "signing_key" USING btree ("brand_id") WHERE "signing_key"."retired_at" is null;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_elsewhere" CHECK (("ledger"."evidence" is null) = ("ledger"."made_at" is null));--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (retired_at) ON signing_key TO mutual_app;--> statement-breakpoint
GRANT SELECT, INSERT ON checkpoint TO mutual_app;--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON checkpoint_tile TO mutual_app;--> statement-breakpoint
CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER signing_key_kept BEFORE DELETE OR TRUNCATE ON signing_key
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
