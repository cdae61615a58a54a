"""Tiny checkpoints of every family in the diffusers layout, without their weights, and what
Diffusers computes with them in float32 on the CPU.

make_families.py TOKENIZER_FOLDER OUTPUT_FOLDER
"""
import gzip
import json
import pathlib
import shutil
import sys
import tempfile

import diffusers
import numpy
import torch
import transformers
from diffusers import (
    AutoencoderKL,
    DDIMScheduler,
    EulerDiscreteScheduler,
    LCMScheduler,
    PNDMScheduler,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
)

from recipe import values

BETAS = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")


def text_config(**settings):
    return CLIPTextConfig(
        vocab_size=4096, max_position_embeddings=77, bos_token_id=4094, eos_token_id=4095,
        pad_token_id=4095, **settings,
    )


def vae(**settings):
    return AutoencoderKL(
        block_out_channels=(16, 16, 32, 32), norm_num_groups=8, layers_per_block=1,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        sample_size=64, **settings,
    )


def unet_1(**settings):
    return UNet2DConditionModel(**({
        "sample_size": 8, "block_out_channels": (32, 32, 64, 64), "layers_per_block": 2,
        "cross_attention_dim": 32, "attention_head_dim": 4, "norm_num_groups": 16,
    } | settings))


def unet_xl(**settings):
    return UNet2DConditionModel(**({
        "sample_size": 8, "block_out_channels": (32, 32, 64), "layers_per_block": 2,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        "transformer_layers_per_block": (1, 2, 3), "attention_head_dim": (2, 2, 4),
        "use_linear_projection": True, "cross_attention_dim": 80, "norm_num_groups": 16,
        "addition_embed_type": "text_time", "addition_time_embed_dim": 8,
        "projection_class_embeddings_input_dim": 88,
    } | settings))


def tokenizer(folder, pad):
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        for file in ("vocab.json", "merges.txt"):
            shutil.copy(folder / file, scratch)
        return CLIPTokenizer.from_pretrained(scratch, pad_token=pad, model_max_length=77)


def stable_diffusion_1(words, unet=None, scheduler=None):
    return StableDiffusionPipeline(
        vae=vae(), unet=unet or unet_1(), tokenizer=tokenizer(words, "<|endoftext|>"),
        text_encoder=CLIPTextModel(text_config(
            hidden_size=32, intermediate_size=64, num_hidden_layers=3, num_attention_heads=4,
            projection_dim=32)),
        scheduler=scheduler or PNDMScheduler(
            **BETAS, skip_prk_steps=True, steps_offset=1, set_alpha_to_one=False),
        safety_checker=None, feature_extractor=None, requires_safety_checker=False,
    )


def stable_diffusion_2(words, **settings):
    inpainting = settings.get("in_channels") == 9
    return StableDiffusionPipeline(
        vae=vae(), tokenizer=tokenizer(words, "!"),
        unet=unet_1(**({"use_linear_projection": True, "attention_head_dim": (2, 4, 4, 4),
                        "upcast_attention": not inpainting, "cross_attention_dim": 48} | settings)),
        text_encoder=CLIPTextModel(text_config(
            hidden_size=48, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4,
            projection_dim=32, hidden_act="gelu")),
        scheduler=DDIMScheduler(
            **BETAS, steps_offset=1, set_alpha_to_one=False, clip_sample=False,
            prediction_type="epsilon" if inpainting else "v_prediction"),
        safety_checker=None, feature_extractor=None, requires_safety_checker=False,
    )


def stable_diffusion_xl(words, scheduler=None, **settings):
    return StableDiffusionXLPipeline(
        vae=vae(scaling_factor=0.13025, force_upcast=True), unet=unet_xl(**settings),
        tokenizer=tokenizer(words, "<|endoftext|>"), tokenizer_2=tokenizer(words, "!"),
        text_encoder=CLIPTextModel(text_config(
            hidden_size=32, intermediate_size=64, num_hidden_layers=3, num_attention_heads=4,
            projection_dim=32)),
        text_encoder_2=CLIPTextModelWithProjection(text_config(
            hidden_size=48, intermediate_size=96, num_hidden_layers=4, num_attention_heads=4,
            projection_dim=40, hidden_act="gelu")),
        scheduler=scheduler or EulerDiscreteScheduler(
            **BETAS, steps_offset=1, timestep_spacing="leading"),
        force_zeros_for_empty_prompt=True, add_watermarker=False,
    )


