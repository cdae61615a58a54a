import { describe, expect, it } from 'vitest';
import { eventsOf, type ServerEvent } from '../src/api/eventStream';

function streamOf(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
      }
      controller.close();
    },
  });
}

async function read(...chunks: (string | Uint8Array)[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of eventsOf(streamOf(...chunks))) {
    events.push(event);
  }
  return events;
}

describe('eventsOf', () => {
  it('gives events with their names, and "message" to those without', async () => {
    expect(await read('event: state\ndata: {"state":"QUEUED"}\n\ndata: x\n\n')).toEqual([
      { event: 'state', data: '{"state":"QUEUED"}' },
      { event: 'message', data: 'x' },
    ]);
  });

  it('takes all three line ends', async () => {
    expect(await read('data: a\r\n\r\ndata: b\r\rdata: c\n\n')).toEqual([
      { event: 'message', data: 'a' },
      { event: 'message', data: 'b' },
      { event: 'message', data: 'c' },
    ]);
  });

  it('reads the same however the bytes are cut', async () => {
    const bytes = new TextEncoder().encode(
      ': waiting\r\n\r\nevent: progress\r\ndata: {"é":\r\ndata: 1}\r\n\r\nevent: state\ndata:😀\n\n',
    );
    const whole = await read(bytes);
    expect(whole).toEqual([
      { event: 'progress', data: '{"é":\n1}' },
      { event: 'state', data: '😀' },
    ]);
    for (let cut = 1; cut < bytes.length; cut++) {
      expect(await read(bytes.slice(0, cut), bytes.slice(cut))).toEqual(whole);
    }
    expect(await read(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  it('drops comments, events without data and an unfinished end', async () => {
    expect(await read(': hello\n\nevent: state\n\nid: 7\nretry: 10\n\ndata: lost')).toEqual([]);
  });

  it('takes one space after the colon away, and a byte order mark', async () => {
    expect(await read('\uFEFFdata:  two\ndata\n\n')).toEqual([
      { event: 'message', data: ' two\n' },
    ]);
  });

  it('survives noise', async () => {
    let state = 7;
    const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
    const alphabet = ['data', 'event', ':', ' ', '\n', '\r', '\r\n', '\n\n', 'x', '\u00e9', '\0'];
    for (let round = 0; round < 200; round++) {
      const text = Array.from({ length: next() % 40 }, () => alphabet[next() % alphabet.length]);
      for (const { event } of await read(text.join(''))) {
        expect(event).not.toBe('');
      }
    }
  });
});
