"""Reference numbers of the embedded 8-bit model, made by Diffusers in float32 on the CPU.

make_golden.py MODEL_FOLDER OUTPUT_FOLDER
"""
import json
import pathlib
import sys
import tempfile

import diffusers
import torch
import transformers
from diffusers import DDIMScheduler, DPMSolverMultistepScheduler, StableDiffusionPipeline
from safetensors.torch import save_file

from expand import expand

PROMPT = "a watercolor of a sleepy panda with a red balloon"
NEGATIVE = "city, night"
GUIDANCE = 5.0
STEPS = 4
TEXTS = [
    "",
    PROMPT,
    NEGATIVE,
    "It's 3 o'clock, don't panic!!! (42%) naïve café",
    "HELLO   World\t\n  again",
    "red-gold clothing, 8-bit; #1 ~ \"quoted\" & more",
    "ΑΒΓ Ωmega — Привет, 世界 🦥🎂",
    "e\u0301clair versus \u00e9clair",
    "<|endoftext|> hidden <|startoftext|>",
    " ".join(["word"] * 200),
    "supercalifragilisticexpialidocious antidisestablishmentarianism",
]

model, out = map(pathlib.Path, sys.argv[1:3])
torch.set_num_threads(2)
with tempfile.TemporaryDirectory() as folder:
    expand(model, pathlib.Path(folder))
    pipe = StableDiffusionPipeline.from_pretrained(
        folder, torch_dtype=torch.float32, local_files_only=True
    )
pipe.set_progress_bar_config(disable=True)
config = dict(pipe.scheduler.config)
noise = torch.randn((1, 4, 32, 32), generator=torch.Generator().manual_seed(99))


def ids(text):
    return pipe.tokenizer(
        text, padding="max_length", max_length=77, truncation=True, return_tensors="pt"
    ).input_ids


def run(scheduler):
    pipe.scheduler = scheduler.from_config(config)
    latents = []

    def collect(_pipe, _step, _timestep, values):
        latents.append(values["latents"].clone())
        return values

    pipe(
        PROMPT,
        negative_prompt=NEGATIVE,
        num_inference_steps=STEPS,
        guidance_scale=GUIDANCE,
        latents=noise.clone(),
        output_type="latent",
        callback_on_step_end=collect,
    )
    return torch.cat(latents)


with torch.no_grad():
    states = pipe.text_encoder(ids(PROMPT))[0]
    prediction = pipe.unet(noise, torch.tensor(500), states).sample
    ddim = run(DDIMScheduler)
    dpm = run(DPMSolverMultistepScheduler)
    picture = pipe.vae.decode(dpm[-1:] / pipe.vae.config.scaling_factor).sample
pixels = ((picture.clamp(-1, 1) + 1) * 127.5).round().int().permute(0, 2, 3, 1)[0]

out.mkdir(parents=True, exist_ok=True)
tensors = {
    "token_ids": torch.cat([ids(text) for text in TEXTS]).int(),
    "hidden_states": states,
    "noise": noise,
    "prediction_t500": prediction,
    "ddim_latents": ddim,
    "dpm_solver_latents": dpm,
    "pixels": pixels.to(torch.uint8),
}


def rounded(tensor: torch.Tensor) -> torch.Tensor:
    """To 15 binary places after the first, which compress better: 1.5e-5 of each number at most."""
    if tensor.dtype != torch.float32:
        return tensor
    bits = tensor.contiguous().view(torch.int32)
    return ((bits + 0x80) & ~0xFF).view(torch.float32)


tensors = {name: t.contiguous() if name == "noise" else rounded(t.contiguous()) for name, t in tensors.items()}
save_file(tensors, out / "golden.safetensors")
(out / "golden.json").write_text(
    json.dumps(
        {
            "made_by": f"diffusers {diffusers.__version__}, transformers "
            f"{transformers.__version__}, torch {torch.__version__}, float32, CPU",
            "prompt": PROMPT,
            "negative_prompt": NEGATIVE,
            "guidance": GUIDANCE,
            "steps": STEPS,
            "texts": TEXTS,
        },
        indent=1,
        ensure_ascii=False,
    )
    + "\n"
)