FAMILIES = {
    "sd1": stable_diffusion_1,
    "sd1-inpainting": lambda words: stable_diffusion_1(words, unet_1(in_channels=9)),
    "sd1-lcm": lambda words: stable_diffusion_1(
        words, unet_1(time_cond_proj_dim=16),
        LCMScheduler(**BETAS, set_alpha_to_one=True, clip_sample=False)),
    "sd2-velocity": stable_diffusion_2,
    "sd2-inpainting": lambda words: stable_diffusion_2(words, in_channels=9),
    "sdxl": stable_diffusion_xl,
    "sdxl-inpainting": lambda words: stable_diffusion_xl(words, in_channels=9),
    "sdxl-velocity": lambda words: stable_diffusion_xl(words, EulerDiscreteScheduler(
        **BETAS, steps_offset=1, timestep_spacing="trailing", prediction_type="v_prediction",
        rescale_betas_zero_snr=True)),
}
NETWORKS = ("text_encoder", "text_encoder_2", "unet", "vae")


def fill(pipe):
    """Puts the recipe's numbers into every network; returns the tensors as lines of text."""
    lines = []
    for component in NETWORKS:
        network = getattr(pipe, component, None)
        if network is None:
            continue
        network.eval()
        network.requires_grad_(False)
        stored = network.state_dict()
        for key in sorted(stored):
            name = key
            if component.startswith("text_encoder") and not key.startswith("text_"):
                name = "text_model." + key
            if name.endswith("position_ids"):
                continue
            shape = tuple(stored[key].shape)
            stored[key].copy_(torch.from_numpy(values(component, name, shape)))
            lines.append(f"{component} {name} {'x'.join(map(str, shape))}")
    return lines


def save(pipe, lines, folder):
    """Keeps the configurations alone."""
    with tempfile.TemporaryDirectory() as scratch:
        pipe.save_pretrained(scratch)
        scratch = pathlib.Path(scratch)
        for file in sorted(scratch.rglob("*.json")):
            if "tokenizer" in file.parent.name:
                continue
            target = folder / file.relative_to(scratch)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(file.read_text())
    for name in ("tokenizer", "tokenizer_2"):
        words = getattr(pipe, name, None)
        if words is not None:
            (folder / name).mkdir(exist_ok=True)
            (folder / name / "special_tokens_map.json").write_text(json.dumps({
                "bos_token": words.bos_token, "eos_token": words.eos_token,
                "unk_token": words.unk_token, "pad_token": words.pad_token}, indent=2) + "\n")
            (folder / name / "tokenizer_config.json").write_text(
                json.dumps({"model_max_length": 77, "tokenizer_class": "CLIPTokenizer"}, indent=2)
                + "\n")
    (folder / "tensors.txt.gz").write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


def tidy(pipe):
    """Settings as a file gives them: all explicit, and clip_sample too, whichever the scheduler."""
    settings = {key: value for key, value in dict(pipe.scheduler.config).items()
                if key != "_use_default_values"}
    pipe.scheduler = type(pipe.scheduler).from_config(settings | {"clip_sample": False})
    pipe.scheduler.register_to_config(clip_sample=False)
    return pipe


def main():
    words, out = map(pathlib.Path, sys.argv[1:3])
    torch.set_num_threads(2)
    for name, family in FAMILIES.items():
        pipe = tidy(family(words))
        lines = fill(pipe)
        save(pipe, lines, out / name)
        print(name, len(lines), "tensors")
    print("diffusers", diffusers.__version__, "torch", torch.__version__,
          "transformers", transformers.__version__, "numpy", numpy.__version__)


if __name__ == "__main__":
    main()
