"""LoRAs in every spelling, and the weights that Diffusers makes of the tiny checkpoints with them.

Each case is a list of a LoRA file's tensors, whose numbers follow from their names by the recipe of
`../families`, and the weights that `fuse_lora` changed.

make_lora.py TOKENIZER_FOLDER OUTPUT_FOLDER
"""
import json
import pathlib
import sys
import tempfile

import diffusers
import peft
import torch
from safetensors.torch import save_file

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "families"))
from make_families import FAMILIES, NETWORKS, fill  # noqa: E402
from recipe import values  # noqa: E402

SCALE = 0.75
ALPHA = 3.0
BLOCK = "down_blocks.1.attentions.0.transformer_blocks.0"
XL_BLOCK = "down_blocks.2.attentions.1.transformer_blocks.1"
TEXT = "text_model.encoder.layers.1"


def pair(tensors, down, up, out, inside, rank, kernel=None):
    """The two matrices of a layer; with a kernel, those of a convolution."""
    tensors[down] = (rank, inside, *(kernel or ()))
    tensors[up] = (out, rank, *((1, 1) if kernel else ()))


def kohya(prefix, layers):
    """Layers as (name, out, in, kernel), all of one alpha, as trainers write them."""
    tensors, alphas = {}, {}
    for rank, (name, out, inside, kernel) in enumerate(layers, 2):
        pair(tensors, f"{prefix}{name}.lora_down.weight", f"{prefix}{name}.lora_up.weight",
             out, inside, rank, kernel)
        alphas[f"{prefix}{name}.alpha"] = ALPHA
    return tensors, alphas


def joined(*parts):
    tensors, alphas = {}, {}
    for some, others in parts:
        tensors |= some
        alphas |= others
    return tensors, alphas


def kohya_sd1():
    block = BLOCK.replace(".", "_")
    return joined(
        kohya("lora_unet_", [
            (f"{block}_attn1_to_q", 32, 32, None),
            (f"{block}_attn2_to_k", 32, 32, None),
            (f"{block}_attn1_to_out_0", 32, 32, None),
            (f"{block}_ff_net_2", 32, 128, None),
            ("down_blocks_1_attentions_0_proj_in", 32, 32, (1, 1)),
            ("down_blocks_2_resnets_0_conv1", 64, 32, (3, 3)),
            ("down_blocks_2_resnets_0_conv_shortcut", 64, 32, (1, 1)),
            ("down_blocks_2_resnets_0_time_emb_proj", 64, 128, None),
            ("down_blocks_0_downsamplers_0_conv", 32, 32, (3, 3)),
        ]),
        kohya("lora_te_", [
            (TEXT.replace(".", "_") + "_self_attn_q_proj", 32, 32, None),
            (TEXT.replace(".", "_") + "_self_attn_out_proj", 32, 32, None),
            (TEXT.replace(".", "_") + "_mlp_fc1", 64, 32, None),
        ]))


def kohya_sdxl():
    """In the names of the single-file layout, as XL's LoRAs are trained."""
    return joined(
        kohya("lora_unet_", [
            ("input_blocks_8_1_transformer_blocks_1_attn1_to_q", 64, 64, None),
            ("input_blocks_8_1_transformer_blocks_1_attn2_to_v", 64, 80, None),
            ("input_blocks_8_1_proj_in", 64, 64, None),
            ("middle_block_1_transformer_blocks_2_attn2_to_k", 64, 80, None),
            ("output_blocks_2_1_transformer_blocks_0_attn1_to_out_0", 64, 64, None),
        ]),
        kohya("lora_te1_", [
            (TEXT.replace(".", "_") + "_self_attn_k_proj", 32, 32, None),
            (TEXT.replace(".", "_") + "_self_attn_out_proj", 32, 32, None),
        ]),
        kohya("lora_te2_", [
            (TEXT.replace(".", "_") + "_self_attn_v_proj", 48, 48, None),
            (TEXT.replace(".", "_") + "_self_attn_out_proj", 48, 48, None),
            (TEXT.replace(".", "_") + "_mlp_fc2", 48, 96, None),
        ]))


