"""How the tiny checkpoints of the families look in the single-file layout, as Diffusers reads it.

The names and shapes are those of CompVis's and Stability AI's modules, built here from the
configurations; which weight each becomes is what Diffusers' own conversion makes of them: every
tensor is filled with numbers of its own, and found again by them.

make_single_file.py FAMILIES_FOLDER OUTPUT_FOLDER
"""
import gzip
import json
import pathlib
import sys
import types

import torch
from diffusers.loaders.single_file_utils import (
    convert_ldm_clip_checkpoint,
    convert_ldm_unet_checkpoint,
    convert_ldm_vae_checkpoint,
    convert_open_clip_checkpoint,
)

UNET, VAE = "model.diffusion_model.", "first_stage_model."


def layer(shapes, name, *shape):
    """A layer with weight and bias."""
    shapes[name + ".weight"] = shape
    shapes[name + ".bias"] = shape[:1]


def resnet(shapes, name, start, end, time):
    layer(shapes, name + ".in_layers.0", start)
    layer(shapes, name + ".in_layers.2", end, start, 3, 3)
    layer(shapes, name + ".emb_layers.1", end, time)
    layer(shapes, name + ".out_layers.0", end)
    layer(shapes, name + ".out_layers.3", end, end, 3, 3)
    if start != end:
        layer(shapes, name + ".skip_connection", end, start, 1, 1)


def transformer(shapes, name, width, depth, text, linear):
    layer(shapes, name + ".norm", width)
    kernel = () if linear else (1, 1)
    layer(shapes, name + ".proj_in", width, width, *kernel)
    for i in range(depth):
        block = f"{name}.transformer_blocks.{i}"
        for attention, seen in (("attn1", width), ("attn2", text)):
            shapes[f"{block}.{attention}.to_q.weight"] = (width, width)
            shapes[f"{block}.{attention}.to_k.weight"] = (width, seen)
            shapes[f"{block}.{attention}.to_v.weight"] = (width, seen)
            layer(shapes, f"{block}.{attention}.to_out.0", width, width)
        for norm in ("norm1", "norm2", "norm3"):
            layer(shapes, f"{block}.{norm}", width)
        layer(shapes, f"{block}.ff.net.0.proj", 8 * width, width)
        layer(shapes, f"{block}.ff.net.2", width, 4 * width)
    layer(shapes, name + ".proj_out", width, width, *kernel)


def unet(config):
    shapes = {}
    widths, layers = config["block_out_channels"], config["layers_per_block"]
    depths = config["transformer_layers_per_block"]
    depths = depths if isinstance(depths, list) else [depths] * len(widths)
    attends = [kind.startswith("CrossAttn") for kind in config["down_block_types"]]
    text, linear, time = config["cross_attention_dim"], config["use_linear_projection"], 4 * widths[0]
    layer(shapes, "time_embed.0", time, widths[0])
    layer(shapes, "time_embed.2", time, time)
    if config["addition_embed_type"]:
        layer(shapes, "label_emb.0.0", time, config["projection_class_embeddings_input_dim"])
        layer(shapes, "label_emb.0.2", time, time)
    layer(shapes, "input_blocks.0.0", widths[0], config["in_channels"], 3, 3)
    skips, width, place = [widths[0]], widths[0], 1
    for level, end in enumerate(widths):
        for _ in range(layers):
            resnet(shapes, f"input_blocks.{place}.0", width, end, time)
            if attends[level]:
                transformer(shapes, f"input_blocks.{place}.1", end, depths[level], text, linear)
            width, place = end, place + 1
            skips.append(end)
        if level + 1 < len(widths):
            layer(shapes, f"input_blocks.{place}.0.op", end, end, 3, 3)
            place += 1
            skips.append(end)
    resnet(shapes, "middle_block.0", width, width, time)
    transformer(shapes, "middle_block.1", width, depths[-1], text, linear)
    resnet(shapes, "middle_block.2", width, width, time)
    place = 0
    for level in reversed(range(len(widths))):
        for i in range(layers + 1):
            resnet(shapes, f"output_blocks.{place}.0", width + skips.pop(), widths[level], time)
            width, behind = widths[level], 1
            if attends[level]:
                transformer(shapes, f"output_blocks.{place}.1", width, depths[level], text, linear)
                behind = 2
            if level > 0 and i == layers:
                layer(shapes, f"output_blocks.{place}.{behind}.conv", width, width, 3, 3)
            place += 1
    layer(shapes, "out.0", width)
    layer(shapes, "out.2", config["out_channels"], width, 3, 3)
    return {UNET + name: shape for name, shape in shapes.items()}


