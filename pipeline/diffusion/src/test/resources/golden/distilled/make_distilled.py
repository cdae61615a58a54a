"""What Diffusers computes with the networks of unusual checkpoints, float32 on the CPU. Of distilled
ones: an SDXL UNet without a middle block whose layers differ in depth, and an autoencoder without
convolutions around its latents. Of rare ones: an SDXL UNet that is scaled by the time and normalises
each channel by itself, and an autoencoder without attention, with statistics of its channels.

make_distilled.py OUTPUT_FOLDER
"""
import gzip
import json
import pathlib
import sys

import safetensors.numpy
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel

here = pathlib.Path(__file__).parent
sys.path.append(str(here.parent / "families"))
from make_families import unet_xl  # noqa: E402
from recipe import values  # noqa: E402


def vae(**settings):
    return AutoencoderKL(
        block_out_channels=(16, 32), norm_num_groups=8, layers_per_block=1,
        down_block_types=("DownEncoderBlock2D",) * 2, up_block_types=("UpDecoderBlock2D",) * 2,
        sample_size=16, scaling_factor=0.13025, **settings,
    )


def distilled():
    unet = unet_xl(
        mid_block_type=None,
        transformer_layers_per_block=(1, (1, 2), (3, 1)),
        reverse_transformer_layers_per_block=((2, 1, 3), (1, 2, 1), 1),
    )
    return unet, vae(use_quant_conv=False, use_post_quant_conv=False)


def rare():
    unet = unet_xl(resnet_time_scale_shift="scale_shift", act_fn="swish", norm_num_groups=32)
    return unet, vae(mid_block_add_attention=False, act_fn="swish",
                     latents_mean=[0.1, -0.2, 0.3, 0.05], latents_std=[1.1, 0.9, 1.2, 0.8])


def unscaled(latent, config):
    """A latent times the scaling factor, as the pipeline hands it to the decoder."""
    if not config.latents_mean:
        return latent
    mean, deviation = (torch.tensor(numbers).view(1, 4, 1, 1)
                       for numbers in (config.latents_mean, config.latents_std))
    return latent * deviation + mean


def make(name, unet, vae):
    out = pathlib.Path(sys.argv[1]) / name
    for component, network in (("unet", unet.eval()), ("vae", vae.eval())):
        network.load_state_dict({
            key: torch.from_numpy(values(component, key, tuple(weight.shape)))
            for key, weight in network.state_dict().items()
        })
        (out / component).mkdir(exist_ok=True, parents=True)
        config = {key: value for key, value in network.config.items() if key[0] != "_"}
        (out / component / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    given = safetensors.numpy.load(
        gzip.decompress((here.parent / "families/sdxl/golden.safetensors.gz").read_bytes())
    )
    tensors = {name: torch.from_numpy(value) for name, value in given.items()}
    sizes = torch.tensor([[64.0, 72, 0, 0, 64, 72]] * 2)
    with torch.no_grad():
        prediction = unet(
            tensors["sample"].reshape(2, 4, 8, 8), torch.tensor([500, 37]),
            tensors["hidden"].reshape(2, 77, 80),
            added_cond_kwargs={"text_embeds": tensors["pooled"].reshape(2, 40), "time_ids": sizes},
        ).sample
        latent = tensors["sample"].flatten()[: 4 * 4 * 4].reshape(1, 4, 4, 4)
        decoded = vae.decode(unscaled(latent, vae.config)).sample
    packed = safetensors.numpy.save({"prediction": prediction.numpy(), "decoded": decoded.numpy()})
    (out / (name + ".safetensors.gz")).write_bytes(gzip.compress(packed, mtime=0))


make("distilled", *distilled())
make("rare", *rare())
