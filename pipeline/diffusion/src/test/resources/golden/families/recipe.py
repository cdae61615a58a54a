"""Weights of the tiny test checkpoints: numbers that Python and Java compute alike.

A weight's values depend on its component and name alone, so no weight is stored. With
state = (crc32("component/name") << 32) + index, the value comes from the upper 24 bits of
SplitMix64(state) as v in [-1, 1). A tensor of two or more dimensions holds v / sqrt(fan_in),
a one-dimensional ".weight" holds 1 + v / 5, anything else v / 10; rounded once to float32.
"""
import math
import zlib

import numpy


def values(component, name, shape):
    count = math.prod(shape)
    state = numpy.uint64(zlib.crc32(f"{component}/{name}".encode()) << 32)
    with numpy.errstate(over="ignore"):
        z = state + numpy.arange(count, dtype=numpy.uint64)
        z = z + numpy.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        z = z ^ (z >> numpy.uint64(31))
    unit = (z >> numpy.uint64(40)).astype(numpy.float64) / 2.0**23 - 1.0
    if len(shape) >= 2:
        numbers = unit * math.sqrt(1.0 / math.prod(shape[1:]))
    elif name.endswith(".weight"):
        numbers = 1.0 + unit / 5.0
    else:
        numbers = unit / 10.0
    return numbers.astype(numpy.float32).reshape(shape)


def rounded(numbers):
    """A reference of float32 to 17 binary digits, a relative error of 8e-6: it compresses better."""
    bits = numpy.ascontiguousarray(numbers).view(numpy.uint32)
    return ((bits + numpy.uint32(0x40)) & numpy.uint32(0xFFFFFF80)).view(numpy.float32)
