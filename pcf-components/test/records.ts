import { http } from 'msw';
import type {
  Answer,
  ExperienceRequest,
  FieldCheck,
  FieldExperience,
  QueryRequest,
  RecordExperience,
  RecordRow,
  RecordsCall,
  SaveRequest,
  SaveResult,
} from '../../contracts/index.ts';
import { serverLogicUrl } from '../../contracts/index.ts';
import { allowed, jane, json } from './server.ts';

const types: { readonly [Kind in FieldCheck['kind']]: FieldExperience['type'] } = {
  text: 'text',
  integer: 'number',
  decimal: 'number',
  money: 'number',
  boolean: 'boolean',
  datetime: 'datetime',
  date: 'datetime',
  choice: 'choice',
  lookup: 'lookup',
  unknown: 'text',
};

/** A field that the person may write; what is said goes before. */
export const field = (name: string, title: string, check: FieldCheck, more: Partial<FieldExperience> = {}): FieldExperience => ({
  name,
  title,
  help: null,
  type: types[check.kind],
  level: 'read',
  writable: true,
  required: false,
  check,
  ...more,
});

export const fields = {
  number: field('ordernumber', 'Order', { kind: 'text', max: 100, lines: 1 }, { writable: false }),
  name: field('name', 'Subject', { kind: 'text', max: 20, lines: 1 }, { required: true, help: 'What it is about.' }),
  description: field('description', 'Description', { kind: 'text', max: 2000, lines: 5 }),
  amount: field('totalamount', 'Amount', { kind: 'money', min: '0', max: '1000000', digits: 2 }),
  pieces: field('pieces', 'Pieces', { kind: 'integer', min: 1, max: 500 }),
  delivery: field('requestdeliveryby', 'Delivery', { kind: 'date' }),
  call: field('callat', 'Call at', { kind: 'datetime' }),
  urgent: field('urgent', 'Urgent', { kind: 'boolean' }),
  priority: field('prioritycode', 'Priority', {
    kind: 'choice',
    options: [
      { value: 1, title: 'Normal' },
      { value: 2, title: 'High' },
    ],
  }),
  customer: field('customerid', 'Customer', { kind: 'lookup', targets: [{ table: 'account', search: 'name' }] }),
  payment: field('paymentreference', 'Payment reference', { kind: 'text', max: 40, lines: 1 }, { level: 'masked', writable: false }),
} as const;

export const recordRow = (values: RecordRow['values'] = {}, labels: RecordRow['labels'] = {}): RecordRow => ({
  id: 'order-1',
  values: {
    ordernumber: 'SO-1',
    name: 'Pumps',
    description: null,
    totalamount: '1250.00',
    pieces: '5',
    requestdeliveryby: '2026-12-04T00:00:00Z',
    callat: '2026-11-30T13:30:00Z',
    urgent: false,
    prioritycode: 1,
    customerid: 'account:x',
    paymentreference: '****DE89',
    ...values,
  },
  labels: { customerid: 'Customer X', prioritycode: 'Normal', ...labels },
  masked: ['paymentreference'],
});

export const record = (more: Partial<RecordExperience> = {}): RecordExperience => ({
  form: 'order',
  title: 'Order',
  table: 'salesorder',
  id: 'order-1',
  version: '7',
  name: 'Pumps',
  row: recordRow(),
  sections: [
    {
      name: 'main',
      title: 'What is ordered',
      fields: [fields.number, fields.name, fields.customer, fields.amount, fields.pieces, fields.priority, fields.urgent],
    },
    { name: 'more', title: 'Delivery and payment', fields: [fields.delivery, fields.call, fields.payment, fields.description] },
  ],
  canSave: true,
  page: '/order',
  ...more,
});

/** The same form for a record that is not there yet. */
export const newRecord = (values: RecordRow['values'] = {}): RecordExperience => {
  const whole = record();
  const seen = ['name', 'totalamount', 'customerid', 'prioritycode', 'callat', 'description'];
  return {
    ...whole,
    id: null,
    version: null,
    name: null,
    row: { id: '', values, labels: {}, masked: [] },
    sections: [
      {
        name: 'main',
        title: 'What is ordered',
        fields: whole.sections.flatMap((section) => section.fields).filter(({ name }) => seen.includes(name)),
      },
    ],
  };
};

export const saved = (version: string, row: RecordRow = recordRow(), more: Partial<SaveResult> = {}): Answer<SaveResult> =>
  allowed({ table: 'salesorder', id: row.id, version, row, repeated: false, ...more });

export type SaveBody = SaveRequest & RecordsCall;

/** A server with one record: what it answers may change between two requests. */
export const recordServer = (answers: {
  readonly experience: (body: ExperienceRequest) => Answer<RecordExperience> | Response;
  readonly save?: (body: SaveBody) => Answer<SaveResult> | Response | Promise<Answer<SaveResult> | Response>;
  readonly query?: (body: QueryRequest & RecordsCall) => Answer<unknown> | Response | Promise<Answer<unknown> | Response>;
  readonly person?: () => typeof jane;
}) => {
  const asked: ExperienceRequest[] = [];
  const bodies: SaveBody[] = [];
  const address = (bridge: 'experience' | 'records') => `http://localhost${serverLogicUrl(bridge)}`;
  const reply = (answer: Answer<unknown> | Response) => (answer instanceof Response ? answer : json(answer));
  const handlers = [
    http.post(address('experience'), async ({ request }) => {
      const body = (await request.clone().json()) as ExperienceRequest;
      asked.push(body);
      const answer = answers.experience(body);
      if (answer instanceof Response) return answer;
      const person = answers.person?.() ?? jane;
      return json(allowed({ person, language: 'en', hasHome: false, navigation: [], grids: [], record: answer }));
    }),
    http.post(address('records'), async ({ request }) => {
      const body = (await request.clone().json()) as RecordsCall;
      if (body.operation === 'save' && answers.save) {
        bodies.push(body as SaveBody);
        return reply(await answers.save(body as SaveBody));
      }
      if (body.operation === 'query' && answers.query) return reply(await answers.query(body as QueryRequest & RecordsCall));
      return undefined;
    }),
  ];
  return { asked, bodies, handlers };
};
