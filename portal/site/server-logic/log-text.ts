/** Text of a script or a request, made short and printable for diagnostics. */
export const escapeForLog = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '�').slice(0, 500);
