-- As before; and what the operator confirmed, by saying it again on the command line, was confirmed by another hand too.
CREATE OR REPLACE FUNCTION own_records(asked uuid)
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
        ELSE last.actor_kind = 'system' OR coalesce(last.decision = 'confirmed' AND last.decided_by IS DISTINCT FROM asked, false)
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
END;
