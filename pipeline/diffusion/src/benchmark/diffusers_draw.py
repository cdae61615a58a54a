"""Draws the same picture by Diffusers and prints the same line as DrawBenchmark.java."""
import resource
import statistics
import sys
import time

import torch
from diffusers import DPMSolverMultistepScheduler, StableDiffusionPipeline

folder, rounds = sys.argv[1], int(sys.argv[2])
pipeline = StableDiffusionPipeline.from_pretrained(
    folder, torch_dtype=torch.float32, safety_checker=None, requires_safety_checker=False
)
pipeline.scheduler = DPMSolverMultistepScheduler.from_config(pipeline.scheduler.config)
pipeline.set_progress_bar_config(disable=True)


def seconds(seed: int) -> float:
    began = time.perf_counter()
    pipeline(
        "Cute sloth blowing out candles on a birthday cake",
        width=256,
        height=256,
        num_inference_steps=20,
        guidance_scale=5.0,
        generator=torch.Generator().manual_seed(seed),
    )
    return time.perf_counter() - began


first = seconds(0)
median = statistics.median(seconds(seed) for seed in range(1, rounds + 1))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
print(f"Diffusers | {first:.2f} | {median:.2f} | {peak:.2f}")