# Alphas of each layer's own, and one without, which counts as its rank: (layer, weight, alpha).
# Diffusers 0.42.1 does not keep all of them apart, so the sum is computed as LoRA defines it.
MIXED = (
    (f"lora_unet_{BLOCK.replace('.', '_')}_attn1_to_q", f"unet/{BLOCK}.attn1.to_q.weight", 1.0),
    ("lora_unet_down_blocks_2_resnets_0_conv1", "unet/down_blocks.2.resnets.0.conv1.weight", 8.0),
    ("lora_unet_mid_block_attentions_0_proj_in", "unet/mid_block.attentions.0.proj_in.weight", 0.5),
    (f"lora_te_{TEXT.replace('.', '_')}_mlp_fc1", f"text_encoder/{TEXT}.mlp.fc1.weight", None),
)


def mixed(before):
    """The file's tensors, and the weights that they change."""
    shapes, alphas, changed = {}, {}, {}
    for rank, (layer, weight, alpha) in enumerate(MIXED, 2):
        out, inside, *kernel = before[weight].shape
        pair(shapes, f"{layer}.lora_down.weight", f"{layer}.lora_up.weight", out, inside, rank,
             tuple(kernel))
        if alpha is not None:
            alphas[f"{layer}.alpha"] = alpha
        down, up = (
            torch.from_numpy(values("lora", name, shapes[name])).double().flatten(1)
            for name in (f"{layer}.lora_down.weight", f"{layer}.lora_up.weight"))
        delta = SCALE * (alpha or rank) / rank * (up @ down)
        changed[weight] = (before[weight] + delta.reshape(before[weight].shape)).float()
    return shapes, alphas, changed


def peft_sdxl():
    tensors = {}
    for name, out, inside, kernel in (
        (f"unet.{XL_BLOCK}.attn1.to_q", 64, 64, None),
        (f"unet.{XL_BLOCK}.attn1.to_out.0", 64, 64, None),
        (f"unet.{XL_BLOCK}.attn2.to_v", 64, 80, None),
        ("unet.down_blocks.2.resnets.0.conv2", 64, 64, (3, 3)),
        (f"text_encoder.{TEXT}.self_attn.q_proj", 32, 32, None),
        (f"text_encoder.{TEXT}.self_attn.out_proj", 32, 32, None),
        (f"text_encoder_2.{TEXT}.self_attn.out_proj", 48, 48, None),
        (f"text_encoder_2.{TEXT}.mlp.fc1", 96, 48, None),
    ):
        tensors[f"{name}.lora_A.weight"] = (4, inside, *(kernel or ()))
        tensors[f"{name}.lora_B.weight"] = (out, 4, *((1, 1) if kernel else ()))
    return tensors, {}


def processors_sd1():
    """Attention processors, the first spelling that Diffusers had."""
    tensors = {}
    for projection in ("to_q", "to_k", "to_v", "to_out"):
        stem = f"unet.{BLOCK}.attn1.processor.{projection}_lora"
        pair(tensors, f"{stem}.down.weight", f"{stem}.up.weight", 32, 32, 3)
        stem = f"text_encoder.{TEXT}.self_attn.{projection}_lora"
        pair(tensors, f"{stem}.down.weight", f"{stem}.up.weight", 32, 32, 3)
    return tensors, {}


def plain_sd1():
    """Diffusers before PEFT."""
    tensors = {}
    for stem, out, inside in (
        (f"unet.{BLOCK}.attn1.to_q.lora", 32, 32),
        (f"unet.{BLOCK}.attn2.to_out.0.lora", 32, 32),
        (f"text_encoder.{TEXT}.self_attn.q_proj.lora_linear_layer", 32, 32),
        (f"text_encoder.{TEXT}.mlp.fc2.lora_linear_layer", 32, 64),
    ):
        pair(tensors, f"{stem}.down.weight", f"{stem}.up.weight", out, inside, 3)
    return tensors, {}


