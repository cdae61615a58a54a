"""Expands a checkpoint with 8-bit rows to float32, so that Diffusers can load it."""
import json
import pathlib
import shutil
import sys

from safetensors.torch import load_file, save_file


def expand(source: pathlib.Path, target: pathlib.Path) -> None:
    for file in source.rglob("*"):
        copy = target / file.relative_to(source)
        if file.is_dir():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix != ".safetensors":
            shutil.copy(file, copy)
            continue
        tensors = load_file(file)
        expanded = {}
        for name, tensor in tensors.items():
            if name.endswith(".scale") and name[: -len(".scale")] in tensors:
                continue
            scale = tensors.get(name + ".scale")
            values = tensor.float()
            if scale is not None:
                values = values * scale.float().reshape(-1, *[1] * (values.dim() - 1))
            expanded[name] = values.contiguous()
        save_file(expanded, copy, metadata={"format": "pt"})


if __name__ == "__main__":
    expand(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
