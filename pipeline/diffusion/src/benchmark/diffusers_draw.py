"""Draws the same picture by Diffusers and prints the same line as DrawBenchmark.java."""
import resource
import statistics
import subprocess
import sys
import time

import torch
from diffusers import DPMSolverMultistepScheduler, StableDiffusionPipeline

folder, side, steps, rounds = sys.argv[1], *map(int, sys.argv[2:5])
device = torch.device(sys.argv[5])
on_gpu = device.type == "cuda"


def used() -> float:
    query = ["nvidia-smi", f"--id={device.index}", "--query-gpu=memory.used", "--format=csv,noheader,nounits"]
    return float(subprocess.check_output(query)) * 1024 * 1024 / 1e9


before = used() if on_gpu else 0


def peak() -> float:
    if on_gpu:
        return used() - before
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


began = time.perf_counter()
pipeline = StableDiffusionPipeline.from_pretrained(
    folder, torch_dtype=torch.float16 if on_gpu else torch.float32, safety_checker=None, requires_safety_checker=False
).to(device)
opening, opened = time.perf_counter() - began, peak()
pipeline.scheduler = DPMSolverMultistepScheduler.from_config(pipeline.scheduler.config)
pipeline.set_progress_bar_config(disable=True)


def seconds(seed: int) -> float:
    began = time.perf_counter()
    pipeline(
        "Cute sloth blowing out candles on a birthday cake",
        width=side,
        height=side,
        num_inference_steps=steps,
        guidance_scale=5.0,
        generator=torch.Generator().manual_seed(seed),
    )
    return time.perf_counter() - began


first = seconds(0)
median = statistics.median([seconds(seed) for seed in range(1, rounds + 1)] or [float("nan")])
print(f"Diffusers | {opening:.2f} | {opened:.2f} | {first:.2f} | {median:.2f} | {peak():.2f} |")
