/** Golden cases that the engine does not answer yet, by id, each with the part that it waits for. A case that passes must not stand here. */
export const PENDING: { readonly [caseId: string]: string } = {};