def vae_resnet(shapes, name, start, end):
    layer(shapes, name + ".norm1", start)
    layer(shapes, name + ".conv1", end, start, 3, 3)
    layer(shapes, name + ".norm2", end)
    layer(shapes, name + ".conv2", end, end, 3, 3)
    if start != end:
        layer(shapes, name + ".nin_shortcut", end, start, 1, 1)


def vae_middle(shapes, name, width):
    vae_resnet(shapes, name + ".block_1", width, width)
    layer(shapes, name + ".attn_1.norm", width)
    for projection in ("q", "k", "v", "proj_out"):
        layer(shapes, f"{name}.attn_1.{projection}", width, width, 1, 1)
    vae_resnet(shapes, name + ".block_2", width, width)


def vae(config):
    shapes = {}
    widths, layers = config["block_out_channels"], config["layers_per_block"]
    latent, width = config["latent_channels"], widths[0]
    layer(shapes, "encoder.conv_in", width, 3, 3, 3)
    for level, end in enumerate(widths):
        for i in range(layers):
            vae_resnet(shapes, f"encoder.down.{level}.block.{i}", width, end)
            width = end
        if level + 1 < len(widths):
            layer(shapes, f"encoder.down.{level}.downsample.conv", end, end, 3, 3)
    vae_middle(shapes, "encoder.mid", width)
    layer(shapes, "encoder.norm_out", width)
    layer(shapes, "encoder.conv_out", 2 * latent, width, 3, 3)
    layer(shapes, "quant_conv", 2 * latent, 2 * latent, 1, 1)
    layer(shapes, "post_quant_conv", latent, latent, 1, 1)
    layer(shapes, "decoder.conv_in", width, latent, 3, 3)
    vae_middle(shapes, "decoder.mid", width)
    for level in reversed(range(len(widths))):
        for i in range(layers + 1):
            vae_resnet(shapes, f"decoder.up.{level}.block.{i}", width, widths[level])
            width = widths[level]
        if level > 0:
            layer(shapes, f"decoder.up.{level}.upsample.conv", width, width, 3, 3)
    layer(shapes, "decoder.norm_out", width)
    layer(shapes, "decoder.conv_out", 3, width, 3, 3)
    return {VAE + name: shape for name, shape in shapes.items()}


def clip(config, prefix):
    """As Transformers wrote it, with the position ids of its older releases."""
    shapes, width = {}, config["hidden_size"]
    shapes["embeddings.token_embedding.weight"] = (config["vocab_size"], width)
    shapes["embeddings.position_embedding.weight"] = (config["max_position_embeddings"], width)
    for i in range(config["num_hidden_layers"]):
        block = f"encoder.layers.{i}"
        for norm in ("layer_norm1", "layer_norm2"):
            layer(shapes, f"{block}.{norm}", width)
        for projection in ("q_proj", "k_proj", "v_proj", "out_proj"):
            layer(shapes, f"{block}.self_attn.{projection}", width, width)
        layer(shapes, f"{block}.mlp.fc1", config["intermediate_size"], width)
        layer(shapes, f"{block}.mlp.fc2", width, config["intermediate_size"])
    layer(shapes, "final_layer_norm", width)
    return {f"{prefix}text_model.{name}": shape for name, shape in shapes.items()}


