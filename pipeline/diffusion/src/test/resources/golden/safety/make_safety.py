"""A tiny safety checker of Stable Diffusion, and what Diffusers and Transformers compute with it.

make_safety.py OUTPUT_FOLDER; the weights follow from their names by ../families/recipe.py.
"""
import gzip
import json
import pathlib
import sys

import diffusers
import numpy
import PIL
import torch
import transformers
from diffusers.pipelines.stable_diffusion import safety_checker
from PIL import Image
from safetensors.numpy import save_file
from transformers import CLIPConfig
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "families"))
from recipe import values

out = pathlib.Path(sys.argv[1])
config = CLIPConfig(
    projection_dim=24,
    vision_config=dict(
        hidden_size=32, intermediate_size=64, num_hidden_layers=3, num_attention_heads=4,
        image_size=32, patch_size=8,
    ),
)
checker = safety_checker.StableDiffusionSafetyChecker(config).eval().requires_grad_(False)
lines = []
for name, tensor in sorted(checker.state_dict().items()):
    shape = tuple(tensor.shape)
    tensor.copy_(torch.from_numpy(values("safety_checker", name, shape)))
    lines.append(f"safety_checker {name} {'x'.join(map(str, shape))}")
(out / "tensors.txt.gz").write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
VISION = (
    "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "image_size",
    "patch_size", "hidden_act", "layer_norm_eps",
)
vision = config.to_dict()["vision_config"]
kept = {"projection_dim": 24, "vision_config": {key: vision[key] for key in VISION}}
(out / "config.json").write_text(json.dumps(kept, indent=1) + "\n")

scores = []


def recorded(value, digits):
    scores.append(round(value, digits))
    return scores[-1]


safety_checker.round = recorded


def smooth(width, height):
    y, x = numpy.mgrid[0:height, 0:width]
    waves = [127 + 120 * numpy.sin(x / a) * numpy.cos(y / b) for a, b in ((3, 4), (7, 5), (2, 9))]
    return numpy.stack(waves, 2).astype(numpy.uint8)


processor = CLIPImageProcessorPil(size={"shortest_edge": 36}, crop_size=32)
tensors = {}
flags = {}
for width, height in ((64, 64), (96, 40), (24, 70)):
    name = f"{width}x{height}"
    picture = smooth(width, height)
    pixels = processor(Image.fromarray(picture), return_tensors="pt").pixel_values
    embedding = checker.visual_projection(checker.vision_model(pixels)[1])
    special = safety_checker.cosine_distance(embedding, checker.special_care_embeds)[0]
    concepts = safety_checker.cosine_distance(embedding, checker.concept_embeds)[0]
    tensors |= {f"{name}.picture": picture, f"{name}.pixels": pixels, f"{name}.embedding": embedding}
    near = torch.linspace(-0.004, 0.012, 17)
    thresholds = {
        "recipe": (checker.special_care_embeds_weights.clone(), checker.concept_embeds_weights.clone()),
        "never": (torch.full((3,), 0.99), torch.full((17,), 0.99)),
        # The second concept of special care shows, the third only because of it; and concepts on
        # both sides of the threshold that this lowers.
        "stricter": (special + torch.tensor([0.2, -0.002, 0.006]), concepts + near),
        "careless": (special + torch.tensor([0.2, 0.001, 0.0]), concepts + near.abs()),
    }
    for case, (of_special, of_concepts) in thresholds.items():
        checker.special_care_embeds_weights.copy_(of_special)
        checker.concept_embeds_weights.copy_(of_concepts)
        scores.clear()
        _, found = checker(pixels, [numpy.zeros((1, 1, 3))])
        tensors[f"{name}.{case}.thresholds"] = torch.cat([of_special, of_concepts])
        tensors[f"{name}.{case}.scores"] = numpy.float32(scores)
        flags[f"{name}.{case}"] = bool(found[0])
    checker.special_care_embeds_weights.copy_(thresholds["recipe"][0])
    checker.concept_embeds_weights.copy_(thresholds["recipe"][1])

save_file(
    {name: numpy.ascontiguousarray(tensor) for name, tensor in tensors.items()},
    out / "safety.safetensors",
)
(out / "safety.json").write_text(
    json.dumps(
        {
            "made_by": f"diffusers {diffusers.__version__}, transformers {transformers.__version__}, "
            f"torch {torch.__version__}, NumPy {numpy.__version__}, Pillow {PIL.__version__}",
            "flags": flags,
        },
        indent=1,
    )
    + "\n"
)
