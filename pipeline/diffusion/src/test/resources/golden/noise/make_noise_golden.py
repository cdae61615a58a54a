"""Draws of torch.randn from CPU generators, and spherical interpolations between two of them.

make_noise_golden.py OUTPUT_FOLDER
"""
import gzip
import json
import pathlib
import sys

import numpy
import torch

SEEDS = [0, 1, 42, 2**31, 2**32 - 1, 2**32 + 42, 2**53 - 1, -1, -(2**63)]
ONE_TO_FORTY = list(range(1, 41))
MIXED = [3, 16, 1, 17, 2, 2, 33, 1]
LATENT = 4 * 64 * 64
ENDS = 40


def generator(seed):
    return torch.Generator("cpu").manual_seed(seed)


def draws(seed, counts):
    stream = generator(seed)
    return [torch.randn(count, generator=stream).tolist() for count in counts]


def latents(seed):
    stream = generator(seed)
    found = []
    for _ in range(2):
        noise = torch.randn((1, 4, 64, 64), generator=stream).flatten()
        found.append(
            {
                "first": noise[:ENDS].tolist(),
                "last": noise[-ENDS:].tolist(),
                "sum": noise.double().sum().item(),
                "weighted": (noise.double() * torch.arange(LATENT) / LATENT).sum().item(),
            }
        )
    return found


def slerp(first, second, part, parallel=0.9995):
    first, second = numpy.float64(first), numpy.float64(second)
    dot = numpy.sum(first * second / (numpy.linalg.norm(first) * numpy.linalg.norm(second)))
    if abs(dot) > parallel:
        return (1 - part) * first + part * second
    angle = numpy.arccos(dot)
    return (
        numpy.sin(angle - angle * part) / numpy.sin(angle) * first
        + numpy.sin(angle * part) / numpy.sin(angle) * second
    )


def rounded(values):
    """The shortest text that reads back as the same float32."""
    if isinstance(values, list):
        return [rounded(value) for value in values]
    return float(str(numpy.float32(values)))


one, two = draws(1, [40])[0], draws(2, [40])[0]
near = [value * 1.5 + 0.001 * other for value, other in zip(one, two)]
golden = {
    "made_by": f"torch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}",
    "draws": [{"seed": 7, "counts": ONE_TO_FORTY, "values": rounded(draws(7, ONE_TO_FORTY))}]
    + [{"seed": seed, "counts": MIXED, "values": rounded(draws(seed, MIXED))} for seed in SEEDS],
    "latents": [
        {
            "seed": seed,
            "draws": [
                {name: rounded(part) if isinstance(part, list) else part for name, part in draw.items()}
                for draw in latents(seed)
            ],
        }
        for seed in SEEDS
    ],
    "slerp": [
        {
            "first": rounded(one),
            "second": rounded(second),
            "part": part,
            "between": rounded(slerp(rounded(one), rounded(second), part).tolist()),
        }
        for second, part in [(two, 0.0), (two, 0.1), (two, 0.5), (two, 1.0), (near, 0.3)]
    ],
}
out = pathlib.Path(sys.argv[1])
text = json.dumps(golden, separators=(",", ":")) + "\n"
(out / "noise.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
