"""What Diffusers computes with the networks of distilled checkpoints, float32 on the CPU: an SDXL UNet
without a middle block whose layers differ in depth, and an autoencoder without convolutions around
its latents.

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

out = pathlib.Path(sys.argv[1])
unet = unet_xl(
    mid_block_type=None,
    transformer_layers_per_block=(1, (1, 2), (3, 1)),
    reverse_transformer_layers_per_block=((2, 1, 3), (1, 2, 1), 1),
).eval()
vae = AutoencoderKL(
    block_out_channels=(16, 32), norm_num_groups=8, layers_per_block=1,
    down_block_types=("DownEncoderBlock2D",) * 2, up_block_types=("UpDecoderBlock2D",) * 2,
    sample_size=16, scaling_factor=0.13025, use_quant_conv=False, use_post_quant_conv=False,
).eval()
for component, network in (("unet", unet), ("vae", vae)):
    network.load_state_dict({
        name: torch.from_numpy(values(component, name, tuple(weight.shape)))
        for name, weight in network.state_dict().items()
    })
    (out / component).mkdir(exist_ok=True)
    (out / component / "config.json").write_text(json.dumps(dict(network.config), indent=1) + "\n")

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
    decoded = vae.decode(latent).sample
safetensors.numpy.save_file(
    {"prediction": prediction.numpy(), "decoded": decoded.numpy()},
    out / "distilled.safetensors",
)
