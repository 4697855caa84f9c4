ALTER TABLE "relation" DROP CONSTRAINT "relation_brandId_customerId_unique";--> statement-breakpoint
ALTER TABLE "relation" DROP CONSTRAINT "relation_person_id_brand_id_pk";--> statement-breakpoint
ALTER TABLE "relation" ADD COLUMN "id" bigint PRIMARY KEY NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "relation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
CREATE INDEX "relation_person_id_index" ON "relation" USING btree ("person_id");