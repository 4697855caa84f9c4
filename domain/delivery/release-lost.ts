import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/**
 * Frees what a worker that was killed had taken: graphile-worker itself waits four hours for that. An attempt takes
 * 15 seconds at most, so whoever holds one for 45 is gone. At worst a delivery is made twice.
 * The job loses its key: should its worker be alive after all, the next attempt that it records must be another job,
 * since it deletes the one it had.
 */
export async function releaseLost(db: Db, olderThanSeconds = 45): Promise<void> {
  await db.execute(sql`
    with jobs as (
      update graphile_worker._private_jobs set locked_at = null, locked_by = null, key = null
      where locked_at < now() - make_interval(secs => ${olderThanSeconds}::int)
        and task_id in (select id from graphile_worker._private_tasks where identifier = 'send-delivery'))
    update graphile_worker._private_job_queues set locked_at = null, locked_by = null
    where locked_at < now() - make_interval(secs => ${olderThanSeconds}::int) and queue_name like 'send %'`);
}
