"""The fast tier made narrow: `python narrow.py --teacher CHECKPOINT --start CHECKPOINT --data DIR --out DIR`. See README.md.

The student of distil.py has vectors as long as its teacher's. Here it becomes a network with shorter ones, fewer heads and a smaller inner layer: its vectors are
turned so that most of what varies lies in the first places (principal components; after SliceGPT, Ashkboos et al. 2024), only these are kept, and turned
again by chance, so that no place is larger than the others and rounding loses little. Of heads and inner places those are kept that add most. What is lost is learnt back from the
accurate tier. Checkpoints may be .model files.
"""

import argparse
import random
import time
from dataclasses import astuple, replace
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

import network
import pieces
import shipped
import train
import treebank
import windows
from export import export
from swap import Swapper

WIDTH, INNER, HEAD = 256, 1024, 32
STAGE = train.Stage(epochs=15, rate=5e-4, head_rate=2e-3, name_weight=1.5, rounded=0.75, swapped=0.35, opening=True)
PASSES = 4  # times that the teacher reads the treebanks, each time cut and swapped otherwise; the student reads each pass several times


def load(path):
    """A checkpoint, or a shipped model as one."""
    return shipped.read(path) if path.suffix == ".model" else torch.load(path, weights_only=True)


def network_of(saved):
    net = network.Network(network.Shape(**saved["config"]), len(saved["pieces"]), saved["labels"])
    net.load_state_dict(saved["state"])
    return net.eval()


@torch.no_grad()
def statistics(net, rows):
    """How the vectors of a network vary together, and how much each head and each inner place of its layers adds."""
    width, heads = net.shape.width, net.shape.heads
    together = torch.zeros(width, width)
    of_heads = [torch.zeros(heads) for _ in net.layers]
    of_inner = [torch.zeros(net.shape.inner) for _ in net.layers]
    for group in windows.groups(rows, 4000, 1):
        batch = windows.batch(group)
        mask, numbers = batch["piece_mask"], batch["pieces"]
        x = net.piece(numbers) + net.position.weight[: numbers.shape[1]] + net.form(batch["shapes"]) + net.spacing(batch["spacings"])
        x = net.embedding_norm(x)
        seen = [x]
        for at, layer in enumerate(net.layers):
            count, length, _ = x.shape
            parts = layer.query_key_value(x).view(count, length, 3, heads, HEAD).permute(2, 0, 3, 1, 4)
            mixed = F.scaled_dot_product_attention(*parts, attn_mask=mask[:, None, None, :]).transpose(1, 2)
            for head in range(heads):
                added = mixed[:, :, head][mask] @ layer.output.weight[:, head * HEAD : (head + 1) * HEAD].T
                of_heads[at][head] += added.pow(2).sum()
            x = layer.attention_norm(x + layer.output(mixed.reshape(count, length, width)))
            inner = F.gelu(layer.inner(x))
            of_inner[at] += inner[mask].pow(2).sum(0) * layer.outer.weight.pow(2).sum(0)
            seen += [x, layer.norm(x + layer.outer(inner))]
            x = seen[-1]
        for vectors in seen:
            together += vectors[mask].T @ vectors[mask]
    return together / sum(len(row["pieces"]) for row in rows) / (2 * len(net.layers) + 1), of_heads, of_inner


@torch.no_grad()
def narrowed(old, rows):
    """A narrow network that does nearly what the old one does."""
    together, of_heads, of_inner = statistics(old, rows)
    values, vectors = torch.linalg.eigh(together)
    turn, _ = torch.linalg.qr(torch.randn(WIDTH, WIDTH))
    basis = vectors[:, -WIDTH:] @ turn
    gain = (values[-WIDTH:].sum() / WIDTH).sqrt().item()
    print(f"{values[-WIDTH:].sum() / values.sum():.3f} of the variance kept", flush=True)
    heads = WIDTH // HEAD
    student = network.Network(replace(old.shape, width=WIDTH, inner=INNER, heads=heads), old.piece.num_embeddings, old.labels)
    for name in ("piece", "position", "form", "spacing"):
        getattr(student, name).weight.copy_(getattr(old, name).weight @ basis)
    norms = [student.embedding_norm]
    for at, (layer, before) in enumerate(zip(student.layers, old.layers)):
        kept = of_heads[at].topk(heads).indices.sort().values
        places = torch.cat([torch.arange(head * HEAD, (head + 1) * HEAD) for head in kept.tolist()])
        all_places = torch.cat([places + part * old.shape.width for part in range(3)])
        layer.query_key_value.weight.copy_(before.query_key_value.weight[all_places] @ basis)
        layer.query_key_value.bias.copy_(before.query_key_value.bias[all_places])
        layer.output.weight.copy_(basis.T @ before.output.weight[:, places])
        layer.output.bias.copy_(basis.T @ before.output.bias)
        inner = of_inner[at].topk(INNER).indices.sort().values
        layer.inner.weight.copy_(before.inner.weight[inner] @ basis)
        layer.inner.bias.copy_(before.inner.bias[inner])
        layer.outer.weight.copy_(basis.T @ before.outer.weight[:, inner])
        layer.outer.bias.copy_(basis.T @ before.outer.bias)
        norms += [layer.attention_norm, layer.norm]
    for norm in norms:
        norm.weight.fill_(gain)
        norm.bias.zero_()
    for name in ("tags", "arc", "relation"):
        getattr(student, name).weight.copy_(getattr(old, name).weight @ basis)
        getattr(student, name).bias.copy_(getattr(old, name).bias)
    for name in ("arc_map", "arc_bias", "relation_label"):
        getattr(student, name).load_state_dict(getattr(old, name).state_dict())
    student.arc_root.copy_(old.arc_root)
    student.relation_root.copy_(old.relation_root)
    return student


