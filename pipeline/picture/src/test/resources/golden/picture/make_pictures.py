"""Pictures of every kind with what Pillow reads from them, and resizes, values and masks.

make_pictures.py OUTPUT_FOLDER
"""
import hashlib
import io
import json
import pathlib
import sys
import zlib

import numpy
import PIL
import torch
from diffusers import __version__ as diffusers_version
from diffusers.image_processor import VaeImageProcessor
from PIL import Image, ImageCms, ImageOps
from safetensors.numpy import save_file

from png import chunk, png

out = pathlib.Path(sys.argv[1])
good = out / "good"
good.mkdir(exist_ok=True)
random = numpy.random.default_rng(1)
expected = {}


def noise(width, height, samples, depth=8):
    return random.integers(0, 2**depth, (height, width, samples))


def smooth(width, height):
    y, x = numpy.mgrid[0:height, 0:width]
    red = 255 * x / width
    blue = 127 + 120 * numpy.sin(x / 3) * numpy.cos(y / 4)
    return Image.fromarray(numpy.stack([red, 255 * y / height, blue], 2).astype(numpy.uint8))


def read(data):
    """As a pipeline reads it: upright, over white, red, green and blue."""
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return numpy.asarray(picture.convert("RGB"))


def keep(name, data, reference=None):
    (good / name).write_bytes(data)
    expected[name] = numpy.ascontiguousarray(read(data) if reference is None else reference)


def jpeg(picture, **options):
    data = io.BytesIO()
    picture.save(data, "JPEG", **{"quality": 85, **options})
    return data.getvalue()


def exif(orientation):
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "maker"
    return tags.tobytes()


palette = chunk(b"PLTE", bytes(random.integers(0, 256, 48).tolist()))
for interlace in (0, 1):
    suffix = "-interlaced.png" if interlace else ".png"
    for depth in (1, 2, 4, 8):
        keep(f"grey-{depth}{suffix}", png(noise(11, 9, 1, depth), depth, 0, interlace))
    for depth in (1, 2, 4):
        keep(f"palette-{depth}{suffix}", png(noise(11, 9, 1, depth), depth, 3, interlace, palette))
    keep(f"rgb{suffix}", png(noise(11, 9, 3), 8, 2, interlace, parts=7))
    keep(f"rgb-alpha{suffix}", png(noise(11, 9, 4), 8, 6, interlace))
    keep(f"grey-alpha{suffix}", png(noise(11, 9, 2), 8, 4, interlace))
keep("one-pixel-interlaced.png", png(noise(1, 1, 3), 8, 2, 1))
keep("palette-alpha.png", png(noise(11, 9, 1, 4), 4, 3, 0, palette + chunk(b"tRNS", bytes(range(0, 240, 24)))))
key = noise(11, 9, 3)
keep("rgb-key.png", png(key, 8, 2, 0, chunk(b"tRNS", bytes(b for v in key[4, 5] for b in (0, int(v))))))
# Every colour with every alpha, in differences that pack small; of the reference the hash is kept.
levels = numpy.stack(numpy.meshgrid(range(256), range(256)), 2)
keep("all-alphas.png", png(levels, 8, 4, filters=[1]))
all_alphas = hashlib.sha256(expected.pop("all-alphas.png").tobytes()).hexdigest()
# Pillow keeps the upper bytes of some kinds of 16 bits only: the references are those bytes.
for name, colour, samples in (("grey", 0, 1), ("rgb", 2, 3)):
    deep = noise(11, 9, samples, 16)
    keep(f"{name}-16.png", png(deep, 16, colour), numpy.repeat(deep >> 8, 3 // samples, 2).astype(numpy.uint8))
keep("rgb-alpha-16.png", png(noise(11, 9, 4, 16), 16, 6))
keep("orientation.png", png(noise(11, 9, 3), 8, 2, 0, chunk(b"eXIf", exif(6)[6:])))
# A compressed text of a million bytes.
keep("text-bomb.png", png(noise(3, 2, 3), 8, 2, 0, chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(10**6)))))

