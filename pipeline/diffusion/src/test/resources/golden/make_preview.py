"""Fits the linear map from latents to colours that previews use, by least squares.

make_preview.py MODEL_FOLDER writes preview.json into it.
"""
import json
import pathlib
import sys
import tempfile

import numpy
import torch
from diffusers import DPMSolverMultistepScheduler, StableDiffusionPipeline

from expand import expand

PROMPTS = [
    "a sloth in a forest",
    "a doctor in a hospital, digital art",
    "a castle on a hill at sunset, watercolor",
    "three red apples on a blue table",
    "a city street at night, oil painting",
    "a firefighter in front of a house",
    "a panda with a green balloon",
    "mountains and a lake at noon, photograph",
]

model = pathlib.Path(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    expand(model, pathlib.Path(folder))
    pipe = StableDiffusionPipeline.from_pretrained(
        folder, torch_dtype=torch.float32, local_files_only=True
    )
pipe.set_progress_bar_config(disable=True)
pipe.scheduler = DPMSolverMultistepScheduler.from_config(dict(pipe.scheduler.config))
latents, colours = [], []
for seed, prompt in enumerate(PROMPTS):
    latent = pipe(
        prompt,
        num_inference_steps=15,
        guidance_scale=5.0,
        generator=torch.Generator().manual_seed(seed),
        output_type="latent",
    ).images
    with torch.no_grad():
        picture = pipe.vae.decode(latent / pipe.vae.config.scaling_factor).sample
    small = torch.nn.functional.avg_pool2d(picture.clamp(-1, 1), 8)
    latents.append(latent[0].flatten(1).T.numpy())
    colours.append(small[0].flatten(1).T.numpy())
design = numpy.concatenate(latents)
design = numpy.hstack([design, numpy.ones((len(design), 1))])
solution, *_ = numpy.linalg.lstsq(design, numpy.concatenate(colours), rcond=None)
residual = numpy.concatenate(colours) - design @ solution
print("root mean square error", float(numpy.sqrt((residual**2).mean())))
rows = [[round(float(v), 5) for v in column] for column in solution.T]
(model / "preview.json").write_text(json.dumps({"latent_to_rgb": rows}, indent=1) + "\n")
