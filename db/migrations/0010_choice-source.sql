ALTER TABLE "choice" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "source" text;