CREATE TABLE "sign_in_attempt" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sign_in_link" DROP CONSTRAINT "sign_in_link_email_token_hash_pk";--> statement-breakpoint
ALTER TABLE "sign_in_link" ADD PRIMARY KEY ("token_hash");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "sign_in_attempt" TO mutual_app;
