"""Writes a trained network as a file of tensors with its facts, from which `standoff train` makes the model that is shipped."""

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import save_file


def export(path, tier, options, saved):
    """Writes `saved` (a checkpoint of train.py) to `path`."""
    facts = {
        "tier": tier,
        "options": [f"{name} = {json.dumps(value)}" for name, value in sorted(options.items())],
        "pieces": saved["pieces"],
        "labels": {name: saved["labels"][name] for name in ("upos", "xpos", "feats", "relation", "lemma", "tags")},
        "layers": saved["config"]["layers"],
        "opening": saved["opening"],
    }
    tensors = {name: tensor.float().contiguous() for name, tensor in saved["state"].items()}
    save_file(tensors, path, metadata={"standoff": json.dumps(facts)})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    saved = torch.load(arguments.checkpoint, weights_only=True)
    export(arguments.output, saved.get("tier", arguments.checkpoint.stem), saved.get("options", {}), saved)