for name, options in {
    "444": {"subsampling": 0},
    "422": {"subsampling": 1},
    "420": {"subsampling": 2},
    "progressive": {"progressive": True, "subsampling": 2},
    "restarts": {"restart_marker_blocks": 2},
    "plain-rgb": {"keep_rgb": True},
    "profile": {"icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes(), "comment": b"a"},
}.items():
    keep(f"{name}.jpg", jpeg(smooth(43, 29), **options))
keep("grey.jpg", jpeg(smooth(43, 29).convert("L")))
inks = jpeg(smooth(43, 29).convert("CMYK"))
keep("cmyk.jpg", inks)
adobe = inks.index(b"Adobe") + 11
keep("ycck.jpg", inks[:adobe] + b"\2" + inks[adobe + 1 :])
for orientation in range(1, 10):
    keep(f"orientation-{orientation}.jpg", jpeg(smooth(13, 9), exif=exif(orientation)))


def recipe(width, height):
    """Noise that Java computes alike: the upper bits of a linear congruential generator."""
    state = numpy.uint32(width * 65536 + height)
    values = numpy.empty(width * height * 3, numpy.uint8)
    for i in range(values.size):
        state = (state * numpy.uint32(1664525) + numpy.uint32(1013904223)) & numpy.uint32(2**32 - 1)
        # Half of the numbers are black or white, so that curves overshoot.
        value = int(state >> numpy.uint32(24))
        values[i] = value if i % 2 else 255 * (value > 127)
    return values.reshape(height, width, 3)


FILTERS = {"NEAREST": Image.NEAREST, "BICUBIC": Image.BICUBIC, "LANCZOS": Image.LANCZOS}
SIZES = [
    ((53, 41), (24, 16)),
    ((53, 41), (64, 64)),
    ((53, 41), (53, 96)),
    ((53, 41), (88, 41)),
    ((53, 41), (8, 8)),
    ((53, 41), (1, 1)),
    ((1, 1), (8, 16)),
    ((3, 200), (200, 3)),
    ((301, 7), (64, 64)),
    ((97, 131), (224, 302)),
    # Pillow goes along the columns first when that saves work: both sides of its rule.
    ((60, 90), (40, 51)),
    ((60, 90), (41, 51)),
    ((60, 90), (41, 120)),
    ((60, 90), (90, 60)),
]
resizes = []
with numpy.errstate(over="ignore"):
    sources = {size: recipe(*size) for size, _ in SIZES}
for (size, target) in SIZES:
    for name, resample in FILTERS.items():
        resized = numpy.asarray(Image.fromarray(sources[size]).resize(target, resample))
        resizes.append(
            {
                "from": size,
                "to": target,
                "resampling": name,
                "sha256": hashlib.sha256(resized.tobytes()).hexdigest(),
            }
        )
        if target == (24, 16):
            expected[f"resized-{name}"] = resized

picture = Image.fromarray(sources[(53, 41)])
processor = VaeImageProcessor()
masks = VaeImageProcessor(do_normalize=False, do_binarize=True, do_convert_grayscale=True)
values = processor.preprocess(picture, 16, 24)
mask = masks.preprocess(picture, 40, 64)
expected["values"] = values.numpy()
expected["mask"] = mask.numpy()
expected["hole"] = (processor.preprocess(picture, 40, 64) * (mask < 0.5)).numpy()
for size in ((5, 8), (3, 7), (60, 100)):
    nearest = torch.nn.functional.interpolate(mask, size=size)
    expected[f"mask-{size[1]}-{size[0]}"] = nearest.numpy()

save_file({name: numpy.ascontiguousarray(value) for name, value in expected.items()}, out / "pictures.safetensors")
(out / "pictures.json").write_text(
    json.dumps(
        {
            "made_by": f"Pillow {PIL.__version__}, diffusers {diffusers_version}, torch {torch.__version__}",
            "all_alphas_sha256": all_alphas,
            "resizes": resizes,
        },
        indent=1,
    )
    + "\n"
)
