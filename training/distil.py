"""Trains the fast tier from the accurate one: `python distil.py --teacher accurate.pt --data DIR --out DIR`. See README.md.

The student has the teacher's first layers and most of its pieces. It learns from the treebanks and from what the teacher says of
them, also of sentences in which words were swapped for others of the same tag, of which there is no end.
"""

import argparse
import random
from dataclasses import astuple, replace
from pathlib import Path

import torch
import torch.nn.functional as F

import network
import pieces
import score
import train
import treebank
import windows
from export import export
from swap import Swapper

LAYERS = [0, 1]  # those of the teacher that the student begins with
PIECES = 18500
STAGES = [
    train.Stage(epochs=20, rate=5e-4, head_rate=2e-3, name_weight=1.5, rounded=0.8, swapped=0.35, opening=False),
    train.Stage(epochs=5, rate=2e-4, head_rate=8e-4, name_weight=1.5, rounded=0.0, swapped=0.35, opening=True),
]


def student_of(teacher, saved):
    """A network of few layers that begins with the teacher's weights, and the pieces that it knows."""
    kept = saved["pieces"][:PIECES]
    student = network.Network(replace(teacher.shape, layers=len(LAYERS)), len(kept), saved["labels"])
    state = {name: tensor for name, tensor in teacher.state_dict().items() if not name.startswith("layers.")}
    state["piece.weight"] = state["piece.weight"][: len(kept)]
    for at, number in enumerate(LAYERS):
        prefix = f"layers.{number}."
        own = {name: tensor for name, tensor in teacher.state_dict().items() if name.startswith(prefix)}
        state.update({f"layers.{at}." + name.removeprefix(prefix): tensor for name, tensor in own.items()})
    student.load_state_dict(state)
    return student, kept


def soft(student, teacher, mask):
    """How far the student's distribution is from the teacher's, over the words in `mask`."""
    said, wanted = F.log_softmax(student[mask], -1), F.log_softmax(teacher[mask], -1)
    return F.kl_div(said, wanted, log_target=True, reduction="batchmean")


def loss_of(student, teacher, own, shown, weights):
    """The loss on one batch; `own` and `shown` are the same windows in the student's and in the teacher's pieces."""
    mask, arc_mask = own["word_mask"], own["arc_mask"]
    with torch.no_grad():
        wanted_words = teacher.encode(shown)
        wanted, wanted_sides = teacher.heads(wanted_words)
        heads = wanted["arc"].masked_fill(~arc_mask, -1e4).argmax(-1)
        wanted_relations = teacher.relations(wanted_sides, heads)
    words = student.encode(own)
    scores, sides = student.heads(words)
    total = train.loss_of_scores(student, own, scores, sides, weights)
    fill = lambda arcs: arcs.masked_fill(~arc_mask, -1e4)
    total = total + soft(fill(scores["arc"]), fill(wanted["arc"]), mask)
    total = total + soft(student.relations(sides, heads), wanted_relations, mask)
    for kind, weight in weights.items():
        total = total + weight * soft(scores[kind], wanted[kind], mask)
    ends = torch.sigmoid(wanted["end"].squeeze(-1)[mask])
    total = total + 2 * F.binary_cross_entropy_with_logits(scores["end"].squeeze(-1)[mask], ends)
    return total + 2 * F.mse_loss(words[mask].float(), wanted_words[mask].float())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a checkpoint of the first stage, to go on with the second")
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    train.prepare(arguments)

    saved = torch.load(arguments.teacher, weights_only=True)
    labels = saved["labels"]
    teacher = network.Network(network.Shape(**saved["config"]), len(saved["pieces"]), labels)
    teacher.load_state_dict(saved["state"])
    teacher.eval()
    student, kept = student_of(teacher, saved)
    sentences, dev = treebank.read(arguments.data, "train"), treebank.read(arguments.data, "dev")
    shown = windows.Encoder(pieces.Vocabulary(saved["pieces"]), labels, saved["opening"])
    paragraphs = windows.paragraphs(sentences["ewt"]) + windows.paragraphs(sentences["gum"])
    swapper = Swapper(sentences["ewt"] + sentences["gum"])
    if arguments.start:
        student.load_state_dict(torch.load(arguments.start, weights_only=True)["state"])
    path = arguments.out / "fast.pt"
    for number, stage in enumerate(STAGES):
        if arguments.start and number == 0:
            continue
        own = windows.Encoder(pieces.Vocabulary(kept), labels, stage.opening)
        facts = {"config": student.config(), "labels": labels, "pieces": kept, "opening": stage.opening}
        course = train.Course(student, stage)
        generator = random.Random(arguments.seed + number)
        for epoch in range(stage.epochs):
            rows = []
            for paragraph in paragraphs:
                for window in windows.cut(paragraph, own.vocabulary, generator.choice((32, 64, 96, 128))):
                    swapped = generator.random() < stage.swapped
                    if swapped:
                        window = [(swapper.swap(sentence, generator), taken) for sentence, taken in window]
                    dressed = [train.dress(sentence, generator) for sentence, _ in window]
                    row, twin = own.window(window, dressed), shown.window(window, dressed)
                    if len(row["pieces"]) > student.shape.positions:
                        continue
                    if swapped:
                        row.update({kind: [windows.IGNORED] * len(row[kind]) for kind in windows.TAUGHT})
                    row["twin"] = twin
                    rows.append(row)
            groups = windows.groups(rows, 2500, generator.random())
            course.begin(epoch, len(groups))
            for group in groups:
                twins = [row["twin"] for row in group]
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    loss = loss_of(student, teacher, windows.batch(group), windows.batch(twins), course.weights)
                course.step(loss)
            course.report(epoch, own, dev, labels, facts, path)
        student.load_state_dict(course.mean.state_dict())
    options = {"seed": arguments.seed, "stages": [list(astuple(stage)) for stage in STAGES], "layers": LAYERS}
    export(arguments.out / "fast.safetensors", "fast", options, torch.load(path, weights_only=True))


if __name__ == "__main__":
    main()
