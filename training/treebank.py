"""The treebanks as training examples: documents of paragraphs of sentences of words, with names.

Reads what `--data` points at: `treebank/en_ewt-ud-*.conllu`, `treebank/en_gum_open-*.conllu` and `ner/uner_ewt-*.iob2`.
Nothing here knows pieces, tensors or models.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

# The form as texts are shown to the model: straight quotes, plain dashes, nothing invisible. `annotate::analyse::plain` is its twin.
PLAIN = {
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "‐": "-", "‑": "-", "−": "-",
    "—": "--", "―": "--", "…": "...",
}


def plain(form):
    """A form with its typographic marks made plain."""
    return form if form.isascii() else ("".join(PLAIN.get(c, c) for c in form) or form)


@dataclass
class Word:
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int  # counted from one; zero is the root
    relation: str
    glued: bool  # follows the word before it without a space
    misc: str = "_"
    name: str = ""  # IOB2 label; empty where nobody looked for names


@dataclass
class Sentence:
    id: str
    words: list = field(default_factory=list)
    opens_paragraph: bool = False


def read_conllu(path):
    """The sentences of a CoNLL-U file in order; the words of a range ("don't") are glued to each other."""
    sentences, sentence, opens = [], None, True
    glued, range_end, range_glues = False, 0, False
    for line in Path(path).read_text(encoding="utf8").split("\n"):
        if line.startswith(("# newdoc", "# newpar")):
            opens = True
        elif line.startswith("# sent_id"):
            sentence = Sentence(line.split("= ")[-1], opens_paragraph=opens)
            opens, glued, range_end = False, False, 0
            sentences.append(sentence)
        elif line and line[0] != "#":
            columns = line.split("\t")
            no_space = "SpaceAfter=No" in columns[9].split("|")
            if "." in columns[0]:
                continue
            if "-" in columns[0]:
                range_end, range_glues = int(columns[0].split("-")[1]), no_space
                continue
            number = int(columns[0])
            _, form, lemma, upos, xpos, feats, head, relation, _, misc = columns
            sentence.words.append(Word(plain(form), lemma, upos, xpos, feats, int(head), relation, glued, misc))
            glued = no_space if number > range_end else (range_glues if number == range_end else True)
    return sentences


def add_iob2(sentences, path):
    """Puts the names of an IOB2 file on the sentences with the same ids and as many words."""
    labels, current = {}, None
    for line in Path(path).read_text(encoding="utf8").split("\n"):
        if line.startswith("# sent_id"):
            current = labels.setdefault(line.split("=", 1)[1].strip(), [])
        elif line and line[0] != "#":
            label = line.split("\t")[2]
            current.append(label if label[2:] in ("PER", "ORG", "LOC") else "O")
    for sentence in sentences:
        found = labels.get(sentence.id, ())
        if len(found) == len(sentence.words):
            for word, label in zip(sentence.words, found):
                word.name = label


KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
SMALL = {"of", "and", "&", "the", "for", "-", "'s", "de", "."}


def add_gum_names(sentences):
    """Turns GUM's entity mentions into names as Universal NER would mark them; `train::entities` is the twin in Rust."""
    for sentence in sentences:
        words = sentence.words
        names = [name for mention in mentions(words) if (name := name_of(words, *mention))]
        names.sort(key=lambda name: (name[0] - name[1], name[0]))
        kept = []
        for start, end, kind in names:
            if all(end <= other[0] or other[1] <= start for other in kept):
                kept.append((start, end, kind))
        for word in words:
            word.name = "O"
        for start, end, kind in kept:
            for at in range(start, end):
                words[at].name = ("B-" if at == start else "I-") + kind


def mentions(words):
    opened, found = [], []
    for at, word in enumerate(words):
        value = next((item[7:] for item in word.misc.split("|") if item.startswith("Entity=")), "")
        for opening, closing in re.findall(r"\(([^()]*)|([^()]*)\)", value):
            if opening:
                parts = opening.split("-")
                opened.append((parts[0], KINDS.get(parts[1] if len(parts) > 1 else ""), at))
            else:
                place = next((i for i in reversed(range(len(opened))) if closing in ("", opened[i][0])), None)
                if place is not None:
                    _, kind, start = opened.pop(place)
                    if kind:
                        found.append((start, at + 1, kind))
    return found


def name_of(words, start, end, kind):
    head = next((at for at in range(start, end) if not start < words[at].head <= end), None)
    if head is None or words[head].upos != "PROPN" or kind == "PER" and words[head].xpos == "NNPS":
        return None

    def is_part(word):
        return (word.xpos in ("NNP", "NNPS") or word.upos == "PROPN") and word.relation != "nmod:desc"

    def joins(at):
        left = at > start and (is_part(words[at - 1]) or words[at - 1].form == "of")
        return words[at].form in SMALL and left and at + 1 < end and (words[at + 1].form == "the" or is_part(words[at + 1]))

    first, last = head, head + 1
    while first > start and (is_part(words[first - 1]) or joins(first - 1)):
        first -= 1
    while last < end and (is_part(words[last]) or joins(last)):
        last += 1
    return first, last, kind


def read(data, part):
    """All sentences of one part, `train` or `dev`, by treebank: `{"ewt": [...], "gum": [...]}`."""
    data = Path(data)
    ewt = read_conllu(data / f"treebank/en_ewt-ud-{part}.conllu")
    add_iob2(ewt, data / f"ner/uner_ewt-{part}.iob2")
    gum = read_conllu(data / f"treebank/en_gum_open-{part}.conllu")
    add_gum_names(gum)
    return {"ewt": ewt, "gum": gum}
