/** A table of the platform or of its apps that a solution of ours refers to but never brings. */
export interface PlatformTable {
  readonly name: string;
  /** The case that relationships use. */
  readonly schemaName: string;
  /** What its privileges are named after: `prvReadSalesOrder`; activities share one set, and notes have another name. */
  readonly privileges: string;
  readonly label: string;
}

const listed = (name: string, schemaName: string, label: string, privileges = schemaName): PlatformTable => ({
  name,
  schemaName,
  privileges,
  label,
});

const platformTables: readonly PlatformTable[] = [
  listed('account', 'Account', 'Account'),
  listed('annotation', 'Annotation', 'Note', 'Note'),
  listed('contact', 'Contact', 'Contact'),
  listed('contract', 'Contract', 'Contract'),
  listed('incident', 'Incident', 'Case'),
  listed('invoice', 'Invoice', 'Invoice'),
  listed('lead', 'Lead', 'Lead'),
  listed('opportunity', 'Opportunity', 'Opportunity'),
  listed('organization', 'Organization', 'Organization'),
  listed('pricelevel', 'PriceLevel', 'Price list'),
  listed('product', 'Product', 'Product'),
  listed('quote', 'Quote', 'Quote'),
  listed('salesorder', 'SalesOrder', 'Order'),
  listed('systemuser', 'SystemUser', 'User'),
  listed('task', 'Task', 'Task', 'Activity'),
  listed('team', 'Team', 'Team'),
  listed('transactioncurrency', 'TransactionCurrency', 'Currency'),
];

/** A known table of the platform by its logical name, or null. */
export const platformTable = (name: string): PlatformTable | null => platformTables.find((table) => table.name === name) ?? null;

/** The table whose privileges carry a name, e.g. that of `prvReadActivity`: tasks. */
export const platformTableOfPrivileges = (name: string): PlatformTable | null =>
  platformTables.find(({ privileges }) => privileges.toLowerCase() === name.toLowerCase()) ?? null;
