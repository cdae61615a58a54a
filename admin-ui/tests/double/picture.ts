import { crc32, deflateSync } from 'node:zlib';

/** A PNG file of a round cake on a plain ground; the more noise, the less of it is seen. */
export function pictureOf(size: number, seed: number, noise: number): Buffer {
  const hue = [seed % 160, (seed * 7) % 160, (seed * 13) % 160] as const;
  const rows = Buffer.alloc(size * (size * 3 + 1));
  let random = seed + 1;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const inside = Math.hypot(x - size / 2, y - size * 0.6) < size / 4;
      for (let channel = 0; channel < 3; channel++) {
        random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
        const colour = inside ? 235 - channel * 40 : 80 + (hue[channel] ?? 0) + (y * 40) / size;
        const mixed = colour * (1 - noise) + (random % 256) * noise;
        rows[y * (size * 3 + 1) + 1 + x * 3 + channel] = Math.min(255, mixed);
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
