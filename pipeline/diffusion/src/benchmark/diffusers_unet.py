"""Times the same passes as UNetBenchmark.java by Diffusers: eager, and compiled with CUDA graphs."""
import json
import pathlib
import statistics
import sys
import time

import diffusers
import torch

FAMILIES = [("SD 1.5, 512x512", "sd1", 64, 768, 803e9), ("SDXL, 1024x1024", "sdxl", 128, 2048, 6761e9)]
configurations, batches = pathlib.Path(sys.argv[1]), [int(batch) for batch in sys.argv[2:]]
torch.set_grad_enabled(False)
print(f"PyTorch {torch.__version__}, Diffusers {diffusers.__version__}")
print("UNet | Way | Batch | ms a pass | guided steps/s | of 989 TFLOP/s")
print("---|---|---|---|---|---")


def median(unet, batch, side, width, sizes):
    sample = torch.randn(batch, 4, side, side)
    text = torch.randn(batch, 77, width, device="cuda", dtype=torch.float16)
    added = None
    if sizes:
        added = {
            "text_embeds": torch.randn(batch, 1280, device="cuda", dtype=torch.float16),
            "time_ids": torch.full((batch, 6), 1024.0, device="cuda", dtype=torch.float16),
        }
    timestep = torch.full((batch,), 500.0, device="cuda")
    times = []
    for _ in range(35):
        torch.cuda.synchronize()
        began = time.perf_counter()
        latents = sample.cuda().half().contiguous(memory_format=torch.channels_last)
        unet(latents, timestep, text, added_cond_kwargs=added, return_dict=False)[0].float().cpu()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times[5:])


for name, folder, side, width, work in FAMILIES:
    config = json.loads((configurations / folder / "unet/config.json").read_text())
    with torch.device("cuda"):
        unet = diffusers.UNet2DConditionModel.from_config(config)
    unet = unet.half().eval().to(memory_format=torch.channels_last)
    compiled = torch.compile(unet, mode="reduce-overhead", fullgraph=True)
    for way, network in (("eager", unet), ("compiled", compiled)):
        for batch in batches:
            torch.compiler.reset()
            took = median(network, batch, side, width, folder == "sdxl")
            share = work * batch / (took / 1e3) / 989e12
            print(f"{name} | {way} | {batch} | {took:.2f} | {500 * batch / took:.1f} | {share:.1%}", flush=True)
    del unet, compiled
    torch.cuda.empty_cache()
