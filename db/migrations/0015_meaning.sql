ALTER TABLE "exchange_version" ADD COLUMN "meaning" jsonb;--> statement-breakpoint
-- Versions published so far were read under whatever the names were; those of today are all that is known. From here on
-- they are frozen, so this one time the table takes a change: its trigger is off within this transaction only.
ALTER TABLE "exchange_version" DISABLE TRIGGER exchange_version_append_only;--> statement-breakpoint
UPDATE exchange_version v SET meaning = said.meaning
FROM (
  SELECT v.brand_id, v.exchange, v.version, jsonb_build_object(
    'brand', jsonb_build_object('name', b.name, 'defaultLocale', b.default_locale),
    'category', jsonb_build_object(
      'name', coalesce(c.name, jsonb_build_object(b.default_locale, v.category)), 'summary', coalesce(c.summary, '{}'),
      'standardKey', coalesce(c.standard_key, ''), 'keeps', coalesce(c.keeps, 'value')),
    'purpose', jsonb_build_object(
      'name', coalesce(p.name, jsonb_build_object(b.default_locale, v.purpose)),
      'standardKey', coalesce(p.standard_key, ''))) AS meaning
  FROM exchange_version v
  JOIN brand b ON b.id = v.brand_id
  LEFT JOIN category c ON c.brand_id = v.brand_id AND c.slug = v.category
  LEFT JOIN purpose p ON p.brand_id = v.brand_id AND p.slug = v.purpose
) said
WHERE (v.brand_id, v.exchange, v.version) = (said.brand_id, said.exchange, said.version);--> statement-breakpoint
ALTER TABLE "exchange_version" ENABLE TRIGGER exchange_version_append_only;--> statement-breakpoint
ALTER TABLE "exchange_version" ALTER COLUMN "meaning" SET NOT NULL;
