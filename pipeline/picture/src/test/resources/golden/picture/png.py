"""A PNG writer that can also write what no program should."""
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def header(width, height, depth, colour, interlace=0, compression=0):
    return chunk(
        b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, compression, 0, interlace)
    )


def packed(samples, depth):
    bits = "".join(format(int(sample), f"0{depth}b") for sample in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def paeth(left, up, corner):
    estimate = left + up - corner
    return min((left, up, corner), key=lambda value: abs(estimate - value))


def filtered(row, above, kind, step):
    found = bytearray([kind])
    for i, value in enumerate(row):
        left = row[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        guess = [0, left, above[i], (left + above[i]) // 2, paeth(left, above[i], corner)][kind]
        found.append((value - guess) & 255)
    return bytes(found)


def pixels(samples, depth, colour, interlace, filters):
    """Filtered rows of samples [height, width, samples of a pixel], the filters in turn."""
    step = max(1, depth * SAMPLES[colour] // 8)
    found = b""
    for x, y, dx, dy in ADAM7 if interlace else [(0, 0, 1, 1)]:
        part = samples[y::dy, x::dx]
        if part.size == 0:
            continue
        above = None
        for number, row in enumerate(part):
            raw = packed(row.flatten(), depth)
            found += filtered(raw, above or bytes(len(raw)), filters[number % len(filters)], step)
            above = raw
    return found


def png(samples, depth, colour, interlace=0, before=b"", parts=1, filters=range(5)):
    height, width = samples.shape[:2]
    body = zlib.compress(pixels(samples, depth, colour, interlace, filters))
    size = -(-len(body) // parts)
    data = b"".join(chunk(b"IDAT", body[i : i + size]) for i in range(0, len(body), size))
    return SIGNATURE + header(width, height, depth, colour, interlace) + before + data + chunk(b"IEND", b"")
