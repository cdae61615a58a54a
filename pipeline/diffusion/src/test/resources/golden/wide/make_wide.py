"""What Diffusers' UNet of the family `sd1` predicts for large latents, float32 on the CPU: every
eleventh number. Attention has so many scores there that our UNet takes them part by part.

make_wide.py OUTPUT_FOLDER
"""
import gzip
import pathlib
import sys

import safetensors.numpy
import torch

families = pathlib.Path(__file__).parent.parent / "families"
sys.path.append(str(families))
from make_families import unet_1  # noqa: E402
from recipe import rounded, values  # noqa: E402

SHAPE = (2, 4, 64, 72)

unet = unet_1().eval()
unet.load_state_dict({
    key: torch.from_numpy(values("unet", key, tuple(weight.shape)))
    for key, weight in unet.state_dict().items()
})
given = safetensors.numpy.load(gzip.decompress((families / "sd1/golden.safetensors.gz").read_bytes()))
sample = torch.from_numpy(values("wide", "sample", (torch.Size(SHAPE).numel(),))).reshape(SHAPE) * 10
with torch.no_grad():
    prediction = unet(
        sample, torch.tensor([500, 37]), torch.from_numpy(given["hidden"].reshape(2, 77, 32))
    ).sample
packed = safetensors.numpy.save({"prediction": rounded(prediction.numpy().flatten()[::11].copy())})
(pathlib.Path(sys.argv[1]) / "wide.safetensors.gz").write_bytes(gzip.compress(packed, mtime=0))
