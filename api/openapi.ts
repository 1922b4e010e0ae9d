/** The OpenAPI 3.1 document: the same declarations and the very schemas that check requests. */
import type { TSchema } from 'typebox';
import { componentName } from './contract/component.ts';
import { ProblemDetails } from './contract/problem.ts';
import { PURPOSES } from '../policies/purposes.ts';
import type { Route } from './route.ts';
import { cookieName } from './session/session-cookie.ts';

type Json = Readonly<Record<string, unknown>>;

export function openApiDocument(routes: readonly Route[], version: string, secureCookies: boolean): Json {
  const schemas = new Map<string, unknown>();
  const schemaOf = (schema: TSchema): unknown => withReferences(schema, schemas);
  const paths: Record<string, Record<string, unknown>> = {};
  const problem = schemaOf(ProblemDetails);
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route, schemaOf);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Trình Ký',
      version,
      description:
        'Instants are ISO 8601 UTC. Errors are Problem Details (RFC 9457) in Vietnamese or English, by Accept-Language. Requests that change something carry Origin, Sec-Fetch-Site: same-origin or X-Requested-With.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookieName(secureCookies) },
        agent: { type: 'http', scheme: 'bearer', description: 'Of an agent on a signer’s computer, from its pairing' },
      },
      responses: {
        Problem: {
          description: 'Refused, or failed',
          content: { 'application/problem+json': { schema: problem } },
        },
      },
    },
    security: [{ session: [] }],
  };
}

function operationOf(route: Route, schemaOf: (schema: TSchema) => unknown): Json {
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [tagOf(route.path)],
    ...(route.rule === 'public' && { security: [] }),
    ...(route.rule === 'agent' && { security: [{ agent: [] }] }),
    ...(typeof route.rule === 'object' && { 'x-right': route.rule }),
    ...(route.sensitive && { 'x-sensitive': route.sensitive }),
    parameters: [...fieldsOf(route.params, 'path', schemaOf), ...fieldsOf(route.query, 'query', schemaOf), ...headersOf(route)],
    ...(route.body && { requestBody: { required: true, content: contentOf(route, schemaOf) } }),
    responses: {
      [route.success]: {
        description: route.response || route.produces ? 'Done' : 'Done; no content',
        ...((route.response || route.produces) && {
          content: { [route.produces ?? 'application/json']: { schema: route.response ? schemaOf(route.response) : { type: 'string' } } },
        }),
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

const tagOf = (path: string): string => path.replace(/^\/api\/(v1\/)?/, '').split('/')[0] ?? 'api';

function contentOf({ body, ownBody }: Route, schemaOf: (schema: TSchema) => unknown): Json {
  const types = ownBody ?? ['application/json'];
  return Object.fromEntries(
    types.map((type) => [type, { schema: type === 'application/json' && body ? schemaOf(body) : { type: 'object' } }]),
  );
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, TSchema & { readonly description?: string }>>;
  readonly required?: readonly string[];
}

function fieldsOf(schema: TSchema | undefined, place: 'path' | 'query', schemaOf: (schema: TSchema) => unknown): readonly Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as ObjectSchema;
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    // what has a default may be left out
    required: place === 'path' || (required.includes(name) && !('default' in field)),
    ...(field.description !== undefined && { description: field.description }),
    schema: schemaOf(field),
  }));
}

function headersOf({ idempotent, conditional, sensitive, purposeful, rule }: Route): readonly Json[] {
  const text = { type: 'string' };
  return [
    ...(rule === 'public' || rule === 'agent'
      ? []
      : [
          { name: 'On-Behalf-Of', in: 'header', description: 'Person whom the caller acts for, by a substitution in force.', schema: text },
        ]),
    ...(idempotent
      ? [{ name: 'Idempotency-Key', in: 'header', description: 'The same key again gets the first answer, for a day.', schema: text }]
      : []),
    ...(sensitive
      ? [{ name: 'X-Purpose', in: 'header', description: 'What the data is for, percent-encoded; kept on the access log.', schema: text }]
      : []),
    ...(purposeful
      ? [
          {
            name: 'Purpose',
            in: 'header',
            description: 'Code of the catalogue of purposes: what is sensitive stays masked without one that a rule accepts.',
            schema: { type: 'string', enum: PURPOSES.map(({ code }) => code) },
          },
        ]
      : []),
    ...(conditional ? [{ name: 'If-Match', in: 'header', description: 'The revision that was seen, as in the ETag.', schema: text }] : []),
  ];
}

/** A copy in which each named schema is a reference; the named ones are collected in `schemas`. */
function withReferences(schema: unknown, schemas: Map<string, unknown>, inside?: string): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withReferences(item, schemas));
  if (typeof schema !== 'object' || schema === null) return schema;
  const name = componentName(schema);
  if (name !== undefined && name !== inside) {
    if (!schemas.has(name)) {
      schemas.set(name, {});
      schemas.set(name, withReferences(schema, schemas, name));
    }
    return { $ref: `#/components/schemas/${name}` };
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withReferences(value, schemas)]));
}
