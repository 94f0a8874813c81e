/** What a receiver answered; everything but a 2xx in time is a failure, and redirects are not followed. */
export type Delivery = { readonly kind: 'delivered' } | { readonly kind: 'failed'; readonly problem: string };

/** The header by which a receiver drops repeats. */
export const eventKeyHeader = 'Idempotency-Key';

const loopback: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/** The address of a receiver on this machine; null for every other: the local portal sends nothing anywhere else. */
export function webhookUrl(text: string | undefined): URL | null {
  if (text === undefined || !URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.protocol === 'http:' && url.username === '' && url.password === '';
  return plain && loopback.includes(url.hostname) ? url : null;
}

/** Posts one event. Never throws: an address that nobody listens on is a failure like any other. */
export async function deliver(url: URL, key: string, payload: string, milliseconds: number): Promise<Delivery> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [eventKeyHeader]: key },
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.timeout(milliseconds),
    });
    await response.body?.cancel();
    return response.ok ? { kind: 'delivered' } : { kind: 'failed', problem: `the receiver answered ${response.status}` };
  } catch (error) {
    const slow = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'failed', problem: slow ? `no answer within ${milliseconds} ms` : 'the receiver cannot be reached' };
  }
}
