"""Files that are no usable pictures, one for each way to be wrong.

make_hostile.py OUTPUT_FOLDER; README.md says what each one is.
"""
import io
import pathlib
import struct
import sys
import zlib

import numpy
from PIL import Image

from png import SIGNATURE, chunk, header, png

out = pathlib.Path(sys.argv[1]) / "hostile"
out.mkdir(exist_ok=True)
END = chunk(b"IEND", b"")
GREY = numpy.arange(20).reshape(4, 5, 1)
GOOD = png(GREY, 8, 0)
START = len(SIGNATURE)
HEAD = START + 25
ROWS = b"".join(b"\0" + bytes(5) for _ in range(4))


def idat(rows=ROWS):
    return chunk(b"IDAT", zlib.compress(rows))


def crafted(*chunks):
    return SIGNATURE + b"".join(chunks)


HEADER = header(5, 4, 8, 0)
ENTRY = chunk(b"PLTE", bytes(6))
files = {
    "size-of-terabytes.png": crafted(header(2**31 - 1, 2**31 - 1, 16, 6), idat(), END),
    "size-overflow.png": crafted(header(2**32 - 1, 2**32 - 1, 8, 6), idat(), END),
    "side-too-long.png": crafted(header(20000, 1, 1, 0), idat(), END),
    "too-many-pixels.png": crafted(header(16000, 16000, 1, 0), idat(bytes(2001 * 16000)), END),
    "no-width.png": crafted(header(0, 4, 8, 0), idat(), END),
    "pixels-bomb.png": crafted(HEADER, idat(bytes(10**7)), END),
    "truncated.png": GOOD[:-20],
    "truncated-pixels.png": crafted(HEADER, idat(ROWS[:-3]), END),
    "unfinished-pixels.png": crafted(HEADER, chunk(b"IDAT", zlib.compress(ROWS)[:-4]), END),
    "only-signature.png": SIGNATURE,
    "long-chunk.png": crafted(HEADER, struct.pack(">I", 2**32 - 1) + b"IDAT"),
    "trailing.png": GOOD + b"PK\3\4 and more",
    "data-after-pixels.png": crafted(HEADER, chunk(b"IDAT", zlib.compress(ROWS) + b"more"), END),
    "animated.png": crafted(HEADER, chunk(b"acTL", bytes(8)), idat(), END),
    "checksum.png": GOOD[: HEAD + 10] + b"\0" + GOOD[HEAD + 11 :],
    "no-header.png": crafted(idat(), END),
    "short-header.png": crafted(chunk(b"IHDR", bytes(12)), idat(), END),
    "unknown-colours.png": crafted(header(5, 4, 8, 5), idat(), END),
    "unknown-depth.png": crafted(header(5, 4, 4, 2), idat(), END),
    "unknown-interlacing.png": crafted(header(5, 4, 8, 0, 2), idat(), END),
    "unknown-filter.png": crafted(HEADER, idat(b"\5" + ROWS[1:]), END),
    "unknown-part.png": crafted(HEADER, chunk(b"IEVL", b""), idat(), END),
    "nameless-part.png": crafted(HEADER, chunk(b"I\0AT", b""), idat(), END),
    "damaged-pixels.png": crafted(HEADER, chunk(b"IDAT", b"x\x9c\xff\xff\xff\xff"), END),
    "no-pixels.png": crafted(HEADER, END),
    "interrupted-pixels.png": crafted(HEADER, idat(), chunk(b"tEXt", b"a\0b"), idat(), END),
    "no-palette.png": crafted(header(5, 4, 8, 3), idat(), END),
    "two-palettes.png": crafted(header(5, 4, 8, 3), ENTRY, ENTRY, idat(), END),
    "late-palette.png": crafted(header(5, 4, 8, 3), ENTRY, idat(), ENTRY, END),
    "half-palette.png": crafted(header(5, 4, 8, 3), chunk(b"PLTE", bytes(5)), idat(), END),
    "beyond-palette.png": crafted(header(5, 4, 8, 3), ENTRY, idat(ROWS[:-1] + b"\2"), END),
    "transparency-misfit.png": crafted(HEADER, chunk(b"tRNS", bytes(6)), idat(), END),
}


