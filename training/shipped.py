"""Reads a shipped model back as a checkpoint: its bytes times their scales, which is all that the program ever sees of the weights.

So a later stage can go on from `models/*.model` without the checkpoints of the run that made them. `train::pack` writes what is read here.
"""

import struct

import numpy
import torch

from labels import NAMES

BLOCK, GROUP = 16, 4  # of packed weights; `model::kernel` has them
NO_OPENING = 0xFFFFFFFF
FORMAT = 2


class Reader:
    def __init__(self, data):
        if data[:8] != b"STANDOFF" or struct.unpack_from("<I", data, 8)[0] != FORMAT:
            raise SystemExit(f"this is no model of format {FORMAT}; name a .model file of this version")
        self.data, self.at = data, 12

    def number(self):
        self.at += 4
        return struct.unpack_from("<I", self.data, self.at - 4)[0]

    def bytes(self):
        count = self.number()
        self.at += count
        return self.data[self.at - count : self.at]

    def string(self):
        return self.bytes().decode("utf8")

    def strings(self):
        return [self.string() for _ in range(self.number())]

    def reals(self):
        count = self.number()
        self.at += 4 * count
        return torch.from_numpy(numpy.frombuffer(self.data, "<f4", count, self.at - 4 * count).copy())

    def table(self):
        width = self.number()
        rows = numpy.frombuffer(self.bytes(), "i1").reshape(-1, width).astype("f4")
        return torch.from_numpy(rows) * self.reals()[:, None]

    def matrix(self):
        inputs, outputs = self.number(), self.number()
        packed = numpy.frombuffer(self.bytes(), "i1").reshape(-1, inputs // GROUP, BLOCK, GROUP)
        weights = packed.transpose(0, 2, 1, 3).reshape(-1, inputs)[:outputs].astype("f4")
        return torch.from_numpy(weights) * self.reals()[:outputs, None], self.reals()[:outputs]


def read(path):
    """The checkpoint in the model at `path`."""
    reader = Reader(path.read_bytes())
    reader.string()  # the version
    known = reader.strings()
    opening = reader.number() != NO_OPENING
    labels = {kind: reader.strings() for kind in ("upos", "xpos", "feats", "relation", "lemma")}
    labels["name"] = NAMES
    labels["tags"] = [[reader.number() for _ in range(3)] for _ in range(reader.number())]
    state = {}

    def matrix(name):
        state[name + ".weight"], state[name + ".bias"] = reader.matrix()

    def norm(name):
        state[name + ".weight"], state[name + ".bias"] = reader.reals(), reader.reals()

    def read_layer(layer):
        for part, names in ((matrix, ("query_key_value", "output")), (norm, ("attention_norm",)), (matrix, ("inner", "outer")), (norm, ("norm",))):
            for name in names:
                part(f"{layer}.{name}")

    for name in ("piece", "position", "form", "spacing"):
        state[name + ".weight"] = reader.table()
    norm("embedding_norm")
    layers = reader.number()
    for layer in range(layers):
        read_layer(f"layers.{layer}")
    has_name_layer = False
    if has_name_layer:
        read_layer("name_layer")
    for name in ("tags", "arc", "arc_map"):
        matrix(name)
    state["arc_bias.weight"], state["arc_bias.bias"] = reader.reals()[None], torch.zeros(1)
    state["arc_root"] = reader.reals()
    matrix("relation")
    state["relation_root"] = reader.reals()
    matrix("relation_label")
    if has_name_layer:
        matrix("name")
    config = {
        "layers": layers,
        "width": state["piece.weight"].shape[1],
        "heads": state["piece.weight"].shape[1] // 32,
        "inner": state["layers.0.inner.weight"].shape[0],
        "positions": state["position.weight"].shape[0],
        "arc": state["arc_root"].shape[0],
        "relation": state["relation_root"].shape[0],
    }
    return {"pieces": known, "opening": opening, "labels": labels, "config": config, "state": state}
