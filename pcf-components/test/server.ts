import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import {
  type Answer,
  type ExperienceRequest,
  type ExperienceResult,
  type GridExperience,
  type ListActionsRequest,
  type QueryRequest,
  type QueryResult,
  type RecordsCall,
  type Refusal,
  type RefusalCode,
  type RunActionRequest,
  refusals,
  serverLogicUrl,
  tokenHeader,
  tokenUrl,
} from '../../contracts/index.ts';

export type RecordsBody = QueryRequest & RecordsCall;

const address = (path: string) => `http://localhost${path}`;
const token = 'token-of-this-session';

export const tokenPage = (value = token) => `<input name="${tokenHeader}" type="hidden" value="${value}" />`;

export const onToken = (answer: () => Response) => http.get(address(tokenUrl), answer);
export const onExperience = (answer: (body: ExperienceRequest, request: Request) => Response | Promise<Response>) =>
  http.post(address(serverLogicUrl('experience')), async ({ request }) =>
    answer((await request.clone().json()) as ExperienceRequest, request),
  );
export const onRecords = (answer: (body: RecordsBody, request: Request) => Response | Promise<Response>) =>
  http.post(address(serverLogicUrl('records')), async ({ request }) => answer((await request.clone().json()) as RecordsBody, request));

export type ActionsBody = ListActionsRequest & { readonly operation: 'actions' };
export type RunBody = RunActionRequest & { readonly operation: 'run' };

/** The part of the records bridge that lists and runs actions; anything else is not answered here. */
export const onActions = (answers: {
  readonly actions: (body: ActionsBody) => Response | Promise<Response>;
  readonly run?: (body: RunBody) => Response | Promise<Response>;
}) =>
  http.post(address(serverLogicUrl('records')), async ({ request }) => {
    const body = (await request.clone().json()) as ActionsBody | RunBody | RecordsBody;
    if (body.operation === 'actions') return answers.actions(body as ActionsBody);
    if (body.operation === 'run') return answers.run?.(body as RunBody);
    return undefined;
  });

/** A page that hands out the token; each test adds its bridges. */
export const server = setupServer(onToken(() => HttpResponse.html(tokenPage())));

export const allowed = <Result>(result: Result): Answer<Result> => ({ ok: true, result });
export const refused = (code: RefusalCode, more: Partial<Refusal> = {}): Answer<never> => ({
  ok: false,
  refusal: { code, status: refusals[code].status, reference: 'K7QM2XW4RT5B', message: refusals[code].message, ...more },
});

export const json = (answer: Answer<unknown>, status = 200): Response => HttpResponse.json(answer as never, { status });

export const jane: ExperienceResult['person'] = { kind: 'contact', name: 'Jane Doe', key: 'jane-1', personas: [] };
export const nobody: ExperienceResult['person'] = { kind: 'anonymous', name: null, key: null, personas: [] };

/** An experience answer with one grid. */
export const experience = (grid: GridExperience, language = 'en'): Answer<ExperienceResult> =>
  allowed({ person: jane, language, hasHome: false, navigation: [], grids: [grid] });

export type { QueryResult };
