"""What Diffusers computes with the tiny checkpoints, in float32 on the CPU: every seam, then whole
pipelines for every operation and scheduler.

make_goldens.py TOKENIZER_FOLDER OUTPUT_FOLDER
"""
import json
import pathlib
import sys

import numpy
import torch
from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    HeunDiscreteScheduler,
    LCMScheduler,
    LMSDiscreteScheduler,
    PNDMScheduler,
    StableDiffusionImg2ImgPipeline,
    StableDiffusionInpaintPipeline,
    StableDiffusionXLImg2ImgPipeline,
    StableDiffusionXLInpaintPipeline,
    UniPCMultistepScheduler,
)
from PIL import Image
from safetensors.torch import save_file

from make_families import FAMILIES, fill, tidy
from recipe import rounded

PROMPT = "a watercolor of a sleepy panda with a red balloon"
NEGATIVE = "city, night"
SAMPLERS = {
    "ddim": (DDIMScheduler, {}),
    "pndm": (PNDMScheduler, {"skip_prk_steps": True}),
    "euler": (EulerDiscreteScheduler, {}),
    "euler_a": (EulerAncestralDiscreteScheduler, {}),
    "dpm++2m": (DPMSolverMultistepScheduler, {}),
    "dpm++2m_karras": (DPMSolverMultistepScheduler, {"use_karras_sigmas": True}),
    "unipc": (UniPCMultistepScheduler, {}),
    "lms": (LMSDiscreteScheduler, {}),
    "heun": (HeunDiscreteScheduler, {}),
    "lcm": (LCMScheduler, {}),
}


# What nothing else is computed from.
RESULTS = {"decoded", "tiled_decoded", "prediction", "prediction_odd", "encoded_mean", "encoded_logvar",
           "tiled_encoded_mean"}


def picture(width, height):
    """A picture that Java computes alike: smooth, with an edge."""
    y, x = numpy.mgrid[0:height, 0:width]
    colours = [(3 * x + y) % 256, (x + 2 * y + 40) % 256, numpy.where(x > y, 200, 30)]
    return Image.fromarray(numpy.stack(colours, 2).astype(numpy.uint8))


