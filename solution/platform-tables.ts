/** A table of the platform or of its apps that a solution of ours refers to but never brings. */
export interface PlatformTable {
  readonly name: string;
  /** The case that privileges (`prvReadSalesOrder`) and relationships use. */
  readonly schemaName: string;
  readonly label: string;
}

const listed = (name: string, schemaName: string, label: string): PlatformTable => ({ name, schemaName, label });

const platformTables: readonly PlatformTable[] = [
  listed('account', 'Account', 'Account'),
  listed('annotation', 'Note', 'Note'),
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
  listed('task', 'Activity', 'Task'),
  listed('team', 'Team', 'Team'),
  listed('transactioncurrency', 'TransactionCurrency', 'Currency'),
];

/** A known table of the platform by its logical name, or null. */
export const platformTable = (name: string): PlatformTable | null => platformTables.find((table) => table.name === name) ?? null;
