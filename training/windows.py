"""Windows of running text as tensors: some sentences of one paragraph, the last perhaps cut, with what the heads should say."""

import random

import torch

import pieces
from labels import lemma_rule

IGNORED = -100
TAUGHT = ("head", "relation", "upos", "xpos", "feats", "lemma", "name")


def paragraphs(sentences):
    """Lists of sentences that belong together."""
    found = []
    for sentence in sentences:
        if sentence.opens_paragraph or not found:
            found.append([])
        found[-1].append(sentence)
    return found


def cut(paragraph, vocabulary, most):
    """Windows of at most `most` pieces over a paragraph: lists of `(sentence, words taken)`, only the last of which may be cut."""
    window, room = [], most
    for sentence in paragraph:
        sizes = [len(vocabulary.cut(word.form)) for word in sentence.words]
        if window and sum(sizes) > room:
            taken = 0
            while room >= sizes[taken]:
                room -= sizes[taken]
                taken += 1
            if taken:
                window.append((sentence, taken))
            yield window
            window, room = [], most
        taken, used = 0, 0
        while taken < len(sizes) and used + sizes[taken] <= room:
            used += sizes[taken]
            taken += 1
        window.append((sentence, taken))
        room -= used
    if window:
        yield window


class Encoder:
    """Turns windows into numbers."""

    def __init__(self, vocabulary, labels, opening):
        """`opening`: whether every window opens with the piece that texts opened with when the network was first trained."""
        self.vocabulary, self.opening = vocabulary, opening
        self.numbers = {name: {label: at for at, label in enumerate(values)} for name, values in labels.items() if name != "tags"}

    def number(self, kind, value):
        return self.numbers[kind].get(value, IGNORED)

    def window(self, window, dressed=None):
        """One window; `dressed` may give shapes for the words of each sentence that differ from their own."""
        rows = {key: [] for key in ("pieces", "shapes", "spacings", "firsts", "sentence", "whole", "head", "end")}
        rows.update({kind: [] for kind in ("upos", "xpos", "feats", "relation", "lemma", "name")})
        if self.opening:
            rows["pieces"].append(self.vocabulary.numbers["[CLS]"])
            rows["shapes"].append(pieces.MARK)
            rows["spacings"].append(pieces.OPENING)
        for at, (sentence, taken) in enumerate(window):
            whole = taken == len(sentence.words)
            base = len(rows["firsts"])
            shapes = dressed[at] if dressed else None
            for place, word in enumerate(sentence.words[:taken]):
                numbers = self.vocabulary.cut(word.form)
                shape = shapes[place] if shapes else pieces.shape(word.form)
                spacing = pieces.GLUED if word.glued else pieces.SPACED
                if not rows["firsts"]:
                    spacing = pieces.OPENING
                rows["firsts"].append(len(rows["pieces"]))
                rows["pieces"] += numbers
                rows["shapes"] += [shape] * len(numbers)
                rows["spacings"] += [spacing] + [pieces.GLUED] * (len(numbers) - 1)
                rows["sentence"].append(at)
                rows["whole"].append(whole)
                rows["end"].append(float(place + 1 == len(sentence.words)))
                rows["head"].append((0 if word.head == 0 else base + word.head) if whole else IGNORED)
                rows["relation"].append(self.number("relation", word.relation) if whole else IGNORED)
                for kind in ("upos", "xpos", "feats", "name"):
                    rows[kind].append(self.number(kind, getattr(word, kind)))
                rule = lemma_rule(word.form, word.lemma, word.upos)
                rows["lemma"].append(IGNORED if shapes else self.number("lemma", rule))
        return rows


def batch(rows):
    """Pads windows to one batch."""
    length = max(len(row["pieces"]) for row in rows)
    count = max(len(row["firsts"]) for row in rows)

    def padded(key, size, fill, kind=torch.long):
        return torch.tensor([row[key] + [fill] * (size - len(row[key])) for row in rows], dtype=kind)

    made = {key: padded(key, length, 0) for key in ("pieces", "shapes", "spacings")}
    made["piece_mask"] = torch.tensor([[True] * len(row["pieces"]) + [False] * (length - len(row["pieces"])) for row in rows])
    made["firsts"] = padded("firsts", count, 0)
    made["end"] = padded("end", count, IGNORED, torch.float)
    for key in TAUGHT:
        made[key] = padded(key, count, IGNORED)
    sentence = padded("sentence", count, -1)
    same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence >= 0)[:, None, :]
    same &= ~torch.eye(count, dtype=torch.bool)
    root = torch.ones(len(rows), count, 1, dtype=torch.bool)
    made["arc_mask"] = torch.cat([root, same], 2)
    made["word_mask"] = sentence >= 0
    return made


def groups(rows, most, seed):
    """Windows of like length in groups that have at most `most` pieces with padding, in random order."""
    generator = random.Random(seed)
    order = sorted(range(len(rows)), key=lambda at: (len(rows[at]["pieces"]), generator.random()))
    found, group = [], []
    for at in order:
        if group and (len(group) + 1) * len(rows[at]["pieces"]) > most:
            found.append(group)
            group = []
        group.append(rows[at])
    found.append(group)
    generator.shuffle(found)
    return found