def mask(width, height):
    """White in the right half's middle."""
    y, x = numpy.mgrid[0:height, 0:width]
    inside = (x >= width // 2) & (y >= height // 4) & (y < height * 3 // 4)
    return Image.fromarray(numpy.where(inside, 255, 0).astype(numpy.uint8))


def seams(pipe, golden):
    channels = pipe.unet.config.in_channels
    large = hasattr(pipe, "text_encoder_2")
    ids = [pipe.tokenizer] + ([pipe.tokenizer_2] if large else [])
    golden["ids"] = torch.stack([
        words(PROMPT, padding="max_length", max_length=77, truncation=True,
              return_tensors="pt").input_ids[0] for words in ids]).to(torch.int32)
    arguments = dict(device="cpu", num_images_per_prompt=1, do_classifier_free_guidance=True)
    added = None
    if large:
        text, negative, pooled, negative_pooled = pipe.encode_prompt(
            PROMPT, negative_prompt=NEGATIVE, **arguments)
        golden["pooled"] = torch.cat([negative_pooled, pooled])
        time_ids = torch.tensor([[64.0, 72.0, 0.0, 0.0, 64.0, 72.0]] * 2)
        added = {"text_embeds": golden["pooled"], "time_ids": time_ids}
    else:
        text, negative = pipe.encode_prompt(PROMPT, negative_prompt=NEGATIVE, **arguments)
    golden["hidden"] = torch.cat([negative, text])
    condition = None
    if pipe.unet.config.time_cond_proj_dim:
        condition = pipe.get_guidance_scale_embedding(
            torch.tensor([4.0, 4.0]), embedding_dim=pipe.unet.config.time_cond_proj_dim)
    for name, (height, width) in {"": (8, 8), "_odd": (9, 7)}.items():
        sample = torch.randn((2, channels, height, width), generator=torch.Generator().manual_seed(7))
        golden["sample" + name] = sample
        golden["prediction" + name] = pipe.unet(
            sample, torch.tensor([500, 37]), encoder_hidden_states=golden["hidden"],
            timestep_cond=condition, added_cond_kwargs=added).sample
    values = torch.from_numpy(numpy.array(picture(64, 72))).permute(2, 0, 1)[None] / 127.5 - 1
    moments = pipe.vae.encode(values).latent_dist
    golden["encoded_mean"], golden["encoded_logvar"] = moments.mean, moments.logvar
    golden["decoded"] = pipe.vae.decode(golden["sample"][:1, :4]).sample[:, :, ::3, ::3]
    if pipe.unet.config.in_channels == 4 and not large:
        tiled(pipe.vae, golden)


def tiled(vae, golden):
    """Through tiles of 8 places, respectively 64 pixels."""
    tile, sample = vae.tile_latent_min_size, vae.tile_sample_min_size
    vae.tile_latent_min_size, vae.tile_sample_min_size = 8, 64
    vae.enable_tiling()
    latent = torch.randn((1, 4, 10, 13), generator=torch.Generator().manual_seed(8))
    golden["tiled_latent"] = latent
    golden["tiled_decoded"] = vae.decode(latent).sample[:, :, ::3, ::3]
    values = torch.from_numpy(numpy.array(picture(104, 80))).permute(2, 0, 1)[None] / 127.5 - 1
    golden["tiled_encoded_mean"] = vae.encode(values).latent_dist.mean
    vae.disable_tiling()
    vae.tile_latent_min_size, vae.tile_sample_min_size = tile, sample


def runs(family, large):
    """Every whole run: operation, sampler and settings."""
    common = {"steps": 4, "guidance": 5.0, "prompt": PROMPT, "negative": NEGATIVE,
              "width": 64, "height": 64, "seed": 31}
    if family == "sd1":
        for sampler in SAMPLERS:
            yield common | {"operation": "text", "sampler": sampler}
            yield common | {"operation": "image", "sampler": sampler, "strength": 0.6, "steps": 6}
        for sampler in ("pndm", "euler", "dpm++2m"):
            yield common | {"operation": "inpaint", "sampler": sampler, "strength": 0.75}
        yield common | {"operation": "inpaint", "sampler": "ddim", "strength": 1.0}
        yield common | {"operation": "image", "sampler": "euler", "strength": 1.0}
        yield common | {"operation": "text", "sampler": "euler", "guidance": 1.0, "seed": 2**40 + 5}
        yield common | {"operation": "text", "sampler": "euler", "width": 72, "height": 88}
    elif family.endswith("inpainting"):
        sampler = "euler" if large else "pndm"
        yield common | {"operation": "inpaint", "sampler": sampler, "strength": 1.0}
        yield common | {"operation": "inpaint", "sampler": sampler, "strength": 0.6}
    else:
        yield common | {"operation": "text", "sampler": "own"}
        yield common | {"operation": "image", "sampler": "own", "strength": 0.5}
        if family == "sdxl":
            yield common | {"operation": "text", "sampler": "own", "negative": None}
            yield common | {"operation": "text", "sampler": "dpm++2m_karras", "height": 72}
            yield common | {"operation": "inpaint", "sampler": "own", "strength": 0.7}


def pipeline(pipe, run, large):
    if run["operation"] == "text":
        return pipe
    kinds = {
        ("image", False): StableDiffusionImg2ImgPipeline,
        ("inpaint", False): StableDiffusionInpaintPipeline,
        ("image", True): StableDiffusionXLImg2ImgPipeline,
        ("inpaint", True): StableDiffusionXLInpaintPipeline,
    }
    parts = {name: part for name, part in pipe.components.items() if name != "image_encoder"}
    extra = {"add_watermarker": False} if large else {"requires_safety_checker": False}
    return kinds[run["operation"], large](**parts, **extra)


def execute(pipe, run, large):
    own = pipe.scheduler
    if run["sampler"] != "own":
        kind, settings = SAMPLERS[run["sampler"]]
        pipe.scheduler = kind.from_config(own.config, **settings)
    actual = pipeline(pipe, run, large)
    actual.set_progress_bar_config(disable=True)
    width, height = run["width"], run["height"]
    arguments = {"width": width, "height": height}
    if run["operation"] == "image":
        arguments = {"image": picture(width, height), "strength": run["strength"]}
    if run["operation"] == "inpaint":
        arguments |= {"image": picture(width, height), "mask_image": mask(width, height),
                      "strength": run["strength"]}
    latents = actual(
        prompt=run["prompt"], negative_prompt=run["negative"], num_inference_steps=run["steps"],
        guidance_scale=run["guidance"], generator=torch.Generator().manual_seed(run["seed"]),
        output_type="latent", **arguments).images
    image = pipe.vae.decode(latents / pipe.vae.config.scaling_factor).sample
    pixels = pipe.image_processor.postprocess(image, output_type="pil")[0]
    pipe.scheduler = own
    return latents, torch.from_numpy(numpy.array(pixels))


def main():
    words, out = map(pathlib.Path, sys.argv[1:3])
    torch.set_num_threads(2)
    for name, family in FAMILIES.items():
        pipe = tidy(family(words))
        fill(pipe)
        large = hasattr(pipe, "text_encoder_2")
        golden = {}
        listed = []
        with torch.no_grad():
            seams(pipe, golden)
            for run in runs(name, large):
                latents, pixels = execute(pipe, run, large)
                golden[f"run{len(listed)}.pixels"] = pixels[::2] if name == "sd1" else pixels
                listed.append(run)
                print(name, run["operation"], run["sampler"], float(latents.abs().max()),
                      float((pixels.float() % 255 == 0).float().mean()))
        golden = {
            key: torch.from_numpy(rounded(value.numpy())) if key in RESULTS else value.contiguous()
            for key, value in golden.items()
        }
        save_file(golden, out / name / "golden.safetensors")
        (out / name / "runs.json").write_text(json.dumps(listed, indent=1) + "\n")


if __name__ == "__main__":
    main()
