// The work set's policy in Portico's rule language. The work set is older than the permission model in three points, and each is
// said here: a deny whose condition is unknown does not apply (`whenUnknown: skip`); a parent's roles and denies are not asked (parents
// are tables of their own, whose rules have the child's roles and no denies); columns start at read-only (a base rule).
const SITE = 'bench';
const OPERATORS = { eq: '=', ne: '≠', lt: '<', lte: '≤', gt: '>', gte: '≥' };
const NUMBERS = ['amount', 'sensitivity'];
const LOOKUPS = { account: { lookup: ['account'] }, contact: { lookup: ['contact'] } };

export const above = (table) => `${table}_above`;
/** The work set's table that a table stands for. */
export const aboveOf = (table) => (table.endsWith(above('')) ? table.slice(0, -above('').length) : table);
export const parentLookup = (table) => `parent_${table}`;

const typeOf = (field) => LOOKUPS[field] ?? (NUMBERS.includes(field) ? 'number' : 'text');

function columnsOf(policy) {
  const columns = Object.fromEntries(
    ['region', 'amount', 'sensitivity', 'stage', 'account', 'contact', ...policy.fields].map((field) => [field, typeOf(field)]),
  );
  for (const table of policy.tables) columns[parentLookup(table)] = { lookup: [above(table)] };
  return columns;
}

function tablesOf(policy) {
  const columns = columnsOf(policy);
  const tables = { account: { kind: 'protected', columns: { region: 'text' } } };
  for (const table of policy.tables)
    tables[table] = { kind: 'protected', columns: { ...columns, ...(table === 'contact' ? { tier: 'text' } : {}) } };
  for (const table of policy.tables) tables[above(table)] = { kind: 'protected', columns };
  return tables;
}

const OWN = { account: { principal: 'account.id' }, region: { principal: 'contact.region' }, tier: { principal: 'contact.tier' } };

function conditionOf({ attr, op, value, user, byTier }) {
  if (byTier)
    return {
      any: Object.entries(byTier).map(([tier, limit]) => ({
        all: [
          [OWN.tier, '=', tier],
          [attr, OPERATORS[op], limit],
        ],
      })),
    };
  if (op === 'in') return [attr, 'in', value.filter((each) => each !== null)];
  return [attr, OPERATORS[op], user === undefined ? { value } : OWN[user]];
}

const partsOf = ({ when, from, until }) => ({
  ...(when.length > 0 ? { when: { all: when.map(conditionOf) } } : {}),
  ...(from ? { from } : {}),
  ...(until ? { until } : {}),
});

function recordRules(policy) {
  const byId = new Map(policy.rules.map((rule) => [rule.id, rule]));
  const rules = [];
  const accessOf = (rule, id, roles) => {
    if (rule.scope === 'parental') {
      const parent = byId.get(rule.parentRule);
      const parentId = `${parent.id}-above-${id}`;
      rules.push({
        id: parentId,
        effect: 'allow',
        table: above(parent.table),
        roles,
        privileges: ['read'],
        access: accessOf(parent, parentId, roles),
        ...partsOf(parent),
      });
      return { parent: parentLookup(parent.table), rule: parentId };
    }
    return { contact: { contact: 'contact' }, account: { account: 'account' } }[rule.scope] ?? rule.scope;
  };
  for (const rule of policy.rules)
    rules.push({
      id: rule.id,
      effect: rule.effect,
      table: rule.table,
      roles: rule.roles,
      privileges: rule.actions.map((action) => action.toLowerCase()),
      access: accessOf(rule, rule.id, rule.roles),
      ...partsOf(rule),
      ...(rule.effect === 'deny' ? { whenUnknown: 'skip' } : {}),
    });
  return rules;
}

const GRANTS = { edit: { level: 'read', write: true }, readonly: { level: 'read' } };
const RESTRICTS = {
  readonly: { write: false },
  masked: { level: 'masked', mask: 'full', write: false },
  hidden: { level: 'none', write: false },
};

function columnRules(policy) {
  const fieldsOf = ({ fields }) => (fields.includes('*') ? policy.fields : fields);
  const base = policy.tables.map((table) => ({
    id: `base-${table}`,
    effect: 'allow',
    table,
    roles: ['*'],
    privileges: ['read'],
    access: 'global',
    columns: Object.fromEntries(policy.fields.map((field) => [field, { level: 'read' }])),
  }));
  return base.concat(
    policy.fieldRules.map((rule) => ({
      id: rule.id,
      effect: rule.kind === 'grant' ? 'allow' : 'deny',
      table: rule.table,
      roles: rule.roles,
      privileges: ['read', 'write'],
      access: 'global',
      columns: Object.fromEntries(fieldsOf(rule).map((field) => [field, (rule.kind === 'grant' ? GRANTS : RESTRICTS)[rule.level]])),
      ...partsOf(rule),
      ...(rule.kind === 'grant' ? {} : { whenUnknown: 'skip' }),
    })),
  );
}

/** Two policies: who may do what with a row, and what its columns show (the work set asks masks of rows that nobody may read, too). */
export function translate(policy) {
  const base = {
    site: SITE,
    timezone: 'UTC',
    roles: Object.fromEntries(policy.roles.map((role) => [role, { site: SITE }])),
    tables: tablesOf(policy),
  };
  return {
    records: { ...base, rules: recordRules(policy) },
    columns: { ...base, masks: { full: { rank: 0, text: '***' } }, rules: columnRules(policy) },
  };
}

export function principalOf({ id, account, region, tier, roles }) {
  return {
    kind: 'contact',
    site: SITE,
    contact: { id, region, tier },
    account: account === null ? null : { id: account },
    roles,
    activeRoles: roles,
  };
}