def jpeg(**options):
    data = io.BytesIO()
    ramp = numpy.arange(24 * 16 * 3, dtype=numpy.uint8).reshape(16, 24, 3)
    Image.fromarray(ramp).save(data, "JPEG", quality=50, **options)
    return data.getvalue()


def patched(data, marker, offset, replacement):
    at = data.index(marker) + offset
    return data[:at] + replacement + data[at + len(replacement) :]


JPEG = jpeg()
FRAME = b"\xff\xc0"
SCAN = JPEG.index(b"\xff\xda")
FRAME_SEGMENT = JPEG[JPEG.index(FRAME) : JPEG.index(FRAME) + 19]
SCANS = jpeg(progressive=True)
LAST = SCANS.rindex(b"\xff\xda")
files |= {
    "size-of-gigabytes.jpg": patched(JPEG, FRAME, 5, b"\xff\xff\xff\xff"),
    "too-many-pixels.jpg": patched(JPEG, FRAME, 5, struct.pack(">HH", 16000, 16000)),
    "no-height.jpg": patched(JPEG, FRAME, 5, b"\0\0"),
    "twelve-bits.jpg": patched(JPEG, FRAME, 4, b"\x0c"),
    "arithmetic.jpg": patched(JPEG, FRAME, 1, b"\xc9"),
    "lossless.jpg": patched(JPEG, FRAME, 1, b"\xc3"),
    "two-planes.jpg": patched(JPEG, FRAME, 2, b"\0\x0e" + JPEG[JPEG.index(FRAME) + 4 :][:5] + b"\2"),
    "header-length.jpg": patched(JPEG, FRAME, 9, b"\4"),
    "sampling.jpg": patched(JPEG, FRAME, 11, b"\0"),
    "two-headers.jpg": JPEG[:SCAN] + FRAME_SEGMENT + JPEG[SCAN:],
    "no-header.jpg": JPEG.replace(FRAME_SEGMENT, b""),
    "no-scan.jpg": JPEG[:SCAN] + b"\xff\xd9",
    "many-scans.jpg": SCANS[:LAST] + SCANS[LAST:-2] * 50 + b"\xff\xd9",
    "late-height.jpg": JPEG[:SCAN] + b"\xff\xdc\0\4\0\x10" + JPEG[SCAN:],
    "truncated.jpg": JPEG[:-2],
    "truncated-scan.jpg": JPEG[: SCAN + 40] + b"\xff\xd9",
    "truncated-header.jpg": JPEG[:30],
    "truncated-length.jpg": JPEG[:2] + b"\xff\xe1\0",
    "damaged-scan.jpg": JPEG[: SCAN + 20] + b"\x55\xaa" * 30 + JPEG[SCAN + 80 :],
    "trailing.jpg": JPEG + b"\0\0\0\x18ftypmp42",
    "between-parts.jpg": JPEG[:SCAN] + b"abc" + JPEG[SCAN:],
    "no-length.jpg": JPEG[:2] + b"\xff\xe1\0\1" + JPEG[2:],
    "unknown-part.jpg": JPEG[:SCAN] + b"\xff\x02\0\2" + JPEG[SCAN:],
    "no-tables.jpg": JPEG[:2] + FRAME_SEGMENT + JPEG[SCAN:],
    "empty.png": b"",
    "gif.png": b"GIF89a" + bytes(20),
    "webp.png": b"RIFF\0\0\0\0WEBPVP8 " + bytes(8),
    "bmp.png": b"BM" + bytes(30),
    "tiff.png": b"II*\0" + bytes(30),
    "heic.jpg": b"\0\0\0\x18ftypheic" + bytes(8),
    "pdf.jpg": b"%PDF-1.7\n",
    "svg.png": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "text.png": b"hello",
}
for name, data in files.items():
    (out / name).write_bytes(data)
