/** A message of the schemas that is wrong, and the public export that shows the same. */
export interface KnownAlarm {
  readonly message: RegExp;
  readonly why: string;
  readonly shownBy: string;
}

/** At most 15: a longer list would be a second schema. */
export const mostKnownAlarms = 15;

export const knownAlarms: readonly KnownAlarm[] = [
  {
    message: /^Element 'Type': \[facet 'enumeration'\] The value 'file' is not an element of the set/,
    why: 'the schemas are older than file columns',
    shownBy:
      'microsoft/power-pages-samples templates/spa/supplier-invoice-portal/solutions/SupplierInvoiceSPAPortal/Entities/spnvc_InvoiceAttachment/Entity.xml',
  },
  {
    message: /^Element 'Dependent', attribute 'type': '[A-Za-z]+' is not a valid value of the atomic type 'xs:int'/,
    why: 'components that are rows have no fixed type number; their table is named instead',
    shownBy: 'microsoft/powercat-creator-kit CreatorKitAI/SolutionPackage/src/Other/Solution.xml (Dependent type="CustomAPI")',
  },
];