def open_clip(config, prefix, unused):
    shapes, width = {}, config["hidden_size"]
    shapes["token_embedding.weight"] = (config["vocab_size"], width)
    shapes["positional_embedding"] = (config["max_position_embeddings"], width)
    for i in range(config["num_hidden_layers"] + unused):
        block = f"transformer.resblocks.{i}"
        layer(shapes, f"{block}.ln_1", width)
        shapes[f"{block}.attn.in_proj_weight"] = (3 * width, width)
        shapes[f"{block}.attn.in_proj_bias"] = (3 * width,)
        layer(shapes, f"{block}.attn.out_proj", width, width)
        layer(shapes, f"{block}.ln_2", width)
        layer(shapes, f"{block}.mlp.c_fc", config["intermediate_size"], width)
        layer(shapes, f"{block}.mlp.c_proj", width, config["intermediate_size"])
    layer(shapes, "ln_final", width)
    shapes["text_projection"] = (width, config["projection_dim"])
    return {prefix + name: shape for name, shape in shapes.items()}


def filled(shapes):
    """Every tensor with numbers of its own, and whose the numbers are."""
    tensors, owners, begin = {}, [], 0
    for name, shape in shapes.items():
        size = torch.Size(shape).numel()
        tensors[name] = torch.arange(begin, begin + size, dtype=torch.float64).reshape(shape)
        owners.append((begin, name))
        begin += size
    return tensors, owners


def lines(component, shapes, convert, unused=()):
    """A line for each tensor: name, shape, and the weights that lie in it, one behind the other."""
    tensors, owners = filled(shapes)
    found = {}
    for weight, values in convert(dict(tensors)).items():
        first = values.flatten()[0].item()
        begin, name = max(owner for owner in owners if owner[0] <= first)
        source = tensors[name]
        if values.numel() == source.numel() and torch.equal(values.flatten(), source.flatten()):
            form = "whole"
        elif values.dim() == 2 and torch.equal(values.T.contiguous(), source):
            form = "transposed"
        else:
            rows = values.shape[0]
            offset = int(first - begin) // (values.numel() // rows)
            assert torch.equal(values, source[offset : offset + rows]), weight
            form = "part"
        if component.startswith("text_encoder") and not weight.startswith("text_"):
            weight = "text_model." + weight
        found.setdefault(name, []).append((first, form, weight))
    for name, shape in shapes.items():
        parts = sorted(found.get(name, []))
        text = " ".join(weight for _, _, weight in parts)
        form = parts[0][1] if parts else "unused"
        if any(name.startswith(prefix) for prefix in unused):
            form, text = "unused", ""
        yield f"{component} {name} {'x'.join(map(str, shape))} {form} {text}".rstrip()


def family(folder, kind):
    read = lambda part: json.loads((folder / part / "config.json").read_text())
    text, first_unet, first_vae = read("text_encoder"), read("unet"), read("vae")
    model = types.SimpleNamespace(config=types.SimpleNamespace(hidden_size=text["hidden_size"]))
    if kind == "sd2":
        prefix = "cond_stage_model.model."
        yield from lines(
            "text_encoder", open_clip(text, prefix, 1),
            lambda tensors: convert_open_clip_checkpoint(model, tensors, prefix),
            # Known by its number in the published model, which the tiny one has not.
            [f"{prefix}transformer.resblocks.{text['num_hidden_layers']}.", f"{prefix}text_projection"])
    else:
        prefix = "cond_stage_model." if kind == "sd1" else "conditioner.embedders.0."
        yield from lines(
            "text_encoder", clip(text, prefix + "transformer."), convert_ldm_clip_checkpoint)
    if kind == "sdxl":
        prefix = "conditioner.embedders.1.model."
        yield from lines(
            "text_encoder_2", open_clip(read("text_encoder_2"), prefix, 0),
            lambda tensors: convert_open_clip_checkpoint(model, tensors, prefix))
    yield from lines("unet", unet(first_unet), lambda tensors: convert_ldm_unet_checkpoint(tensors, first_unet))
    yield from lines("vae", vae(first_vae), lambda tensors: convert_ldm_vae_checkpoint(tensors, first_vae))


def main():
    families, out = map(pathlib.Path, sys.argv[1:3])
    for folder, kind in (("sd1", "sd1"), ("sd2-velocity", "sd2"), ("sdxl", "sdxl")):
        text = "\n".join(family(families / folder, kind)) + "\n"
        (out / f"{kind}.txt.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
        print(kind, text.count("\n"), "tensors")


if __name__ == "__main__":
    main()
