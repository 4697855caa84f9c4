CREATE TABLE "demo_person" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"note" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "demo_person" ADD CONSTRAINT "demo_person_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
GRANT SELECT, INSERT ON "demo_person" TO mutual_app;
