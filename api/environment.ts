import type { RouteConfig } from '@hono/zod-openapi';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Handler, MiddlewareHandler } from 'hono';
import type { ChoiceLane } from '#db/choice-lane.ts';
import type { Db } from '#db/client.ts';
import type { KeyActor } from '#domain/actor.ts';
import type { FoundKey } from '#domain/api-key/find-key.ts';
import type { Ctx } from '#domain/context.ts';
import type { ReadJson } from '#lib/bounded-json.ts';

/** What of a key never changes. */
export type KnownKey = { secret: string; hash: string; idKey: Buffer };

export type ApiEnv = {
  Variables: {
    db: Db;
    key: FoundKey;
    known: KnownKey;
    ctx: Ctx<KeyActor>;
    /** The body within its bounds, as text and as what it says; NDJSON by its lines. */
    text: string;
    json: ReadJson;
    lines: ReadJson[] | undefined;
    /** For a call that is a short “off”. */
    optOut: ChoiceLane | undefined;
  };
};

export type Api = OpenAPIHono<ApiEnv>;
export type ApiContext = Context<ApiEnv>;

export const newApi = (): Api => new OpenAPIHono<ApiEnv>();

/**
 * Adds a route and what the reference says of it. Bodies are parsed by the domain's own schemas and not by the
 * router's validators, so that there is one parser, one kind of fault and no second reading.
 */
export function addRoute(
  api: Api,
  config: RouteConfig,
  ...handlers: (Handler<ApiEnv> | MiddlewareHandler<ApiEnv>)[]
): void {
  api.openAPIRegistry.registerPath(config);
  api.on([config.method], [config.path.replaceAll(/\{(.+?)\}/g, ':$1')], ...handlers);
}
