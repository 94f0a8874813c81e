import type { Sample } from '../../cli/sample/read.ts';

/** The order numbers that a person of the sample is to see, newest number first: told from the rows, not from the policy. */
export function expectedOrders(sample: Sample, person: string): readonly string[] {
  const company = sample.rows['contact']?.[person]?.['parentcustomerid'] ?? null;
  const roles = sample.webRoles[person] ?? [];
  return Object.values(sample.rows['salesorder'] ?? {})
    .filter((order) => {
      if (roles.includes('SCM Administrator')) return true;
      if (roles.includes('SCM Representative')) return company !== null && order['customerid'] === company;
      return roles.includes('SCM Authorised') && order['scm_orderedby'] === `contact:${person}`;
    })
    .map((order) => String(order['ordernumber']))
    .sort()
    .reverse();
}
