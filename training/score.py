"""Scores on a development set while training, with the words given and the sentences found; the project's own scores are `standoff eval`'s."""

import torch

import windows
from labels import apply_lemma_rule

MOST = 112  # pieces of one window, as in `model`


@torch.no_grad()
def score(net, encoder, sentences, labels):
    """Counts of what is right: sentence ends are the model's own, trees are made greedily within them."""
    totals = dict.fromkeys(("words", "upos", "xpos", "feats", "lemma", "uas", "las", "given_uas", "given_las"), 0)
    ends = [0, 0, 0]
    names = [0, 0, 0]
    rows = []
    for paragraph in windows.paragraphs(sentences):
        for window in windows.cut(paragraph, encoder.vocabulary, MOST):
            rows.append((encoder.window(window), [word for sentence, taken in window for word in sentence.words[:taken]]))
    rows.sort(key=lambda row: len(row[0]["pieces"]))
    for start in range(0, len(rows), 24):
        part = rows[start : start + 24]
        made = windows.batch([row for row, _ in part])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores, sides = net(made)
        said_ends = scores["end"].squeeze(-1) > 0
        for at, (row, words) in enumerate(part):
            count = len(words)
            last = max((i for i in range(count) if row["end"][i]), default=-1)
            gold = [i for i in range(count) if row["end"][i]]
            said = [i for i in range(count) if said_ends[at, i] or i == count - 1 == last]
            gold_spans = set(zip([-1] + gold, gold))
            said_spans = set(zip([-1] + said, said))
            ends = [ends[0] + len(gold_spans & said_spans), ends[1] + len(gold_spans), ends[2] + len(said_spans)]
            number, segment = [], 0
            for i in range(count):
                number.append(segment)
                segment += bool(said_ends[at, i])
            own = torch.tensor(number)
            given = torch.tensor(row["sentence"])
            raw = scores["arc"][at, :count, : count + 1]
            for kind, same in (("given_", given[:, None] == given[None, :]), ("", own[:, None] == own[None, :])):
                arcs = within(raw, same)
                heads = arcs.argmax(-1)
                relations = net.relations((sides[0][at : at + 1, :count], sides[1][at : at + 1]), heads[None]).argmax(-1)[0]
                for i in range(count):
                    if not row["whole"][i]:
                        continue
                    right = heads[i].item() == row["head"][i]
                    totals[kind + "uas"] += right
                    same_relation = labels["relation"][relations[i]].split(":")[0] == words[i].relation.split(":")[0]
                    totals[kind + "las"] += right and same_relation
            best = {kind: scores[kind][at, :count].argmax(-1).tolist() for kind in ("upos", "xpos", "feats", "lemma", "name")}
            for i, word in enumerate(words):
                totals["words"] += row["whole"][i]
                if not row["whole"][i]:
                    continue
                for kind in ("upos", "xpos", "feats"):
                    totals[kind] += labels[kind][best[kind][i]] == getattr(word, kind)
                totals["lemma"] += word.lemma in ("_", apply_lemma_rule(labels["lemma"][best["lemma"][i]], word.form))
            if all(word.name for word in words):
                gold, said = spans([word.name for word in words]), spans([labels["name"][n] for n in best["name"]])
                names = [names[0] + len(gold & said), names[1] + len(gold), names[2] + len(said)]
    return {**totals, "ends": ends, "names": names}


def within(arcs, same):
    """Arc scores with heads outside the word's own sentence, and the word itself, ruled out."""
    count = arcs.shape[0]
    root = torch.zeros(count, 1, dtype=torch.bool)
    return arcs.masked_fill(torch.cat([root, ~same | torch.eye(count, dtype=torch.bool)], 1), -1e4)


def spans(labels):
    found, start = set(), None
    for at, label in enumerate([*labels, "O"]):
        if start is not None and (label[0] != "I" or label[2:] != labels[start][2:]):
            found.add((start, at, labels[start][2:]))
            start = None
        if label[0] == "B" or label[0] == "I" and start is None:
            start = at
    return found


def line(found):
    words = max(found["words"], 1)
    parts = [f"{name} {100 * found[name] / words:.2f}" for name in ("upos", "feats", "lemma", "given_uas", "given_las", "las")]
    for name in ("ends", "names"):
        right, gold, said = found[name]
        parts.append(f"{name} {200 * right / max(gold + said, 1):.1f}")
    return " ".join(parts)
