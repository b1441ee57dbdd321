"""From words to the pieces and shapes that the encoder is shown. `model::pieces` is the twin in Rust; both must cut alike."""

import unicodedata

LONGEST = 8  # pieces of one word; the rest of an address or a number says nothing new

LOWER, CAPITAL, CAPITALS, LETTER, MIXED, DIGITS, MARK = range(7)
SHAPES = 7
GLUED, SPACED, OPENING = range(3)
SPACINGS = 3


def shape(form):
    """How a word is set."""
    letters = [c for c in form if c.isalpha()]
    if any(c.isdigit() for c in form):
        return DIGITS
    if not letters:
        return MARK
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return LOWER
    if upper == len(letters):
        return LETTER if len(letters) == 1 else CAPITALS
    return CAPITAL if upper == 1 and letters[0].isupper() else MIXED


def is_mark(c):
    """Whether a character is a piece of its own."""
    return not c.isalnum() and not c.isspace()


def basic(form):
    """A form in small letters without accents, cut at its marks."""
    runs = []
    for c in unicodedata.normalize("NFD", form.lower()):
        if unicodedata.category(c) == "Mn" or c.isspace():
            continue
        if is_mark(c):
            runs.append(c)
            runs.append("")
        elif runs:
            runs[-1] += c
        else:
            runs.append(c)
    return [run for run in runs if run]


class Vocabulary:
    """The pieces, by number; the longest that fits is taken first, as in WordPiece."""

    def __init__(self, pieces):
        self.pieces = pieces
        self.numbers = {piece: number for number, piece in enumerate(pieces)}
        self.unknown = self.numbers["[UNK]"]
        self.memory = {}

    def cut(self, form):
        """The numbers of a form's pieces, one to `LONGEST`."""
        if form not in self.memory:
            numbers = [number for run in basic(form) for number in self.cut_run(run)]
            self.memory[form] = numbers[:LONGEST] or [self.unknown]
        return self.memory[form]

    def cut_run(self, run):
        numbers, start = [], 0
        while start < len(run):
            for end in range(min(len(run), start + 32), start, -1):
                number = self.numbers.get(("##" if start else "") + run[start:end])
                if number is not None:
                    numbers.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return numbers


def keep(piece):
    """Whether a piece of the full vocabulary is worth its row: no placeholders, no scripts that English news never holds."""
    if piece.startswith("[unused"):
        return False
    body = piece.removeprefix("##")
    return all(c.isascii() or unicodedata.name(c, "").startswith("LATIN") or unicodedata.category(c)[0] in "PS" for c in body)