CASES = {
    "kohya-sd1": ("sd1", kohya_sd1, None),
    "kohya-sdxl": ("sdxl", kohya_sdxl, None),
    "peft-sdxl": ("sdxl", peft_sdxl, {
        "unet.r": 4, "unet.lora_alpha": 6, "unet.use_rslora": True,
        "unet.target_modules": ["attn1.to_q", "to_out.0", "to_v", "conv2"],
        "unet.alpha_pattern": {f"{XL_BLOCK}.attn2.to_v": 2},
        "text_encoder.r": 4, "text_encoder.lora_alpha": 8, "text_encoder.target_modules": ["q_proj", "out_proj"],
        "text_encoder_2.r": 4, "text_encoder_2.lora_alpha": 3,
        "text_encoder_2.target_modules": ["fc1", "out_proj"]}),
    "processors-sd1": ("sd1", processors_sd1, None),
    "plain-sd1": ("sd1", plain_sd1, None),
}


def state(pipe):
    """All weights by the names of the diffusers layout."""
    weights = {}
    for network in NETWORKS:
        for key, value in (getattr(pipe, network, None) or torch.nn.Module()).state_dict().items():
            key = key.replace(".base_layer.", ".")
            if "lora_" in key:
                continue
            if network.startswith("text_encoder") and not key.startswith("text_"):
                key = "text_model." + key
            weights[f"{network}/{key}"] = value.clone()
    return weights


def write(out, case, shapes, alphas, changed):
    # Of large weights the first rows say enough: a LoRA changes all rows alike.
    kept = {
        k: v[: max(1, 1200 // v[0].numel())].contiguous() if v.dim() > 1 and v.numel() > 1200 else v
        for k, v in changed.items()
    }
    save_file(kept, out / f"{case}.safetensors")
    lines = [f"{name} {'x'.join(map(str, shape))}" for name, shape in shapes.items()]
    lines += [f"{name} = {alpha}" for name, alpha in alphas.items()]
    (out / f"{case}.txt").write_text("\n".join(lines) + "\n")
    print(case, len(shapes) // 2, "layers,", len(changed), "weights changed")


def main():
    words, out = map(pathlib.Path, sys.argv[1:3])
    torch.set_num_threads(2)
    for case, (family, tensors, metadata) in CASES.items():
        pipe = FAMILIES[family](words)
        fill(pipe)
        before = state(pipe)
        shapes, alphas = tensors()
        file = {name: torch.from_numpy(values("lora", name, shape)) for name, shape in shapes.items()}
        file |= {name: torch.tensor(alpha) for name, alpha in alphas.items()}
        notes = {"lora_adapter_metadata": json.dumps(metadata)} if metadata else {}
        with tempfile.TemporaryDirectory() as folder:
            save_file(file, pathlib.Path(folder) / "lora.safetensors", metadata={"format": "pt"} | notes)
            pipe.load_lora_weights(folder, weight_name="lora.safetensors")
        pipe.fuse_lora(components=[n for n in NETWORKS[:3] if hasattr(pipe, n)], lora_scale=SCALE)
        after = state(pipe)
        write(out, case, shapes, alphas,
              {name: value for name, value in after.items() if not torch.equal(value, before[name])})
        if metadata:
            (out / f"{case}.json").write_text(json.dumps(metadata) + "\n")
    pipe = FAMILIES["sd1"](words)
    fill(pipe)
    write(out, "mixed-sd1", *mixed(state(pipe)))
    print("diffusers", diffusers.__version__, "peft", peft.__version__, "torch", torch.__version__)


if __name__ == "__main__":
    main()
