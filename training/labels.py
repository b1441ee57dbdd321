"""What the heads choose from: tags, features, relations, names, and the ways from forms to lemmas."""

from collections import Counter

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]


def lemma_rule(form, lemma, upos):
    """The way from a form to its lemma, as in `l3+y`: keep the case (`=`) or make it small (`l`), strip so many characters from the
    end, append others. `None` where the lemma is not given."""
    if lemma == "_":
        return None
    cases = [("=", form), ("l", form.lower())]
    if upos != "PROPN":
        cases.reverse()
    best = None
    for case, base in cases:
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        cost = len(base) - common + len(lemma) - common
        if best is None or cost < best[0]:
            best = (cost, f"{case}{len(base) - common}+{lemma[common:]}")
    return best[1]


def apply_lemma_rule(rule, form):
    case, (strip, append) = rule[0], rule[1:].split("+", 1)
    base = form.lower() if case == "l" else form
    strip = int(strip)
    return base[: len(base) - strip] + append if strip <= len(base) else base


def gather(sentences):
    """All inventories, most frequent first; rare rules and features are left to others."""
    words = [word for sentence in sentences for word in sentence.words]

    def inventory(values, least):
        counts = Counter(value for value in values if value is not None)
        return [value for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if count >= least]

    found = {
        "upos": inventory((word.upos for word in words), 1),
        "xpos": inventory((word.xpos for word in words), 1),
        "feats": inventory((word.feats for word in words), 3),
        "relation": inventory((word.relation for word in words), 2),
        "lemma": inventory((lemma_rule(word.form, word.lemma, word.upos) for word in words), 3),
        "name": NAMES,
    }
    tags = Counter((word.upos, word.xpos, word.feats) for word in words)
    number = {name: {value: at for at, value in enumerate(found[name])} for name in ("upos", "xpos", "feats")}
    found["tags"] = sorted(
        [number["upos"][u], number["xpos"][x], number["feats"][f]]
        for (u, x, f), count in tags.items()
        if count > 1 and f in number["feats"]
    )
    return found