@torch.no_grad()
def taught(teacher, own, shown):
    """What the teacher says of the words of a batch; `own` and `shown` are the same windows in the student's and in its pieces."""
    mask, arc_mask = own["word_mask"], own["arc_mask"]
    words = teacher.encode(shown)
    scores, sides = teacher.heads(words)
    arcs = scores["arc"].masked_fill(~arc_mask, -1e4)
    heads = arcs.argmax(-1)
    said = {kind: scores[kind][mask].half() for kind in train.WEIGHTS}
    said |= {"arc": arcs[mask].half(), "relation": teacher.relations(sides, heads)[mask].half(), "words": words[mask].half()}
    return said | {"heads": heads, "end": torch.sigmoid(scores["end"].squeeze(-1)[mask]).half()}


def soft(said, wanted):
    """How far a distribution is from the teacher's."""
    return F.kl_div(F.log_softmax(said, -1), F.log_softmax(wanted.float(), -1), log_target=True, reduction="batchmean")


def loss_of(student, batch, wanted, weights):
    mask, arc_mask = batch["word_mask"], batch["arc_mask"]
    words = student.encode(batch)
    scores, sides = student.heads(words)
    total = train.loss_of_scores(student, batch, scores, sides, weights)
    total = total + soft(scores["arc"].masked_fill(~arc_mask, -1e4)[mask], wanted["arc"])
    total = total + soft(student.relations(sides, wanted["heads"])[mask], wanted["relation"])
    for kind, weight in weights.items():
        total = total + weight * soft(scores[kind][mask], wanted[kind])
    total = total + 2 * F.binary_cross_entropy_with_logits(scores["end"].squeeze(-1)[mask], wanted["end"].float())
    return total + 2 * F.mse_loss(student.to_teacher(words[mask]).float(), wanted["words"].float())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, required=True, help="the accurate tier")
    parser.add_argument("--start", type=Path, required=True, help="the fast tier as distil.py leaves it")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=20261130)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    train.prepare(arguments)

    of_teacher, of_start = load(arguments.teacher), load(arguments.start)
    teacher, labels = network_of(of_teacher), of_teacher["labels"]
    sentences, dev = treebank.read(arguments.data, "train"), treebank.read(arguments.data, "dev")
    own = windows.Encoder(pieces.Vocabulary(of_start["pieces"]), labels, STAGE.opening)
    shown = windows.Encoder(pieces.Vocabulary(of_teacher["pieces"]), labels, of_teacher["opening"])
    paragraphs = windows.paragraphs(sentences["ewt"]) + windows.paragraphs(sentences["gum"])
    swapper = Swapper(sentences["ewt"] + sentences["gum"])
    some = [own.window(window) for paragraph in paragraphs[::8] for window in windows.cut(paragraph, own.vocabulary, 112)]
    student = narrowed(network_of(of_start), some)
    student.to_teacher = nn.Linear(WIDTH, teacher.shape.width)  # only for learning
    generator = random.Random(arguments.seed)

    def read_once():
        rows = []
        for paragraph in paragraphs:
            for window in windows.cut(paragraph, own.vocabulary, generator.choice((48, 80, 112, 128))):
                swapped = generator.random() < STAGE.swapped
                if swapped:
                    window = [(swapper.swap(sentence, generator), taken) for sentence, taken in window]
                dressed = [train.dress(sentence, generator) for sentence, _ in window]
                row, twin = own.window(window, dressed), shown.window(window, dressed)
                if len(row["pieces"]) > student.shape.positions:
                    continue
                if swapped:
                    row.update({kind: [windows.IGNORED] * len(row[kind]) for kind in windows.TAUGHT})
                rows.append({**row, "twin": twin})
        network.Linear.rounded = False
        made = []
        for group in windows.groups(rows, 2500, generator.random()):
            batch = windows.batch(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                made.append((batch, taught(teacher, batch, windows.batch([row["twin"] for row in group]))))
        return made

    path = arguments.out / "narrow.pt"
    facts = {"config": student.config(), "labels": labels, "pieces": of_start["pieces"], "opening": STAGE.opening}
    course = train.Course(student, STAGE)
    passes, started = [], time.time()
    for epoch in range(STAGE.epochs):
        if epoch < PASSES:
            passes.append(read_once())
            print(f"pass {epoch + 1} taught, seconds {time.time() - started:.0f}", flush=True)
        groups = passes[epoch % PASSES]
        generator.shuffle(groups)
        course.begin(epoch, len(groups))
        for batch, wanted in groups:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(student, batch, wanted, course.weights)
            course.step(loss)
        course.report(epoch, own, dev, labels, facts, path)
    saved = torch.load(path, weights_only=True)
    saved["state"] = {name: tensor for name, tensor in saved["state"].items() if not name.startswith("to_teacher")}
    options = {"seed": arguments.seed, "stage": list(astuple(STAGE)), "width": WIDTH, "inner": INNER, "passes": PASSES}
    export(arguments.out / "fast.safetensors", "fast", options, saved)


if __name__ == "__main__":
    main()
